// SPDX-License-Identifier: EUPL-1.2
// Checks what is remembered of a room: that it comes back as it was, that a damaged record is none, and how long is
// waited between attempts.
#include "adapters/matrix/matrix_room.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace meldmaat {
namespace {

using nlohmann::json;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using State = MatrixRoom::State;
using Todo = MatrixRoom::Todo;

const Moment now{seconds{1'792'000'000}};

MatrixRoom some_room() {
  MatrixRoom room;
  room.id = "!r:zandrecht.example";
  room.with = "@noor:zandrecht.example";
  room.invited = true;
  room.encrypted = true;
  room.read_from = now - hours{1};
  room.attempts = 3;
  room.told = now - minutes{5};
  room.not_before = now;
  return room;
}

TEST(MatrixRoom, ComesBackAsItWas) {
  for (const State state : {State::unknown, State::private_chat, State::encrypted, State::left}) {
    for (const Todo todo :
         {Todo::nothing, Todo::enter, Todo::refuse, Todo::read_back, Todo::explain, Todo::step_out, Todo::leave}) {
      MatrixRoom room = some_room();
      room.state = state;
      room.todo = todo;
      EXPECT_EQ(read_room(to_room(room)), room);
    }
  }
  EXPECT_EQ(read_room(to_room(MatrixRoom{})), MatrixRoom{});
}

TEST(MatrixRoom, IsKeptUnderItsNameAndWaitsAsItSays) {
  const Room kept = to_room(some_room());
  EXPECT_EQ(kept.channel, "matrix");
  EXPECT_EQ(kept.id, "!r:zandrecht.example");
  EXPECT_EQ(kept.not_before, now);
}

TEST(MatrixRoom, ADamagedRecordIsNone) {
  Room room = to_room(some_room());
  for (const std::string details : {"", "{", "[]", "null", "\"x\"", "{}"}) {
    room.details = details;
    EXPECT_EQ(read_room(room), std::nullopt) << details;
  }
  const json whole = json::parse(to_room(some_room()).details);
  for (const auto& [name, value] : whole.items()) {
    json damaged = whole;
    damaged.erase(name);
    room.details = damaged.dump();
    EXPECT_EQ(read_room(room), std::nullopt) << room.details;
    for (const json& wrong : {json(nullptr), json(1.5), json::array()}) {
      damaged[name] = wrong;
      room.details = damaged.dump();
      EXPECT_EQ(read_room(room), std::nullopt) << room.details;
    }
  }
  for (const auto& [name, wrong] : std::vector<std::pair<std::string, json>>{
           {"state", -1}, {"state", 4}, {"todo", 7}, {"todo", -1}, {"attempts", -1}, {"attempts", 1L << 40}}) {
    json damaged = whole;
    damaged[name] = wrong;
    room.details = damaged.dump();
    EXPECT_EQ(read_room(room), std::nullopt) << room.details;
  }
}

TEST(MatrixRoom, WhatIsToBeDoneBeginsAtOnceAndAnew) {
  MatrixRoom room = some_room();
  set_todo(room, Todo::read_back, now + hours{1});
  EXPECT_EQ(room.todo, Todo::read_back);
  EXPECT_EQ(room.attempts, 0);
  EXPECT_EQ(room.not_before, now + hours{1});
  set_todo(room, Todo::nothing, now);
  EXPECT_EQ(room.not_before, std::nullopt);
}

TEST(MatrixRoom, PausesDoubleToTenMinutes) {
  MatrixRoom room;
  set_todo(room, Todo::enter, now);
  std::vector<long> pauses;
  for (int i = 0; i < 14; ++i) {
    put_off(room, now, Milliseconds{0});
    pauses.push_back(std::chrono::duration_cast<seconds>(*room.not_before - now).count());
  }
  EXPECT_EQ(pauses, (std::vector<long>{2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600, 600, 600}));
  EXPECT_EQ(room.todo, Todo::enter);
}

TEST(MatrixRoom, WaitsAsLongAsWasAsked) {
  MatrixRoom room;
  put_off(room, now, hours{1});
  EXPECT_EQ(room.not_before, now + hours{1});
  put_off(room, now, seconds{1});
  EXPECT_EQ(room.not_before, now + seconds{4}) << "no shorter than usual";
}

TEST(MatrixReach, SaysInWhichRoomSomebodyIs) {
  EXPECT_EQ(room_of(to_reach("!r:zandrecht.example")), "!r:zandrecht.example");
  EXPECT_EQ(room_of(to_reach("")), "");
  EXPECT_FALSE(to_reach("").empty()) << "empty would mean: never heard";
  EXPECT_EQ(room_of(""), "");
  EXPECT_EQ(room_of("19:abc@thread.v2"), "");
}

TEST(MatrixUser, HasAServerBehindTheFirstColon) {
  EXPECT_EQ(server_of("@noor:zandrecht.example"), "zandrecht.example");
  EXPECT_EQ(server_of("@noor:zandrecht.example:8448"), "zandrecht.example:8448");
  for (const std::string none : {"", "noor:zandrecht.example", "@noor", "#noor:zandrecht.example"}) {
    EXPECT_EQ(server_of(none), "") << none;
  }
}

}  // namespace
}  // namespace meldmaat
