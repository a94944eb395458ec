// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/crowd.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "tests/bench/script.hpp"

namespace meldmaat::bench {

/// One connection, over which now one and now the other is heard.
class Crowd::Voice final : public Caller {
 public:
  explicit Voice(Crowd& crowd) : crowd_(crowd) {}

  [[nodiscard]] bool ready() const override { return crowd_.can_begin(); }
  [[nodiscard]] bool finished() const override { return crowd_.idle_.empty() && crowd_.under_way_ == 0; }
  [[nodiscard]] std::string_view next_request(Clock::time_point due) override {
    said_.clear();
    while (said_.size() < crowd_.lanes_.in_request) said_.push_back(crowd_.begin_turn(due));
    request_ = crowd_.bot_.request(said_);
    return request_;
  }
  void hear(const Answer& answer) override {
    for (const auto& each : said_) crowd_.answered(each.person, answer);
  }

 private:
  Crowd& crowd_;
  std::vector<Utterance> said_;
  std::string request_;
};

Crowd::Crowd(Bot bot, std::size_t people, std::size_t connections)
    : bot_(std::move(bot)), people_(people), lanes_{connections, connections} {
  for (std::size_t i = 0; i < connections; ++i) voices_.push_back(std::make_unique<Voice>(*this));
  if (bot_.kind == Bot::Kind::dialog) {
    script_ = {std::string_view{}};  // the chat begins, a report is begun, and one round is said:
    script_.insert(script_.end(), opening.begin(), opening.end());
    script_.insert(script_.end(), round_of_turns.begin(), round_of_turns.end());  // some things are said but once
  }
  script_.insert(script_.end(), round_of_turns.begin(), round_of_turns.end());
}

Crowd::~Crowd() = default;

std::vector<Caller*> Crowd::voices(const Lanes& lanes) {
  lanes_ = lanes;
  lanes_.connections = std::min(lanes.connections, voices_.size());
  std::vector<Caller*> callers;
  for (std::size_t i = 0; i < lanes_.connections; ++i) callers.push_back(voices_[i].get());
  return callers;
}

bool Crowd::can_begin() const {
  return idle_.size() >= lanes_.in_request && under_way_ + lanes_.in_request <= lanes_.under_way;
}

Utterance Crowd::begin_turn(Clock::time_point due) {
  const auto number = idle_.front();
  idle_.pop_front();
  auto& person = people_[number];
  if (person.turn == script_.size()) person.turn -= round_of_turns.size();
  const auto text = script_.at(person.turn);
  person = Person{person.turn + 1, true, false, 0, due};
  ++under_way_;
  return {number, ++messages_, text};
}

void Crowd::answered(std::size_t number, const Answer& answer) {
  if (answer.status != 200) {
    complain(number, "status " + std::to_string(answer.status) + ": " + std::string(answer.body));
  }
  people_[number].answered = true;
  if (learning_) under_way_ = 0;
  check_complete(number);
}

void Crowd::said(std::size_t number) {
  last_said_ = Clock::now();
  if (number >= people_.size()) return;  // the answer to somebody whom nobody knows
  auto& person = people_[number];
  if (!person.busy) complain(number, "something was said that belongs to no turn");
  if (++person.said == 1) heard_.over(person.since);
  check_complete(number);
}

void Crowd::check_complete(std::size_t number) {
  if (learning_) return;
  auto& person = people_[number];
  const auto due = expected_.at(person.turn - 1);
  if (person.said > due) complain(number, "more was said than to the first who was here");
  if (!person.answered || person.said < due) return;
  person.busy = false;
  --under_way_;
  complete_.over(person.since);
  if (person.turn < last_turn_) idle_.push_back(number);
}

void Crowd::wait_for_silence(EventLoop& loop) const {
  constexpr auto silence = std::chrono::milliseconds{600};
  const auto begin = Clock::now();
  while (Clock::now() < std::max(begin, last_said_) + silence) loop.wait(Clock::now() + silence / 4);
}

/// The first person says everything once, and each time it is awaited what the bot says to it.
void Crowd::learn(EventLoop& loop) {
  learning_ = true;
  for (std::size_t turn = 0; turn < script_.size(); ++turn) {
    idle_ = {0};
    until_silence(loop, bot_.port, voices({}));
    wait_for_silence(loop);
    expected_.push_back(people_.front().said);
  }
  learning_ = false;
  people_.front().busy = false;
}

void Crowd::let_speak(EventLoop& loop) {
  until_silence(loop, bot_.port, voices({voices_.size(), voices_.size()}));
  wait_until_complete(loop);
}

void Crowd::prepare(EventLoop& loop) {
  if (bot_.kind == Bot::Kind::dialog) {
    learn(loop);
  } else {
    expected_.assign(script_.size(), 1);
  }
  const auto round_begins = script_.size() - round_of_turns.size();
  if (std::find(expected_.begin() + static_cast<std::ptrdiff_t>(round_begins), expected_.end(), 0U) !=
      expected_.end()) {
    complain(0, "nothing was said to a step of the round");
  }
  last_turn_ = round_begins;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (people_[i].turn < last_turn_) idle_.push_back(i);
  }
  let_speak(loop);
  last_turn_ = std::numeric_limits<std::size_t>::max();
  idle_.resize(people_.size());
  std::iota(idle_.begin(), idle_.end(), std::size_t{0});
}

double Crowd::said_to_turn() const {
  const auto round = static_cast<std::ptrdiff_t>(round_of_turns.size());
  return static_cast<double>(std::accumulate(expected_.end() - round, expected_.end(), std::size_t{0})) /
         static_cast<double>(round);
}

void Crowd::begin(Clock::duration lasts) {
  complete_ = Notes(Clock::now(), lasts);
  heard_ = Notes(Clock::now(), lasts);
}

void Crowd::wait_until_complete(EventLoop& loop) const {
  const auto begin = Clock::now();
  while (under_way_ > 0) {
    if (Clock::now() > std::max(begin, last_said_) + patience) {
      throw std::runtime_error("what was said to " + std::to_string(under_way_) + " turns never arrived");
    }
    loop.wait(Clock::now() + window);
  }
}

Crowd::Turns Crowd::end(EventLoop& loop) {
  wait_until_complete(loop);
  return {complete_.take(), heard_.take()};
}

void Crowd::complain(std::size_t person, const std::string& what) const {
  throw std::runtime_error("port " + std::to_string(bot_.port) + ", person " + std::to_string(person) + ", turn " +
                           std::to_string(people_[person].turn) + ": " + what);
}

int status_of(EventLoop& loop, std::uint16_t port, const std::string& request) {
  class Stranger final : public Caller {
   public:
    explicit Stranger(const std::string& sent) : request_(sent) {}
    [[nodiscard]] bool ready() const override { return status_ == 0; }
    [[nodiscard]] std::string_view next_request(Clock::time_point) override { return request_; }
    void hear(const Answer& answer) override { status_ = answer.status; }
    [[nodiscard]] int status() const { return status_; }

   private:
    const std::string& request_;
    int status_ = 0;
  };
  Stranger stranger(request);
  until_silence(loop, port, {&stranger});
  return stranger.status();
}

}  // namespace meldmaat::bench
