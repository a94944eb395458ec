// SPDX-License-Identifier: EUPL-1.2
// Checks that a transaction is read whatever a single event in it looks like, and refused only when it is none: the
// text of a body is built with one thing wrong at a time. (Matrix test cases H5, H11, T7; bad input M1, M3)
#include "adapters/matrix/transaction.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using namespace std::string_literals;

std::string event(const std::string& id, const std::string& text = "hallo") {
  return R"({"type":"m.room.message","event_id":")" + id +
         R"(","room_id":"!kamer:gemeente.example","sender":"@kim:gemeente.example","origin_server_ts":1795295796994,)"
         R"("content":{"msgtype":"m.text","body":")" +
         text + R"("}})";
}

std::string body_with(const std::string& events) {
  return R"({"events":[)" + events + "]}";
}

Transaction read(const std::string& body) {
  auto result = read_transaction(body);
  if (auto* transaction = std::get_if<Transaction>(&result)) return std::move(*transaction);
  ADD_FAILURE() << name_of(std::get<JsonRefusal>(result).reason).view() << " " << body.substr(0, 200);
  return {};
}

/// The reason for a refusal, as its name; empty when it was read.
std::string refused(const std::string& body) {
  const auto result = read_transaction(body);
  const auto* refusal = std::get_if<JsonRefusal>(&result);
  if (refusal == nullptr) return {};
  EXPECT_EQ(refusal->status(), 400) << body.substr(0, 200);
  return std::string(name_of(refusal->reason).view());
}

std::vector<std::string> ids_of(const Transaction& transaction) {
  std::vector<std::string> ids;
  for (const RoomEvent& each : transaction.events) ids.push_back(each.id);
  return ids;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

/// That `odd` stands for one unreadable event, and that both its neighbours are read.
void expect_parked(const std::string& odd) {
  const Transaction transaction = read(body_with(event("$1") + "," + odd + "," + event("$2")));
  EXPECT_EQ(ids_of(transaction), (std::vector<std::string>{"$1", "$2"})) << odd.substr(0, 200);
  EXPECT_EQ(transaction.unreadable, 1U) << odd.substr(0, 200);
}

TEST(MatrixTransaction, EventsKeepTheirOrder) {
  const Transaction transaction = read(body_with(event("$1") + "," + event("$3") + "," + event("$2")));
  EXPECT_EQ(ids_of(transaction), (std::vector<std::string>{"$1", "$3", "$2"}));
  EXPECT_EQ(transaction.unreadable, 0U);
}

TEST(MatrixTransaction, MayBeEmpty) {
  EXPECT_TRUE(read(R"({"events":[]})").events.empty());
  EXPECT_TRUE(read(" {\r\n\t\"events\" : [ ] } ").events.empty());
}

TEST(MatrixTransaction, BlanksAndOtherMembersDoNotMatter) {
  const Transaction transaction = read(" { \"a\" : null , \"b\" : -1.5e3, \"events\"\n:\t[ " + event("$1") + "\r\n, " +
                                       event("$2") + " ] , \"ephemeral\" : [ { \"events\" : 1 } ] } \n");
  EXPECT_EQ(ids_of(transaction), (std::vector<std::string>{"$1", "$2"}));
}

TEST(MatrixTransaction, BracketsAndQuotesInTextsAreText) {
  const Transaction transaction = read(body_with(event("$1", R"(]}],{\"[\\\\\")") + "," + event("$2", R"(\\)")));
  ASSERT_EQ(transaction.events.size(), 2U);
  EXPECT_EQ(transaction.events[0].what, RoomHappening(TextSaid{R"(]}],{"[\\")"}));
  EXPECT_EQ(transaction.events[1].what, RoomHappening(TextSaid{"\\"}));
}

TEST(MatrixTransaction, OneOddEventIsParkedAndTheOthersAreRead) {  // M3
  expect_parked("{}");
  expect_parked("null");
  expect_parked("7");
  expect_parked("nonsense");
  expect_parked(R"("]")");
  expect_parked("[]");
  expect_parked("[" + event("$3") + "]");
  expect_parked(R"({"type" "m.room.message"})");
  expect_parked(R"({"type":"m.room.message",})");
  expect_parked(R"({"type":1,"event_id":[],"sender":{},"room_id":null})");
}

TEST(MatrixTransaction, WhatTheStrictReaderRefusesIsParked) {  // H11
  expect_parked(R"({"event_id":"$3",)" + event("$3").substr(1));
  expect_parked(event("$3", R"(\ud800)"));
  expect_parked(event("$3", R"(\udc00\ud800)"));
  expect_parked(event("$3", "\xED\xA0\x80"));
  expect_parked(event("$3", "\xFF"));
  expect_parked(event("$3", "a\0b"s));
  expect_parked(event("$3", "a\nb"));
  expect_parked(event("$3", std::string(129UL * 1024, 'a')));
  expect_parked(R"({"a":1e999,)" + event("$3").substr(1));
  expect_parked(R"({"a":)" + std::string(100'000, '9') + "," + event("$3").substr(1));
  expect_parked(R"({"a":[1)" + repeated(",1", 20'000) + "]," + event("$3").substr(1));
}

TEST(MatrixTransaction, DeepNestingIsParkedWithoutRecursion) {  // H11
  for (const std::size_t levels : {33UL, 10'000UL, 1'000'000UL}) {
    expect_parked(R"({"a":)" + std::string(levels, '[') + std::string(levels, ']') + "}");
    expect_parked(repeated(R"({"a":)", levels) + "1" + std::string(levels, '}'));
    EXPECT_EQ(refused(R"({"events":)" + std::string(levels, '[')), "syntax");
  }
}

TEST(MatrixTransaction, WhatIsNotForTheRoomMayHoldAnything) {
  const std::string odd[] = {R"([{"content":{"status_msg":"\ud800"}}])",
                             R"({"a":1,"a":2,"b":1e999})",
                             "1e999",
                             std::string(10'000, '[') + std::string(10'000, ']'),
                             '"' + std::string(10UL * 1024 * 1024, 'a') + '"',
                             "[1" + repeated(",1", 2'000'000) + "]"};
  for (const std::string& each : odd) {
    std::string body = R"({"ephemeral":)" + each;
    body += R"(,"events":[)" + event("$1") + R"(],"to_device":)";
    body += each;
    EXPECT_EQ(read(body + "}").events.size(), 1U) << each.substr(0, 200);
  }
}

TEST(MatrixTransaction, IsRefusedWithoutAListOfEvents) {  // H5
  EXPECT_EQ(refused("{}"), "field_missing");
  EXPECT_EQ(refused(R"({"ephemeral":[{"events":[]}]})"), "field_missing");
  EXPECT_EQ(refused(R"({"events":null})"), "field_wrong_type");
  EXPECT_EQ(refused(R"({"events":{}})"), "field_wrong_type");
  EXPECT_EQ(refused(R"({"events":"[]"})"), "field_wrong_type");
  EXPECT_EQ(refused(R"({"events":[],"events":[]})"), "duplicate_key");
}

TEST(MatrixTransaction, IsRefusedWhenItIsNoObject) {
  EXPECT_EQ(refused(""), "not_an_object");
  EXPECT_EQ(refused(" "), "not_an_object");
  EXPECT_EQ(refused("hallo"), "not_an_object");
  EXPECT_EQ(refused("[" + event("$1") + "]"), "not_an_object");
  EXPECT_EQ(refused("\xEF\xBB\xBF{\"events\":[]}"), "not_an_object");
  EXPECT_EQ(refused("\0"s), "not_an_object");
}

TEST(MatrixTransaction, IsRefusedWhenItIsBrokenBetweenTheEvents) {  // H5
  const std::string one = event("$1");
  const std::string broken[] = {R"({"events":[]}x)",
                                R"({"events":[]}{})",
                                "{\"events\":[]}\0"s,
                                R"({"events":[],})",
                                R"({,"events":[]})",
                                R"({"events" []})",
                                R"({events:[]})",
                                R"({"events":[],"a":nonsense})",
                                R"({"events":[],"a":})",
                                R"({"events":[],"a":"b})",
                                R"({"events":[]])",
                                body_with(","),
                                body_with(one + ","),
                                body_with(one + one),
                                body_with(one + ",," + one),
                                body_with(one + "}," + one),
                                body_with(one + ",[}," + one),
                                body_with(one + R"(,{"a)"),
                                body_with(one + R"(,"\)"),
                                body_with("\0"s + one)};
  for (const std::string& body : broken) EXPECT_NE(refused(body), "") << body;
}

TEST(MatrixTransaction, IsRefusedWhereverItIsCutOff) {
  const std::string body = R"({"a":"\\","events":[)" + event("$1") + R"(,{"b":[{}]}],"c":[1]})";
  EXPECT_EQ(read(body).events.size(), 1U);
  for (std::size_t size = 0; size < body.size(); ++size) EXPECT_NE(refused(body.substr(0, size)), "") << size;
}

TEST(MatrixTransaction, AHundredEventsOf64KiBAreRead) {  // M1, T7
  std::string events = event("$first", std::string(65'000, 'a'));
  for (int i = 1; i < 100; ++i) events += "," + event("$" + std::to_string(i), std::string(65'000, 'a'));
  const Transaction transaction = read(body_with(events));
  ASSERT_EQ(transaction.events.size(), 100U);
  EXPECT_EQ(transaction.events.back().what, RoomHappening(TextSaid{std::string(65'000, 'a')}));
}

TEST(MatrixTransaction, TenThousandSmallEventsAreRead) {  // M1
  std::string events = event("$first");
  for (int i = 1; i < 10'000; ++i) events += "," + event("$" + std::to_string(i));
  const Transaction transaction = read(body_with(events));
  EXPECT_EQ(transaction.events.size(), 10'000U);
  EXPECT_EQ(transaction.events.back().id, "$9999");
  EXPECT_EQ(transaction.unreadable, 0U);
}

TEST(MatrixTransaction, MoreThanAnybodyWaitsForIsCountedAndNotLookedAt) {  // M1
  std::string events = event("$first");
  for (std::size_t i = 1; i < most_transaction_events; ++i) events += ",{}";
  const Transaction transaction = read(body_with(events + "," + event("$last")));
  ASSERT_EQ(transaction.events.size(), 1U);
  EXPECT_EQ(transaction.events.front().id, "$first");
  EXPECT_EQ(transaction.unreadable, most_transaction_events);
}

}  // namespace
}  // namespace meldmaat
