// SPDX-License-Identifier: EUPL-1.2
// A case of which the term is over is announced, goes a month later unless somebody keeps it, and takes with it what
// was said of it. How: the small town, the memory store, and a dialog that says which notice it heard.
#include "bot/removal_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "bot/case_work.hpp"
#include "bot/rules/follow_up.hpp"
#include "tests/bot/rules/story.hpp"
#include "tests/fakes/memory_store.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;

class NoticingDialog final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& event, const View&) const override {
    const auto* told = std::get_if<Notified>(&event.what);
    if (told == nullptr) return {state, {}};
    Message message;
    message.text = word(told->notice.kind);
    message.about = told->notice.number;
    return {state, {Say{message}}};
  }
};

const ConversationKey reporter{"web", "medewerker"};
const ConversationKey manager{"web", "chef"};

struct RemovalRound : testing::Test {
  Municipality town = fakes::small_municipality();
  fakes::MemoryStore store{{"web"}};
  NoticingDialog dialog;
  CaseNumber number;

  /// The interview, the report, a talk about something else, and a step that the manager recorded.
  RemovalRound() {
    town.organisation.retention = {5, {}};
    town.protocols.front().rules.clear();
    Case report = small_report();
    report.number = CaseNumber{"2026-0001"};
    number = report.number;
    in_batch([&](const Desk& desk) {
      hear(manager, "Goedemorgen", true);
      hear(reporter, "Wat gebeurde er?", false);
      hear(reporter, "Hij schold mij uit.", true);
      say(reporter, "Uw melding is verstuurd.", number, Message::Kind::receipt);
      say(reporter, "Uitleg over iets anders.", {}, Message::Kind::notice);
      Touched touched;
      open_case(desk, at("2026-10-21 10:30"), report, touched);
      say(manager, "Een andere melding.", CaseNumber{"2026-0002"}, Message::Kind::notice);
      hear(manager, "Daarover dit.", true);
      say(manager, "Wat heeft u gedaan?", number, Message::Kind::question);
      hear(manager, "Ik sprak de dader.", true);
      say(manager, "Vastgelegd.", number, Message::Kind::notice);
    });
  }
  void hear(const ConversationKey& key, const std::string& text, bool from_person) {
    Message message;
    message.text = text;
    if (from_person) {
      message.kind = Message::Kind::said;
      store.hear(key, at("2026-10-21 10:00"), message);
    } else {
      store.say(key, at("2026-10-21 10:00"), message, false);
    }
  }
  void say(const ConversationKey& key, const std::string& text, const CaseNumber& about, Message::Kind kind) {
    Message message;
    message.kind = kind;
    message.text = text;
    message.about = about;
    store.say(key, at("2026-10-21 10:30"), message, false);
  }
  template <class Work>
  void in_batch(Work work) {
    store.begin_batch();
    const auto part = store.open_part();
    work(Desk{store, dialog, town});
    part->keep();
    store.commit_batch();
  }
  void look(std::string_view moment) {
    in_batch([&](const Desk& desk) { static_cast<void>(look_at_retention(desk, at(moment))); });
  }
  std::vector<std::string> lines(const ConversationKey& key) {
    std::vector<std::string> texts;
    for (const auto& line : store.transcript(key, 0, 100)) {
      if (!line.message.text.empty()) texts.push_back(line.message.text);
    }
    return texts;
  }
};

TEST_F(RemovalRound, AnnouncesAndRemovesAMonthLater) {
  look("2031-09-01 10:00");
  EXPECT_FALSE(store.read_case(number)->the_case.leaves);
  look("2031-09-25 10:00");
  EXPECT_EQ(store.read_case(number)->the_case.leaves, at("2031-10-25 10:00"));
  EXPECT_EQ(lines(reporter).back(), "leaving");
  look("2031-10-24 10:00");
  EXPECT_TRUE(store.read_case(number));
  look("2031-10-25 10:00");
  EXPECT_FALSE(store.read_case(number));
  EXPECT_THAT(store.cases_of(who("medewerker"), 10), IsEmpty());
  EXPECT_THAT(store.entries(number), IsEmpty());
}

TEST_F(RemovalRound, TakesAlongWhatWasSaidOfItAndNothingElse) {
  in_batch([&](const Desk&) { erase_case(store, town, number, at("2031-10-25 10:00")); });
  EXPECT_THAT(lines(reporter), ElementsAre("Uitleg over iets anders."));
  EXPECT_THAT(lines(manager), ElementsAre("Goedemorgen", "Een andere melding.", "Daarover dit."));
  EXPECT_EQ(store.last_sequence(reporter), 4U) << "the line numbers stay";
}

TEST_F(RemovalRound, TakesAlongWhatAWitnessTold) {
  const ConversationKey witness{"web", "collega"};
  in_batch([&](const Desk& desk) {
    Touched touched;
    happen(desk, at("2026-10-21 11:00"), number, WitnessCalled{"7KQ2M9C4", who("medewerker")}, touched);
    happen(desk, at("2026-10-21 11:10"), number, WitnessTold{"7KQ2M9C4", "Ik zag het.", who("collega")}, touched);
    hear(witness, "Goedemorgen", true);
    say(witness, "Wat zag u?", number, Message::Kind::notice);
    hear(witness, "Ik zag het.", true);
    hear(witness, "Klopt dat?", false);
    hear(witness, "Ja, versturen", true);
    say(witness, "Dank u wel.", number, Message::Kind::notice);
  });
  in_batch([&](const Desk&) { erase_case(store, town, number, at("2031-10-25 10:00")); });
  EXPECT_THAT(lines(witness), ElementsAre("Goedemorgen"));
}

TEST_F(RemovalRound, LeavesItsNumberOnTheAuditTrailAndNothingMore) {
  in_batch([&](const Desk&) { erase_case(store, town, number, at("2031-10-25 10:00")); });
  const auto trail = store.audit(0, 100);
  ASSERT_GE(trail.size(), 2U);
  for (std::size_t i = 0; i + 1 < trail.size(); ++i) EXPECT_EQ(trail[i], (AuditLine{{}, {}, {}, number, {}}));
  EXPECT_EQ(trail.back(), (AuditLine{at("2031-10-25 10:00"), {}, std::string(audits::case_removed), {}, number.str()}));
  EXPECT_THAT(removed_cases(store), ElementsAre(number));
}

TEST_F(RemovalRound, WhatIsKeptStays) {
  look("2031-09-25 10:00");
  in_batch([&](const Desk& desk) {
    Touched touched;
    happen(desk, at("2031-10-01 09:00"), number, Held{"wish", who("medewerker")}, touched);
  });
  look("2031-10-25 10:00");
  look("2099-01-01 10:00");
  EXPECT_TRUE(store.read_case(number));
}

TEST_F(RemovalRound, WithoutATermNothingGoes) {
  town.organisation.retention = {};
  look("2099-01-01 10:00");
  EXPECT_FALSE(store.read_case(number)->the_case.leaves);
}

}  // namespace
}  // namespace meldmaat
