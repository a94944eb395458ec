// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What has to be done every few seconds: see whether the store still takes writing, keep the clock's watermark, forget
/// what need not be remembered, say where the audit trail ends. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <string>

#include "adapters/store_thread.hpp"
#include "bot/audit.hpp"
#include "bot/clock.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

struct UpkeepParts {
  StoreThread& store;
  const Clock& clock;
  std::function<bool(Store&)> probe;          ///< on the storage thread, outside a batch: does the store take writing?
  std::function<std::string()> watermark;     ///< what to keep of the clock; may be empty: nothing is kept
  std::function<bool()> clock_is_suspect;     ///< nothing is forgotten while it is
  std::function<void()> postbox_beat;         ///< every minute, on the storage thread; may be empty
  std::function<Touched(Store&)> remove_old;  ///< every hour, in a batch, and never while the clock is suspect
  std::function<void(const Touched&)> tell;   ///< in whose conversations something was said then
  std::function<void(const AuditHead&)> tell_audit_head;  ///< every hour: where the trail ends, for whoever keeps it
};

/// A platform may repeat an event until the longest deadline has passed and some more (plan M3).
inline constexpr Milliseconds seen_is_kept = std::chrono::days{70};

class Upkeep {
 public:
  static constexpr std::chrono::milliseconds period{5'000};  ///< readiness turns red within it (promise P14)
  static constexpr std::string_view watermark_note = "clock_watermark";

  Upkeep(const boost::asio::any_io_executor& executor, UpkeepParts parts);

  [[nodiscard]] boost::asio::awaitable<void> run();
  void stop();
  [[nodiscard]] bool store_is_ready() const { return store_is_ready_; }

 private:
  using Job = boost::asio::awaitable<void> (Upkeep::*)();
  /// A store that is too busy or full for one of these ends none of the others.
  [[nodiscard]] boost::asio::awaitable<void> attempt(Job job);
  [[nodiscard]] boost::asio::awaitable<void> look();
  [[nodiscard]] boost::asio::awaitable<void> keep_watermark();
  [[nodiscard]] boost::asio::awaitable<void> forget();
  [[nodiscard]] boost::asio::awaitable<void> beat();
  [[nodiscard]] boost::asio::awaitable<void> anchor();

  UpkeepParts parts_;
  boost::asio::steady_timer timer_;
  bool stopped_ = false;
  bool store_is_ready_ = true;
};

}  // namespace meldmaat
