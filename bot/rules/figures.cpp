// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/figures.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "bot/flags.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/digest.hpp"
#include "bot/rules/figures_period.hpp"
#include "bot/rules/on_duty.hpp"

namespace meldmaat {

namespace {

using Facts = std::initializer_list<std::string_view>;
using About = CountedReport::About;
using namespace counted_as;

/// A split by what became of a step, and the fact that ends it.
struct CountedStep {
  std::string_view split;
  std::string_view fact;
};
constexpr std::array counted_steps{
    CountedStep{splits::reaction, "reaction"},          CountedStep{splits::aftercare, "aftercare_asked"},
    CountedStep{splits::first_talk, "first_care_talk"}, CountedStep{splits::second_talk, "second_care_talk"},
    CountedStep{splits::third_talk, "third_care_talk"}, CountedStep{splits::late_check, "late_check"},
    CountedStep{splits::last_check, "last_check"},      CountedStep{splits::decision, "decision_told"},
    CountedStep{splits::damage, "damage_list"},         CountedStep{splits::advance, "advance"}};

/// Facts whose kind is counted as it is; the split has the fact's name.
constexpr std::array recorded_kinds{splits::behaviour, splits::motive};

bool contains(Facts facts, std::string_view name) {
  return std::ranges::find(facts, name) != facts.end();
}

/// The latest of these that was recorded.
const Fact* latest(const Case& the_case, Facts facts) {
  const auto& all = the_case.facts;
  const auto found =
      std::ranges::find_if(all.rbegin(), all.rend(), [&](const Fact& fact) { return contains(facts, fact.name); });
  return found == all.rend() ? nullptr : &*found;
}

/// What became of the tasks that wait, or waited, for one of these facts; empty: there never was one.
std::string_view outcome(const CaseFile& file, Facts facts, Moment now, const Municipality& municipality) {
  const auto* fact = latest(file.the_case, facts);
  if (fact != nullptr && fact->kind == outcomes::declined) return outcomes::declined;
  if (fact != nullptr && fact->kind == outcomes::referred) return outcomes::referred;
  const auto* protocol = municipality.protocol_of(file.the_case.protocol);
  std::optional<Moment> term;
  bool waits = false;
  bool any = fact != nullptr;
  for (const auto& task : file.tasks) {
    const auto* rule = protocol == nullptr ? nullptr : protocol->rule(task.key.rule, task.key.step);
    if (rule == nullptr || !contains(facts, rule->done) || task.status == Task::Status::withdrawn) continue;
    any = true;
    // Of a step with an aim and a limit the limit counts.
    term = std::max(term.value_or(task.due), task.due);
    waits = waits || task.status == Task::Status::open;
  }
  if (!any) return {};
  if (fact != nullptr) return term && fact->happened > *term ? outcomes::late : outcomes::in_time;
  if (!waits) return outcomes::not_needed;
  return *term <= now ? outcomes::overdue : outcomes::waiting;
}

std::string_view police(const CaseFile& file, Moment now, const Municipality& municipality) {
  if (latest(file.the_case, {"police_report"}) != nullptr) return report;
  if (latest(file.the_case, {"police_notification"}) != nullptr) return notification;
  return outcome(file, {"police_report", "police_notification"}, now, municipality);
}

/// For somebody who owes it: what the reporter was asked, and need not answer, keeps nothing open.
bool waits(const CaseFile& file, const Municipality& municipality) {
  const auto* protocol = municipality.protocol_of(file.the_case.protocol);
  return std::ranges::any_of(file.tasks, [&](const Task& task) {
    const auto* rule = protocol == nullptr ? nullptr : protocol->rule(task.key.rule, task.key.step);
    return task.status == Task::Status::open && (rule == nullptr || !rule->to_reporter);
  });
}

/// The options that were chosen, as far as the form knows them: nothing that was typed. None: `unknown`.
std::vector<std::string> chosen(const Question& question, const Case& the_case) {
  std::vector<std::string> found;
  const auto answer = the_case.answers.find(question.id.str());
  if (answer != the_case.answers.end()) {
    const std::string all = "," + answer->second.value + ",";
    for (const auto& option : question.options) {
      if (all.find("," + option.id + ",") != std::string::npos) found.push_back(option.id);
    }
  }
  if (found.empty()) found.emplace_back();
  return found;
}

std::string function_of(const Case& the_case, const Organisation& organisation) {
  const auto* person = organisation.person(the_case.victim);
  return person == nullptr ? std::string{} : person->function;
}

bool is_withheld(const Case& the_case, const std::vector<PersonId>& readers, const Organisation& organisation) {
  const auto out = kept_out(the_case, organisation);
  const auto reads = [&](const PersonId& person) { return std::ranges::find(readers, person) != readers.end(); };
  return needs_consent(the_case) || the_case.has(flags::confidential) || std::ranges::any_of(out, reads);
}

}  // namespace

std::vector<const Question*> dividing_questions(const Form& form) {
  static constexpr std::array topics{Topic::what, Topic::where, Topic::with, Topic::how, Topic::why};
  std::vector<const Question*> found;
  for (const auto& question : form.questions) {
    const bool everybody = question.only_if == Condition{} && question.readers == Question::Readers::all;
    const bool about_it = std::ranges::find(topics, question.topic) != topics.end();
    if (everybody && about_it && question.expects == Expects::choice) found.push_back(&question);
  }
  return found;
}

std::string question_split(const Question& question) {
  return std::string{splits::question} + question.id.str();
}

std::vector<PersonId> figures_readers(const Organisation& organisation) {
  static constexpr std::array published{FiguresKind::year, FiguresKind::council, FiguresKind::quarter,
                                        FiguresKind::team};
  std::vector<PersonId> readers;
  for (const auto& person : organisation.people) {
    const auto may_have = [&](FiguresKind kind) { return reads_figures_as(person.id, kind, organisation).has_value(); };
    if (std::ranges::any_of(published, may_have)) readers.push_back(person.id);
  }
  return readers;
}

std::optional<CountedReport> counted(const CaseFile& file, const std::vector<PersonId>& readers, Moment now,
                                     const Municipality& municipality) {
  const auto& the_case = file.the_case;
  if (the_case.status == Case::Status::withdrawn || holds_duties(the_case.number)) return std::nullopt;
  CountedReport made;
  made.reported = date_of(municipality.zone.to_local(the_case.reported));
  if (is_withheld(the_case, readers, municipality.organisation)) {
    made.about = About::withheld;
    return made;
  }
  const bool office = the_case.has(flags::office_holder) || the_case.has(flags::mayor_victim);
  made.about = office ? About::office_holder : About::employee;
  made.number = the_case.number;
  const auto put = [&](std::string_view split, std::string_view value) {
    made.values[std::string{split}] = {std::string{value}};
  };
  put(splits::quarter, std::to_string(quarter_of(made.reported)));
  put(splits::team, team_of(the_case, municipality.organisation).str());
  put(splits::function, function_of(the_case, municipality.organisation));
  put(splits::severity, the_case.has(flags::serious) ? serious : other);
  put(splits::ban, the_case.bans.empty() ? no : yes);
  put(splits::state, waits(file, municipality) && the_case.status == Case::Status::open ? open : finished);
  for (const auto split : recorded_kinds) {
    if (const auto* fact = the_case.fact(split)) put(split, fact->kind);
  }
  if (const auto* form = municipality.form_of(the_case.form)) {
    for (const auto* question : dividing_questions(*form)) {
      made.values[question_split(*question)] = chosen(*question, the_case);
    }
  }
  const auto put_step = [&](std::string_view split, std::string_view what) {
    if (!what.empty()) put(split, what);
  };
  for (const auto& [split, fact] : counted_steps) put_step(split, outcome(file, {fact}, now, municipality));
  put_step(splits::evaluation, outcome(file, {"talk_evaluated", "closing_evaluation"}, now, municipality));
  put_step(splits::police, police(file, now, municipality));
  return made;
}

}  // namespace meldmaat
