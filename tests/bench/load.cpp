// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/load.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <random>
#include <stdexcept>

namespace meldmaat::bench {

namespace {

constexpr auto window = std::chrono::milliseconds{500};
/// An answer that takes longer than this never comes.
constexpr auto patience = std::chrono::seconds{20};

double milliseconds(Clock::duration span) {
  return std::chrono::duration<double, std::milli>(span).count();
}

struct Line {
  Line(std::uint16_t port, Caller& who) : connection(port), caller(who) {}
  Connection connection;
  Caller& caller;
  bool busy = false;
  Clock::time_point since;              ///< of the request that is under way
  std::deque<Clock::time_point> queue;  ///< arrivals that wait for this connection
};

class Switch {
 public:
  Switch(std::uint16_t port, const std::vector<Caller*>& callers) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (auto* caller : callers) {
      auto& line = lines_.emplace_back(port, *caller);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.ptr = &line;
      ::epoll_ctl(epoll_, EPOLL_CTL_ADD, line.connection.descriptor(), &event);
    }
  }
  ~Switch() { ::close(epoll_); }
  Switch(const Switch&) = delete;
  Switch& operator=(const Switch&) = delete;

  [[nodiscard]] std::deque<Line>& lines() { return lines_; }
  [[nodiscard]] std::size_t busy() const { return busy_; }

  void send(Line& line, Clock::time_point since) {
    line.since = since;
    line.busy = true;
    ++busy_;
    line.connection.send(line.caller.next_request());
  }

  /// Waits until `until` at most and calls `answered(line)` for each answer that came.
  template <class Answered>
  void wait(Clock::time_point until, Answered answered) {
    const auto left = std::max(until - Clock::now(), Clock::duration{0});
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
    const timespec limit{seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
    std::array<epoll_event, 64> events{};
    const int count = ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &limit, nullptr);
    for (int i = 0; i < count; ++i) {
      auto& line = *static_cast<Line*>(events.at(static_cast<std::size_t>(i)).data.ptr);
      const auto answer = line.connection.receive();
      if (!answer) continue;
      line.busy = false;
      --busy_;
      line.caller.hear(*answer);
      answered(line);
    }
  }

 private:
  int epoll_;
  std::deque<Line> lines_;  // a deque: epoll holds their addresses
  std::size_t busy_ = 0;
};

/// Notes answers while a measurement lasts.
class Notes {
 public:
  Notes(Clock::time_point begin, Clock::duration lasts) : begin_(begin) {
    figures_.half_seconds.resize(static_cast<std::size_t>(lasts / window));
  }
  void answer(const Line& line) {
    const auto now = Clock::now();
    figures_.milliseconds.push_back(milliseconds(now - line.since));
    const auto place = static_cast<std::size_t>((now - begin_) / window);
    if (place < figures_.half_seconds.size()) ++figures_.half_seconds[place];
  }
  void sent_late(Clock::duration span) { figures_.late.push_back(milliseconds(span)); }
  Figures take() {
    std::ranges::sort(figures_.milliseconds);
    std::ranges::sort(figures_.late);
    return std::move(figures_);
  }

 private:
  Clock::time_point begin_;
  Figures figures_;
};

void check_patience(const Switch& lines, Clock::time_point end) {
  if (lines.busy() > 0 && Clock::now() > end + patience) throw std::runtime_error("an answer did not come");
}

}  // namespace

double percentile_of(const std::vector<double>& sorted, double part) {
  if (sorted.empty()) return 0;
  const auto place = static_cast<std::size_t>(part * static_cast<double>(sorted.size()));
  return sorted[std::min(place, sorted.size() - 1)];
}

double Figures::percentile(double part) const {
  return percentile_of(milliseconds, part);
}

std::vector<double> Figures::per_second() const {
  std::vector<double> rates;
  for (const auto count : half_seconds)
    rates.push_back(static_cast<double>(count) / std::chrono::duration<double>(window).count());
  return rates;
}

Figures closed_loop(std::uint16_t port, const std::vector<Caller*>& callers, Clock::duration lasts) {
  Switch lines(port, callers);
  const auto begin = Clock::now();
  const auto end = begin + lasts;
  Notes notes(begin, lasts);
  for (auto& line : lines.lines()) lines.send(line, Clock::now());
  while (lines.busy() > 0) {
    lines.wait(end + patience, [&](Line& line) {
      notes.answer(line);
      const auto now = Clock::now();
      if (now < end) lines.send(line, now);
    });
    check_patience(lines, end);
  }
  return notes.take();
}

Figures open_loop(std::uint16_t port, const std::vector<Caller*>& callers, double per_second, Clock::duration lasts) {
  Switch lines(port, callers);
  const auto begin = Clock::now();
  const auto end = begin + lasts;
  Notes notes(begin, lasts);
  std::mt19937_64 chance(20261120);  // the same arrivals in every run
  std::exponential_distribution<double> gap(per_second);
  const auto draw = [&] {
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(gap(chance)));
  };
  auto arrival = begin + draw();
  std::size_t turn = 0;
  const auto begin_next = [&](Line& line) {
    if (line.busy || line.queue.empty()) return;
    lines.send(line, line.queue.front());
    line.queue.pop_front();
  };
  while (arrival < end || lines.busy() > 0) {
    for (const auto now = Clock::now(); arrival < end && arrival <= now; arrival += draw()) {
      auto& line = lines.lines()[turn++ % callers.size()];
      notes.sent_late(now - arrival);
      line.queue.push_back(arrival);
      begin_next(line);
    }
    lines.wait(arrival < end ? arrival : end + patience, [&](Line& line) {
      notes.answer(line);
      begin_next(line);
    });
    check_patience(lines, end);
  }
  return notes.take();
}

}  // namespace meldmaat::bench
