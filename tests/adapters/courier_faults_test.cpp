// SPDX-License-Identifier: EUPL-1.2
// The courier when things go wrong: answers in doubt, dead addresses, channels that throw or are not there, a store
// that is busy, and a program that was killed (plan P5, P6, F22, F23, F25). How: see courier_house.hpp.
#include "adapters/courier.hpp"

#include <stdexcept>

#include "tests/adapters/courier_house.hpp"

namespace meldmaat {
namespace {

namespace asio = boost::asio;
using fakes::teams;
using fakes::web;
using fakes::who;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using Kind = Outcome::Kind;
using Status = Delivery::Status;

TEST_F(CourierTest, AnAmbiguousAnswerGoesOnceMoreHalfAMinuteLaterMarkedAndThenAHumanHears) {
  file_case();
  open();
  answers("een", {answer(Kind::ambiguous), answer(Kind::ambiguous)});
  house->say(chef, "een", "2026-0001");
  ASSERT_TRUE(house->settle());
  house->pass(seconds{29});
  ASSERT_TRUE(house->settle());
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een"));
  house->pass(seconds{1});
  ASSERT_TRUE(house->until([&] { return house->sent_to(chef).size() == 2; }));
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  const auto again = std::ranges::find_if(house->channel.seen, [](const Parcel& parcel) {
    return parcel.delivery.message.text == "een" && parcel.delivery.maybe_double;
  });
  EXPECT_NE(again, house->channel.seen.end());
  EXPECT_THAT(house->sent_to(teams("coordinator")), ElementsAre("undelivered chef 2026-0001"));
  EXPECT_THAT(house->said_to(web("chef")), ElementsAre("een"));
  EXPECT_EQ(house->figure("meldmaat_deliveries_parked_total"), "1");
}

TEST_F(CourierTest, WhatMustBeSaidIsSaidElsewhereWhenItIsHeldUpAndTriedOn) {
  file_case();
  open();
  bool there = false;
  house->channel.script = [&](const Parcel& parcel) {
    return answer(there || parcel.delivery.conversation != chef ? Kind::sent : Kind::not_taken);
  };
  house->say(chef, "een", "2026-0001");
  const auto tried = [&](std::size_t times) {
    for (std::size_t i = house->sent_to(chef).size(); i <= times; ++i) {
      if (!house->settle() || house->sent_to(chef).size() >= times) break;
      house->pass(minutes{5});
    }
    return house->settle() && house->sent_to(chef).size() == times;
  };
  ASSERT_TRUE(tried(39));
  EXPECT_THAT(house->said_to(web("chef")), testing::IsEmpty());
  ASSERT_TRUE(tried(40));
  ASSERT_TRUE(house->settle());
  EXPECT_THAT(house->said_to(web("chef")), ElementsAre("een"));
  EXPECT_THAT(house->sent_to(teams("coordinator")), ElementsAre("undelivered chef 2026-0001"));
  ASSERT_TRUE(tried(45));
  there = true;
  house->pass(minutes{5});
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_THAT(house->said_to(web("chef")), ElementsAre("een")) << "once";
  EXPECT_EQ(house->figure("meldmaat_deliveries_parked_total"), "0");
}

TEST_F(CourierTest, AChannelThatThrowsIsInDoubtAndLeavesTheHouseStanding) {
  open().channel.script = [first = true](const Parcel&) mutable {
    if (std::exchange(first, false)) throw std::runtime_error("kapot");
    return answer(Kind::sent);
  };
  house->say(chef, "een");
  ASSERT_TRUE(house->settle());
  house->pass(seconds{30});
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_TRUE(house->channel.seen.back().delivery.maybe_double);
  EXPECT_EQ(house->house_stops, 0);
}

TEST_F(CourierTest, ARevisionInDoubtIsPutAgainUnmarkedUnlessItWentAsNew) {
  open();
  const auto revise = [&](const std::string& text) {
    Message message;
    message.text = text;
    message.slot = "q1";
    house->in_store([&](Store& there) {
      there.say(chef, clock.now(), message, false);
      return there.say(chef, clock.now(), message, true);
    });
    house->courier.ring();
  };
  std::vector<bool> doubles;
  bool as_new = false;
  house->channel.script = [&](const Parcel& parcel) {
    Sent sent = sent_as("r");
    if (parcel.revised_id.empty()) return sent;
    doubles.push_back(parcel.delivery.maybe_double);
    if (parcel.delivery.attempts < 3) sent = answer(Kind::ambiguous);
    sent.as_new = as_new;
    return sent;
  };
  revise("een");
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(house->settle());
    house->pass(minutes{1});
  }
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_THAT(doubles, ElementsAre(false, false, false));
  doubles.clear();
  as_new = true;
  revise("twee");
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(house->settle());
    house->pass(minutes{1});
  }
  EXPECT_THAT(doubles, ElementsAre(false, true)) << "once more, marked, and no more";
}

TEST_F(CourierTest, ADeadAddressIsLeftForTheNextChannelAndTheCoordinatorHearsOnce) {
  file_case();
  open().channel.held = true;
  house->channel.script = [&](const Parcel& parcel) {
    return answer(parcel.delivery.conversation == chef ? Kind::unreachable : Kind::sent);
  };
  for (const auto* text : {"een", "twee", "drie"}) house->say(chef, text, "2026-0001");
  const auto watch = house->watchers.watch(web("chef"));
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  house->channel.release();
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een"));
  EXPECT_THAT(house->said_to(web("chef")), ElementsAre("een", "twee", "drie"));
  EXPECT_THAT(house->sent_to(teams("coordinator")), ElementsAre("undelivered chef 2026-0001"));
  EXPECT_TRUE(house->in_store([&](Store& there) { return there.reach(chef)->dead; }));
  bool looked = false;
  const auto look = [](Watchers::Watch& its_watch, bool& done) -> asio::awaitable<void> {
    const milliseconds at_once{0};
    done = co_await its_watch.wait(at_once);
  };
  spawn(house->io.get_executor(), "look", OnFailure::house_stops, house->failures, look(*watch, looked));
  EXPECT_TRUE(house->until([&] { return looked; })) << "whoever looks at the web sees it at once";
}

TEST_F(CourierTest, ADeliveryForAChannelThatIsNotThereIsGivenUp) {
  file_case();
  store.begin_batch();
  Message message;
  message.text = "bericht";
  for (int i = 0; i < 3; ++i) store.say({"matrix", "x"}, clock.now(), message, false);
  store.commit_batch();
  open();
  ASSERT_TRUE(house->until([&] { return house->figure("meldmaat_deliveries_parked_total") == "3"; }));
  EXPECT_EQ(house->open(), 0U);
  EXPECT_TRUE(house->channel.seen.empty());
}

TEST_F(CourierTest, WhatWasDiscardedOnItsWayDoesNotGoAgain) {
  open().channel.held = true;
  house->say(chef, "wat er gebeurde");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  house->in_store([&](Store& there) {
    there.blank_lines(chef, 1);
    return 0;
  });
  answers("wat er gebeurde", {answer(Kind::not_taken, seconds{1})});
  house->channel.release();
  ASSERT_TRUE(house->settle());
  house->pass(minutes{1});
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_EQ(house->sent_to(chef).size(), 1U);
  EXPECT_TRUE(house->said_to(teams("coordinator")).empty());
}

TEST_F(CourierTest, WhatArrivesAtADeadAddressMakesItLive) {
  store.begin_batch();
  store.write_reach({chef, "here", true, clock.now(), clock.now()});
  store.commit_batch();
  open().say(chef, "een");
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_FALSE(house->in_store([&](Store& there) { return there.reach(chef)->dead; }));
}

TEST_F(CourierTest, AKillBetweenSendingAndSettlingCausesOneMarkedCopy) {
  open().channel.held = true;
  house->say(chef, "een");
  house->say(chef, "twee");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  house.reset();

  store.begin_batch();
  store.mark_interrupted_deliveries();
  store.commit_batch();
  open();
  ASSERT_TRUE(house->settle());
  EXPECT_THAT(house->sent_to(chef), testing::IsEmpty()) << "what was said later waits behind what is uncertain";
  house->pass(seconds{30});
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een", "twee"));
  for (const auto& parcel : house->channel.seen) {
    EXPECT_EQ(parcel.delivery.maybe_double, parcel.delivery.message.text == "een");
  }
}

// What was sent again after a kill and a while, as "text" or "text, perhaps double".
struct CourierOnASafeChannelTest : CourierTest {
  std::vector<std::string> sent_again_after(std::chrono::milliseconds while_away) {
    repeats_safely = true;
    open().channel.held = true;
    house->say(chef, "een");
    EXPECT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
    house.reset();
    clock.pass(while_away);
    store.begin_batch();
    store.mark_interrupted_deliveries();
    store.commit_batch();
    open();
    EXPECT_TRUE(house->settle());
    house->pass(minutes{1});
    EXPECT_TRUE(house->until([&] { return house->open() == 0; }));
    std::vector<std::string> texts;
    for (const auto& parcel : house->channel.seen) {
      if (parcel.delivery.conversation != chef) continue;
      texts.push_back(parcel.delivery.message.text + (parcel.delivery.maybe_double ? ", perhaps double" : ""));
    }
    return texts;
  }
};

TEST_F(CourierOnASafeChannelTest, AKillCausesNoCopyBecauseTheOtherSideKnowsTheName) {
  EXPECT_THAT(sent_again_after(seconds{1}), ElementsAre("een"));
}

TEST_F(CourierOnASafeChannelTest, UntilTheLastMomentInWhichTheNameIsKnown) {
  // It is sent again a minute later.
  EXPECT_THAT(sent_again_after(std::chrono::hours{23} - minutes{1} - milliseconds{1}), ElementsAre("een"));
}

TEST_F(CourierOnASafeChannelTest, NamesAreForgottenAfterADay) {
  EXPECT_THAT(sent_again_after(std::chrono::hours{23}), ElementsAre("een, perhaps double"));
}

TEST_F(CourierOnASafeChannelTest, WhatWasKeptLongerIsMarkedOnlyWhenAnAttemptMayHaveArrived) {
  for (const auto kind : {Kind::not_taken, Kind::closed}) {
    repeats_safely = true;
    const std::string text = kind == Kind::closed ? "dicht" : "traag";
    open();
    answers(text, {answer(kind, minutes{15}), answer(Kind::sent)});
    house->say(chef, text);
    ASSERT_TRUE(house->settle());
    house->pass(std::chrono::hours{24 * 3});
    ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
    const auto& last = house->channel.seen.back().delivery;
    EXPECT_EQ(last.message.text, text);
    EXPECT_EQ(last.maybe_double, kind == Kind::not_taken) << text;
  }
}

TEST_F(CourierTest, SettlesEverythingUncertainBeforeAnythingGoes) {
  constexpr int many = 450;
  store.begin_batch();
  Message message;
  message.text = "x";
  for (int i = 0; i < many; ++i) store.say(teams("p" + std::to_string(i)), clock.now(), message, false);
  for (auto& delivery : store.waiting_deliveries(clock.now(), many)) {
    delivery.status = Status::uncertain;
    store.write_delivery(delivery);
  }
  message.text = "later";
  for (int i = 0; i < many; ++i) store.say(teams("p" + std::to_string(i)), clock.now(), message, false);
  store.commit_batch();
  open();
  ASSERT_TRUE(house->settle());
  EXPECT_EQ(house->channel.seen.size(), 1U) << "the marker alone";
  EXPECT_TRUE(house->in_store([](Store& there) { return there.uncertain_deliveries(1).empty(); }));
}

TEST_F(CourierTest, AStoreThatIsBusyLosesNothing) {
  settings.wait_when_busy = milliseconds{1};
  open();
  store.fail_next_commit();
  ASSERT_TRUE(house->until([&] { return store.failed_commits() == 1; }));
  house->channel.held = true;
  house->say(chef, "een");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  store.fail_next_commit();
  house->channel.release();
  ASSERT_TRUE(house->until([&] { return store.failed_commits() == 2; }));
  ASSERT_TRUE(house->until([&] { return house->open() == 0; })) << "it tries again by itself";
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een"));
  EXPECT_EQ(house->house_stops, 0);
}

}  // namespace
}  // namespace meldmaat
