// SPDX-License-Identifier: EUPL-1.2
// Checks that a home visit is stored and told of, rings on time and once, is heard of on every channel when it climbs,
// and leaves no place behind in store or conversations. How: the small town, the memory store, a clock moved by hand,
// and a dialog that does what it is told and shows what it hears.
#include "bot/visit_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "bot/case_work.hpp"
#include "bot/ring.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using What = VisitStep::What;

const std::string place = "Dorpsstraat 1";

/// Says "<what>" of each notice, with the place as a line where the reader may know it. What is typed is a place.
class ListeningDialog final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& event, const View& view) const override {
    Turn turn{state, {}};
    Message message;
    if (const auto* said = std::get_if<Said>(&event.what)) {
      message.text = "afgesproken";
      message.lines = {{"waar", said->text, {}}};
      turn.effects = {Say{message}, PlanVisit{planned(event.at, view.person)}};
      return turn;
    }
    const auto* notified = std::get_if<Notified>(&event.what);
    if (notified == nullptr || !notified->notice.visit) return turn;
    message.text = notified->notice.args.at("what") + " " + notified->notice.visit->id.str();
    if (!notified->notice.visit->place.empty()) message.lines = {{"waar", notified->notice.visit->place, {}}};
    turn.effects = {Say{message}};
    return turn;
  }
  static Visit planned(Moment said, const PersonId& visitor) {
    Visit visit;
    visit.visitor = visitor;
    visit.colleague = who("collega");
    visit.place = place;
    visit.place_said = said;
    visit.back = at("2026-11-17 15:00");
    return visit;
  }
};

struct VisitRound : testing::Test {
  Municipality town = fakes::small_municipality();
  fakes::MemoryStore store{{"web"}};
  ListeningDialog dialog;
  Moment now = at("2026-11-17 13:30");

  VisitRound() { says_place("medewerker"); }

  void in_batch(const auto& work) {
    const Desk desk{store, dialog, town};
    store.begin_batch();
    const auto part = store.open_part();
    work(desk);
    part->keep();
    store.commit_batch();
  }
  void says_place(const std::string& person) {
    const ConversationKey key{"web", person};
    in_batch([&](const Desk& desk) { (void)take_turn(desk, now, {key, who(person), {}, 0, Said{place}, {}}); });
  }
  /// One pass of the loop. \return how many conversations heard something
  std::size_t pass(std::string_view moment) {
    now = at(moment);
    std::size_t heard = 0;
    in_batch([&](const Desk& desk) { heard = ring_all(desk, now, 1000).touched.size(); });
    return heard;
  }
  void does(std::string_view person, What what) {
    in_batch([&](const Desk& desk) {
      Touched touched;
      take_step(desk, now, {VisitId{"1"}, what, who(person), {}, std::nullopt}, touched);
    });
  }
  [[nodiscard]] std::vector<std::string> heard(const ConversationKey& key) {
    std::vector<std::string> texts;
    for (const auto& line : store.transcript(key, 0, 1000)) {
      if (!line.from_person) texts.push_back(line.message.text);
    }
    return texts;
  }
  [[nodiscard]] std::vector<std::string> heard(const std::string& person) {
    return heard(ConversationKey{"web", person});
  }
  /// Who has the place in a conversation, the visitor included.
  [[nodiscard]] std::vector<std::string> who_has_the_place() {
    std::vector<std::string> people;
    for (const auto& person : town.organisation.people) {
      const auto lines = store.transcript({"web", person.id.str()}, 0, 1000);
      const bool holds = std::ranges::any_of(lines, [](const TranscriptLine& line) {
        return line.message.text.find(place) != std::string::npos ||
               std::ranges::any_of(line.message.lines, [](const Line& one) { return one.text == place; });
      });
      if (holds) people.push_back(person.id.str());
    }
    return people;
  }
};

TEST_F(VisitRound, TellsTheColleagueAndWakesAtTheAgreedMinute) {
  EXPECT_THAT(heard("collega"), ElementsAre("planned 1"));
  EXPECT_EQ(store.next_alarm(), at("2026-11-17 15:00"));
  EXPECT_EQ(pass("2026-11-17 14:59"), 0U);
  EXPECT_EQ(pass("2026-11-17 15:00"), 1U);
  EXPECT_EQ(store.next_alarm(), at("2026-11-17 15:10"));
}

TEST_F(VisitRound, RingsOnceAMinute) {
  pass("2026-11-17 15:00");
  pass("2026-11-17 15:10");
  EXPECT_EQ(pass("2026-11-17 15:10"), 0U);
  EXPECT_EQ(std::ranges::count(heard("collega"), "alarm 1"), 1);
}

TEST_F(VisitRound, TellsOfAStopOfHoursOnce) {
  pass("2026-11-17 20:00");
  for (const auto* person : {"collega", "chef", "bewaker", "coordinator"}) {
    EXPECT_EQ(std::ranges::count(heard(person), "alarm 1"), 1) << person;
  }
  EXPECT_EQ(std::ranges::count(heard("medewerker"), "back 1"), 1);
  EXPECT_EQ(pass("2026-11-17 20:01"), 0U);
}

TEST_F(VisitRound, AlarmsOnEveryChannelThatLives) {
  People people;
  for (Person one : town.organisation.people) {
    if (one.id == who("collega")) one.channels.push_back({"teams", "c-1"});
    people.add(std::move(one));
  }
  town.organisation.people = people;
  pass("2026-11-17 15:00");
  EXPECT_THAT(heard(ConversationKey{"teams", "c-1"}), IsEmpty());
  pass("2026-11-17 15:10");
  EXPECT_THAT(heard(ConversationKey{"teams", "c-1"}), ElementsAre("alarm 1"));
  EXPECT_THAT(heard("collega"), Contains("alarm 1"));
  does("medewerker", What::safe);
  EXPECT_TRUE(store.transcript({"teams", "c-1"}, 0, 10).front().message.lines.empty()) << "the place is gone there too";
}

TEST_F(VisitRound, LeavesNothingWhenItIsOver) {
  EXPECT_THAT(who_has_the_place(), ElementsAre("medewerker"));
  pass("2026-11-17 15:00");
  pass("2026-11-17 15:20");
  EXPECT_THAT(who_has_the_place(), ElementsAre("medewerker", "collega", "chef"));
  does("medewerker", What::safe);
  EXPECT_THAT(who_has_the_place(), IsEmpty());
  EXPECT_THAT(store.visits(), IsEmpty());
  EXPECT_EQ(store.next_alarm(), std::nullopt);
  EXPECT_THAT(heard("chef"), Contains("home 1"));
}

TEST_F(VisitRound, ErasesOnlyWhatHoldsThePlace) {
  const ConversationKey key{"web", "medewerker"};
  in_batch([&](const Desk&) {
    Message other;
    other.kind = Message::Kind::said;
    other.text = "nog iets";
    store.hear(key, now + std::chrono::minutes{1}, other);
    for (int line = 0; line < 250; ++line) store.say(key, now + std::chrono::minutes{2}, other, false);
  });
  const auto before = store.last_sequence(key);
  does("medewerker", What::safe);
  EXPECT_THAT(who_has_the_place(), IsEmpty()) << "however much was said since";
  EXPECT_EQ(store.last_sequence(key), before);
  EXPECT_EQ(store.transcript(key, 2, 1).front().message.text, "nog iets");
  EXPECT_EQ(store.transcript(key, 0, 1).front().message.text, "");
}

TEST_F(VisitRound, ErasesThePlaceWhereTheAlarmIsOver) {
  pass("2026-11-17 15:00");
  pass("2026-11-17 15:20");
  in_batch([&](const Desk& desk) {
    Touched touched;
    const VisitStep longer{VisitId{"1"}, What::stays, who("medewerker"), {}, at("2026-11-17 16:00")};
    take_step(desk, now, longer, touched);
  });
  EXPECT_THAT(who_has_the_place(), ElementsAre("medewerker"));
  EXPECT_EQ(pass("2026-11-17 15:59"), 0U);
}

TEST_F(VisitRound, KnowsOneVisitOfAPersonAndNoneWithAFault) {
  says_place("medewerker");
  EXPECT_EQ(store.visits().size(), 1U);
  now = at("2026-11-17 15:00");
  says_place("chef");
  EXPECT_EQ(store.visits().size(), 1U) << "back in the past";
}

TEST_F(VisitRound, LeavesAVisitThatIsOverAlone) {
  does("medewerker", What::safe);
  does("medewerker", What::help);
  does("collega", What::declines);
  EXPECT_THAT(heard("chef"), IsEmpty());
}

TEST_F(VisitRound, IsSeenByNobodyElse) {
  EXPECT_EQ(visits_seen_by(store, who("collega")).size(), 1U);
  EXPECT_THAT(visits_seen_by(store, who("chef")), IsEmpty());
  const Desk desk{store, dialog, town};
  EXPECT_EQ(view_for(desk, now, who("medewerker"), "web", {}).visits.front().place, place);
  EXPECT_EQ(view_for(desk, now, who("collega"), "web", {}).visits.front().place, "");
  EXPECT_THAT(view_for(desk, now, who("coordinator"), "web", {}).visits, IsEmpty());
  EXPECT_THAT(view_for(desk, now, {}, "web", {}).visits, IsEmpty());
}

}  // namespace
}  // namespace meldmaat
