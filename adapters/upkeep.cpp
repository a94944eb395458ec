// SPDX-License-Identifier: EUPL-1.2
#include "adapters/upkeep.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace meldmaat {

namespace {
constexpr int passes_a_minute = 12;
constexpr int passes_an_hour = 60 * passes_a_minute;
}  // namespace

Upkeep::Upkeep(const boost::asio::any_io_executor& executor, UpkeepParts parts)
    : parts_(std::move(parts)), timer_(executor) {}

boost::asio::awaitable<void> Upkeep::run() {
  for (int pass = 0; !stopped_; ++pass) {
    const bool minute = pass % passes_a_minute == 0;
    const bool hour = pass % passes_an_hour == 0;
    co_await attempt(&Upkeep::look);
    if (store_is_ready_ && minute) co_await attempt(&Upkeep::keep_watermark);
    if (minute && parts_.postbox_beat) co_await attempt(&Upkeep::beat);
    if (store_is_ready_ && hour && !parts_.clock_is_suspect()) co_await attempt(&Upkeep::forget);
    if (store_is_ready_ && hour) co_await attempt(&Upkeep::anchor);
    if (stopped_) co_return;  // meanwhile: nobody would wake the timer
    timer_.expires_after(period);
    boost::system::error_code woken;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, woken);
    co_await timer_.async_wait(token);
  }
}

boost::asio::awaitable<void> Upkeep::attempt(Job job) {
  try {
    co_await (this->*job)();
  } catch (const StoreBusy&) {
    // Its next turn comes.
    co_return;
  }
}

boost::asio::awaitable<void> Upkeep::look() {
  auto probe = [this](Store& store) { return parts_.probe(store); };
  store_is_ready_ = co_await beside_store(parts_.store, std::move(probe));
}

boost::asio::awaitable<void> Upkeep::keep_watermark() {
  auto watermark = parts_.watermark();
  if (watermark.empty()) co_return;
  auto keep = [watermark = std::move(watermark)](Store& store) { store.write_note(watermark_note, watermark); };
  co_await on_store(parts_.store, std::move(keep));
}

boost::asio::awaitable<void> Upkeep::forget() {
  auto purge = [now = parts_.clock.now()](Store& store) {
    store.purge_seen(now - seen_is_kept);
    store.purge_sessions(now);
  };
  co_await on_store(parts_.store, std::move(purge));
  auto remove = [this](Store& store) { return parts_.remove_old(store); };
  const Touched touched = co_await on_store(parts_.store, std::move(remove));
  parts_.tell(touched);
}

boost::asio::awaitable<void> Upkeep::beat() {
  auto work = [this](Store&) { parts_.postbox_beat(); };
  co_await beside_store(parts_.store, std::move(work));
}

boost::asio::awaitable<void> Upkeep::anchor() {
  auto look = [](Store& store) { return store.audit_head(); };
  const AuditHead head = co_await beside_store(parts_.store, std::move(look));
  parts_.tell_audit_head(head);
}

void Upkeep::stop() {
  stopped_ = true;
  timer_.cancel();
}

}  // namespace meldmaat
