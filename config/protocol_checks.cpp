// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "bot/organisation.hpp"
#include "bot/rules/follow_up.hpp"
#include "config/protocol_file.hpp"

namespace meldmaat {

namespace {

using Row = ReadFrom<Rule>;

/// The steps that can be recorded: "reaction", and "reaction.ban" for its kinds.
std::vector<std::string> facts_of(const ProtocolFile& file) {
  std::vector<std::string> facts{
      std::string{own_facts::receipt},        std::string{own_facts::opened},  std::string{own_facts::record_checked},
      std::string{own_facts::victim_checked}, std::string{own_facts::ban_set}, std::string{own_facts::ban_end},
      std::string{own_facts::check_in},       std::string{own_facts::scan},    std::string{own_facts::rights_request}};
  for (const auto* rows : {&file.rules, &file.off}) {
    for (const auto& [rule, from] : *rows) {
      if (rule.done.empty()) continue;
      facts.push_back(rule.done);
      for (const auto& kind : rule.asks.kinds) facts.push_back(rule.done + '.' + kind);
    }
  }
  return facts;
}

void check_facts(const Row& row, const std::vector<std::string>& facts, Complaints& complaints) {
  const auto& [rule, from] = row;
  const auto check = [&](const std::string& fact, const Place& place) {
    if (std::ranges::find(facts, fact) != facts.end()) return;
    complaints.mistake(place, "no rule is done by " + in_quotes(fact), "the done of a rule, or one of its kinds",
                       nearest_word(fact, facts));
  };
  if (rule.trigger.kind == Trigger::Kind::fact) {
    check(rule.trigger.fact, from.place("trigger"));
    if (rule.trigger.fact == rule.done) {
      complaints.mistake(from.place("trigger"), "the rule starts itself", "another step, or again with until");
    }
  }
  if (rule.from_incident && rule.trigger.kind != Trigger::Kind::fact) {
    complaints.mistake(from.place("from_incident"), "\"from_incident\" says nothing of a rule that no step starts",
                       "a trigger such as \"fact:reaction\"");
  }
  for (const auto& fact : rule.until) check(fact, from.place("until"));
}

void check_order(const Row& row, Complaints& complaints) {
  const auto& [rule, from] = row;
  for (std::size_t index = 1; index < rule.remind.size(); ++index) {
    if (span_of(rule.remind[index - 1]).least < span_of(rule.remind[index]).most) continue;
    complaints.mistake(from.place("remind"),
                       in_quotes(write_term(rule.remind[index])) + " comes after " +
                           in_quotes(write_term(rule.remind[index - 1])) + " in the list",
                       "reminders in the order in which they ring");
  }
  for (std::size_t index = 1; index < rule.escalate.size(); ++index) {
    if (span_of(rule.escalate[index - 1].after_due).least < span_of(rule.escalate[index].after_due).most) continue;
    complaints.mistake(from.place("escalate"),
                       in_quotes(rule.escalate[index].to.str()) + " hears of it before " +
                           in_quotes(rule.escalate[index - 1].to.str()),
                       "the stairs in order");
  }
  if (rule.remind.empty() || rule.repeat) return;
  auto end = span_of(rule.due).most;
  if (!rule.escalate.empty()) end += span_of(rule.escalate.back().after_due).most;
  if (span_of(rule.remind.back()).least > end) {
    complaints.mistake(from.place("remind"),
                       in_quotes(write_term(rule.remind.back())) + " rings when everything else is over",
                       "a reminder before the last escalation, or repeat");
  }
}

/// Climbing must lead to somebody who has not heard of it yet.
void check_stairs(const Row& row, Complaints& complaints) {
  const auto& [rule, from] = row;
  std::set<RoleId> heard{rule.owner};
  for (const auto& stair : rule.escalate) {
    if (heard.insert(stair.to).second) continue;
    complaints.mistake(from.place("escalate"),
                       "the escalation is a loop: " + in_quotes(stair.to.str()) + " has heard of it already",
                       "each role once, and not the owner");
  }
}

void check_reporters_own(const Row& row, Complaints& complaints) {
  const auto& [rule, from] = row;
  const bool own = is_own_role(rule.owner);
  if (own != rule.to_reporter && !rule.owner.empty()) {
    complaints.mistake(from.place("owner"),
                       own ? "the " + rule.owner.str() + " owns a task that is not theirs"
                           : "the reporter's own task has another owner",
                       own ? "to_reporter = true" : "owner = \"reporter\" or owner = \"victim\"");
  }
  if (rule.to_reporter && !rule.escalate.empty()) {
    complaints.mistake(from.place("escalate"), "a task of the reporter is escalated", "no escalate with to_reporter");
  }
}

void check_again(const Row& row, Complaints& complaints) {
  const auto& [rule, from] = row;
  if (rule.again && rule.until.empty()) {
    complaints.mistake(from.place("again"), "the task comes back for ever", "until, with the steps that stop it");
  }
}

/// What a role owes without a report knows no reporter, no flags and no further steps. A ban belongs to a report, whose
/// reporter hears of its end.
void check_duty(const Row& row, Complaints& complaints) {
  const auto& [rule, from] = row;
  const bool told = own_facts::tells_of_week(rule.done);
  if (told && rule.trigger.kind != Trigger::Kind::week) {
    complaints.mistake(from.place("trigger"), "the " + rule.done + " is of a week", "trigger = \"week\"");
  }
  const bool of_ban = rule.trigger.kind == Trigger::Kind::ban_end;
  if (!rule.trigger.of_duty() && !of_ban) return;
  for (const std::string_view key : {"only_if", "tells_reporter", "to_reporter", "again", "until"}) {
    if (!from.has(key) || (of_ban && key == "tells_reporter")) continue;
    complaints.mistake(from.place(key), in_quotes(std::string{key}) + " is about a report, and this rule has none",
                       "no such key in a rule that begins with a " + in_quotes(from.text("trigger")));
  }
}

/// Nothing closes silently: somebody keeps hearing of a task until it is done.
void check_never_silent(const Row& row, const std::vector<Row>& rows, Complaints& complaints) {
  const auto& [rule, from] = row;
  if (rule.repeat || rule.to_reporter || from.has("repeat") || own_facts::tells_of_week(rule.done)) return;
  const bool another = std::ranges::any_of(
      rows, [&](const Row& other) { return other.value.done == rule.done && other.value.repeat.has_value(); });
  if (another) return;
  complaints.mistake(from.place(), "after its last reminder nobody hears of " + in_quotes(rule.id.str()) + " any more",
                     "repeat, here or in another rule with the same done");
}

}  // namespace

void check_protocol(const ProtocolFile& file, Complaints& complaints) {
  const std::vector<std::string> facts = facts_of(file);
  std::set<std::pair<RuleId, int>> seen;
  for (const auto& row : file.rules) {
    const auto& [rule, from] = row;
    if (!rule.id.empty() && !seen.insert({rule.id, rule.step}).second) {
      complaints.mistake(
          from.place("id"),
          "there is already a rule " + in_quotes(rule.id.str()) + " with step " + std::to_string(rule.step),
          "an id and step that no other rule has");
    }
    check_facts(row, facts, complaints);
    check_order(row, complaints);
    check_stairs(row, complaints);
    check_reporters_own(row, complaints);
    check_again(row, complaints);
    check_duty(row, complaints);
    check_never_silent(row, file.rules, complaints);
  }
}

}  // namespace meldmaat
