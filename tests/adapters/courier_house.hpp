// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the tests of the courier share: a running house around the memory store on its real thread, a clock set by
/// hand, and a channel that answers by script and can be made to wait.
#pragma once

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "adapters/courier.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/town_on_teams.hpp"

namespace meldmaat {

struct HalfWay final : Random {
  [[nodiscard]] std::string hex(std::size_t count) override { return std::string(2 * count, '0'); }
  [[nodiscard]] std::uint64_t below(std::uint64_t limit) override { return limit / 2; }
};

inline Sent answer(Outcome::Kind kind, std::chrono::milliseconds retry_after = std::chrono::milliseconds{0}) {
  return Sent(Outcome{kind, {}, retry_after});
}

inline Sent sent_as(const std::string& remote_id) {
  Sent sent = answer(Outcome::Kind::sent);
  sent.outcome.remote_id = remote_id;
  return sent;
}

class ScriptedChannel final : public Channel {
 public:
  ScriptedChannel(const boost::asio::any_io_executor& executor, bool repeats_safely)
      : safe_(repeats_safely), gate_(executor) {
    gate_.expires_at(boost::asio::steady_timer::time_point::max());
  }
  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] bool repeats_safely() const override { return safe_; }

  boost::asio::awaitable<Sent> send(const Parcel& parcel) override {
    const auto key = parcel.delivery.conversation;
    EXPECT_TRUE(busy_.insert(key).second) << "two at once in one conversation";
    seen.push_back(parcel);
    most_at_once = std::max(most_at_once, busy_.size());
    if (held) {
      boost::system::error_code ignored;
      auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
      co_await gate_.async_wait(std::move(token));
    }
    busy_.erase(key);
    if (key.address == marker) co_return sent_as("marker");
    Sent sent = script(parcel);
    co_return sent;
  }

  void release() {
    held = false;
    gate_.cancel();
  }
  [[nodiscard]] std::size_t busy() const { return busy_.size(); }

  static constexpr const char* marker = "marker";  ///< what goes there always arrives
  bool held = false;
  std::vector<Parcel> seen;
  std::size_t most_at_once = 0;
  std::function<Sent(const Parcel&)> script = [this](const Parcel&) {
    return sent_as("r-" + std::to_string(seen.size()));
  };

 private:
  std::string name_ = "teams";
  bool safe_;
  boost::asio::steady_timer gate_;
  std::set<ConversationKey> busy_;
};

/// A running house around a store; it ends as by a kill unless it is stopped.
struct House {
  House(fakes::MemoryStore& its_store, const Municipality& its_town, HandClock& its_clock, CourierSettings settings,
        bool repeats_safely)
      : store(its_store),
        town(its_town),
        clock(its_clock),
        channel(io.get_executor(), repeats_safely),
        courier(io.get_executor(), switchboard, {&channel}, random, failures, metrics, log, settings) {
    spawn(io.get_executor(), "courier", OnFailure::house_stops, failures, courier.run());
  }
  ~House() {
    thread.stop();
    if (sink >= 0) ::close(sink);
  }
  House(const House&) = delete;
  House& operator=(const House&) = delete;

  /// Runs until `done`. \return false when that did not come about
  bool until(const std::function<bool()>& done) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!done()) {
      if (std::chrono::steady_clock::now() > limit) return false;
      io.restart();
      io.run_one_for(std::chrono::milliseconds{50});
    }
    return true;
  }

  template <class Work>
  auto in_store(Work work) {
    return thread.run([&](Store& there) { return work(there); });
  }
  void say(const ConversationKey& key, const std::string& text, const std::string& number = "") {
    Message message;
    message.text = text;
    message.about = CaseNumber{number};
    in_store([&](Store& there) { return there.say(key, clock.now(), message, false); });
    courier.ring();
  }
  void pass(std::chrono::milliseconds time) {
    clock.pass(time);
    courier.ring();
  }
  /// Whatever can happen at this moment has happened and is on disk: a message that was said last was sent.
  bool settle() {
    const ConversationKey key{"teams", ScriptedChannel::marker};
    say(key, "marker");
    return until([&] {
      return in_store([&](Store& there) { return !there.remote_id(key, there.last_sequence(key)).empty(); });
    });
  }
  bool stop() {
    bool stopped = false;
    const auto stopping = [](Courier& its_courier, bool& done) -> boost::asio::awaitable<void> {
      co_await its_courier.stop();
      done = true;
    };
    spawn(io.get_executor(), "stop", OnFailure::house_stops, failures, stopping(courier, stopped));
    return until([&] { return stopped; });
  }

  /// What was sent to a conversation, in order.
  [[nodiscard]] std::vector<std::string> sent_to(const ConversationKey& key) const {
    std::vector<std::string> texts;
    for (const auto& parcel : channel.seen) {
      if (parcel.delivery.conversation == key) texts.push_back(parcel.delivery.message.text);
    }
    return texts;
  }
  [[nodiscard]] std::vector<std::string> said_to(const ConversationKey& key) {
    return in_store([&](Store& there) {
      std::vector<std::string> texts;
      for (const auto& line : there.transcript(key, 0, 1000)) texts.push_back(line.message.text);
      return texts;
    });
  }
  [[nodiscard]] std::size_t open() {
    return in_store([](Store& there) { return there.open_deliveries(); });
  }
  [[nodiscard]] std::string figure(const std::string& series) const {
    const auto text = metrics.text();
    const auto at = text.find("\n" + series + " ");
    if (at == std::string::npos) return "";
    const auto begin = at + series.size() + 2;
    return text.substr(begin, text.find('\n', begin) - begin);
  }

  fakes::MemoryStore& store;
  const Municipality& town;
  HandClock& clock;
  int house_stops = 0;
  int sink = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  boost::asio::io_context io{1};
  Log log{{.level = LogLevel::error, .file_descriptor = sink}, [this] { return clock.now(); }};
  FailureDesk failures{log, [this] { ++house_stops; }};
  Metrics metrics;
  StoreThread thread{store, io.get_executor(), {}};
  Watchers watchers{io.get_executor()};
  fakes::PlainDialog dialog;
  HalfWay random;
  Switchboard switchboard{{thread, dialog, town, clock, watchers, metrics, random}};
  ScriptedChannel channel;
  Courier courier;
};

struct CourierTest : testing::Test {
  Municipality town = fakes::town_on_teams();
  fakes::MemoryStore store{{"web"}};
  HandClock clock{fakes::at("2026-10-23 17:00")};
  CourierSettings settings;
  bool repeats_safely = false;  ///< the channel of a house that is opened
  std::optional<House> house;

  House& open() { return house.emplace(store, town, clock, settings, repeats_safely); }
  const ConversationKey chef = fakes::teams("chef");
  const ConversationKey jurist = fakes::teams("jurist");

  /// The case the coordinator and the chef may read.
  void file_case() {
    auto filed = fakes::reported_case({"threat"}, clock.now(), clock.now());
    filed.readers = {{fakes::who("chef"), roles::manager, "", {}},
                     {fakes::who("coordinator"), roles::coordinator, "", {}}};
    store.begin_batch();
    store.write_case(filed);
    store.commit_batch();
  }
  /// The script answers this to `text`, and "sent" to everything else.
  void answers(const std::string& text, std::vector<Sent> these) {
    house->channel.script = [text, these, next = std::size_t{0}](const Parcel& parcel) mutable {
      if (parcel.delivery.message.text != text || next >= these.size()) return answer(Outcome::Kind::sent);
      return these[next++];
    };
  }
};

}  // namespace meldmaat
