// SPDX-License-Identifier: EUPL-1.2
// Checks what is read from real activities, recorded from the Microsoft 365 Agents Playground (tests/teams/wire/):
// every recording stands in tests/teams/wire_expected.json, either with the fields of its activity that are not empty
// or with the reason why it holds none for us. A recording without a row, and a row without a recording, fail.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/teams/activity.hpp"

namespace meldmaat {
namespace {

using nlohmann::json;

const std::filesystem::path folder = MELDMAAT_SOURCE_DIR "/tests/teams";

json read_file(const std::filesystem::path& path) {
  std::ifstream file(path);
  return json::parse(file);
}

std::string name_of(Activity::Kind kind) {
  switch (kind) {
    case Activity::Kind::message: return "message";
    case Activity::Kind::invoke: return "invoke";
    case Activity::Kind::installation: return "installation";
    case Activity::Kind::conversation: return "conversation";
    case Activity::Kind::edit: return "edit";
    case Activity::Kind::removal: return "removal";
    case Activity::Kind::other: return "other";
  }
  return {};
}

/// The fields that are not empty.
json fields_of(const Activity& activity) {
  json fields{{"kind", name_of(activity.kind)}};
  const std::pair<const char*, const std::string&> texts[] = {{"id", activity.id},
                                                              {"name", activity.name},
                                                              {"action", activity.action},
                                                              {"service_url", activity.service_url},
                                                              {"channel_id", activity.channel_id},
                                                              {"from_id", activity.from_id},
                                                              {"aad_object_id", activity.aad_object_id},
                                                              {"recipient_id", activity.recipient_id},
                                                              {"conversation_id", activity.conversation_id},
                                                              {"conversation_type", activity.conversation_type},
                                                              {"conversation_tenant", activity.conversation_tenant},
                                                              {"channel_tenant", activity.channel_tenant},
                                                              {"locale", activity.locale},
                                                              {"reply_to_id", activity.reply_to_id},
                                                              {"text", activity.text}};
  for (const auto& [name, text] : texts) {
    if (!text.empty()) fields[name] = text;
  }
  const std::pair<const char*, bool> flags[] = {
      {"is_group", activity.is_group}, {"bot_added", activity.bot_added}, {"bot_removed", activity.bot_removed}};
  for (const auto& [name, flag] : flags) {
    if (flag) fields[name] = true;
  }
  if (!activity.value.is_null()) fields["value"] = activity.value;
  for (const TeamsAttachment& file : activity.attachments) {
    fields["attachments"].push_back({{"content_type", file.content_type},
                                     {"content_url", file.content_url},
                                     {"name", file.name},
                                     {"download_url", file.download_url}});
  }
  return fields;
}

std::set<std::string> recordings() {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder / "wire")) names.insert(entry.path().filename());
  return names;
}

TEST(Wire, EveryRecordingHasARow) {
  std::set<std::string> rows;
  const json expected = read_file(folder / "wire_expected.json");
  for (const auto& row : expected.items()) rows.insert(row.key());
  EXPECT_EQ(recordings(), rows);
}

TEST(Wire, EveryActivityIsReadAsWrittenDown) {  // A01-A16
  int read_as_written = 0;
  const json expected = read_file(folder / "wire_expected.json");
  for (const auto& [name, row] : expected.items()) {
    if (row.is_string()) continue;
    const json recording = read_file(folder / "wire" / name);
    const auto read = read_activity(recording.at("request").at("body").dump());
    const auto* activity = std::get_if<Activity>(&read);
    ASSERT_NE(activity, nullptr) << name;
    EXPECT_EQ(fields_of(*activity), row) << name;
    ++read_as_written;
  }
  EXPECT_EQ(read_as_written, 34);
}

TEST(Wire, WhatHoldsNoActivityForUsIsNotInbound) {
  const json expected = read_file(folder / "wire_expected.json");
  for (const auto& [name, row] : expected.items()) {
    if (!row.is_string()) continue;
    const json recording = read_file(folder / "wire" / name);
    const bool inbound = recording.is_object() && recording.value("direction", "") == "connector->bot" &&
                         recording.at("request").at("body").is_object();
    EXPECT_FALSE(inbound) << name;
  }
}

}  // namespace
}  // namespace meldmaat
