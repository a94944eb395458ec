// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/form_reading.hpp"

#include <algorithm>
#include <utility>

#include "bot/flags.hpp"
#include "bot/rules/routing.hpp"
#include "dialogs/intake/questions.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view someone = "someone:";

bool has(const std::vector<Flag>& flags, std::string_view flag) {
  return std::ranges::find(flags, flag) != flags.end();
}

/// One walk through the form: a question counts when the questions before it set the flags it asks for.
FormReading walk(const Form& form, const Answers& answers, const std::vector<Flag>& settled) {
  FormReading reading;
  reading.flags = settled;
  reading.minimum = true;
  for (const auto& question : form.questions) {
    if (!holds(question.only_if, reading.flags)) continue;
    reading.counts.push_back(&question);
    const auto found = answers.find(question.id.str());
    if (found == answers.end()) {
      if (reading.next == nullptr) reading.next = &question;
      if (question.minimum) reading.minimum = false;
      continue;
    }
    if (question.options.empty()) continue;
    const auto ids = ids_in(found->second);
    for (const auto& option : question.options) {
      if (std::ranges::find(ids, option.id) == ids.end()) continue;
      for (const auto& flag : option.flags) {
        if (!has(reading.flags, flag)) reading.flags.push_back(flag);
      }
    }
  }
  return reading;
}

bool asks_for(const Condition& condition, const Flag& flag) {
  return has(condition.all, flag) || has(condition.any, flag) || has(condition.none, flag);
}

/// Whether the walk that gave `reading` would have gone another way with the flags of `settled` set from its beginning.
bool turns_on(const Form& form, const FormReading& reading, const std::vector<Flag>& settled) {
  return std::ranges::any_of(settled, [&](const Flag& flag) {
    const auto asks = [&](const Question& question) { return asks_for(question.only_if, flag); };
    return !has(reading.flags, flag) && std::ranges::any_of(form.questions, asks);
  });
}

}  // namespace

FormReading read_form(const Form& form, const Answers& answers, const PersonId& reporter,
                      const Organisation& organisation) {
  auto reading = walk(form, answers, {});
  Case draft;
  draft.reporter = reporter;
  draft.flags = reading.flags;
  draft.victim = victim_of(answers, draft.flags, reporter, organisation);
  // The program's own flags depend on the answers, and some questions depend on those flags: a second walk.
  auto settled = settled_flags(draft, organisation);
  if (turns_on(form, reading, settled)) {
    reading = walk(form, answers, settled);
    std::ranges::sort(reading.flags);
  } else {
    reading.flags = std::move(settled);
  }
  return reading;
}

PersonId victim_of(const Answers& answers, const std::vector<Flag>& flags, const PersonId& reporter,
                   const Organisation& organisation) {
  if (!has(flags, flags::for_other)) return reporter;
  const auto found = answers.find(questions::victim.str());
  if (found == answers.end()) return {};
  PersonId named{found->second.value};
  return organisation.person(named) == nullptr ? PersonId{} : named;
}

std::vector<PersonId> excluded_by(const Answers& answers) {
  std::vector<PersonId> excluded;
  if (const auto found = answers.find(form_questions::involved.str()); found != answers.end()) {
    for (const auto& id : ids_in(found->second)) {
      if (id.starts_with(someone)) excluded.emplace_back(id.substr(someone.size()));
    }
  }
  return excluded;
}

std::string exclusion_of(const PersonId& person) {
  return std::string{someone} + person.str();
}

std::string variant(const Texts& texts, std::string_view key, const std::vector<Flag>& flags) {
  std::string office = std::string{key} + ".office";
  if (has(flags, flags::office_holder) && texts.has(office)) return office;
  const std::string other = std::string{key} + ".other";
  return has(flags, flags::for_other) && texts.has(other) ? other : std::string{key};
}

std::vector<std::string> ids_in(const Answer& answer) {
  return listed(answer.value);
}

std::string shown(const Talk& talk, const Question& question, const Answers& answers, const std::vector<Flag>& flags) {
  const auto found = answers.find(question.id.str());
  if (found == answers.end()) return {};
  const Answer& answer = found->second;
  if (answer.status == Answer::Status::unknown) return talk.text("house.control.unknown");
  if (answer.status == Answer::Status::skipped) return {};
  if (question.expects == Expects::moment) {
    const auto moment = incident_moment(answer);
    return moment ? talk.text("intake.moment", {{"moment", say_incident(talk, *moment)}, {"said", answer.said}})
                  : answer.said;
  }
  if (question.expects != Expects::choice) return answer.said;
  const auto ids = ids_in(answer);
  std::string labels;
  for (const auto& option : question.options) {
    if (std::ranges::find(ids, option.id) == ids.end()) continue;
    if (!labels.empty()) labels += ", ";
    labels += talk.text(variant(talk.view().municipality.texts, option.text, flags));
  }
  // A person who was named is not an option of the form; the words hold the name.
  return labels.empty() || question.id == form_questions::involved ? answer.said : labels;
}

Answers answers_that_count(const FormReading& reading, const Answers& answers) {
  Answers kept;
  for (const auto* question : reading.counts) {
    if (const auto found = answers.find(question->id.str()); found != answers.end()) kept.insert(*found);
  }
  return kept;
}

}  // namespace meldmaat
