// SPDX-License-Identifier: EUPL-1.2
// The courier at work: order within a conversation, many conversations at a time, what it gives a channel, waiting, and
// stopping (plan M4, P7). How: see courier_house.hpp.
#include "adapters/courier.hpp"

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

TEST_F(CourierTest, CarriesWhatIsSaidInOrderWithEverythingTheChannelNeeds) {
  auto& chefs = open();
  chefs.in_store([&](Store& there) { heard_from(there, clock.now(), chef, "{here}"); });
  Message question;
  question.text = "vraag";
  question.slot = "q1";
  chefs.in_store([&](Store& there) { return there.say(chef, clock.now(), question, false); });
  question.text = "antwoord";
  chefs.in_store([&](Store& there) { return there.say(chef, clock.now(), question, true); });
  chefs.say(chef, "verder");
  ASSERT_TRUE(chefs.until([&] { return chefs.open() == 0; }));
  EXPECT_THAT(chefs.sent_to(chef), ElementsAre("vraag", "antwoord", "verder"));
  const auto& first = chefs.channel.seen[0];
  EXPECT_EQ(first.reach->details, "{here}");
  EXPECT_EQ(first.revised_id, "");
  EXPECT_EQ(first.delivery.attempts, 1);
  EXPECT_EQ(first.language, Language::nl);
  EXPECT_EQ(chefs.channel.seen[1].revised_id, "r-1");
  EXPECT_EQ(chefs.channel.seen[1].delivery.revises, 1U);
  EXPECT_EQ(chefs.figure("meldmaat_deliveries_total{result=\"sent\"}"), "3");
}

TEST_F(CourierTest, SpeaksToAPersonAsThePersonWants) {
  People people;
  for (Person person : town.organisation.people) {
    person.language = person.id == who("chef") ? Language::en : Language::nl;
    person.informal = person.id == who("jurist");
    people.add(std::move(person));
  }
  town.organisation.people = people;
  open().say(chef, "a");
  house->say(jurist, "b");
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  for (const auto& parcel : house->channel.seen) {
    EXPECT_EQ(parcel.language == Language::en, parcel.delivery.conversation == chef);
    EXPECT_EQ(parcel.informal, parcel.delivery.conversation == jurist);
    EXPECT_FALSE(parcel.reach);
  }
}

TEST_F(CourierTest, TouchesTheNetworkOnlyAfterTheCommitAndOneOfAConversationAtATime) {
  open().channel.held = true;
  house->say(chef, "een");
  house->say(chef, "twee");
  house->say(jurist, "ook");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 2; }));
  house->in_store([&](Store& there) {
    EXPECT_EQ(there.waiting_of(chef).size(), 1U) << "the first is under way, on disk";
    EXPECT_EQ(there.open_deliveries(), 3U);
    return 0;
  });
  house->channel.release();
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een", "twee"));
}

TEST_F(CourierTest, OneConversationThatHangsHoldsUpNoOther) {
  open().channel.held = true;
  house->say(chef, "hangt");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  house->channel.held = false;
  for (int i = 0; i < 20; ++i) house->say(teams("p" + std::to_string(i)), "door");
  ASSERT_TRUE(house->until([&] { return house->open() == 1; }));
  EXPECT_EQ(house->channel.busy(), 1U);
}

TEST_F(CourierTest, WaitsAsLongAsItIsAskedToAndKeepsTheOrder) {
  open();
  answers("een", {answer(Kind::not_taken, minutes{5}), answer(Kind::not_taken, seconds{90})});
  house->say(chef, "een");
  house->say(chef, "twee");
  ASSERT_TRUE(house->settle());
  house->pass(minutes{5} - milliseconds{1});
  ASSERT_TRUE(house->settle());
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een"));
  house->pass(milliseconds{1});
  ASSERT_TRUE(house->settle());
  house->pass(seconds{90});
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een", "een", "een", "twee"));
  EXPECT_EQ(house->figure("meldmaat_deliveries_total{result=\"not_taken\"}"), "2");
  for (const auto& parcel : house->channel.seen) EXPECT_FALSE(parcel.delivery.maybe_double);
}

TEST_F(CourierTest, WakesByItselfWhenARetryIsDue) {
  open();
  answers("een", {answer(Kind::not_taken, seconds{1})});
  house->say(chef, "een");
  ASSERT_TRUE(house->settle());
  clock.pass(seconds{1});  // without ringing: its own timer, of the second it was asked to wait
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een", "een"));
}

TEST_F(CourierTest, KeepsTheBetterWayASendingTaughtUnlessThePersonWasHeardSince) {
  open();
  const auto teach = [&](const std::string& details) {
    house->channel.script = [details](const Parcel&) {
      Sent sent = answer(Kind::sent);
      sent.details = details;
      return sent;
    };
  };
  const auto known = [&] { return house->in_store([&](Store& there) { return there.reach(chef)->details; }); };
  teach("made");
  house->say(chef, "een");
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_EQ(known(), "made");

  teach("made again");
  house->channel.held = true;
  house->say(chef, "twee");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  house->in_store([&](Store& there) {
    heard_from(there, clock.now(), chef, "heard");
    return 0;
  });
  house->channel.release();
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  EXPECT_EQ(known(), "heard");
}

TEST_F(CourierTest, FiveHundredMessagesAreSentManyAtATimeInFewRounds) {
  store.begin_batch();
  Message message;
  for (int i = 0; i < 500; ++i) {
    message.text = std::to_string(i);
    store.say(teams("p" + std::to_string(i % 100)), clock.now(), message, false);
  }
  store.commit_batch();
  open();
  const int before = store.commits();
  ASSERT_TRUE(house->until([&] { return house->channel.seen.size() == 500; }));
  ASSERT_TRUE(house->stop());
  house->thread.stop();
  EXPECT_EQ(store.open_deliveries(), 0U);
  EXPECT_LE(house->channel.most_at_once, settings.places);
  EXPECT_LT(store.commits() - before, 100) << "many share a commit";
  std::map<ConversationKey, int> last;
  for (const auto& parcel : house->channel.seen) {
    const int number = std::stoi(parcel.delivery.message.text);
    EXPECT_GE(number, last[parcel.delivery.conversation]);
    last[parcel.delivery.conversation] = number;
  }
}

TEST_F(CourierTest, ManyRingsAreOne) {
  open();
  ASSERT_TRUE(house->settle());
  ASSERT_TRUE(house->until([&] { return house->open() == 0; }));
  const int before = house->in_store([&](Store&) { return store.commits(); });
  for (int i = 0; i < 1000; ++i) house->courier.ring();
  ASSERT_TRUE(house->settle());
  house->thread.stop();
  EXPECT_LT(store.commits() - before, 10);
}

TEST_F(CourierTest, OnStopWhatIsUnderWayIsWaitedForAndNothingNewBegins) {
  open().channel.held = true;
  house->say(chef, "een");
  house->say(chef, "twee");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  bool stopped = false;
  const auto stopping = [](Courier& courier, bool& done) -> asio::awaitable<void> {
    co_await courier.stop();
    done = true;
  };
  spawn(house->io.get_executor(), "stop", OnFailure::house_stops, house->failures, stopping(house->courier, stopped));
  house->io.poll();
  EXPECT_FALSE(stopped);
  const auto begun = std::chrono::steady_clock::now();
  house->channel.release();
  ASSERT_TRUE(house->until([&] { return stopped; }));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, settings.patience / 2) << "it waits for what is under way only";
  EXPECT_THAT(house->sent_to(chef), ElementsAre("een"));
  EXPECT_EQ(house->open(), 1U) << "the first is written as sent, the second waits for the next start";
}

TEST_F(CourierTest, OnStopPatienceEnds) {
  settings.patience = milliseconds{20};
  open().channel.held = true;
  house->say(chef, "een");
  ASSERT_TRUE(house->until([&] { return house->channel.busy() == 1; }));
  EXPECT_TRUE(house->stop());
  house->thread.stop();
  store.begin_batch();
  store.mark_interrupted_deliveries();
  store.commit_batch();
  EXPECT_EQ(store.uncertain_deliveries(9).size(), 1U);
}

}  // namespace
}  // namespace meldmaat
