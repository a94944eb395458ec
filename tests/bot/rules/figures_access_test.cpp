// SPDX-License-Identifier: EUPL-1.2
// Checks row "counts and trends" of handbook §2.2 as one table: every role and every report about reports.
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "bot/rules/access.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/publication.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::who;

/// The Year, the numbers for the Council, the care team's Quarter, the own Team's, and the Rows, that somebody gets;
/// '-' for none.
std::string gets(const PersonId& person, const Organisation& town) {
  const auto mark = [&](FiguresKind kind, char letter) {
    return std::string(1, reads_figures_as(person, kind, town) ? letter : '-');
  };
  return mark(FiguresKind::year, 'Y') + mark(FiguresKind::council, 'C') + mark(FiguresKind::quarter, 'Q') +
         mark(FiguresKind::team, 'T') + mark(FiguresKind::rows, 'R');
}

TEST(FiguresAccess, IsWhatTheMatrixSaysForEveryRole) {
  const std::map<RoleId, std::string> table{{roles::coordinator, "YCQ-R"}, {roles::director, "YCQ--"},
                                            {roles::watcher, "YC---"},     {roles::care_team, "--Q--"},
                                            {roles::mayor, "-C---"},       {roles::registrar, "-C---"}};
  for (const auto& role : known_roles()) {
    if (role == roles::manager) continue;  // held with a team: below
    Organisation town;
    fakes::add_person(town, "drager", "");
    fakes::add_person(town, "vervanger", "");
    town.roles = {{role, {who("drager")}, who("vervanger")}};
    const auto row = table.find(role);
    const std::string expected = row == table.end() ? "-----" : row->second;
    EXPECT_EQ(gets(who("drager"), town), expected) << role.str();
    EXPECT_EQ(gets(who("vervanger"), town), expected) << role.str();
  }
}

TEST(FiguresAccess, IsForManagersOfTheirOwnTeamAndNotForOthers) {
  auto town = fakes::small_town();
  town.teams.front().deputy = who("collega");
  for (const auto* person : {"chef", "collega"}) {
    EXPECT_EQ(gets(who(person), town), "---T-") << person;
    EXPECT_EQ(teams_led_by(who(person), town), std::vector{town.teams.front().id}) << person;
  }
  for (const auto* person : {"medewerker", "jurist", "balie", "niemand", ""}) {
    EXPECT_EQ(gets(who(person), town), "-----") << person;
    EXPECT_TRUE(teams_led_by(who(person), town).empty()) << person;
  }
}

TEST(FiguresAccess, OfAManagerEndsAtTheOwnTeam) {
  Figures all;
  all.total = all.total_before = all.office_holders = all.withheld = 50;
  all.tables = {{std::string{splits::severity}, {{"serious", 20, 20}}},
                {std::string{splits::team}, {{"balie", 30, 20}, {"wijk", 20, {}}, {"", 10, {}}}}};
  const auto own = of_teams(all, {TeamId{"balie"}});
  ASSERT_EQ(own.tables.size(), 1U);
  EXPECT_EQ(own.tables.front().rows, (std::vector<FigureRow>{{"balie", 30, 20}}));
  for (const auto& number : {own.total, own.total_before, own.office_holders, own.withheld}) EXPECT_FALSE(number);
  EXPECT_TRUE(of_teams(all, {TeamId{"archief"}}).tables.front().rows.empty());
}

TEST(FiguresAccess, IsNotedInAFileOfDutiesForWhoHasIt) {
  const auto town = fakes::small_municipality();
  CaseFile duties;
  duties.the_case.number = CaseNumber{"J2026"};
  const auto now = fakes::at("2026-11-02 09:00");
  const auto noted = [&](std::string_view person, const std::string& file) {
    return follow_up(duties, PaperMade{file, who(person)}, now, town).entries;
  };
  EXPECT_EQ(noted("coordinator", "2026.csv"),
            (std::vector<Entry>{{now, who("coordinator"), std::string{entries::paper}, "2026.csv"}}));
  EXPECT_TRUE(noted("chef", "2026.csv").empty());
  EXPECT_TRUE(noted("coordinator", "police.pdf").empty());
}

TEST(FiguresAccess, TellsTheRoleInWhichSomebodyGetsThem) {
  const auto town = fakes::small_town();
  EXPECT_EQ(reads_figures_as(who("coordinatorvervanger"), FiguresKind::year, town), roles::coordinator);
  EXPECT_EQ(reads_figures_as(who("opvang"), FiguresKind::quarter, town), roles::care_team);
}

}  // namespace
}  // namespace meldmaat
