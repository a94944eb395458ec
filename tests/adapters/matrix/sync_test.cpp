// SPDX-License-Identifier: EUPL-1.2
// Checks what is read out of a sync: invitations, what was said, and where something is missing. Nothing in it may make
// the reading fail.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "adapters/matrix/catch_up.hpp"

namespace meldmaat {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string bot = "@meldmaat:zandrecht.example";
const std::string noor = "@noor:zandrecht.example";
const Moment now{std::chrono::seconds{1'792'000'000}};

json text(const std::string& id, const std::string& said) {
  return {{"event_id", id},
          {"type", "m.room.message"},
          {"sender", noor},
          {"origin_server_ts", 5},
          {"content", {{"msgtype", "m.text"}, {"body", said}}}};
}

json member(const std::string& who, const json& content) {
  return {{"type", "m.room.member"}, {"sender", noor}, {"state_key", who}, {"content", content}};
}

json state_event(const std::string& type, const json& content) {
  return {{"type", type}, {"sender", noor}, {"state_key", ""}, {"content", content}};
}

json joined(const std::string& room, const json& holder) {
  return {{"next_batch", "s1"}, {"rooms", {{"join", {{room, holder}}}}}};
}

json timeline(const json& events, const json& limited = false) {
  return {{"timeline", {{"events", events}, {"limited", limited}}}};
}

json invited(const json& state) {
  return {{"next_batch", "s1"}, {"rooms", {{"invite", {{"!r", {{"invite_state", {{"events", state}}}}}}}}}};
}

SyncAnswer read(const json& answer) {
  return read_sync(answer, bot, now);
}

std::vector<std::string> ids_of(const SyncAnswer& answer) {
  std::vector<std::string> ids;
  for (const auto& event : answer.events) ids.push_back(event.id);
  return ids;
}

TEST(MatrixSync, GivesWhatWasSaidInItsOrderWithItsRoom) {
  const SyncAnswer answer = read(joined("!r", timeline(json::array({text("$1", "een"), text("$2", "twee")}))));
  EXPECT_EQ(answer.next, "s1");
  EXPECT_THAT(answer.rooms, ElementsAre("!r"));
  EXPECT_THAT(answer.gaps, IsEmpty());
  ASSERT_THAT(ids_of(answer), ElementsAre("$1", "$2"));
  EXPECT_EQ(answer.events[0].room, "!r");
  EXPECT_EQ(answer.events[0].sender, noor);
  EXPECT_EQ(answer.events[0].sent, Moment{Milliseconds{5}});
  EXPECT_EQ(answer.events[0].what, (RoomHappening{TextSaid{"een"}}));
}

TEST(MatrixSync, AnInvitationIsReadFromTheStateThatComesWithIt) {
  const json state{member(noor, {{"membership", "join"}}), member(bot, {{"membership", "invite"}, {"is_direct", true}}),
                   state_event("m.room.encryption", {{"algorithm", "m.megolm.v1.aes-sha2"}}),
                   state_event("m.room.name", {{"name", "Balie"}}),
                   state_event("m.room.join_rules", {{"join_rule", "public"}})};
  const SyncAnswer answer = read(invited(state));
  ASSERT_EQ(answer.events.size(), 1U);
  const RoomEvent& event = answer.events.front();
  EXPECT_EQ(event.id, "") << "it has none: it is looked at each time";
  EXPECT_EQ(event.room, "!r");
  EXPECT_EQ(event.sender, noor);
  EXPECT_EQ(event.sent, now);
  const Membership wanted{bot, Membership::State::invited, true, true, true, true};
  EXPECT_EQ(event.what, RoomHappening{wanted});
  EXPECT_THAT(answer.rooms, IsEmpty()) << "it is not in there yet";
}

TEST(MatrixSync, InvitationsOfOthersAreNone) {
  EXPECT_THAT(read(invited(json::array({member("@other:zandrecht.example", {{"membership", "invite"}})}))).events,
              IsEmpty());
}

TEST(MatrixSync, InvitationsComeBeforeWhatWasSaid) {
  json answer = invited(json::array({member(bot, {{"membership", "invite"}})}));
  answer["rooms"]["join"]["!s"] = timeline(json::array({text("$1", "een")}));
  EXPECT_THAT(ids_of(read(answer)), ElementsAre("", "$1"));
}

TEST(MatrixSync, EncryptionBeforeTheTimelineComesFirst) {
  json holder = timeline(json::array({text("$1", "een")}));
  json encryption = state_event("m.room.encryption", json::object());
  encryption["event_id"] = "$0";
  holder["state"] = {{"events", json::array({encryption})}};
  const SyncAnswer answer = read(joined("!r", holder));
  ASSERT_THAT(ids_of(answer), ElementsAre("$0", "$1"));
  EXPECT_EQ(answer.events[0].what, RoomHappening{EncryptionBegan{}});
}

TEST(MatrixSync, OfATimelineThatIsCutNothingIsTakenButThatItIs) {
  const SyncAnswer answer = read(joined("!r", timeline(json::array({text("$9", "negen")}), true)));
  EXPECT_THAT(answer.events, IsEmpty()) << "what came before it would be heard after it";
  EXPECT_THAT(answer.gaps, ElementsAre("!r"));
  EXPECT_THAT(answer.rooms, ElementsAre("!r"));
}

TEST(MatrixSync, OneEventThatCannotBeReadLeavesTheOthers) {
  const SyncAnswer answer =
      read(joined("!r", timeline(json::array({text("$1", "een"), 7, nullptr, json::object(), text("$2", "twee")}))));
  EXPECT_THAT(ids_of(answer), ElementsAre("$1", "$2"));
}

// Every value of an answer with everything in it, replaced by something else.
TEST(MatrixSync, NothingInItMakesTheReadingFail) {
  json invitation = member(bot, {{"membership", "invite"}});
  invitation["unsigned"] = json::object();
  json whole = invited(json::array({invitation, state_event("m.room.name", {{"name", "x"}})}));
  whole["rooms"]["join"]["!s"] = timeline(json::array({text("$1", "een")}));
  whole["rooms"]["join"]["!s"]["state"] = {{"events", json::array({state_event("m.room.encryption", json::object())})}};
  std::set<std::string> places;
  const json flat = whole.flatten();
  for (const auto& [place, value] : flat.items()) {
    for (json::json_pointer at(place); !at.empty(); at = at.parent_pointer()) places.insert(at.to_string());
  }
  ASSERT_GT(places.size(), 30U);
  for (const std::string& place : places) {
    for (const json& other : {json(nullptr), json(7), json("x"), json(true), json::array({1}), json{{"a", 1}}}) {
      json damaged = whole;
      damaged[json::json_pointer(place)] = other;
      EXPECT_NO_THROW((void)read(damaged)) << place << " " << other;
    }
  }
  EXPECT_EQ(read(json::object()).next, "");
}

}  // namespace
}  // namespace meldmaat
