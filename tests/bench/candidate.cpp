// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/candidate.hpp"

#include <algorithm>
#include <utility>

namespace meldmaat::bench {

Candidate::Candidate(Command command, Bot bot, std::size_t people, std::size_t connections)
    : command_(std::move(command)),
      port_(bot.port),
      connections_(connections),
      crowd_(std::move(bot), people, connections) {}

void Candidate::start(EventLoop& loop, BotResults& results) {
  process_.reset();
  process_.emplace(command_, loop);
  results.ready.push_back(process_->ready_after_ms());
  results.idle_mib = process_->memory().resident;
  // What it asks of others at its start is answered, before it is stopped or asked for anything.
  const auto settled = Clock::now() + std::chrono::milliseconds{100};
  while (Clock::now() < settled) loop.wait(settled);
}

void Candidate::prepare(EventLoop& loop, std::size_t warm_up_turns, BotResults& results) {
  crowd_.prepare(loop);
  results.calls = crowd_.said_to_turn();
  constexpr auto lasts = std::chrono::seconds{1};
  constexpr int longest = 15;
  std::size_t turns = 0;
  for (int second = 0; second < longest && turns < warm_up_turns; ++second) {
    crowd_.begin(lasts);
    turns += closed_loop(loop, port_, crowd_.voices({connections_, connections_}), lasts).milliseconds.size();
    static_cast<void>(crowd_.end(loop));
  }
}

template <class Speak>
Candidate::Measured Candidate::measure(EventLoop& loop, Clock::duration lasts, BotResults& results, Speak speak) {
  const double before = process_->cpu_seconds();
  crowd_.begin(lasts);
  Measured made;
  made.answered = speak();
  made.turns = crowd_.end(loop);
  constexpr double microseconds = 1e6;
  const auto count = made.turns.complete.milliseconds.size();
  made.cpu_us = (process_->cpu_seconds() - before) * microseconds / static_cast<double>(count);
  results.turns += count;
  results.loaded_mib = std::max(results.loaded_mib, process_->memory().resident);
  return made;
}

Candidate::Measured Candidate::full_load(EventLoop& loop, const Lanes& lanes, Clock::duration lasts,
                                         BotResults& results) {
  return measure(loop, lasts, results, [&] { return closed_loop(loop, port_, crowd_.voices(lanes), lasts); });
}

Candidate::Measured Candidate::arrivals(EventLoop& loop, const Lanes& lanes, double per_second, Clock::duration lasts,
                                        BotResults& results) {
  return measure(loop, lasts, results, [&] { return open_loop(loop, port_, crowd_.voices(lanes), per_second, lasts); });
}

}  // namespace meldmaat::bench
