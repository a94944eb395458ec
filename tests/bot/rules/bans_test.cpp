// SPDX-License-Identifier: EUPL-1.2
// Checks what makes a ban, who keeps the register, what the door sees of it, and how one ends (handbook §9, T35; rows
// S2-22, S2-23, S2-24, S2-28). How: stories in the small town, and bans that miss one thing each.
#include "bot/rules/bans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "bot/rules/access.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono;

constexpr LocalDate monday = year{2026} / 10 / 26;

Ban a_ban() {
  Ban ban;
  ban.person = "Piet Voorbeeld";
  ban.area = "stadhuis";
  ban.first = monday;
  ban.last = year{2027} / 1 / 25;
  ban.signed_by = who("getekend");
  ban.by = who("coordinator");
  return ban;
}

struct Bans : testing::Test {
  Story story{threat()};

  Bans() { story.until("2026-10-26 10:00"); }

  [[nodiscard]] std::optional<BanFault> fault(const Ban& ban) const {
    return fault_in(ban, story.file.the_case, monday, story.town);
  }
  [[nodiscard]] const std::vector<Ban>& kept() const { return story.file.the_case.bans; }
  /// The pass that holds the register against the calendar.
  void looks(std::string_view moment) {
    story.until(moment);
    story.happens(BansLookedAt{});
  }
  [[nodiscard]] std::vector<std::string> news(std::string_view person) const {
    std::vector<std::string> all;
    for (const auto& [moment, notice] : story.heard) {
      if (notice.to == who(person) && notice.ban) all.push_back(notice.args.at("what"));
    }
    return all;
  }
};

TEST_F(Bans, LastThreeMonthsAtLeastOrSayWhy) {
  EXPECT_EQ(least_end(monday), (LocalDate{year{2027} / 1 / 25}));
  EXPECT_EQ(least_end(year{2026} / 11 / 30), (LocalDate{year{2027} / 2 / 27})) << "February has no thirtieth";
  auto ban = a_ban();
  EXPECT_EQ(fault(ban), std::nullopt);
  ban.last = year{2027} / 1 / 24;
  EXPECT_EQ(fault(ban), BanFault::short_unexplained);
  ban.reason = "eerste keer, met excuses";
  EXPECT_EQ(fault(ban), std::nullopt);
}

TEST_F(Bans, NameWhomAndWhereAndUntilWhen) {
  auto ban = a_ban();
  ban.person.clear();
  EXPECT_EQ(fault(ban), BanFault::nameless);
  ban = a_ban();
  ban.area.clear();
  EXPECT_EQ(fault(ban), BanFault::no_area);
  ban = a_ban();
  ban.last = year{2026} / 10 / 25;
  EXPECT_EQ(fault(ban), BanFault::ends_before);
  ban.last = year{2028} / 10 / 26;
  EXPECT_EQ(fault(ban), BanFault::too_long);
  ban.last = LocalDate{};
  EXPECT_EQ(fault(ban), BanFault::ends_before);
}

TEST_F(Bans, KeepFromCallingOnlyWhenItHappenedAgainAfterAWarning) {
  auto ban = a_ban();
  ban.phone = true;
  EXPECT_EQ(fault(ban), BanFault::phone_too_soon);
  ban.warned = year{2026} / 10 / 24;
  EXPECT_EQ(fault(ban), BanFault::phone_too_soon) << "warned after this incident: it did not happen again";
  ban.warned = year{2026} / 9 / 1;
  EXPECT_EQ(fault(ban), std::nullopt);
}

TEST_F(Bans, AreSignedByWhoMay) {
  auto ban = a_ban();
  for (const auto* person : {"getekend", "burgemeester", "directeur"}) {
    ban.signed_by = who(person);
    EXPECT_EQ(fault(ban), std::nullopt) << person;
  }
  for (const auto* person : {"coordinator", "chef", "medewerker", ""}) {
    ban.signed_by = who(person);
    EXPECT_EQ(fault(ban), BanFault::unsigned_by_right) << person;
  }
}

TEST_F(Bans, AreSetByWhoKeepsTheRegister) {
  for (const auto* person : {"chef", "medewerker", "balie", "opvang", "collega"}) {
    auto ban = a_ban();
    ban.by = who(person);
    EXPECT_THAT(story.happens(BanSet{ban}), IsEmpty()) << person;
  }
  EXPECT_THAT(kept(), IsEmpty());
  story.happens(BanSet{a_ban()});
  ASSERT_THAT(kept(), SizeIs(1));
  EXPECT_EQ(kept().front().id, BanId{"2026-0001-V1"});
  story.happens(BanSet{a_ban()});
  EXPECT_THAT(kept(), SizeIs(1)) << "twice is once";
}

TEST_F(Bans, ThatAreNoneChangeNothing) {
  auto ban = a_ban();
  ban.last = year{2026} / 12 / 1;
  const auto before = story.file;
  EXPECT_THAT(story.happens(BanSet{ban}), IsEmpty());
  EXPECT_EQ(story.file, before);
}

TEST_F(Bans, AreAskedForWhenAReactionWasABan) {
  story.records("chef", "reaction", "ban");
  EXPECT_EQ(story.task("T35").owner, roles::coordinator);
  story.records("coordinator", "ban_set");
  EXPECT_EQ(story.task("T35").status, Task::Status::open) << "only the register says that there is a ban";
  story.happens(BanSet{a_ban()});
  EXPECT_EQ(story.task("T35").status, Task::Status::done);
}

TEST_F(Bans, TellTheDoorWithoutTheCase) {
  auto short_one = a_ban();
  short_one.last = year{2026} / 12 / 1;
  short_one.reason = "gevoelig";
  story.happens(BanSet{short_one});
  EXPECT_THAT(news("balie"), testing::ElementsAre("set"));
  EXPECT_THAT(news("bewaker"), testing::ElementsAre("set"));
  for (const auto& [moment, notice] : story.heard) {
    if (!notice.ban) continue;
    EXPECT_TRUE(notice.number.empty());
    EXPECT_TRUE(notice.ban->reason.empty());
    EXPECT_EQ(notice.ban->person, "Piet Voorbeeld");
  }
  EXPECT_FALSE(seen_by(story.file, who("balie"), story.town)) << "the door reads no story";
}

TEST_F(Bans, AreShownAtTheDoorUntilTheyEnd) {
  story.happens(BanSet{a_ban()});
  EXPECT_THAT(at_the_door(kept(), monday), SizeIs(1));
  EXPECT_THAT(at_the_door(kept(), year{2027} / 1 / 25), SizeIs(1));
  EXPECT_THAT(at_the_door(kept(), year{2027} / 1 / 26), IsEmpty());
  EXPECT_TRUE(in_force(kept().front(), monday));
  EXPECT_FALSE(in_force(kept().front(), year{2026} / 10 / 25));
  const auto& town = story.town.organisation;
  for (const auto* person : {"balie", "bewaker", "coordinator", "getekend"}) {
    EXPECT_TRUE(sees_register(who(person), town)) << person;
  }
  for (const auto* person : {"medewerker", "chef", "opvang", "wethouder", "jurist"}) {
    EXPECT_FALSE(sees_register(who(person), town)) << person;
  }
}

TEST_F(Bans, AreAskedAboutTwoWeeksBeforeTheyEndAndThenEndByThemselves) {
  story.happens(BanSet{a_ban()});
  looks("2027-01-08 10:00");
  EXPECT_FALSE(story.has("T35", 3));
  looks("2027-01-11 10:00");
  ASSERT_TRUE(story.has("T35", 3));
  EXPECT_EQ(story.task("T35", 3).due, at("2027-01-25 17:30"));
  EXPECT_THAT(story.said_about("T35", 3), Contains("step_begun coordinator 11 10:00"));
  looks("2027-01-12 10:00");
  EXPECT_FALSE(story.has("T35", 3, 2)) << "asked once";
  looks("2027-01-26 00:05");
  EXPECT_TRUE(kept().front().ended);
  EXPECT_EQ(story.task("T35", 3).status, Task::Status::done);
  EXPECT_THAT(news("balie"), testing::ElementsAre("set", "over"));
}

TEST_F(Bans, OfOneCaseAreEachAskedAbout) {
  story.happens(BanSet{a_ban()});
  auto second = a_ban();
  second.area = "werf";
  second.last = year{2027} / 1 / 28;
  story.happens(BanSet{second});
  looks("2027-01-11 10:00");
  EXPECT_EQ(kept().at(0).announced, kept().at(0).last);
  EXPECT_FALSE(kept().at(1).announced) << "not soon yet";
  looks("2027-01-14 10:00");
  EXPECT_EQ(kept().at(1).announced, kept().at(1).last) << "while the first still waits";
  EXPECT_THAT(story.said_about("T35", 3), Contains("step_begun coordinator 14 10:00"));
  story.happens(BanProlonged{kept().at(0).id, year{2027} / 4 / 25, who("getekend"), who("coordinator")});
  EXPECT_EQ(story.task("T35", 3).status, Task::Status::done);
  looks("2027-01-14 10:05");
  EXPECT_TRUE(story.has("T35", 3, 2)) << "nobody decided about the second one";
}

TEST_F(Bans, AreToldToWhoIsAtTheDoorToday) {
  auto& town = story.town.organisation;
  const auto told = [&] {
    std::vector<std::string> people;
    for (const auto& reader : told_of_bans(story.file.the_case, monday, town)) people.push_back(reader.person.str());
    return people;
  };
  EXPECT_THAT(told(), testing::ElementsAre("balie", "bewaker"));
  town.absences = {{who("balie"), monday, monday}};
  EXPECT_THAT(told(), testing::ElementsAre("bewaker")) << "who stands in is told once";
  town.absences.push_back({who("bewaker"), monday, monday});
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(Bans, GoOnWhenProlongedAndAreAskedAboutAgain) {
  story.happens(BanSet{a_ban()});
  looks("2027-01-11 10:00");
  const auto id = kept().front().id;
  story.happens(BanProlonged{id, year{2027} / 1 / 20, who("getekend"), who("coordinator")});
  EXPECT_EQ(kept().front().last, (LocalDate{year{2027} / 1 / 25})) << "earlier is no prolonging";
  story.happens(BanProlonged{id, year{2027} / 4 / 25, who("chef"), who("coordinator")});
  EXPECT_EQ(kept().front().last, (LocalDate{year{2027} / 1 / 25})) << "not signed by who may";
  story.happens(BanProlonged{id, year{2027} / 4 / 25, who("getekend"), who("coordinator")});
  EXPECT_EQ(kept().front().last, (LocalDate{year{2027} / 4 / 25}));
  EXPECT_EQ(story.task("T35", 3).status, Task::Status::done);
  looks("2027-01-26 10:00");
  EXPECT_FALSE(kept().front().ended);
  looks("2027-04-12 10:00");
  EXPECT_TRUE(story.has("T35", 3, 2));
}

TEST_F(Bans, MayGoOnAndOnButNeverMoreThanTwoYearsAhead) {
  auto ban = a_ban();
  ban.first = year{2024} / 1 / 1;
  ban.last = year{2028} / 10 / 25;
  EXPECT_EQ(fault(ban), std::nullopt);
  ban.last = year{2028} / 10 / 26;
  EXPECT_EQ(fault(ban), BanFault::too_long);
}

TEST_F(Bans, AreWithdrawnWithAReason) {
  story.happens(BanSet{a_ban()});
  const auto id = kept().front().id;
  story.happens(BanWithdrawn{id, "", who("coordinator")});
  story.happens(BanWithdrawn{id, "verzoend", who("chef")});
  EXPECT_FALSE(kept().front().ended);
  story.happens(BanWithdrawn{id, "verzoend", who("coordinator")});
  EXPECT_TRUE(kept().front().ended);
  EXPECT_THAT(news("balie"), testing::ElementsAre("set", "withdrawn"));
  EXPECT_THAT(story.history, Contains(testing::Field(&Entry::detail, "2026-0001-V1 verzoend")));
  const auto before = story.file;
  story.happens(BanProlonged{id, year{2027} / 4 / 25, who("getekend"), who("coordinator")});
  EXPECT_EQ(story.file, before) << "what has ended does not go on";
}

TEST_F(Bans, LeaveOneDayForWhatCannotBeDoneElsewhere) {
  story.happens(BanSet{a_ban()});
  const auto id = kept().front().id;
  const BanException passport{year{2026} / 11 / 3, "paspoort ophalen", who("getekend")};
  story.happens(BanExcepted{id, {year{2026} / 10 / 25, "te vroeg", who("getekend")}, who("coordinator")});
  story.happens(BanExcepted{id, {year{2027} / 1 / 26, "na afloop", who("getekend")}, who("coordinator")});
  story.happens(BanExcepted{id, {year{2026} / 11 / 3, "", who("getekend")}, who("coordinator")});
  story.happens(BanExcepted{id, {year{2026} / 11 / 3, "niet getekend", who("chef")}, who("coordinator")});
  EXPECT_THAT(kept().front().exceptions, IsEmpty());
  story.happens(BanExcepted{id, passport, who("coordinator")});
  EXPECT_THAT(kept().front().exceptions, testing::ElementsAre(passport));
  EXPECT_THAT(at_the_door(kept(), year{2026} / 11 / 3).front().exceptions, SizeIs(1));
  EXPECT_THAT(at_the_door(kept(), year{2026} / 11 / 4).front().exceptions, IsEmpty()) << "that day is over";
  EXPECT_THAT(news("bewaker"), testing::ElementsAre("set", "excepted"));
}

TEST_F(Bans, OfWhoIsKeptOutAreNotSignedByThem) {
  story.file.the_case.excluded = {who("directeur")};
  auto ban = a_ban();
  ban.signed_by = who("directeur");
  EXPECT_EQ(fault(ban), BanFault::unsigned_by_right);
}

}  // namespace
}  // namespace meldmaat
