// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/interview.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/evidence.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/intake/moment_question.hpp"
#include "dialogs/intake/person_question.hpp"
#include "dialogs/intake/questions.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

namespace {

std::string_view part_of(std::string_view step) {
  const auto dot = step.find('.');
  return dot == std::string_view::npos ? std::string_view{} : step.substr(dot + 1);
}

bool is_danger(const Question& question) {
  return question.id == form_questions::danger;
}

std::vector<OptionWords> words_of_options(const Question& question) {
  std::vector<OptionWords> words;
  for (const auto& option : question.options) words.push_back({option.id, option.words});
  return words;
}

std::vector<Option> options_of(const Interview& interview, const Question& question) {
  const Talk& talk = interview.talk;
  if (question.expects == Expects::moment) return moment_options(talk);
  if (question.expects == Expects::file) {
    const bool none = talk.top().attachments.empty();
    return {talk.option("done", none ? "intake.evidence.none" : "intake.evidence.done")};
  }
  std::vector<Option> options;
  for (const auto& option : question.options) {
    options.push_back(
        talk.option(option.id, variant(talk.view().municipality.texts, option.text, interview.flags), option.style));
  }
  return options;
}

void keep(Talk& talk, const Question& question, Answer answer) {
  answer.at = talk.now();
  talk.top().answers[question.id.str()] = std::move(answer);
}

/// What some answers call for at once: have the wound looked at, keep the letter.
void say_notes(const Interview& interview, const Question& question, const std::vector<std::string>& ids) {
  for (const auto& option : question.options) {
    const std::string note = option.text + ".note";
    if (std::ranges::find(ids, option.id) != ids.end() && interview.talk.view().municipality.texts.has(note)) {
      interview.talk.say(note);
    }
  }
}

Progress hear_choice(const Interview& interview, const Question& question) {
  Talk& talk = interview.talk;
  const auto options = chosen(talk.state.open, talk.event().what, words_of_options(question));
  if (options.empty()) return Progress::unclear;
  Answer answer;
  std::vector<std::string> ids;
  for (const auto& option : options) {
    const std::string id{bare(option.id)};
    if (std::ranges::find(question.options, id, &FormOption::id) == question.options.end()) return Progress::unclear;
    if (std::ranges::find(ids, id) != ids.end()) continue;
    ids.push_back(id);
    answer.value += (answer.value.empty() ? "" : ",") + id;
    answer.said += (answer.said.empty() ? "" : ", ") + option.label;
  }
  keep(talk, question, std::move(answer));
  say_notes(interview, question, ids);
  return Progress::answered;
}

Progress hear_text(const Interview& interview, const Question& question) {
  const auto* said = std::get_if<Said>(&interview.talk.event().what);
  if (said == nullptr || blank(said->text)) return Progress::unclear;
  Answer answer;
  answer.value = said->text;
  answer.said = said->text;
  keep(interview.talk, question, std::move(answer));
  return Progress::answered;
}

/// Somebody else beside the manager: a choice adds to what was said before, only "no" takes it back.
Progress hear_involved(const Interview& interview, const Question& question) {
  auto& answers = interview.talk.top().answers;
  const auto before = answers[question.id.str()];
  const auto progress = hear_choice(interview, question);
  auto& answer = answers[question.id.str()];
  if (progress != Progress::answered) {
    answer = before;
    if (before.value.empty()) answers.erase(question.id.str());
    return progress;
  }
  const bool someone = answer.value == "someone";
  if (answer.value != "no" && !before.value.empty() && before.value != "no" && before.value != answer.value) {
    answer.value = someone ? before.value : before.value + "," + answer.value;
    answer.said = someone ? before.said : before.said + ", " + answer.said;
  }
  if (!someone) return Progress::answered;
  ask_person_part(interview, question, "who");
  return Progress::asks_on;
}

/// Files are taken in by the dialog as they come; here is only heard that there are no more.
Progress hear_file(const Interview& interview, const Question& question) {
  Talk& talk = interview.talk;
  const bool refused = std::holds_alternative<Said>(talk.event().what) &&
                       yes_or_no(std::get<Said>(talk.event().what).text) == std::optional{false};
  const auto options = chosen(talk.state.open, talk.event().what);
  if (!refused && (options.size() != 1 || bare(options.front().id) != "done")) return Progress::unclear;
  keep(talk, question, evidence_answer(talk, talk.top().attachments));
  return Progress::answered;
}

}  // namespace

const Question* question_at(const Form& form, std::string_view step) {
  return form.question(QuestionId{std::string{step.substr(0, step.find('.'))}});
}

void ask_question(const Interview& interview, const Question& question) {
  Talk& talk = interview.talk;
  talk.top().step = question.id.str();
  Ask ask;
  ask.question = question.id.str();
  ask.text = talk.text(variant(talk.view().municipality.texts, question.text, interview.flags));
  ask.expects = question.expects;
  ask.many = question.many;
  ask.options = options_of(interview, question);
  ask.options.insert(ask.options.end(), interview.more.begin(), interview.more.end());
  Controls which;
  which.unknown = question.expects != Expects::file && question.id != form_questions::story;
  which.skip = !question.minimum && question.expects != Expects::file;
  which.back = !interview.first;
  ask_with(talk, std::move(ask), which);
}

void ask_step(const Interview& interview) {
  const std::string step = interview.talk.top().step;
  const auto* question = question_at(interview.form, step);
  if (question == nullptr) return;
  const auto part = part_of(step);
  if (part.empty()) {
    ask_question(interview, *question);
  } else if (question->expects == Expects::moment) {
    ask_moment_part(interview, *question, part);
  } else {
    ask_person_part(interview, *question, part);
  }
}

Progress hear_answer(const Interview& interview) {
  const std::string step = interview.talk.top().step;
  const auto* question = question_at(interview.form, step);
  if (question == nullptr) return Progress::unclear;
  const auto part = part_of(step);
  if (question->expects == Expects::moment) return hear_moment(interview, *question, part);
  if (question->id == questions::victim) return hear_victim(interview, *question, part);
  if (question->id == form_questions::involved) {
    return part.empty() ? hear_involved(interview, *question) : hear_excluded(interview, *question, part);
  }
  switch (question->expects) {
    case Expects::choice: return hear_choice(interview, *question);
    case Expects::file: return hear_file(interview, *question);
    default: return hear_text(interview, *question);
  }
}

Progress pass_over(const Interview& interview, Answer::Status status) {
  const std::string step = interview.talk.top().step;
  const auto* question = question_at(interview.form, step);
  if (question == nullptr) return Progress::unclear;
  const auto part = part_of(step);
  if (!part.empty() && question->expects == Expects::moment) return pass_over_moment_part(interview, *question, part);
  if (!part.empty() && interview.talk.top().answers.contains(question->id.str())) return Progress::answered;
  if (question->minimum && status == Answer::Status::skipped) return Progress::unclear;
  Answer answer;
  answer.status = status;
  keep(interview.talk, *question, std::move(answer));
  return Progress::answered;
}

void say_unclear(const Interview& interview) {
  const std::string step = interview.talk.top().step;
  const auto* question = question_at(interview.form, step);
  const bool said = std::holds_alternative<Said>(interview.talk.event().what);
  if (question != nullptr && question->expects == Expects::moment && said) {
    say_moment_unclear(interview, part_of(step));
  } else if (question != nullptr && is_danger(*question)) {
    interview.talk.say("intake.unclear.danger");
  } else if (question != nullptr && question->expects == Expects::text) {
    interview.talk.say("intake.unclear.text");
  } else {
    interview.talk.say("intake.unclear.choice");
  }
}

}  // namespace meldmaat
