// SPDX-License-Identifier: EUPL-1.2
// Checks what begins without a report, when, for whom and in which file (T34, T40-T47, T49-T51). How: the small town
// with the shipped protocol, and days on which periods begin.
#include "bot/rules/duties.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/rules/calendar.hpp"
#include "bot/rules/digest.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// "J2027-balie T44/1/1"
std::string told(const Duty& duty) {
  return duty.file.number.str() + " " + duty.began.rule.str() + "/" + std::to_string(duty.began.step) + "/" +
         std::to_string(duty.began.round);
}

struct Duties : testing::Test {
  Municipality town = fakes::small_municipality();

  [[nodiscard]] std::vector<std::string> between(std::string_view since, std::string_view now) const {
    std::vector<std::string> all;
    for (const auto& duty : duties_begun(town, at(since), at(now))) all.push_back(told(duty));
    return all;
  }
  void starts(std::string_view person, LocalDate day) {
    People people;
    for (Person one : town.organisation.people) {
      if (one.id == who(person)) one.since = day;
      people.add(std::move(one));
    }
    town.organisation.people = people;
  }
};

TEST_F(Duties, BeginInTheFirstOfficeHourOfTheYear) {
  // New Year's Day 2027 is a Friday; the office opens on Monday.
  EXPECT_THAT(between("2026-12-31 17:00", "2027-01-04 08:29"), IsEmpty());
  EXPECT_THAT(between("2026-12-31 17:00", "2027-01-04 08:30"),
              UnorderedElementsAre("J2027 T34/1/1", "J2027 T34/2/1", "J2027 T40/1/1", "J2027 T41/1/1", "J2027 T42/1/1",
                                   "J2027 T42/2/1", "J2027 T43/1/1", "J2027 T45/1/1", "J2027 T45/2/1",
                                   "J2027-balie T44/1/1", "J2027-dienst T44/1/1", "J2027-top T44/1/1"));
  EXPECT_THAT(between("2027-01-04 08:30", "2027-01-10 23:59"), IsEmpty()) << "each once";
}

TEST_F(Duties, ComeBackEveryQuarterAndWeek) {
  EXPECT_THAT(between("2027-03-31 12:00", "2027-04-01 08:30"), ElementsAre("J2027 T40/1/2"));
  EXPECT_THAT(between("2027-06-30 12:00", "2027-07-01 08:30"), ElementsAre("J2027 T40/1/3"));
  EXPECT_THAT(between("2027-10-03 12:00", "2027-10-04 08:30"), ElementsAre("J2027 T34/1/40", "J2027 T34/2/40"));
  // Easter Monday: the week's first office hour is on Tuesday.
  EXPECT_THAT(between("2027-03-26 12:00", "2027-03-29 20:00"), IsEmpty());
  EXPECT_THAT(between("2027-03-26 12:00", "2027-03-30 08:30"), ElementsAre("J2027 T34/1/13", "J2027 T34/2/13"));
}

TEST_F(Duties, AreMadeUpForAfterAStop) {
  const auto missed = between("2027-03-20 12:00", "2027-07-02 09:00");
  EXPECT_THAT(missed, Contains("J2027 T40/1/2"));
  EXPECT_THAT(missed, Contains("J2027 T40/1/3"));
}

TEST_F(Duties, ComeWithANewCouncil) {
  town.organisation.council_begins = LocalDate{std::chrono::year{2030} / 3 / 28};
  EXPECT_THAT(between("2030-03-27 12:00", "2030-03-28 08:30"), ElementsAre("J2030 T46/1/1"));
}

TEST_F(Duties, TellAManagerOfANewcomer) {
  starts("collega", std::chrono::year{2027} / 2 / 1);
  starts("chef", std::chrono::year{2027} / 2 / 1);
  EXPECT_THAT(newcomer_duties(town, at("2027-01-01 12:00"), at("2027-02-01 08:29")), IsEmpty());
  const auto begun = newcomer_duties(town, at("2027-01-01 12:00"), at("2027-02-01 08:30"));
  ASSERT_EQ(begun.size(), 1U) << "a manager is not told of being new";
  EXPECT_EQ(told(begun.front()), "J2027-balie T47/1/0");
  EXPECT_EQ(begun.front().began.concerns, who("collega"));
  EXPECT_EQ(newcomer_duties(town, at("2027-01-01 12:00"), at("2027-03-20 12:00")).size(), 1U) << "written in late";
  EXPECT_THAT(newcomer_duties(town, at("2027-01-01 12:00"), at("2027-06-01 12:00")), IsEmpty()) << "not new any more";
  EXPECT_THAT(newcomer_duties(town, at("2027-02-02 12:00"), at("2027-02-03 12:00")), IsEmpty())
      << "came before meldmaat did";
}

TEST_F(Duties, FollowTheProtocolOfTheTeam) {
  auto own = town.protocols.front();
  own.ref.id = ProtocolId{"balie"};
  std::erase_if(own.rules, [](const Rule& rule) { return rule.id == RuleId{"T44"}; });
  town.protocols.push_back(own);
  town.organisation.teams.front().protocol = own.ref.id;
  const auto begun = between("2026-12-31 17:00", "2027-01-04 08:30");
  EXPECT_THAT(begun, Contains("J2027-dienst T44/1/1"));
  EXPECT_THAT(begun, testing::Not(Contains("J2027-balie T44/1/1")));
}

struct DigestForDirector : testing::Test {
  Organisation town = fakes::small_town();
  Zone zone = fakes::amsterdam();
  LocalDate monday = std::chrono::year{2026} / 10 / 19;
  LocalDate sunday = std::chrono::year{2026} / 10 / 25;

  [[nodiscard]] Digest of(const Case& the_case, std::string_view reader = "directeur") const {
    return digest_for(who(reader), {the_case}, monday, sunday, town, zone);
  }
  static Case reported(std::vector<Flag> flags) {
    return fakes::reported_case(std::move(flags), at("2026-10-23 16:40"), at("2026-10-23 17:00"));
  }
};

TEST_F(DigestForDirector, TellsNumberDayTeamAndKind) {
  auto made = reported({"verbal"});
  made.answers["kind"].value = "verbal";
  const auto digest = of(made);
  ASSERT_EQ(digest.lines.size(), 1U);
  EXPECT_EQ(digest.lines.front().number, made.number);
  EXPECT_EQ(digest.lines.front().reported, (LocalDate{std::chrono::year{2026} / 10 / 23}));
  EXPECT_EQ(digest.lines.front().team, TeamId{"balie"});
  EXPECT_EQ(digest.lines.front().kind.value, "verbal");
}

TEST_F(DigestForDirector, IsTheSameWithAndWithoutAReportInConfidence) {
  EXPECT_EQ(of(reported({"verbal", "confidential"})), (Digest{monday, sunday, {}}));
}

TEST_F(DigestForDirector, LeavesOutWhoMayNotKnow) {
  auto excluded = reported({"verbal"});
  excluded.excluded = {who("directeur")};
  auto own = reported({"verbal"});
  own.reporter = who("directeur");
  auto withdrawn = reported({"verbal"});
  withdrawn.status = Case::Status::withdrawn;
  for (const auto& made : {excluded, own, withdrawn, reported({"office_holder"}), reported({"mayor_victim"})}) {
    EXPECT_EQ(of(made), (Digest{monday, sunday, {}}));
  }
  EXPECT_EQ(of(reported({"office_holder", "tell_others_consent"})).lines.size(), 1U);
}

TEST_F(Duties, OfAMatterBeginWhenItCameInAndOnlyThen) {
  EXPECT_THAT(known_matters(town), ElementsAre("rights_request", "data_breach", "wrongdoing"));
  EXPECT_THAT(between("2026-01-01 00:00", "2027-12-31 23:59"), Not(Contains(testing::HasSubstr("T49"))));
  const auto night = at("2026-12-31 23:30");
  const auto told_of = matter_duties(town, "wrongdoing", night);
  ASSERT_EQ(told_of.size(), 2U);
  EXPECT_EQ(told(told_of.front()), "J2026 T51/1/0") << "the local year, also when it is night";
  EXPECT_EQ(told_of.back().began.step, 2);
  EXPECT_EQ(told_of.back().began.start, night);
  EXPECT_TRUE(matter_duties(town, "moodboard", night).empty());
}

// AVG art. 12 and 33, Wbk art. 2: whatever month it begins in, the law's term is never shorter.
TEST_F(Duties, OfAMatterEndNoLaterThanTheLawSays) {
  using std::chrono::months;
  const auto due = [&](const Duty& duty) {
    return after(duty.began.start, duty.rule.due, town.zone, town.current_protocol());
  };
  for (int month = 1; month <= 12; ++month) {
    for (const int day : {1, 15, 28}) {
      const LocalDate date{std::chrono::year{2027}, std::chrono::month(static_cast<unsigned>(month)),
                           std::chrono::day(static_cast<unsigned>(day))};
      const auto start = town.zone.to_moment(std::chrono::local_days{date});
      const auto later = [&](int count) { return town.zone.to_moment(std::chrono::local_days{date + months{count}}); };
      EXPECT_LE(due(matter_duties(town, "rights_request", start).front()), later(1)) << month;
      EXPECT_EQ(due(matter_duties(town, "data_breach", start).front()), start + std::chrono::hours{72}) << month;
      EXPECT_LE(due(matter_duties(town, "wrongdoing", start).back()), later(3)) << month;
    }
  }
}

}  // namespace
}  // namespace meldmaat
