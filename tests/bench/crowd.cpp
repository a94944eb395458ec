// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/crowd.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "tests/bench/cloud.hpp"
#include "tests/bench/fake_connector.hpp"
#include "tests/bench/script.hpp"
#include "tests/bench/town.hpp"

namespace meldmaat::bench {

namespace {

/// As Teams sends it, in a personal chat; `kind` is what differs between a message and the app being installed.
std::string activity(const Bot& bot, std::size_t person, std::uint64_t number, std::string_view kind) {
  std::string made{R"({)"};
  made.reserve(1024);
  made.append(kind).append(R"(,"id":")").append(std::to_string(1'795'296'000'000 + number));
  made.append(R"(","timestamp":"2026-11-21T21:23:00.235Z","localTimestamp":"2026-11-21T22:23:00.235+01:00",)");
  made.append(R"("localTimezone":"Europe/Amsterdam","channelId":"msteams","serviceUrl":")").append(bot.service_url);
  made.append(R"(","from":{"id":"29:bench-)").append(std::to_string(person));
  made.append(R"(","name":"Medewerker","aadObjectId":")").append(object_id(person));
  made.append(R"("},"conversation":{"conversationType":"personal","tenantId":")").append(bench_tenant);
  made.append(R"(","id":")").append(conversation_id(person)).append(R"("},"recipient":{"id":"28:)").append(bench_app);
  made.append(R"(","name":"meldmaat"},"entities":[{"type":"clientInfo","locale":"nl-NL","country":"NL",)");
  made.append(R"("platform":"Windows","timezone":"Europe/Amsterdam"}],"channelData":{"tenant":{"id":")");
  return made.append(bench_tenant).append(R"("}},"locale":"nl-NL"})");
}

std::string message_saying(std::string_view text) {
  return R"("type":"message","textFormat":"plain","text":")" + std::string(text) + '"';
}

std::string post(const Bot& bot, std::string_view body) {
  std::string made{"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:"};
  made.reserve(1024 + body.size());
  made.append(std::to_string(bot.port)).append("\r\nAuthorization: Bearer ").append(bot.token);
  made.append("\r\nUser-Agent: Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)\r\nx-ms-tenant-id: ");
  made.append(bench_tenant).append("\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ");
  return made.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
}

/// Nobody in the organisation is this.
constexpr std::size_t nobody = 99'999'999;

constexpr std::string_view installed = R"("type":"installationUpdate","action":"add")";

}  // namespace

/// One connection, over which now one and now the other is heard.
class Crowd::Voice final : public Caller {
 public:
  explicit Voice(Crowd& crowd) : crowd_(crowd) {}

  [[nodiscard]] bool ready() const override { return !crowd_.idle_.empty(); }
  [[nodiscard]] std::string_view next_request(Clock::time_point due) override {
    person_ = crowd_.idle_.front();
    crowd_.idle_.pop_front();
    request_ = crowd_.begin_turn(person_, due);
    return request_;
  }
  void hear(const Answer& answer) override { crowd_.answered(person_, answer); }

 private:
  Crowd& crowd_;
  std::size_t person_ = 0;
  std::string request_;
};

Crowd::Crowd(Bot bot, std::size_t people, std::size_t connections) : bot_(std::move(bot)), people_(people) {
  for (std::size_t i = 0; i < connections; ++i) voices_.push_back(std::make_unique<Voice>(*this));
}

Crowd::~Crowd() = default;

std::vector<Caller*> Crowd::voices(std::size_t connections) const {
  std::vector<Caller*> callers;
  for (const auto& voice : voices_) callers.push_back(voice.get());
  callers.resize(std::min(connections, callers.size()));
  return callers;
}

/// The app is installed and a report is begun.
constexpr std::size_t turns_before_the_round = 1 + opening.size();
/// And one round is said: some things are said only the first time.
constexpr std::size_t turns_of_opening = turns_before_the_round + round_of_turns.size();

std::size_t Crowd::step_of(std::size_t turn) const {
  const auto before = bot_.kind == Bot::Kind::dialog ? turns_before_the_round : 0;
  return (turn - before) % round_of_turns.size();
}

std::string Crowd::begin_turn(std::size_t number, Clock::time_point due) {
  auto& person = people_[number];
  const auto turn = person.turn;
  person = Person{turn + 1, true, false, 0, due};
  const auto message = ++messages_;
  if (bot_.kind == Bot::Kind::dialog && turn == 0) return post(bot_, activity(bot_, number, message, installed));
  const bool begins = bot_.kind == Bot::Kind::dialog && turn < turns_before_the_round;
  const auto text = begins ? opening.at(turn - 1) : round_of_turns.at(step_of(turn));
  return post(bot_, activity(bot_, number, message, message_saying(text)));
}

void Crowd::answered(std::size_t number, const Answer& answer) {
  if (answer.status != 200) {
    complain(number, "status " + std::to_string(answer.status) + ": " + std::string(answer.body));
  }
  auto& person = people_[number];
  person.answered = true;
  if (phase_ == Phase::speaking) return check_complete(number);
  person.busy = false;
  if (phase_ == Phase::opening && person.turn < turns_of_opening) idle_.push_back(number);
}

void Crowd::said(std::size_t number) {
  last_said_ = Clock::now();
  if (number >= people_.size()) return;  // the answer to somebody whom nobody knows
  auto& person = people_[number];
  ++person.said;
  if (phase_ != Phase::speaking) return;
  if (!person.busy) complain(number, "something was said that belongs to no turn");
  if (person.said == 1) heard_.over(person.since);
  check_complete(number);
}

void Crowd::check_complete(std::size_t number) {
  auto& person = people_[number];
  const auto due = expected_.at(step_of(person.turn - 1));
  if (person.said > due) complain(number, "more was said than to the first who was here");
  if (!person.answered || person.said < due) return;
  person.busy = false;
  complete_.over(person.since);
  idle_.push_back(number);
}

void Crowd::let_speak(EventLoop& loop) {
  until_silence(loop, bot_.port, voices(voices_.size()));
  wait_for_silence(loop);
}

void Crowd::wait_for_silence(EventLoop& loop) const {
  constexpr auto silence = std::chrono::milliseconds{1500};
  const auto begin = Clock::now();
  while (Clock::now() < std::max(begin, last_said_) + silence) loop.wait(Clock::now() + silence / 4);
}

void Crowd::prepare(EventLoop& loop) {
  expected_.assign(round_of_turns.size(), 1);
  if (bot_.kind == Bot::Kind::dialog) {
    idle_ = {0};
    let_speak(loop);
    phase_ = Phase::learning;
    for (auto& due : expected_) {
      idle_ = {0};
      let_speak(loop);
      due = people_.front().said;
      if (due == 0) complain(0, "nothing was said to a step of the round");
    }
    phase_ = Phase::opening;
    idle_.resize(people_.size() - 1);
    std::iota(idle_.begin(), idle_.end(), std::size_t{1});
    let_speak(loop);
  }
  phase_ = Phase::speaking;
  idle_.resize(people_.size());
  std::iota(idle_.begin(), idle_.end(), std::size_t{0});
}

void Crowd::begin(Clock::duration lasts) {
  complete_ = Notes(Clock::now(), lasts);
  heard_ = Notes(Clock::now(), lasts);
}

Crowd::Turns Crowd::end(EventLoop& loop) {
  while (idle_.size() < people_.size()) {
    if (Clock::now() > last_said_ + patience) {
      throw std::runtime_error("what was said to " + std::to_string(people_.size() - idle_.size()) +
                               " people never arrived");
    }
    loop.wait(Clock::now() + window);
  }
  return {complete_.take(), heard_.take()};
}

void Crowd::complain(std::size_t person, const std::string& what) const {
  throw std::runtime_error("port " + std::to_string(bot_.port) + ", " + conversation_id(person) + ", turn " +
                           std::to_string(people_[person].turn) + ": " + what);
}

int status_of_one_message(EventLoop& loop, const Bot& bot) {
  class Stranger final : public Caller {
   public:
    explicit Stranger(const Bot& spoken_to)
        : request_(post(spoken_to, activity(spoken_to, nobody, 0, message_saying("hallo")))) {}
    [[nodiscard]] bool ready() const override { return status_ == 0; }
    [[nodiscard]] std::string_view next_request(Clock::time_point) override { return request_; }
    void hear(const Answer& answer) override { status_ = answer.status; }
    [[nodiscard]] int status() const { return status_; }

   private:
    std::string request_;
    int status_ = 0;
  };
  Stranger stranger(bot);
  until_silence(loop, bot.port, {&stranger});
  return stranger.status();
}

}  // namespace meldmaat::bench
