// SPDX-License-Identifier: EUPL-1.2
// Checks when the ring of keys asks for keys, what it keeps, and what it says when there are none: a scripted server, a
// clock moved by hand, and a count of the requests. Rows K are those of the list of key cache cases.
#include "adapters/teams/key_ring.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <vector>

#include "tests/adapters/teams/token_maker.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/scripted_outside.hpp"
#include "tests/fakes/silent_log.hpp"

namespace meldmaat {
namespace {

using namespace std::chrono_literals;
using Kind = KeyFound::Kind;

const std::string metadata_url = "https://login.example.org/v1/.well-known/openidconfiguration";
const std::string keys_url = "https://login.example.org/v1/.well-known/keys";

class KeyRingTest : public testing::Test {
 protected:
  KeyRingTest() {
    outside_.answer(metadata_url, 200, metadata_document(keys_url));
    outside_.answer(keys_url, 200, key_set({first_.jwk()}));
  }

  void ask(const std::string& kid) {
    boost::asio::co_spawn(io_, ring_.find(kid), [this](const std::exception_ptr& thrown, const KeyFound& found) {
      EXPECT_FALSE(thrown);
      answers_.push_back(found.kind);
    });
  }
  Kind find(const std::string& kid) {
    ask(kid);
    settle();
    return answers_.back();
  }
  void refresh() {
    boost::asio::co_spawn(io_, ring_.refresh(), [](const std::exception_ptr& thrown) { EXPECT_FALSE(thrown); });
    settle();
  }
  // Until everybody has an answer or waits for one that is held.
  void settle() {
    io_.restart();
    io_.poll();
  }
  void publish(const std::string& set) {
    outside_.forget(keys_url);
    outside_.answer(keys_url, 200, set);
  }
  [[nodiscard]] std::size_t fetches() const { return outside_.requests_to(metadata_url); }

  SigningKey first_ = SigningKey::first();
  boost::asio::io_context io_{1};
  ScriptedOutside outside_{io_.get_executor()};
  HandClock clock_{Moment(std::chrono::sys_days(std::chrono::year(2026) / 11 / 23))};
  SilentLog silent_;
  KeyRing ring_{io_.get_executor(), outside_, clock_, silent_.log(), metadata_url};
  std::vector<Kind> answers_;
};

// K01, K02.
TEST_F(KeyRingTest, FetchesOnceForAHundredWhoWait) {
  EXPECT_FALSE(ring_.ready());
  outside_.hold();
  for (int i = 0; i < 100; ++i) ask("first");
  settle();
  EXPECT_TRUE(answers_.empty());
  outside_.release();
  settle();
  EXPECT_EQ(answers_, std::vector<Kind>(100, Kind::found));
  EXPECT_EQ(find("first"), Kind::found);
  EXPECT_EQ(outside_.requests().size(), 2U) << "the metadata and the keys, once each";
  EXPECT_TRUE(ring_.ready());
}

TEST_F(KeyRingTest, AsksPlainlyAndWithLimits) {
  find("first");
  ASSERT_EQ(outside_.requests().size(), 2U);
  for (const OutsideRequest& request : outside_.requests()) {
    EXPECT_EQ(request.method, Method::get);
    EXPECT_EQ(request.bearer, "");
    EXPECT_LE(request.limit, 5s);
    EXPECT_LE(request.most_answer_bytes, 1024U * 1024U);
  }
  EXPECT_EQ(outside_.requests()[1].url, keys_url);
}

// K03, W6, F19: ten thousand random kids in an hour.
TEST_F(KeyRingTest, IsNotMadeToFloodByUnknownKids) {
  find("first");
  int unknown = 0;
  for (int i = 0; i < 10'000; ++i) {
    clock_.pass(360ms);
    unknown += find("random-" + std::to_string(i)) == Kind::unknown ? 1 : 0;
  }
  EXPECT_EQ(unknown, 10'000);
  EXPECT_LE(fetches(), 1U + 12U);
  EXPECT_GE(fetches(), 1U + 11U);
}

TEST_F(KeyRingTest, IsNotMadeToFloodByUnknownKidsAtOnce) {
  find("first");
  clock_.pass(KeyRing::pause);
  for (int i = 0; i < 1000; ++i) ask("random-" + std::to_string(i));
  settle();
  EXPECT_EQ(fetches(), 2U);
  EXPECT_EQ(std::count(answers_.begin(), answers_.end(), Kind::unknown), 1000);
}

// K04.
TEST_F(KeyRingTest, PicksUpARotationWithinFiveMinutes) {
  const SigningKey second = SigningKey::second();
  find("first");
  publish(key_set({second.jwk()}));
  clock_.pass(KeyRing::pause - 1ms);
  EXPECT_EQ(find("second"), Kind::unknown);
  clock_.pass(1ms);
  EXPECT_EQ(find("second"), Kind::found);
  EXPECT_EQ(find("first"), Kind::unknown) << "a withdrawn key is gone";
}

TEST_F(KeyRingTest, RenewsEveryHour) {
  const SigningKey second = SigningKey::second();
  refresh();
  EXPECT_EQ(fetches(), 1U) << "the first time at once";
  clock_.pass(KeyRing::renew_after - 1ms);
  refresh();
  EXPECT_EQ(fetches(), 1U);
  publish(key_set({second.jwk()}));
  clock_.pass(1ms);
  refresh();
  EXPECT_EQ(fetches(), 2U);
  EXPECT_EQ(find("second"), Kind::found);
}

// What can go wrong with a fetch (K05, K07, F18, F19, W20).
struct Trouble {
  const char* name;
  std::function<void(ScriptedOutside&)> make;
};

std::vector<Trouble> troubles() {
  const auto at = [](const std::string& url, OutsideResult result) {
    return [url, result = std::move(result)](ScriptedOutside& outside) {
      outside.forget(url);
      outside.answer(url, result);
    };
  };
  const auto page = [](int status, std::string body) {
    OutsideAnswer answer;
    answer.status = status;
    answer.body = std::move(body);
    return OutsideResult(std::move(answer));
  };
  const auto sent_to = [&](const std::string& url) { return at(metadata_url, page(200, metadata_document(url))); };
  return {
      {"metadata not reached, TLS broken", at(metadata_url, OutsideFault::not_reached)},
      {"metadata slow", at(metadata_url, OutsideFault::lost)},
      {"metadata 500", at(metadata_url, page(500, metadata_document(keys_url)))},
      {"metadata redirected", at(metadata_url, page(302, metadata_document(keys_url)))},
      {"metadata not JSON", at(metadata_url, page(200, "<html>"))},
      {"metadata without address", at(metadata_url, page(200, "{}"))},
      {"metadata of 65 KiB", at(metadata_url, page(200, metadata_document(keys_url) + std::string(66'560, ' ')))},
      {"keys at another host", sent_to("https://login.example.org.evil.example/keys")},
      {"keys at a user's host", sent_to("https://login.example.org@evil.example/keys")},
      {"keys at another port", sent_to("https://login.example.org:8443/keys")},
      {"keys without TLS", sent_to("http://login.example.org/v1/.well-known/keys")},
      {"keys at a relative address", sent_to("/v1/.well-known/keys")},
      {"keys not reached", at(keys_url, OutsideFault::not_reached)},
      {"keys slow", at(keys_url, OutsideFault::lost)},
      {"keys 404", at(keys_url, page(404, key_set({})))},
      {"keys redirected", at(keys_url, page(307, ""))},
      {"keys not JSON", at(keys_url, page(200, "no"))},
      {"no keys in the set", at(keys_url, page(200, key_set({})))},
      {"two megabytes", at(keys_url, page(200, std::string(2'000'000, ' ')))},
  };
}

TEST_F(KeyRingTest, KeepsTheLastGoodSetWhateverGoesWrong) {
  for (const Trouble& trouble : troubles()) {
    ScriptedOutside outside(io_.get_executor());
    outside.answer(metadata_url, 200, metadata_document(keys_url));
    outside.answer(keys_url, 200, key_set({first_.jwk()}));
    KeyRing ring(io_.get_executor(), outside, clock_, silent_.log(), metadata_url);
    std::vector<Kind> kinds;
    const auto ask_ring = [&](const std::string& kid) {
      boost::asio::co_spawn(io_, ring.find(kid),
                            [&](const std::exception_ptr&, const KeyFound& found) { kinds.push_back(found.kind); });
      settle();
    };
    ask_ring("first");
    trouble.make(outside);
    clock_.pass(KeyRing::pause);
    ask_ring("unknown");
    ask_ring("first");
    ask_ring("unknown");
    EXPECT_EQ(kinds, (std::vector<Kind>{Kind::found, Kind::unknown, Kind::found, Kind::unknown})) << trouble.name;
    EXPECT_EQ(outside.requests_to(metadata_url), 2U) << trouble.name << ": a failure does not end the pause";
    EXPECT_TRUE(ring.ready());
  }
}

// F18: stale keys for seven days, then 503, never 401.
TEST_F(KeyRingTest, UsesStaleKeysForSevenDays) {
  find("first");
  outside_.forget(metadata_url);
  for (int hour = 1; hour < 7 * 24; ++hour) {
    clock_.pass(1h);
    refresh();
  }
  EXPECT_EQ(fetches(), 7U * 24U);
  clock_.pass(1h - 1ms);
  EXPECT_EQ(find("first"), Kind::found);
  clock_.pass(1ms);
  EXPECT_FALSE(ring_.ready());
  EXPECT_EQ(find("first"), Kind::no_keys);
  EXPECT_EQ(find("unknown"), Kind::no_keys);
  outside_.answer(metadata_url, 200, metadata_document(keys_url));
  clock_.pass(KeyRing::pause_without_keys);
  EXPECT_EQ(find("first"), Kind::found) << "back as soon as the server is";
}

// K09.
TEST_F(KeyRingTest, SaysThatThereAreNoKeysYet) {
  outside_.forget(metadata_url);
  for (int second = 0; second < 60; ++second) {
    EXPECT_EQ(find("first"), Kind::no_keys);
    clock_.pass(1s);
  }
  EXPECT_EQ(fetches(), 2U) << "twice a minute";
  EXPECT_FALSE(ring_.ready());
  outside_.answer(metadata_url, 200, metadata_document(keys_url));
  EXPECT_EQ(find("first"), Kind::found);
}

TEST_F(KeyRingTest, TriesAgainInPeaceWhenRenewingFails) {
  find("first");
  outside_.forget(metadata_url);
  clock_.pass(KeyRing::renew_after);
  for (int minute = 0; minute < 60; ++minute) {
    refresh();
    clock_.pass(1min);
  }
  EXPECT_EQ(fetches(), 1U + 12U);
  EXPECT_TRUE(ring_.ready());
}

// K06.
TEST_F(KeyRingTest, BearsAClockThatJumps) {
  find("first");
  clock_.pass(-72h);
  EXPECT_EQ(find("first"), Kind::found);
  EXPECT_EQ(fetches(), 1U) << "what was known stays known";
  EXPECT_EQ(find("unknown"), Kind::unknown);
  EXPECT_EQ(fetches(), 2U) << "no pause that ends in three days";
  clock_.pass(-1h);
  refresh();
  EXPECT_EQ(fetches(), 3U) << "no set that is young for ever";
  clock_.pass(30 * 24h);
  EXPECT_EQ(find("first"), Kind::found);
  EXPECT_EQ(fetches(), 4U);
}

TEST_F(KeyRingTest, MayEndWhileAFetchRuns) {
  auto ring = std::make_unique<KeyRing>(io_.get_executor(), outside_, clock_, silent_.log(), metadata_url);
  outside_.hold();
  bool told = false;
  boost::asio::co_spawn(io_, ring->find("first"), [&](const std::exception_ptr&, const KeyFound&) { told = true; });
  settle();
  ring.reset();
  EXPECT_FALSE(told);
  EXPECT_EQ(fetches(), 1U);
}

}  // namespace
}  // namespace meldmaat
