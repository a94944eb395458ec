// SPDX-License-Identifier: EUPL-1.2
// Checks what is read from the requests of a real Synapse 1.160 (tests/adapters/matrix/wire/): every recording stands
// in wire_expected.json, either with the fields of its events that are not empty or with the reason why it is no
// transaction. A recording without a row, and a row without a recording, fail. (Matrix test cases T10-T12, M1-M3, M9)
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/matrix/transaction.hpp"

namespace meldmaat {
namespace {

using nlohmann::json;

const std::filesystem::path folder = MELDMAAT_SOURCE_DIR "/tests/adapters/matrix";

json read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return json::parse(file);
}

std::string name_of(Membership::State state) {
  switch (state) {
    case Membership::State::invited: return "invited";
    case Membership::State::joined: return "joined";
    case Membership::State::left: return "left";
    case Membership::State::banned: return "banned";
    case Membership::State::other: return "other";
  }
  return {};
}

struct Fields {
  json operator()(const NothingToDo&) const { return {{"what", "nothing"}}; }
  json operator()(const TextSaid& said) const { return {{"what", "text"}, {"text", said.text}}; }
  json operator()(const FileSent& file) const {
    json fields{{"what", "file"}, {"url", file.url}, {"name", file.name}};
    if (!file.caption.empty()) fields["caption"] = file.caption;
    return fields;
  }
  json operator()(const Edited& edit) const { return {{"what", "edited"}, {"of", edit.of}, {"text", edit.text}}; }
  json operator()(const Removed& removed) const { return {{"what", "removed"}, {"of", removed.of}}; }
  json operator()(const Reacted& reacted) const {
    return {{"what", "reacted"}, {"to", reacted.to}, {"key", reacted.key}};
  }
  json operator()(const Voted& vote) const {
    return {{"what", "voted"}, {"poll", vote.poll}, {"answers", vote.answers}};
  }
  json operator()(const Membership& membership) const {
    json fields{{"what", "membership"}, {"member", membership.member}, {"state", name_of(membership.state)}};
    const std::pair<const char*, bool> flags[] = {{"direct", membership.direct},
                                                  {"encrypted", membership.encrypted},
                                                  {"named", membership.named},
                                                  {"open", membership.open}};
    for (const auto& [name, flag] : flags) {
      if (flag) fields[name] = true;
    }
    return fields;
  }
  json operator()(const Unreadable&) const { return {{"what", "unreadable"}}; }
  json operator()(const EncryptionBegan&) const { return {{"what", "encryption"}}; }
  json operator()(const RoomClosed&) const { return {{"what", "closed"}}; }
  json operator()(const Unusable&) const { return {{"what", "unusable"}}; }
};

json fields_of(const RoomEvent& event) {
  json fields = std::visit(Fields{}, event.what);
  fields["id"] = event.id;
  fields["room"] = event.room;
  fields["sender"] = event.sender;
  fields["sent"] = event.sent.time_since_epoch().count();
  return fields;
}

std::set<std::string> recordings() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "wire")) names.insert(entry.path().filename());
  return names;
}

std::string body_of(const std::string& recording) {
  return read_file(folder / "wire" / recording).value("body", json()).dump();
}

TEST(MatrixWire, EveryRecordingHasARow) {
  std::set<std::string> rows;
  const json expected = read_file(folder / "wire_expected.json");
  for (const auto& row : expected.items()) rows.insert(row.key());
  EXPECT_EQ(recordings(), rows);
}

TEST(MatrixWire, EveryTransactionIsReadAsWrittenDown) {
  int read_as_written = 0;
  const json expected = read_file(folder / "wire_expected.json");
  for (const auto& [name, row] : expected.items()) {
    if (row.is_string()) continue;
    const auto read = read_transaction(body_of(name));
    const auto* transaction = std::get_if<Transaction>(&read);
    ASSERT_NE(transaction, nullptr) << name;
    EXPECT_EQ(transaction->unreadable, 0U) << name;
    json events = json::array();
    for (const RoomEvent& event : transaction->events) events.push_back(fields_of(event));
    EXPECT_EQ(events, row) << name;
    ++read_as_written;
  }
  EXPECT_EQ(read_as_written, 39);
}

TEST(MatrixWire, WhatIsNoTransactionIsRefused) {
  const json expected = read_file(folder / "wire_expected.json");
  for (const auto& [name, row] : expected.items()) {
    if (!row.is_string()) continue;
    EXPECT_TRUE(std::holds_alternative<JsonRefusal>(read_transaction(body_of(name)))) << name;
  }
}

}  // namespace
}  // namespace meldmaat
