// SPDX-License-Identifier: EUPL-1.2
// Checks that in any organisation, with anybody absent, standing in or accused, and whatever anybody does, no excluded
// person is told anything, reads the case or may do something in it, and that time only goes on (issue 5, point 5).
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <functional>
#include <random>
#include <set>

#include "bot/rules/access.hpp"
#include "bot/rules/witnesses.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;

/// Any number below its argument.
using Pick = std::function<std::size_t(std::size_t)>;

template <class Value>
const Value& one_of(const std::vector<Value>& values, const Pick& pick) {
  return values.at(pick(values.size()));
}

Municipality any_town(const Pick& pick) {
  auto town = fakes::small_municipality();
  auto& organisation = town.organisation;
  std::vector<PersonId> people;
  for (const auto& person : organisation.people) people.push_back(person.id);
  for (auto& team : organisation.teams) {
    team.manager = one_of(people, pick);
    team.deputy = one_of(people, pick);
  }
  for (auto& role : organisation.roles) {
    role.holders = {one_of(people, pick)};
    role.deputy = one_of(people, pick);
  }
  const LocalDate first{std::chrono::year{2026} / 10 / 20};
  for (auto absences = pick(6); absences > 0; --absences) {
    const auto from = std::chrono::sys_days{first} + std::chrono::days{pick(20)};
    organisation.absences.push_back({one_of(people, pick), from, from + std::chrono::days{pick(20)}});
  }
  return town;
}

/// Anybody at all does anything at all.
Happening anything(const Story& story, const std::vector<PersonId>& people, const Pick& pick) {
  const auto person = one_of(people, pick);
  const auto& key = one_of(story.file.tasks, pick).key;
  const std::string secret = "7KQ2M9C4";
  switch (pick(11)) {
    case 0: return CaseOpened{person};
    case 1: {
      Fact fact;
      fact.name = story.town.protocols.front().rule(key.rule, key.step)->done;
      fact.happened = story.now;
      fact.by = person;
      return FactRecorded{fact};
    }
    case 2: return NotApplicable{key, "reden", person};
    case 3: return Agreed{key, pick(2) == 0, person};
    case 4: return Postponed{key, story.now + std::chrono::hours{30}, "reden", person};
    case 5: return HandedOver{key, one_of(people, pick), person};
    case 6: return Added{"meer", {}, story.file.the_case.reporter};
    case 7: return Inquired{"vraag", person};
    case 8: return WitnessCalled{secret, person};
    case 9: return WitnessTold{secret, "ik zag het", person};
    default: {
      auto flags = story.file.the_case.flags;
      flags.push_back(one_of(std::vector<Flag>{"manager_involved", "threat", "confidential", "injury"}, pick));
      return AnswerChanged{"involved", {}, flags, story.file.the_case.reporter};
    }
  }
}

bool may_do_anything(const Story& story, const PersonId& person) {
  const auto may = [&](Action action, const Task* task) {
    return may_act(action, story.file, task, person, story.now, story.town);
  };
  if (may(Action::ask, nullptr) || may(Action::record, nullptr) || may(Action::amend, nullptr)) return true;
  if (may(Action::call_witness, nullptr)) return true;
  const auto& the_case = story.file.the_case;
  const auto opens = [&](const WitnessCall& call) {
    return open_call(the_case, call.secret, person, story.now, story.town.organisation).has_value();
  };
  if (std::ranges::any_of(the_case.calls, opens)) return true;
  return std::ranges::any_of(story.file.tasks, [&](const Task& task) {
    return may(Action::record, &task) || may(Action::hand_over, &task) || may(Action::postpone, &task) ||
           may(Action::not_applicable, &task) || may(Action::agree, &task);
  });
}

/// What went wrong; empty: nothing.
std::string judge(const Story& story, std::size_t heard_before) {
  const auto& out = story.file.the_case.excluded;
  const auto is_out = [&](const PersonId& person) { return std::ranges::find(out, person) != out.end(); };
  for (auto i = heard_before; i < story.heard.size(); ++i) {
    if (is_out(story.heard[i].notice.to)) return "told: " + story.heard[i].notice.to.str();
  }
  for (const auto& person : out) {
    const bool sees = may_read(story.file.the_case, person) || seen_by(story.file, person, story.town).has_value();
    if (sees || may_do_anything(story, person)) return "reads or does: " + person.str();
  }
  for (const auto& reader : story.file.the_case.readers) {
    if (is_out(reader.person)) return "a reader: " + reader.person.str();
  }
  std::set<TaskKey> keys;
  for (const auto& task : story.file.tasks) {
    if (task.next && *task.next <= story.now) return "rings in the past: " + task.key.rule.str();
    if (!keys.insert(task.key).second) return "twice: " + task.key.rule.str();
  }
  return {};
}

std::string live(const Pick& pick) {
  const auto town = any_town(pick);
  std::vector<PersonId> people;
  for (const auto& person : town.organisation.people) people.push_back(person.id);
  auto the_case = fakes::reported_case({"verbal"}, at("2026-10-23 16:40"), at("2026-10-23 16:55"));
  if (pick(2) == 0) the_case.flags = {"manager_involved", "threat"};
  if (pick(2) == 0) {
    the_case.victim = one_of(people, pick);
    the_case.flags.emplace_back("for_other");
    std::ranges::sort(the_case.flags);
  }
  the_case.excluded = {one_of(people, pick)};
  if (the_case.excluded.front() == the_case.reporter) the_case.excluded.clear();
  Story story{the_case, town};
  std::string wrong = judge(story, 0);
  for (int turn = 0; turn < 12 && wrong.empty(); ++turn) {
    story.happens(anything(story, people, pick));
    const auto said = story.heard.size();
    story.until(story.now + std::chrono::hours{1 + pick(59)});
    wrong = judge(story, said);
  }
  return wrong;
}

TEST(Accused, NeverHearsReadsOrDoesAnything) {
  EXPECT_TRUE(rc::check("excluded people hear nothing", [] {
    const auto wrong = live([](std::size_t below) { return *rc::gen::inRange<std::size_t>(0, below); });
    RC_ASSERT(wrong.empty());
  }));
}

TEST(AccusedLong, NeverHearsReadsOrDoesAnythingInAHundredThousandOrganisations) {
  for (unsigned seed = 0; seed < 100'000; ++seed) {
    std::mt19937 chance(seed);
    const auto wrong = live([&](std::size_t below) { return chance() % below; });
    ASSERT_EQ(wrong, "") << "seed " << seed;
  }
}

}  // namespace
}  // namespace meldmaat
