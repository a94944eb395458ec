// SPDX-License-Identifier: EUPL-1.2
// Checks that a rehearsal shows what a real case would do: every ring of a case in which nobody acts is in it, at the
// same moment, and the steps that need another step first say so. How: the shipped protocol, against a story.
#include "bot/rules/rehearsal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;

std::vector<RehearsalRow> rehearsed(std::vector<Flag> flags, Milliseconds horizon = std::chrono::weeks{8}) {
  return rehearse(fakes::standaard(), fakes::amsterdam(), std::move(flags), at("2026-10-23 16:40"),
                  at("2026-10-23 16:40"), horizon);
}

const RehearsalRow* find(const std::vector<RehearsalRow>& rows, std::string_view rule, Ring::Kind kind, int step = 1,
                         int round = 1) {
  const auto found = std::ranges::find_if(rows, [&](const RehearsalRow& row) {
    return row.rule.str() == rule && row.kind == kind && row.step == step && row.round == round;
  });
  return found == rows.end() ? nullptr : &*found;
}

TEST(Rehearsal, ShowsEveryRingOfACaseInWhichNobodyActs) {
  const auto rows = rehearsed({"desk", "threat"});
  EXPECT_TRUE(std::ranges::is_sorted(rows, {}, &RehearsalRow::at));
  std::set<std::pair<Moment, std::string>> planned;
  for (const auto& row : rows) {
    if (row.if_fact.empty()) planned.emplace(row.at, row.rule.str());
  }
  Story story{fakes::reported_case({"desk", "threat"}, at("2026-10-23 16:40"), at("2026-10-23 16:40"))};
  std::set<std::string> repeated;
  while (const auto alarm = story.next_alarm()) {
    if (*alarm > at("2026-12-10 12:00")) break;
    for (const auto& task : story.file.tasks) {
      if (task.next != *alarm || repeated.contains(task.key.rule.str())) continue;
      EXPECT_TRUE(planned.contains({*alarm, task.key.rule.str()}))
          << task.key.rule.str() << " at " << story.local_text(*alarm);
      const auto* repeat = find(rows, task.key.rule.str(), Ring::Kind::repeat);
      if (repeat != nullptr && *alarm >= repeat->at) repeated.insert(task.key.rule.str());
    }
    story.until(*alarm);
  }
  EXPECT_GT(repeated.size(), 5U);
}

TEST(Rehearsal, TheReactionClimbsOverTheNightTheClocksChange) {
  const auto rows = rehearsed({"threat"});
  EXPECT_EQ(find(rows, "T16", Ring::Kind::due)->at, at("2026-10-25 15:40"));
  EXPECT_EQ(find(rows, "T16", Ring::Kind::escalation)->to, roles::coordinator);
  EXPECT_EQ(find(rows, "T16", Ring::Kind::repeat)->every, (Term{24, Term::Unit::hours}));
  EXPECT_EQ(find(rows, "T03", Ring::Kind::due)->at, at("2026-10-23 16:40"));
}

TEST(Rehearsal, StepsThatNeedAStepSayWhichAndComeAfterIt) {
  const auto rows = rehearsed({"threat"}, std::chrono::weeks{20});
  EXPECT_EQ(find(rows, "T18", Ring::Kind::due, 3)->if_fact, "order_talk.held");
  EXPECT_EQ(find(rows, "T13", Ring::Kind::due, 2)->at, at("2026-11-09 08:30"))
      << "a fortnight after Saturday 16:40 is a Saturday: Monday 08:30";
  // The report is made at the last moment, on Saturday 16:40 of summer time: 24 elapsed hours.
  EXPECT_EQ(find(rows, "T24", Ring::Kind::due)->at, at("2026-11-23 08:30"));
  EXPECT_EQ(find(rows, "T24", Ring::Kind::due, 1, 2)->if_fact, "police_status");
  EXPECT_EQ(find(rows, "T24", Ring::Kind::due, 1, 3)->at, at("2027-01-18 08:30"));
  EXPECT_EQ(find(rows, "T24", Ring::Kind::due, 1, 6), nullptr) << "beyond the horizon";
}

TEST(Rehearsal, KnowsTheFlagsTheProgramSetsAndStopsAtTheHorizon) {
  EXPECT_NE(find(rehearsed({"physical"}), "T09", Ring::Kind::due), nullptr) << "physical is serious";
  EXPECT_EQ(find(rehearsed({"verbal"}), "T09", Ring::Kind::due), nullptr);
  const auto rows = rehearsed({"threat"}, std::chrono::hours{24});
  EXPECT_LE(rows.back().at, at("2026-10-24 16:40"));
}

TEST(FiringPlan, ATaskWithoutRepeatFallsSilentAndOneThatRepeatsNothingToo) {
  Rule rule;
  rule.owner = roles::manager;
  rule.due = {1, Term::Unit::hours};
  Task task;
  task.due = task.started + std::chrono::hours{1};
  const Zone zone;
  EXPECT_EQ(ring_at(rule, task, 1, zone, Protocol{}), std::nullopt);
  rule.repeat = Term{0, Term::Unit::hours};
  EXPECT_EQ(ring_at(rule, task, 1, zone, Protocol{}), std::nullopt) << "or it would ring for ever at once";
  rule.repeat = Term{2, Term::Unit::hours};
  EXPECT_EQ(ring_at(rule, task, 2, zone, Protocol{})->at, task.due + std::chrono::hours{4});
}

TEST(FiringPlan, AReminderAfterTheTermIsLeftOut) {
  Rule rule;
  rule.due = {0, Term::Unit::end_of_day};
  rule.remind = {{1, Term::Unit::hours}};
  Task task;
  task.started = at("2026-10-23 17:00");
  task.due = at("2026-10-23 17:30");
  const auto plan = firing_plan(rule, task, fakes::amsterdam(), Protocol{});
  ASSERT_EQ(plan.size(), 1U);
  EXPECT_EQ(plan.front().kind, Ring::Kind::due);
}

}  // namespace
}  // namespace meldmaat
