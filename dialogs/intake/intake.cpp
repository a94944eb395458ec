// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/intake.hpp"

#include <algorithm>
#include <utility>

#include "bot/flags.hpp"
#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/amending.hpp"
#include "dialogs/intake/asides.hpp"
#include "dialogs/intake/danger.hpp"
#include "dialogs/intake/draft.hpp"
#include "dialogs/intake/evidence.hpp"
#include "dialogs/intake/moment_question.hpp"
#include "dialogs/intake/questions.hpp"
#include "dialogs/intake/sending.hpp"
#include "dialogs/intake/stopping.hpp"
#include "dialogs/intake/story_reading.hpp"
#include "dialogs/intake/story_telling.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

/// \param reading of the answers as they stand
Interview interview_of(Talk& talk, const FormReading& reading) {
  Interview interview{talk, draft::form_of(talk), {}, reading.flags, talk.top().trail.empty()};
  if (reading.minimum) interview.more.push_back(talk.option(".send", "intake.send_now"));
  return interview;
}

Interview interview_of(Talk& talk) {
  return interview_of(talk, draft::reading_of(talk));
}

void ask_current(Talk& talk) {
  const auto& step = talk.top().step;
  if (step == draft::danger_step) {
    ask_danger(talk);
  } else if (step == draft::send_step) {
    ask_send(talk);
  } else if (step == draft::change_step) {
    ask_change(talk);
  } else if (step == draft::stop_step) {
    ask_stop(talk);
  } else if (story_was_begun(talk)) {
    ask_rest_of_story(talk);
  } else {
    ask_step(interview_of(talk));
  }
}

/// Asks the next open question.
void ask_next(Talk& talk, const FormReading& reading) {
  const auto& question = *reading.next;
  if (question.id == form_questions::story && draft::has_note(talk, ".story")) {
    ask_rest_of_story(talk);
    return;
  }
  if (question.expects == Expects::moment && draft::has_note(talk, ".moment")) {
    talk.top().step = question.id.str() + ".confirm";
    ask_step(interview_of(talk, reading));
    return;
  }
  if (question.expects == Expects::moment && !draft::has_note(talk, ".story_moment")) {
    const auto& answers = talk.top().answers;
    const auto story = answers.find(form_questions::story.str());
    draft::set_note(talk, ".story_moment");
    const auto words =
        story == answers.end() ? std::string{} : moment_in(story->second.value, talk.local_now(), talk.state.language);
    if (!words.empty() && ask_moment_of_story(interview_of(talk, reading), question, words)) return;
  }
  if (question.id == form_questions::route) say_what_confidential_means(talk);
  ask_question(interview_of(talk, reading), question);
}

/// What comes after an answer: the next open question, or the summary.
void go_on(Talk& talk) {
  say_who_reads_along(talk);
  const auto reading = draft::reading_of(talk);
  if (reading.next == nullptr || draft::has_note(talk, ".sending")) {
    show_report(talk);
    ask_send(talk);
  } else {
    ask_next(talk, reading);
  }
}

void after_answer(Talk& talk, const Question& question) {
  auto& trail = talk.top().trail;
  std::erase(trail, question.id.str());
  trail.push_back(question.id.str());
  draft::postpone_removal(talk);
  if (question.id == form_questions::danger) {
    const auto& answer = talk.top().answers[question.id.str()];
    const bool safe = answer.status == Answer::Status::given && answer.value == "no";
    if (!safe) {
      enter_danger(talk);
      return;
    }
    // What began the report came before the danger question.
    say_what_is_not_needed(talk, draft::note(talk, ".story"));
  }
  if (question.id == form_questions::story && !talk.top().answers[question.id.str()].value.empty()) take_story(talk);
  go_on(talk);
}

void not_understood(Talk& talk) {
  const auto* said = std::get_if<Said>(&talk.event().what);
  if (said != nullptr && is_story(said->text)) {
    draft::keep_for_story(talk, said->text);
    talk.say("intake.kept");
  } else if (talk.top().step.starts_with('.')) {
    talk.say("intake.unclear.choice");
  } else {
    say_unclear(interview_of(talk));
  }
  ask_current(talk);
}

void take_file(Talk& talk, const Attachment& file) {
  add_evidence(talk, file);
  draft::postpone_removal(talk);
  ask_current(talk);
}

void answer_story(Talk& talk, const Question& question) {
  if (hear_rest_of_story(talk)) {
    after_answer(talk, question);
  } else {
    not_understood(talk);
  }
}

void hear_stop(Talk& talk) {
  const auto options = chosen(talk.state.open, talk.event().what);
  const auto id = options.size() == 1 ? bare(options.front().id) : std::string_view{};
  if (id == "discard") {
    draft::discard(talk);
    talk.say("intake.stop.discarded");
    return;
  }
  if (id != "keep" && id != "on") {
    not_understood(talk);
    return;
  }
  if (id == "keep") say_kept(talk);
  talk.top().step = draft::note(talk, ".before");
  if (id == "on") {
    ask_current(talk);
  } else {
    talk.rest();
  }
}

void go_back(Talk& talk) {
  const std::string step = talk.top().step;
  const auto& form = draft::form_of(talk);
  if (step == draft::stop_step || step == draft::change_step) {
    talk.top().step = step == draft::stop_step ? draft::note(talk, ".before") : std::string{draft::send_step};
    ask_current(talk);
    return;
  }
  draft::drop_note(talk, ".sending");
  if (!step.starts_with('.') && step.find('.') != std::string::npos) {
    ask_question(interview_of(talk), *question_at(form, step));
    return;
  }
  const auto reading = draft::reading_of(talk);
  auto& trail = talk.top().trail;
  while (!trail.empty()) {
    const auto* question = form.question(QuestionId{trail.back()});
    trail.pop_back();
    const bool asked = question != nullptr && question->id.str() != step &&
                       std::ranges::find(reading.counts, question) != reading.counts.end();
    if (!asked) continue;
    ask_question(interview_of(talk, reading), *question);
    return;
  }
  talk.say("intake.first");
  ask_current(talk);
}

void leave_open(Talk& talk, Answer::Status status) {
  const auto* question = question_at(draft::form_of(talk), talk.top().step);
  if (question != nullptr && story_was_begun(talk)) {
    finish_story(talk, draft::note(talk, ".story"));
    after_answer(talk, *question);
    return;
  }
  const auto progress = question == nullptr || talk.top().step.starts_with('.') ? Progress::unclear
                                                                                : pass_over(interview_of(talk), status);
  if (progress == Progress::answered) {
    after_answer(talk, *question);
  } else if (progress == Progress::unclear) {
    talk.say("intake.needed");
    ask_current(talk);
  }
}

void change(Talk& talk, std::string_view id) {
  const auto reading = draft::reading_of(talk);
  const auto question = std::ranges::find_if(reading.counts, [&](const Question* one) { return one->id.str() == id; });
  if (question == reading.counts.end()) {
    talk.say("intake.change.gone");
    ask_current(talk);
  } else {
    ask_question(interview_of(talk, reading), **question);
  }
}

void begin_report(Talk& talk) {
  Frame frame;
  frame.dialog = draft::dialog;
  frame.version = talk.view().municipality.current_form().ref.version;
  talk.push(std::move(frame));
  if (const auto* said = std::get_if<Said>(&talk.event().what); said != nullptr && is_story(said->text)) {
    draft::keep_for_story(talk, said->text);
    talk.say("intake.kept");
  }
  if (const auto* attached = std::get_if<Attached>(&talk.event().what)) add_evidence(talk, attached->file);
}

}  // namespace

std::vector<Option> Intake::menu(const Talk& talk) const {
  const bool begun = draft::find(talk.state).has_value();
  return {begun ? talk.option("menu/resume", "intake.resume", Option::Style::primary)
                : talk.option("menu/report", "intake.menu.report", Option::Style::primary),
          talk.option("menu/danger", "intake.menu.danger", Option::Style::danger)};
}

std::vector<std::string_view> Intake::typed_commands() const {
  return {"report", "resume", "danger", "send"};
}

bool Intake::begin(Talk& talk, std::string_view command) const {
  const auto begun = draft::find(talk.state);
  if (command == "danger") {
    if (begun) {
      draft::bring_up(talk, *begun);
    } else {
      begin_report(talk);
    }
    Answer answer;
    answer.value = "yes";
    answer.said = talk.text("intake.menu.danger");
    answer.at = talk.now();
    talk.top().answers[form_questions::danger.str()] = std::move(answer);
    enter_danger(talk);
    return true;
  }
  if (command != "report" && command != "resume") return false;
  if (begun) {
    draft::bring_up(talk, *begun);
    talk.say("intake.resumed");
    ask_current(talk);
    return true;
  }
  if (command == "resume") return false;
  begin_report(talk);
  go_to_danger_question(talk);
  return true;
}

void Intake::step(Talk& talk) const {
  if (const auto* attached = std::get_if<Attached>(&talk.event().what)) {
    take_file(talk, attached->file);
    return;
  }
  const std::string step = talk.top().step;
  const auto* said = std::get_if<Said>(&talk.event().what);
  if (said != nullptr && step != draft::danger_step) say_what_is_not_needed(talk, said->text);
  if (step == draft::danger_step) {
    if (hear_danger(talk)) {
      go_on(talk);
    } else if (!talk.asked()) {
      not_understood(talk);
    }
    return;
  }
  if (step == draft::stop_step) {
    hear_stop(talk);
    return;
  }
  if (step == draft::send_step || step == draft::change_step) {
    const auto heard = hear_sending(talk);
    if (heard == Sending::unclear) not_understood(talk);
    if (heard == Sending::go_on) go_on(talk);
    return;
  }
  const auto* question = question_at(draft::form_of(talk), step);
  if (question == nullptr) {
    go_on(talk);
    return;
  }
  if (story_was_begun(talk)) {
    answer_story(talk, *question);
    return;
  }
  const auto progress = hear_answer(interview_of(talk));
  if (progress == Progress::answered) after_answer(talk, *question);
  if (progress == Progress::unclear) not_understood(talk);
}

bool Intake::command(Talk& talk, std::string_view command) const {
  constexpr std::string_view change_line = "change/";
  if (command == "back") {
    go_back(talk);
  } else if (command == "skip") {
    leave_open(talk, Answer::Status::skipped);
  } else if (command == "unknown") {
    leave_open(talk, Answer::Status::unknown);
  } else if (command == "pause") {
    say_kept(talk);
  } else if (command == "stop") {
    stop_draft(talk);
  } else if (command == "send") {
    if (draft::reading_of(talk).minimum) {
      draft::set_note(talk, ".sending");
      show_report(talk);
      ask_send(talk);
    } else {
      talk.say("intake.not_yet");
      ask_current(talk);
    }
  } else if (command.starts_with(change_line)) {
    change(talk, command.substr(change_line.size()));
  } else {
    return false;
  }
  return true;
}

void Intake::ask_again(Talk& talk) const {
  ask_current(talk);
}

std::string Intake::help(const Talk& talk) const {
  const auto* question = question_at(draft::form_of(talk), talk.top().step);
  if (question == nullptr || question->help.empty()) return {};
  return talk.text(variant(talk.view().municipality.texts, question->help, draft::reading_of(talk).flags));
}

bool Intake::amended(Talk& talk, const Amended& amended) const {
  const auto begun = draft::find(talk.state);
  const auto amends = begun ? amend_draft(talk, *begun, amended) : Amends::nothing;
  if (amends == Amends::nothing) return false;
  const bool again = amends == Amends::asks_again;
  const auto* changed = again ? "intake.amended.again" : "intake.amended.text";
  talk.say(amended.instead ? changed : "intake.amended.removed");
  if (*begun + 1 < talk.state.frames.size()) return true;
  const auto& step = talk.top().step;
  if (step == draft::send_step || (again && !step.starts_with('.'))) {
    go_on(talk);
  } else {
    ask_current(talk);
  }
  return true;
}

void Intake::elapsed(Talk& talk, std::string_view what) const {
  const auto begun = draft::find(talk.state);
  if (!begun) return;
  if (what == "nudge") {
    const auto until = draft::day_of_removal(talk, talk.state.frames[*begun]);
    if (!until) return;
    talk.say("intake.nudge", {{"date", say_date(talk, *until)}},
             {talk.option("menu/resume", "intake.resume", Option::Style::primary),
              talk.option("menu/stop", "house.control.stop")});
  } else if (what == "removal") {
    draft::bring_up(talk, *begun);
    draft::discard(talk);
    talk.say("intake.removed");
  }
}

}  // namespace meldmaat
