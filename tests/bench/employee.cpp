// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/employee.hpp"

#include <charconv>
#include <chrono>
#include <functional>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "adapters/invitation_box.hpp"
#include "tests/bench/script.hpp"

namespace meldmaat::bench {

namespace {

std::string body_of(std::string_view text) {
  return R"({"text":")" + std::string(text) + R"("})";
}

[[noreturn]] void complain(const std::string& id, const std::string& what) {
  throw std::runtime_error(id + ": " + what);
}

}  // namespace

Employee::Employee(std::uint16_t web, const std::filesystem::path& data, std::string id, LinesOfStep& expected)
    : host_{web}, id_(std::move(id)), expected_(expected), chance_(std::hash<std::string>{}(id_)) {
  Connection connection(web);
  sign_in(connection, data);
  const auto target = "/p/" + id_ + "/messages";
  for (const auto text : opening) {
    const auto answer = connection.ask(host_.post(target, body_of(text), cookie_, key()));
    if (answer.status != 200) complain(id_, "cannot begin a report: " + std::string(answer.body));
  }
  // Some things are said only the first time, so the first round says nothing about the next.
  say_round(connection);
  const auto begun = question(connection);
  settled_ = true;
  say_round(connection);
  if (question(connection) != begun) complain(id_, "the round ends at another question: " + question(connection));
}

void Employee::say_round(Connection& connection) {
  for (std::size_t i = 0; i < round_of_turns.size(); ++i) hear(connection.ask(next_request({})));
}

void Employee::sign_in(Connection& connection, const std::filesystem::path& data) {
  const auto secret = key() + key();
  const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
  InvitationBox(data / "invitations").put(secret, PersonId{id_}, now + std::chrono::hours{1});
  const auto answer = connection.ask(host_.post("/invite/" + secret, {}, {}, {}));
  constexpr std::string_view name = "Set-Cookie: ";
  const auto at = answer.head.find(name);
  if (answer.status != 303 || at == std::string_view::npos) complain(id_, "cannot sign in");
  const auto cookie = answer.head.substr(at + name.size());
  cookie_ = cookie.substr(0, cookie.find(';'));
  if (connection.ask(host_.get("/p/" + id_ + "/", cookie_)).status != 200) complain(id_, "sees no conversation");
}

std::string Employee::question(Connection& connection) {
  const auto answer = connection.ask(host_.get("/p/" + id_ + "/messages", cookie_));
  const auto read = nlohmann::json::parse(answer.body);
  std::string text;
  for (const auto& message : read.at("messages")) {
    sequence_ = message.at("seq");
    if (message.at("kind") == "question" && message.at("open")) text = message.at("text");
  }
  return text;
}

std::string_view Employee::next_request(Clock::time_point) {
  request_ = host_.post("/p/" + id_ + "/messages", body_of(round_of_turns.at(step_)), cookie_, key());
  return request_;
}

void Employee::hear(const Answer& answer) {
  constexpr std::string_view frame = R"({"seq":)";
  if (answer.status != 200 || !answer.body.starts_with(frame)) {
    complain(id_, "status " + std::to_string(answer.status) + ": " + std::string(answer.body));
  }
  std::uint64_t sequence = 0;
  std::from_chars(answer.body.data() + frame.size(), answer.body.data() + answer.body.size(), sequence);
  const auto lines = sequence - std::exchange(sequence_, sequence);
  if (settled_ && expected_.size() == step_) expected_.push_back(lines);
  if (settled_ && lines != expected_.at(step_)) {
    complain(id_, "step " + std::to_string(step_) + " took " + std::to_string(lines) + " lines instead of " +
                      std::to_string(expected_.at(step_)));
  }
  step_ = (step_ + 1) % round_of_turns.size();
}

std::string Employee::key() {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string made;
  for (int half = 0; half < 2; ++half) {
    auto bits = chance_();
    for (int i = 0; i < 16; ++i, bits >>= 4U) made += digits[bits & 15U];
  }
  return made;
}

}  // namespace meldmaat::bench
