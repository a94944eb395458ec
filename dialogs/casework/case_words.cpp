// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/case_words.hpp"

#include <algorithm>

#include "bot/rules/follow_up.hpp"
#include "bot/rules/routing.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

std::string task_words(const Talk& talk, const TaskKey& task, std::string_view part) {
  const std::string base = "task." + task.rule.str() + ".";
  const std::string own = base + std::to_string(task.step) + "." + std::string(part);
  const auto& subject = talk.view().subject;
  const auto* known = subject ? task_in(*subject, task) : nullptr;
  TextArgs args{{"name", talk.text("casework.somebody")}};
  if (known != nullptr && !known->concerns.empty()) args["name"] = name_of(talk, known->concerns);
  return talk.text(talk.view().municipality.texts.has(own) ? own : base + std::string(part), args);
}

std::string file_words(const Talk& talk, const CaseNumber& number, std::string_view of_duties) {
  if (!holds_duties(number)) return talk.text("casework.a_report", {{"number", number.str()}});
  const std::string& text = number.str();
  const auto dash = std::min(text.find('-'), text.size());
  TextArgs args{{"year", text.substr(1, dash - 1)}};
  if (dash == text.size()) return talk.text(of_duties, args);
  const auto* team = talk.view().municipality.organisation.team(TeamId{text.substr(dash + 1)});
  args["team"] = team == nullptr ? text.substr(dash + 1) : team->name;
  return talk.text(std::string(of_duties) + "_of_team", args);
}

Option open_option(const Talk& talk, const CaseNumber& number, Option::Style style) {
  const auto* words = holds_duties(number) ? "casework.open_duties" : "casework.open";
  return talk.option(case_option(number, "open"), words, style);
}

std::string role_words(const Talk& talk, const RoleId& role) {
  return talk.text("role." + role.str());
}

std::string name_of(const Talk& talk, const PersonId& person) {
  const auto* known = talk.view().municipality.organisation.person(person);
  return known == nullptr ? talk.text("casework.somebody") : known->name;
}

std::string kind_words(const Talk& talk, std::string_view fact, std::string_view kind) {
  return talk.text("fact." + std::string(fact) + "." + std::string(kind));
}

std::string standing_words(const Talk& talk, const CaseFile& file, const Task& task) {
  if (task.status == Task::Status::open) {
    if (!task.proposed_by.empty()) return talk.text("casework.standing.proposed");
    const bool late = talk.now() > task.due;
    const auto& organisation = talk.view().municipality.organisation;
    const auto owner = acting_role(task.owner, file.the_case, organisation, date_of(talk.local_now()));
    return talk.text(late ? "casework.standing.late" : "casework.standing.open",
                     {{"due", say_moment(talk, task.due)}, {"owner", role_words(talk, owner)}}) +
           (task.ordered_by.empty() ? std::string{} : " " + talk.text("casework.standing.ordered"));
  }
  if (task.status == Task::Status::not_applicable) {
    return talk.text("casework.standing.not_applicable", {{"reason", task.reason}});
  }
  if (task.status == Task::Status::withdrawn) return talk.text("casework.standing.withdrawn");
  const auto& facts = file.the_case.facts;
  const auto fact = std::ranges::find_if(facts.rbegin(), facts.rend(), [&](const Fact& one) {
    return one.rule == task.key.rule && one.step == task.key.step;
  });
  if (fact == facts.rend()) return talk.text("casework.standing.done");
  return talk.text("casework.standing.done_when", {{"when", say_fact_moment(talk, *fact)}});
}

const Rule* rule_of(const Talk& talk, const Case& the_case, const TaskKey& task) {
  const auto* protocol = talk.view().municipality.protocol_of(the_case.protocol);
  return protocol == nullptr ? nullptr : protocol->rule(task.rule, task.step);
}

const Task* task_in(const CaseFile& file, const TaskKey& task) {
  const auto found = std::ranges::find(file.tasks, task, &Task::key);
  return found == file.tasks.end() ? nullptr : &*found;
}

bool is_opening(const Talk& talk, const Case& the_case, const TaskKey& task) {
  const auto* rule = rule_of(talk, the_case, task);
  return rule != nullptr && rule->done == own_facts::opened;
}

bool may(const Talk& talk, Action action, const Task* task) {
  const auto& view = talk.view();
  return may_act(action, talk.subject(), task, view.person, talk.now(), view.municipality);
}

std::string fact_of(const Rule& rule) {
  return rule.done.substr(0, rule.done.find('.'));
}

}  // namespace meldmaat
