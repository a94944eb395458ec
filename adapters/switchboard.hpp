// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Where every channel brings what came in, and where what falls due is rung: carries it to the storage thread, waits
/// for the commit, and then tells the watchers to look. When an awaited call returns, it is on disk.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "adapters/metrics.hpp"
#include "adapters/store_thread.hpp"
#include "adapters/watchers.hpp"
#include "bot/afterthought.hpp"
#include "bot/clock.hpp"
#include "bot/dialog.hpp"
#include "bot/errand.hpp"
#include "bot/municipality.hpp"
#include "bot/reach.hpp"
#include "bot/ring.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// What the house is made of, as far as a turn needs it; `main` owns all of it.
struct SwitchboardParts {
  StoreThread& store;
  const Dialog& dialog;
  const Municipality& town;
  const Clock& clock;
  Watchers& watchers;
  Metrics& metrics;
  Random& random;
};

/// A file on its way in: what is known about it, and its bytes.
struct IncomingFile {
  IncomingFile(Attachment what, std::string content) : about(std::move(what)), bytes(std::move(content)) {}
  Attachment about;
  std::string bytes;
};

class Switchboard {
 public:
  explicit Switchboard(const SwitchboardParts& parts);

  /// \param heard_at how the person is found on a channel that must be called (Reach::details); empty on others
  /// \throws StoreBusy (answer 503), StoreBroken (the house stops)
  [[nodiscard]] boost::asio::awaitable<Taken> take(Inbound inbound, std::string heard_at = {});
  /// Says something that no dialog has to say, once for this event.
  [[nodiscard]] boost::asio::awaitable<void> remark(ConversationKey key, EventId once, std::string text,
                                                    std::string heard_at);
  /// Files that are to be fetched, once for this event. Of an errand only its event and details count.
  [[nodiscard]] boost::asio::awaitable<void> take_errands(ConversationKey key, EventId once,
                                                          std::vector<Errand> errands, std::string heard_at);
  [[nodiscard]] boost::asio::awaitable<void> take_afterthought(Afterthought afterthought);
  /// The person is found here from now on.
  [[nodiscard]] boost::asio::awaitable<void> note_heard(ConversationKey key, std::string heard_at);
  /// Nothing arrives here any more.
  [[nodiscard]] boost::asio::awaitable<void> note_gone(ConversationKey key);
  /// The same with a file: bytes and turn are one transaction.
  [[nodiscard]] boost::asio::awaitable<Taken> take_file(Inbound inbound, IncomingFile file);
  /// Rings everything that is due, in bounded passes. \return how many rang
  [[nodiscard]] boost::asio::awaitable<std::size_t> ring();
  /// When the next thing falls due.
  [[nodiscard]] boost::asio::awaitable<std::optional<Moment>> next_alarm();

  /// Calls `bell` after every commit in which something was said, with the conversations. Once, before anything runs.
  void on_written(std::function<void(const Touched&)> bell) { written_ = std::move(bell); }

  /// For jobs of others that said something in these conversations, once they are on disk.
  void tell(const Touched& touched);
  /// ... took turns of their own, or added errands.
  void note_turns(std::size_t turns, std::size_t repeats);
  void tell_errands() { errands_added_(); }

  /// Calls `bell` after every commit that added errands. Once, before anything runs.
  void on_errands(std::function<void()> bell) { errands_added_ = std::move(bell); }

  [[nodiscard]] StoreThread& store() { return parts_.store; }
  /// For jobs of others that say something; on the storage thread.
  [[nodiscard]] Desk desk(Store& store) const { return {store, parts_.dialog, parts_.town, &parts_.random}; }
  [[nodiscard]] const Municipality& town() const { return parts_.town; }
  [[nodiscard]] const Clock& clock() const { return parts_.clock; }
  [[nodiscard]] Watchers& watchers() { return parts_.watchers; }

 private:
  [[nodiscard]] boost::asio::awaitable<Rung> ring_once();
  SwitchboardParts parts_;
  std::function<void(const Touched&)> written_ = [](const Touched&) {};
  std::function<void()> errands_added_ = [] {};
  Counter& turns_;
  Counter& repeats_;
  Counter& rings_;
  Histogram& until_committed_;
};

}  // namespace meldmaat
