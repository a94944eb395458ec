// SPDX-License-Identifier: EUPL-1.2
// Checks handbook §2.2 as one table: every role, every part of a case and every action, for somebody who reads the case
// in that role, who holds the role and is not asked, who is kept out, and who reported it or was the victim.
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "bot/rules/access.hpp"
#include "tests/bot/rules/full_story.hpp"

namespace meldmaat {
namespace {

using fakes::who;

/// What a reader in this role sees (Story, Who did it, Care and health, Police numbers, Names of reporter and victim)
/// and does (Ask the reporter, record a Fact of no task, work on the Task of the reaction, Order that it be done, take
/// eXtracts for the police, draft Letters to who did it, Join the case with earlier ones, keep its Bans, answer
/// Requests about data); '-' for what is not theirs.
struct Row {
  RoleId role;
  std::string sees;
  std::string does;
};

const std::array table{
    Row{roles::manager, "SW-PN", "AFT-XLJ--"},
    Row{roles::counsellor, "SW-PN", "AF--X-J--"},
    Row{roles::office_counsellor, "SW-PN", "AF--X-J--"},
    Row{roles::coordinator, "SW-PN", "AFT-XLJBR"},
    Row{roles::care_team, "S-C-N", "---------"},
    Row{roles::jurist, "SW-PN", "----XL---"},
    Row{roles::police_guide, "SW-PN", "----X----"},
    Row{roles::mandated, "-----", "-------B-"},
    Row{roles::security, "-----", "---------"},
    Row{roles::reception, "-----", "---------"},
    Row{roles::director, "----N", "--TO---B-"},
    Row{roles::mayor, "SW-PN", "AF--XLJB-"},
    Row{roles::deputy_mayor, "SW-PN", "AF--XLJ--"},
    Row{roles::registrar, "SW-PN", "AF--XLJ--"},
    Row{roles::public_order, "----N", "---------"},
    Row{roles::safety_officer, "----N", "---------"},
    Row{roles::integrity_officer, "SW-PN", "----X----"},
    Row{roles::communication, "-----", "---------"},
    Row{roles::information_specialist, "-----", "---------"},
    Row{roles::works_council, "-----", "---------"},
    Row{roles::privacy_officer, "-----", "--------R"},
    Row{roles::watcher, "-----", "---------"},
    Row{roles::administrator, "-----", "---------"},
};

std::string seen(const Story& story, const PersonId& person) {
  const auto file = seen_by(story.file, person, story.town);
  if (!file) return "nothing";
  const auto& the_case = file->the_case;
  const auto mark = [](bool yes, char letter) { return std::string(1, yes ? letter : '-'); };
  const Fact& talk = *the_case.fact("first_care_talk");
  EXPECT_EQ(talk.kind.empty(), talk.note.empty());
  EXPECT_EQ(the_case.answers.contains("perpetrator"), !the_case.evidence.empty());
  EXPECT_EQ(the_case.answers.contains("health"), !talk.note.empty());
  EXPECT_EQ(the_case.reporter.empty(), the_case.victim.empty());
  return mark(the_case.answers.contains("story"), 'S') + mark(the_case.answers.contains("perpetrator"), 'W') +
         mark(the_case.answers.contains("health"), 'C') + mark(!the_case.fact("police_report")->number.empty(), 'P') +
         mark(!the_case.reporter.empty(), 'N');
}

std::string done(const Story& story, const PersonId& person) {
  const auto mark = [&](Action action, const Task* task, char letter) {
    return std::string(1, may_act(action, story.file, task, person, story.now, story.town) ? letter : '-');
  };
  const Task* reaction = &story.task("T16");
  const std::string task = mark(Action::record, reaction, 'T');
  for (const auto action : {Action::hand_over, Action::postpone, Action::not_applicable}) {
    EXPECT_EQ(mark(action, reaction, 'T'), task);
  }
  const std::string extract = mark(Action::police_pack, nullptr, 'X');
  EXPECT_EQ(for_police(story.file, person, story.now, story.town).has_value(), extract == "X");
  return mark(Action::ask, nullptr, 'A') + mark(Action::record, nullptr, 'F') + task +
         mark(Action::order, reaction, 'O') + extract + mark(Action::letter, nullptr, 'L') +
         mark(Action::join, nullptr, 'J') + mark(Action::ban, nullptr, 'B') + mark(Action::rights, nullptr, 'R') +
         mark(Action::amend, nullptr, 'M') + mark(Action::agree, reaction, 'G');
}

/// The manager's role belongs to a team; any other is held by somebody who has no other.
PersonId holder(Story& story, const RoleId& role) {
  if (role == roles::manager) return who("chef");
  fakes::add_person(story.town.organisation, "iemand", "dienst");
  return who("iemand");
}

void hold(Story& story, const PersonId& person, const RoleId& role) {
  auto& held = story.town.organisation.roles;
  std::erase_if(held, [&](const RoleHolder& other) { return other.role == role; });
  held.push_back({role, {person}, {}});
}

void read_as(Story& story, const PersonId& person, const RoleId& role) {
  std::erase_if(story.file.the_case.readers, [&](const Reader& reader) { return reader.person == person; });
  story.file.the_case.readers.push_back({person, role, "why." + role.str(), {}});
}

TEST(AccessTable, HasEveryRoleOnce) {
  std::vector<RoleId> roles;
  for (const auto& row : table) roles.push_back(row.role);
  EXPECT_EQ(roles, known_roles());
}

TEST(AccessTable, AReaderSeesAndDoesWhatTheRoleIsFor) {
  for (const auto& [role, sees, does] : table) {
    auto story = full_story();
    const auto person = holder(story, role);
    if (role != roles::manager) hold(story, person, role);
    read_as(story, person, role);
    EXPECT_EQ(seen(story, person), sees) << role.str();
    EXPECT_EQ(done(story, person), does + "--") << role.str();
  }
}

TEST(AccessTable, ASummaryNamesNobodyWhenTheCaseIsNotSerious) {
  for (const auto& [role, sees, does] : table) {
    auto story = full_story({"care_wished", "verbal"});
    const auto person = holder(story, role);
    read_as(story, person, role);
    EXPECT_EQ(seen(story, person), sees == "----N" ? "-----" : sees) << role.str();
  }
}

TEST(AccessTable, WhoHoldsARoleAndIsNotAskedSeesAndDoesNothing) {
  for (const auto& row : table) {
    if (row.role == roles::manager) continue;  // A team's manager is always asked, or kept out.
    auto story = full_story();
    const auto person = holder(story, row.role);
    hold(story, person, row.role);
    EXPECT_EQ(seen(story, person), "nothing") << row.role.str();
    EXPECT_EQ(done(story, person), "-----------") << row.role.str();
  }
}

TEST(AccessTable, WhoIsKeptOutSeesAndDoesNothingWhateverTheyHold) {
  for (const auto& row : table) {
    auto story = full_story();
    const auto person = holder(story, row.role);
    read_as(story, person, row.role);
    story.file.the_case.excluded.push_back(person);
    EXPECT_EQ(seen(story, person), "nothing") << row.role.str();
    EXPECT_EQ(done(story, person), "-----------") << row.role.str();
  }
}

TEST(AccessTable, ReporterAndVictimSeeAllAndNeverHandleTheirOwnCase) {
  for (const auto& row : table) {
    for (const bool is_victim : {false, true}) {
      auto story = full_story();
      const auto person = holder(story, row.role);
      read_as(story, person, row.role);
      (is_victim ? story.file.the_case.victim : story.file.the_case.reporter) = person;
      EXPECT_EQ(seen(story, person), "SWCPN") << row.role.str();
      EXPECT_EQ(done(story, person), "----X----M-") << row.role.str();
    }
  }
}

/// Every extract for the police is the same, whoever takes it.
TEST(AccessTable, WhatGoesToThePoliceHoldsNoHealthAndNothingOfTheHouse) {
  for (const auto* person : {"medewerker", "collega", "chef"}) {
    const auto story = full_story();
    const auto file = for_police(story.file, who(person), story.now, story.town);
    ASSERT_TRUE(file) << person;
    const auto& the_case = file->the_case;
    EXPECT_TRUE(the_case.answers.contains("story"));
    EXPECT_TRUE(the_case.answers.contains("perpetrator"));
    EXPECT_FALSE(the_case.answers.contains("health")) << person;
    ASSERT_EQ(the_case.evidence.size(), 1U) << "the picture of the wound stays here";
    EXPECT_EQ(the_case.evidence.front().id, BlobId{"blob-desk"});
    EXPECT_EQ(the_case.fact("police_report")->number, "PL-7");
    EXPECT_TRUE(the_case.fact("first_care_talk")->note.empty()) << person;
    EXPECT_TRUE(the_case.inquiries.empty());
    EXPECT_TRUE(the_case.readers.empty());
    EXPECT_TRUE(file->tasks.empty());
  }
}

}  // namespace
}  // namespace meldmaat
