// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/load.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <optional>
#include <random>
#include <stdexcept>

namespace meldmaat::bench {

namespace {

double milliseconds(Clock::duration span) {
  return std::chrono::duration<double, std::milli>(span).count();
}

class Line final : public Watched {
 public:
  Line(EventLoop& loop, std::uint16_t port, Caller& who) : loop_(loop), port_(port), caller_(who) { open(); }
  ~Line() override { hang_up(); }
  Line(const Line&) = delete;
  Line& operator=(const Line&) = delete;

  void readable() override {
    // A server may end a connection over which nothing was said for long.
    if (!busy_) return hang_up();
    const auto answer = connection_->receive();
    if (!answer) return;
    busy_ = false;
    caller_.hear(*answer);
    answered(*this);
  }
  void send(Clock::time_point since) {
    if (!connection_) open();
    since_ = since;
    busy_ = true;
    connection_->send(caller_.next_request(since));
  }
  [[nodiscard]] bool free() const { return !busy_ && caller_.ready(); }
  [[nodiscard]] bool busy() const { return busy_; }
  [[nodiscard]] bool finished() const { return caller_.finished(); }
  [[nodiscard]] Clock::time_point since() const { return since_; }

  std::function<void(Line&)> answered;
  std::deque<Clock::time_point> queue;  ///< arrivals that wait for this connection

 private:
  void open() {
    connection_.emplace(port_);
    loop_.watch(connection_->descriptor(), *this);
  }
  void hang_up() {
    if (connection_) loop_.forget(connection_->descriptor());
    connection_.reset();
  }

  EventLoop& loop_;
  std::uint16_t port_;
  std::optional<Connection> connection_;
  Caller& caller_;
  bool busy_ = false;
  Clock::time_point since_;  ///< of the request that is under way
};

class Lines {
 public:
  Lines(EventLoop& loop, std::uint16_t port, const std::vector<Caller*>& callers) : loop_(loop) {
    for (auto* caller : callers) lines_.emplace_back(loop, port, *caller);
  }

  [[nodiscard]] std::deque<Line>& all() { return lines_; }
  [[nodiscard]] bool busy() const { return std::ranges::any_of(lines_, &Line::busy); }

  void on_answer(const std::function<void(Line&)>& what) {
    for (auto& line : lines_) {
      line.answered = [this, what](Line& answered) {
        heard_ = Clock::now();
        what(answered);
      };
    }
  }

  /// \throws std::runtime_error when no answer came for too long
  void wait(Clock::time_point until) {
    loop_.wait(std::min(until, Clock::now() + patience));
    if (Clock::now() > heard_ + patience) throw std::runtime_error("an answer did not come");
  }

  /// Everybody who is free and `more` speaks, until nobody is left who does.
  template <class More, class Over>
  void converse(More more, Over over) {
    on_answer([&](Line& line) {
      over(line);
      if (line.free() && more(line)) line.send(Clock::now());
    });
    while (busy() || std::ranges::any_of(lines_, more)) {
      for (auto& line : lines_) {
        if (line.free() && more(line)) line.send(Clock::now());
      }
      wait(Clock::now() + window);
    }
  }

 private:
  EventLoop& loop_;
  std::deque<Line> lines_;  // a deque: the loop holds their addresses
  Clock::time_point heard_ = Clock::now();
};

}  // namespace

Notes::Notes(Clock::time_point begin, Clock::duration lasts) : begin_(begin) {
  figures_.half_seconds.resize(static_cast<std::size_t>(lasts / window));
}

void Notes::over(Clock::time_point since) {
  const auto now = Clock::now();
  figures_.milliseconds.push_back(milliseconds(now - since));
  const auto place = static_cast<std::size_t>((now - begin_) / window);
  if (place < figures_.half_seconds.size()) ++figures_.half_seconds[place];
}

void Notes::sent_late(Clock::duration span) {
  figures_.late.push_back(milliseconds(span));
}

Figures Notes::take() {
  std::ranges::sort(figures_.milliseconds);
  std::ranges::sort(figures_.late);
  return std::move(figures_);
}

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

Figures closed_loop(EventLoop& loop, std::uint16_t port, const std::vector<Caller*>& callers, Clock::duration lasts) {
  Lines lines(loop, port, callers);
  const auto begin = Clock::now();
  Notes notes(begin, lasts);
  lines.converse([end = begin + lasts](const Line&) { return Clock::now() < end; },
                 [&notes](const Line& line) { notes.over(line.since()); });
  return notes.take();
}

Figures open_loop(EventLoop& loop, std::uint16_t port, const std::vector<Caller*>& callers, double per_second,
                  Clock::duration lasts) {
  Lines lines(loop, port, callers);
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
  const auto begin_next = [](Line& line) {
    if (!line.free() || line.queue.empty()) return;
    line.send(line.queue.front());
    line.queue.pop_front();
  };
  lines.on_answer([&](Line& line) {
    notes.over(line.since());
    begin_next(line);
  });
  const auto waits = [](const Line& line) { return !line.queue.empty(); };
  while (arrival < end || lines.busy() || std::ranges::any_of(lines.all(), waits)) {
    for (const auto now = Clock::now(); arrival < end && arrival <= now; arrival += draw()) {
      auto& line = lines.all()[turn++ % callers.size()];
      notes.sent_late(now - arrival);
      line.queue.push_back(arrival);
      begin_next(line);
    }
    lines.wait(arrival < end ? arrival : Clock::now() + window);
    std::ranges::for_each(lines.all(), begin_next);  // who had nothing to say then
  }
  return notes.take();
}

void until_silence(EventLoop& loop, std::uint16_t port, const std::vector<Caller*>& callers) {
  Lines lines(loop, port, callers);
  lines.converse([](const Line& line) { return !line.finished(); }, [](const Line&) {});
}

}  // namespace meldmaat::bench
