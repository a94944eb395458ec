// SPDX-License-Identifier: EUPL-1.2
// The counsellors are called to the postbox at every slot and in the same words, and facts without a name reach whoever
// is there for them. How: the small town, the memory store, and a dialog that keeps what it was told.
#include "bot/postbox_round.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "bot/ring.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;

class KeepingDialog final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& event, const View&) const override {
    const auto* told = std::get_if<Notified>(&event.what);
    if (told == nullptr) return {state, {}};
    const auto text = told->notice.args.find("text");
    Message message;
    message.text = told->notice.kind == Notice::Kind::postbox ? "look" : "facts: " + text->second;
    return {state, {Say{message}}};
  }
};

struct PostboxRound : testing::Test {
  Municipality town = fakes::small_municipality();
  fakes::MemoryStore store{{"web"}};
  KeepingDialog dialog;

  PostboxRound() {
    town.postbox = true;
    town.protocols.front().rules.clear();  // what is owed otherwise is not looked at here
  }
  void pass(std::string_view moment) {
    in_batch([&](const Desk& desk) { static_cast<void>(ring_all(desk, at(moment), 1000)); });
  }
  template <class Work>
  void in_batch(Work work) {
    store.begin_batch();
    const auto part = store.open_part();
    work(Desk{store, dialog, town});
    part->keep();
    store.commit_batch();
  }
  [[nodiscard]] std::vector<std::string> heard(const std::string& person) {
    std::vector<std::string> texts;
    for (const auto& line : store.transcript({"web", person}, 0, 1000)) texts.push_back(line.message.text);
    return texts;
  }
};

TEST_F(PostboxRound, CallsEveryCounsellorOnceASlot) {
  pass("2026-11-23 09:00");
  EXPECT_THAT(heard("vertrouwenspersoon"), IsEmpty()) << "the postbox was opened today";
  pass("2026-11-23 10:00");
  pass("2026-11-23 10:05");
  pass("2026-11-23 15:01");
  EXPECT_THAT(heard("vertrouwenspersoon"), ElementsAre("look", "look"));
  EXPECT_THAT(heard("tweede_vertrouwenspersoon"), ElementsAre("look", "look")) << "who stands in has a key too";
  EXPECT_THAT(heard("coordinator"), IsEmpty());
}

TEST_F(PostboxRound, CallsOnceAfterAStop) {
  pass("2026-11-20 12:00");
  pass("2026-11-25 12:00");
  EXPECT_THAT(heard("vertrouwenspersoon"), ElementsAre("look"));
}

TEST_F(PostboxRound, CallsNobodyWhereThereIsNoPostbox) {
  town.postbox = false;
  pass("2026-11-23 09:00");
  pass("2026-11-23 10:00");
  EXPECT_THAT(heard("vertrouwenspersoon"), IsEmpty());
}

TEST_F(PostboxRound, HandsFactsToTheCoordinatorOrToAManager) {
  Touched touched;
  in_batch([&](const Desk& desk) {
    EXPECT_EQ(hand_on(desk, at("2026-11-23 12:00"), {roles::coordinator, {}, "Bij de balie is gespuugd."}, touched),
              1U);
    EXPECT_EQ(hand_on(desk, at("2026-11-23 12:00"), {roles::manager, TeamId{"balie"}, "Let op dinsdag."}, touched), 1U);
  });
  EXPECT_THAT(heard("coordinator"), ElementsAre("facts: Bij de balie is gespuugd."));
  EXPECT_THAT(heard("chef"), ElementsAre("facts: Let op dinsdag."));
  EXPECT_EQ(touched.size(), 2U);
}

}  // namespace
}  // namespace meldmaat
