// SPDX-License-Identifier: EUPL-1.2
// Checks that duties begin once, whatever stops in between, that who owes them hears of it and acts as with any other
// task, and that the week is told of. How: the small town, the memory store, a clock moved by hand, and a dialog that
// keeps what it was told.
#include "bot/duty_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/case_work.hpp"
#include "bot/ring.hpp"
#include "bot/rules/access.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

/// Says "<kind> <rule>..." of each notice, or how much a digest holds.
class ListeningDialog final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& event, const View&) const override {
    const auto* notified = std::get_if<Notified>(&event.what);
    if (notified == nullptr) return {state, {}};
    const auto& notice = notified->notice;
    Message message;
    message.text = notice.kind == Notice::Kind::digest       ? "digest"
                   : notice.kind == Notice::Kind::escalation ? "escalation"
                   : notice.kind == Notice::Kind::due        ? "due"
                   : notice.kind == Notice::Kind::step_begun ? "begun"
                   : notice.kind == Notice::Kind::welcome    ? "welcome"
                                                             : "other";
    for (const auto& task : notice.tasks) message.text += " " + task.key.rule.str();
    if (notice.watch) {
      message.text = notice.watch->unwatched ? "unwatched" : "watch";
      for (const auto& step : notice.watch->late) message.text += " " + step.rule.str();
      for (const auto& role : notice.watch->gaps) message.text += " " + role.str();
    }
    if (notice.digest) message.text += " " + std::to_string(notice.digest->lines.size());
    return {state, {Say{message}}};
  }
};

struct DutyRound : testing::Test {
  Municipality town = fakes::small_municipality();
  fakes::MemoryStore store{{"web"}};
  ListeningDialog dialog;
  Moment now = at("2026-12-30 12:00");

  DutyRound() { pass("2026-12-30 12:00"); }

  /// One pass of the loop at that moment, as adapters/switchboard does it. \return how many people heard something
  std::size_t pass(std::string_view moment) {
    now = at(moment);
    const Desk desk{store, dialog, town};
    store.begin_batch();
    const auto part = store.open_part();
    const auto heard = ring_all(desk, now, 1000).touched.size();
    part->keep();
    store.commit_batch();
    return heard;
  }
  [[nodiscard]] std::vector<std::string> heard(const std::string& person) {
    std::vector<std::string> texts;
    for (const auto& line : store.transcript({"web", person}, 0, 1000)) texts.push_back(line.message.text);
    return texts;
  }
  void does(const Happening& what, const std::string& number) {
    Touched touched;
    const Desk desk{store, dialog, town};
    store.begin_batch();
    happen(desk, now, CaseNumber{number}, what, touched);
    store.commit_batch();
  }
  [[nodiscard]] Task task(const std::string& number, const std::string& rule, int step = 1) {
    const auto file = store.read_case(CaseNumber{number});
    for (const auto& one : file ? file->tasks : std::vector<Task>{}) {
      if (one.key.rule.str() == rule && one.key.step == step) return one;
    }
    ADD_FAILURE() << "no " << rule << " in " << number;
    return {};
  }
};

TEST_F(DutyRound, OwesNothingFromBeforeItBegan) {
  EXPECT_EQ(store.read_case(CaseNumber{"J2026"}), std::nullopt);
  EXPECT_THAT(heard("directeur"), IsEmpty());
}

TEST_F(DutyRound, BeginsEachDutyOnceAndTellsItsOwner) {
  EXPECT_GT(pass("2027-01-04 08:30"), 0U);
  EXPECT_EQ(pass("2027-01-04 08:31"), 0U);
  EXPECT_THAT(heard("opvang"), Contains("begun T40"));
  EXPECT_THAT(heard("chef"), Contains("begun T44"));
  EXPECT_THAT(heard("griffier"), testing::SizeIs(2)) << "two talks with office holders";
  EXPECT_THAT(heard("burgemeester"), IsEmpty());
  EXPECT_EQ(task("J2027", "T42").due, at("2027-04-04 08:30"));
}

TEST_F(DutyRound, AsksForNoFurtherPass) {
  now = at("2027-01-04 08:30");
  const Desk desk{store, dialog, town};
  store.begin_batch();
  EXPECT_EQ(ring_all(desk, now, 3).count, 0U) << "the loop goes round again only for what it rings a few at a time";
  store.commit_batch();
  EXPECT_THAT(heard("opvang"), Contains("begun T40"));
}

TEST_F(DutyRound, MakesUpForAStop) {
  EXPECT_GT(pass("2027-04-20 09:00"), 0U);
  const auto file = store.read_case(CaseNumber{"J2027"});
  ASSERT_TRUE(file);
  const auto reports = std::ranges::count(file->tasks, RuleId{"T40"}, [](const Task& one) { return one.key.rule; });
  EXPECT_EQ(reports, 2) << "of two quarters";
}

TEST_F(DutyRound, ClimbsWhenADutyStaysUndone) {
  pass("2027-01-04 08:30");
  pass("2027-01-18 08:30");
  EXPECT_THAT(heard("opvang"), Contains("due T40"));
  EXPECT_THAT(heard("directeur"), Not(Contains("escalation T40")));
  pass("2027-01-20 08:30");
  EXPECT_THAT(heard("directeur"), Contains("escalation T40"));
}

TEST_F(DutyRound, IsDoneAndPostponedLikeAnyOtherTask) {
  pass("2027-01-04 08:30");
  does(Postponed{task("J2027", "T40").key, at("2027-01-25 12:00"), "verlof", who("opvang")}, "J2027");
  EXPECT_EQ(task("J2027", "T40").postponed_until, at("2027-01-25 12:00"));
  Fact fact;
  fact.name = "quarter_report";
  fact.rule = RuleId{"T40"};
  fact.happened = now;
  fact.by = who("jurist");
  does(FactRecorded{fact}, "J2027");
  EXPECT_EQ(task("J2027", "T40").status, Task::Status::open) << "not the jurist's to record";
  fact.by = who("opvang");
  does(FactRecorded{fact}, "J2027");
  EXPECT_EQ(task("J2027", "T40").status, Task::Status::done);
  EXPECT_EQ(task("J2027", "T41").status, Task::Status::open);
}

TEST_F(DutyRound, GoesToTheDeputyOfWhoIsAbsent) {
  town.organisation.absences = {
      {who("coordinator"), std::chrono::year{2027} / 1 / 1, std::chrono::year{2027} / 1 / 31}};
  pass("2027-01-04 08:30");
  EXPECT_THAT(heard("coordinator"), IsEmpty());
  EXPECT_THAT(heard("coordinatorvervanger"), Contains("begun T41"));
}

TEST_F(DutyRound, TellsAManagerOnceOfEachNewcomer) {
  People people;
  for (Person one : town.organisation.people) {
    if (one.id == who("collega") || one.id == who("medewerker")) one.since = LocalDate{std::chrono::year{2027} / 2 / 1};
    people.add(std::move(one));
  }
  town.organisation.people = people;
  pass("2027-02-01 08:30");
  pass("2027-02-01 08:31");
  const auto file = store.read_case(CaseNumber{"J2027-balie"});
  ASSERT_TRUE(file);
  std::vector<PersonId> new_ones;
  for (const auto& one : file->tasks) {
    if (one.key.rule == RuleId{"T47"}) new_ones.push_back(one.concerns);
  }
  EXPECT_THAT(new_ones, testing::UnorderedElementsAre(who("collega"), who("medewerker")));
  EXPECT_EQ(std::ranges::count(heard("chef"), "begun T47"), 2);
  for (const auto* newcomer : {"collega", "medewerker"}) {
    EXPECT_THAT(heard(newcomer), testing::ElementsAre("welcome")) << "S3-19: from meldmaat itself";
  }
}

TEST_F(DutyRound, ShowsTheFileToItsOwnersAndToNobodyElse) {
  pass("2027-01-04 08:30");
  const auto file = store.read_case(CaseNumber{"J2027"});
  ASSERT_TRUE(file);
  for (const auto& person : town.organisation.people) {
    const bool owns = person.id == who("opvang") || person.id == who("coordinator") || person.id == who("griffier");
    EXPECT_EQ(seen_by(*file, person.id, town).has_value(), owns) << person.id.str();
    EXPECT_FALSE(may_act(Action::ask, *file, nullptr, person.id, now, town)) << "there is no reporter to ask";
  }
}

TEST_F(DutyRound, TellsTheDirectorOfTheWeek) {
  pass("2027-01-11 08:30");
  EXPECT_THAT(heard("directeur"), Not(Contains("digest 0"))) << "nothing came in";
  store.begin_batch();
  auto monday_morning = fakes::reported_case({"verbal"}, at("2027-01-18 08:00"), at("2027-01-18 08:00"));
  auto sunday = monday_morning;
  sunday.number = CaseNumber{"2026-0002"};
  sunday.reported = at("2027-01-17 23:59");
  store.write_case(monday_morning);
  store.write_case(sunday);
  store.commit_batch();
  pass("2027-01-18 08:30");
  pass("2027-01-18 08:31");
  EXPECT_EQ(std::ranges::count(heard("directeur"), "digest 1"), 1) << "this week's report comes next week";
  EXPECT_THAT(heard("burgemeester"), IsEmpty());
}

// S0-4: and somebody else when the one who watches is not there.
TEST_F(DutyRound, TellsWhoWatchesEachWeekWhatIsLate) {
  auto& held = town.organisation.roles;
  std::erase_if(held, [](const RoleHolder& role) { return role.role == roles::watcher; });
  held.push_back({roles::watcher, {who("griffier")}, {}});
  const auto watched = [&](const std::string& person) {
    auto lines = heard(person);
    std::erase_if(lines, [](const std::string& line) { return line.find("watch") == std::string::npos; });
    return lines;
  };
  pass("2027-01-11 08:30");
  EXPECT_THAT(watched("griffier"), IsEmpty()) << "nothing is late";
  pass("2027-01-25 08:30");
  EXPECT_THAT(watched("griffier"), testing::ElementsAre("watch T40"));
  town.organisation.absences = {{who("griffier"), std::chrono::year{2027} / 2 / 1, std::chrono::year{2027} / 2 / 1}};
  pass("2027-02-01 08:30");
  pass("2027-02-01 08:31");
  EXPECT_THAT(watched("griffier"), testing::SizeIs(1));
  EXPECT_THAT(watched("coordinator"),
              testing::ElementsAre(testing::AllOf(testing::StartsWith("unwatched"), testing::HasSubstr(" watcher"))));
}

// --- What came in and is no report -----------------------------------------------------------------------------------

struct Matters : DutyRound {
  Matters() {
    fakes::add_person(town.organisation, "privacy", "dienst");
    town.organisation.roles.push_back({roles::privacy_officer, {who("privacy")}, {}});
  }
  void note(std::string_view matter, std::string_view by, std::string_view came_in) {
    Touched touched;
    const Desk desk{store, dialog, town};
    store.begin_batch();
    note_matter(desk, now, {std::string{matter}, at(came_in)}, who(by), touched);
    store.commit_batch();
  }
  [[nodiscard]] std::vector<int> rounds(const std::string& number, const std::string& rule) {
    std::vector<int> found;
    const auto file = store.read_case(CaseNumber{number});
    for (const auto& one : file ? file->tasks : std::vector<Task>{}) {
      if (one.key.rule.str() == rule) found.push_back(one.key.round);
    }
    return found;
  }
};

TEST_F(Matters, AreOwedByTheirRoleFromTheMomentTheyCameIn) {
  note("data_breach", "informatie", "2026-12-29 09:00");
  EXPECT_THAT(heard("privacy"), Contains("begun T50"));
  EXPECT_EQ(task("J2026", "T50").due, at("2027-01-01 09:00"));
  pass("2027-01-01 09:00");
  EXPECT_THAT(heard("privacy"), Contains("due T50"));
  pass("2027-01-01 10:00");
  EXPECT_THAT(heard("directeur"), Contains("escalation T50"));
  Fact judged;
  judged.name = "breach_judged";
  judged.kind = "not_needed";
  judged.rule = RuleId{"T50"};
  judged.happened = now;
  judged.by = who("privacy");
  judged.recorded = now;
  does(FactRecorded{judged}, "J2026");
  EXPECT_EQ(task("J2026", "T50").status, Task::Status::done);
}

TEST_F(Matters, AreEachOwedByThemselves) {
  note("rights_request", "coordinator", "2026-12-30 09:00");
  note("rights_request", "coordinator", "2026-12-30 09:00");
  EXPECT_EQ(rounds("J2026", "T49"), (std::vector{1, 2}));
}

TEST_F(Matters, AreNotNotedByOthersNorFromTheFuture) {
  note("rights_request", "medewerker", "2026-12-30 09:00");
  note("rights_request", "chef", "2026-12-30 09:00");
  note("rights_request", "coordinator", "2026-12-31 09:00");
  note("wishes", "coordinator", "2026-12-30 09:00");
  EXPECT_EQ(store.read_case(CaseNumber{"J2026"}), std::nullopt);
}

TEST_F(Matters, AreNotLostInAYearThatBeganUnderOtherRules) {
  auto older = town.protocols.front();
  older.ref.version = 0;
  std::erase_if(older.rules, [](const Rule& rule) { return rule.id == RuleId{"T49"}; });
  town.protocols.push_back(older);
  Case file;
  file.number = CaseNumber{"J2026"};
  file.protocol = older.ref;
  store.begin_batch();
  store.write_case(file);
  store.commit_batch();
  note("rights_request", "coordinator", "2026-12-30 09:00");
  note("data_breach", "coordinator", "2026-12-30 09:00");
  EXPECT_EQ(rounds("J2026.2", "T49"), std::vector{1});
  EXPECT_EQ(rounds("J2026", "T50"), std::vector{1});
}

}  // namespace
}  // namespace meldmaat
