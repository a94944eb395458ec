// SPDX-License-Identifier: EUPL-1.2
#include "adapters/courier.hpp"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iterator>
#include <utility>

#include "adapters/system_clock.hpp"

namespace meldmaat {

using boost::asio::awaitable;
using std::chrono::milliseconds;

Courier::Courier(const boost::asio::any_io_executor& executor, Switchboard& switchboard,
                 const std::vector<Channel*>& channels, Random& random, const FailureDesk& failures, Metrics& metrics,
                 Log& log, const CourierSettings& settings)
    : executor_(executor),
      switchboard_(switchboard),
      random_(random),
      failures_(failures),
      log_(log),
      settings_(settings),
      bell_(executor),
      ended_(executor),
      until_sent_(metrics.histogram("meldmaat_delivery_seconds", "From saying a message until its channel took it")),
      waiting_(metrics.gauge("meldmaat_deliveries_open", "Messages that wait for a channel or are on their way")),
      parked_(metrics.counter("meldmaat_deliveries_parked_total", "Messages given up; a human was told")) {
  for (auto* channel : channels) {
    channels_.emplace(channel->name(), channel);
    names_.emplace(channel->name(), channel->repeats_safely());
  }
  const auto result = [&](Outcome::Kind kind, Literal name) {
    results_[kind] = &metrics.counter("meldmaat_deliveries_total",
                                      "Attempts to deliver a message, by what became of it", {{"result", name}});
  };
  result(Outcome::Kind::sent, "sent");
  result(Outcome::Kind::not_taken, "not_taken");
  result(Outcome::Kind::ambiguous, "ambiguous");
  result(Outcome::Kind::refused, "refused");
  result(Outcome::Kind::unreachable, "unreachable");
  result(Outcome::Kind::closed, "closed");
}

void Courier::ring(const Touched& touched) {
  for (const auto& key : touched) {
    if (!names_.contains(key.channel)) continue;
    named_.push_back(key);
    bell_.ring();
  }
}

void Courier::ring() {
  // A house without such channels has nothing to hurry for.
  if (channels_.empty()) return;
  look_everywhere_ = Moment{};
  bell_.ring();
}

awaitable<void> Courier::run() {
  running_ = true;
  try {
    co_await carry();
  } catch (...) {
    end();
    throw;
  }
  end();
}

void Courier::end() {
  running_ = false;
  ended_.cancel();
}

awaitable<void> Courier::carry() {
  while (!stopped_) {
    bell_.begin_round();
    const milliseconds wait = co_await cycle(settings_.places - under_way_);
    if (!stopped_) co_await bell_.rest(wait);
    if (!bell_.rang()) look_everywhere_ = Moment{};
  }
  const auto begun = monotonic_now();
  while (under_way_ > 0 || !back_.empty()) {
    bell_.begin_round();
    auto wait = settings_.patience - std::chrono::duration_cast<milliseconds>(monotonic_now() - begun);
    if (wait <= milliseconds{0}) break;
    if (!back_.empty()) {
      const milliseconds pause = co_await cycle(0);
      wait = std::min(wait, pause);
    }
    if (under_way_ > 0 || !back_.empty()) co_await bell_.rest(wait);
  }
  if (under_way_ > 0) log_.warning("deliveries_left_under_way", {{"count", under_way_}});
}

awaitable<void> Courier::stop() {
  stopped_ = true;
  bell_.ring();
  if (!running_) co_return;
  ended_.expires_at(boost::asio::steady_timer::time_point::max());
  boost::system::error_code ignored;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
  co_await ended_.async_wait(token);
}

/// \return how long there is nothing to do, unless the bell rings
awaitable<milliseconds> Courier::cycle(std::size_t places) {
  if (places == 0 && back_.empty()) co_return settings_.longest_wait;
  const auto batch = std::make_shared<Batch>(std::exchange(back_, {}));
  for (const auto& returned : *batch) named_.push_back(returned.parcel.delivery.conversation);
  Search search{.places = places, .everywhere = false, .among = {}};
  if (places > 0) {
    search.everywhere = look_everywhere_ <= switchboard_.clock().now();
    search.among = std::exchange(named_, {});
    // Whoever rings while this round is at the store asks for another one.
    if (search.everywhere) look_everywhere_ = Moment::max();
  }
  auto work = [this, batch, search = std::move(search), uncertain = uncertain_](Store& store) {
    const Desk desk = switchboard_.desk(store);
    SortingTable table(desk, switchboard_.clock().now(), names_, random_);
    if (uncertain) table.settle_uncertain();
    for (const auto& returned : *batch) table.settle(returned);
    if (search.places > 0) table.take(search);
    return std::move(table).result();
  };
  Sorted sorted;
  try {
    sorted = co_await on_store(switchboard_.store(), std::move(work));
  } catch (const StoreBusy&) {
    // Nothing was written. What came back is written when the store takes it.
    back_.insert(back_.begin(), std::make_move_iterator(batch->begin()), std::make_move_iterator(batch->end()));
    look_everywhere_ = Moment{};
    co_return settings_.wait_when_busy;
  }
  co_return send_off(std::move(sorted));
}

milliseconds Courier::send_off(Sorted sorted) {
  uncertain_ = sorted.uncertain;
  if (sorted.open) waiting_.set(static_cast<std::int64_t>(*sorted.open));
  if (sorted.parked > 0) {
    parked_.add(sorted.parked);
    log_.warning("deliveries_parked", {{"count", sorted.parked}});
  }
  for (auto& parcel : sorted.parcels) {
    ++under_way_;
    auto* channel = channels_.at(parcel.delivery.conversation.channel);
    spawn(executor_, "delivery", OnFailure::house_stops, failures_, deliver(channel, std::move(parcel)));
  }
  named_.insert(named_.begin(), std::make_move_iterator(sorted.left.begin()),
                std::make_move_iterator(sorted.left.end()));
  switchboard_.watchers().look_again(sorted.touched);
  ring(sorted.touched);
  const Moment now = switchboard_.clock().now();
  const Moment at_last = sorted.more ? now : now + settings_.longest_wait;
  look_everywhere_ = std::min({look_everywhere_, at_last, sorted.next.value_or(Moment::max())});
  return std::clamp(look_everywhere_ - now, milliseconds{0}, settings_.longest_wait);
}

awaitable<void> Courier::deliver(Channel* channel, Parcel parcel) {
  Sent sent(Outcome{Outcome::Kind::ambiguous, {}, Milliseconds{0}});
  try {
    sent = co_await channel->send(parcel);
  } catch (const std::exception& error) {
    log_.fault("channel_failed", error);
  }
  come_back(std::move(parcel), std::move(sent));
}

void Courier::come_back(Parcel parcel, Sent sent) {
  --under_way_;
  results_.at(sent.outcome.kind)->add();
  if (sent.outcome.kind == Outcome::Kind::sent) {
    const std::chrono::duration<double> took = switchboard_.clock().now() - parcel.delivery.created;
    until_sent_.observe_seconds(took.count());
  }
  back_.emplace_back(std::move(parcel), std::move(sent));
  bell_.ring();
}

}  // namespace meldmaat
