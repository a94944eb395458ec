// SPDX-License-Identifier: EUPL-1.2
#include "adapters/switchboard.hpp"

#include <chrono>
#include <utility>

#include "adapters/system_clock.hpp"
#include "bot/remark.hpp"

namespace meldmaat {

namespace {
/// Small enough that a person's message never waits long behind overdue work.
constexpr std::size_t rings_a_pass = 100;
}  // namespace

void Switchboard::tell(const Touched& touched) {
  if (touched.empty()) return;
  parts_.watchers.look_again(touched);
  written_(touched);
}

Switchboard::Switchboard(const SwitchboardParts& parts)
    : parts_(parts),
      turns_(parts.metrics.counter("meldmaat_turns_total", "Inbound events taken")),
      repeats_(parts.metrics.counter("meldmaat_repeated_events_total", "Inbound events that had been taken before")),
      rings_(parts.metrics.counter("meldmaat_rings_total", "Tasks and reminders that fell due")),
      until_committed_(parts.metrics.histogram("meldmaat_turn_seconds", "From the arrival of an event to its commit")) {
}

void Switchboard::note_turns(std::size_t turns, std::size_t repeats) {
  turns_.add(turns);
  repeats_.add(repeats);
}

boost::asio::awaitable<Taken> Switchboard::take(Inbound inbound, std::string heard_at) {
  const auto begun = monotonic_now();
  auto work = [this, inbound = std::move(inbound), heard_at = std::move(heard_at)](Store& store) {
    const Desk desk = this->desk(store);
    const Moment now = parts_.clock.now();
    if (!heard_at.empty()) heard_from(store, now, inbound.conversation, heard_at);
    return take_turn(desk, now, inbound);
  };
  const Taken taken = co_await on_store(parts_.store, std::move(work));
  turns_.add();
  if (taken.repeated) repeats_.add();
  until_committed_.observe_seconds(std::chrono::duration<double>(monotonic_now() - begun).count());
  tell(taken.touched);
  co_return taken;
}

boost::asio::awaitable<Taken> Switchboard::take_file(Inbound inbound, IncomingFile file) {
  auto work = [this, inbound = std::move(inbound), file = std::move(file)](Store& store) {
    const Moment now = parts_.clock.now();
    const Desk desk = this->desk(store);
    return meldmaat::take_file(desk, now, inbound, file.bytes);
  };
  const Taken taken = co_await on_store(parts_.store, std::move(work));
  turns_.add();
  tell(taken.touched);
  co_return taken;
}

boost::asio::awaitable<void> Switchboard::remark(ConversationKey key, EventId once, std::string text,
                                                 std::string heard_at) {
  auto work = [this, key = std::move(key), once = std::move(once), text = std::move(text),
               heard_at = std::move(heard_at)](Store& store) {
    const Moment now = parts_.clock.now();
    heard_from(store, now, key, heard_at);
    Touched touched;
    meldmaat::remark(store, now, key, once, text, touched);
    return touched;
  };
  const Touched touched = co_await on_store(parts_.store, std::move(work));
  tell(touched);
}

boost::asio::awaitable<void> Switchboard::take_errands(ConversationKey key, EventId once, std::vector<Errand> errands,
                                                       std::string heard_at) {
  auto work = [this, key = std::move(key), once = std::move(once), errands = std::move(errands),
               heard_at = std::move(heard_at)](Store& store) {
    const Moment now = parts_.clock.now();
    heard_from(store, now, key, heard_at);
    if (store.seen(key, once)) return;
    for (Errand errand : errands) {
      errand.conversation = key;
      errand.not_before = now;
      store.add_errand(errand);
    }
    store.remember(key, once, now, store.last_sequence(key));
  };
  co_await on_store(parts_.store, std::move(work));
  errands_added_();
}

boost::asio::awaitable<void> Switchboard::take_afterthought(Afterthought afterthought) {
  auto work = [this, afterthought = std::move(afterthought)](Store& store) -> Touched {
    Touched touched;
    note_afterthought(desk(store), parts_.clock.now(), afterthought, touched);
    return touched;
  };
  const Touched touched = co_await on_store(parts_.store, std::move(work));
  tell(touched);
}

boost::asio::awaitable<void> Switchboard::note_heard(ConversationKey key, std::string heard_at) {
  auto work = [this, key = std::move(key), heard_at = std::move(heard_at)](Store& store) {
    heard_from(store, parts_.clock.now(), key, heard_at);
  };
  co_await on_store(parts_.store, std::move(work));
}

boost::asio::awaitable<void> Switchboard::note_gone(ConversationKey key) {
  auto work = [this, key = std::move(key)](Store& store) { gone_from(store, parts_.clock.now(), key); };
  co_await on_store(parts_.store, std::move(work));
}

boost::asio::awaitable<Rung> Switchboard::ring_once() {
  auto work = [this](Store& store) {
    const Moment now = parts_.clock.now();
    const Desk desk = this->desk(store);
    return ring_all(desk, now, rings_a_pass);
  };
  Rung rung = co_await on_store(parts_.store, std::move(work));
  rings_.add(rung.count);
  tell(rung.touched);
  co_return rung;
}

boost::asio::awaitable<std::size_t> Switchboard::ring() {
  std::size_t total = 0;
  for (;;) {
    const Rung rung = co_await ring_once();
    total += rung.count;
    if (rung.count < rings_a_pass) co_return total;
  }
}

boost::asio::awaitable<std::optional<Moment>> Switchboard::next_alarm() {
  auto work = [](Store& store) { return store.next_alarm(); };
  const auto next = co_await beside_store(parts_.store, std::move(work));
  co_return next;
}

}  // namespace meldmaat
