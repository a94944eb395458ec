// SPDX-License-Identifier: EUPL-1.2
// Checks the police pack as data: the fields that docs/police-pack.md promises, null for what is not known, and text
// that is safe to print.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "adapters/paper/police_json.hpp"

namespace meldmaat {
namespace {

PolicePack small_pack() {
  PolicePack pack;
  pack.number = CaseNumber{"2026-0001"};
  pack.made = Moment{std::chrono::sys_days{std::chrono::year{2026} / 11 / 18} + std::chrono::hours{10}};
  pack.organisation = "Gemeente Zandrecht";
  pack.victim = "Noor Duinker";
  for (const auto topic : {Topic::who, Topic::what, Topic::where, Topic::with, Topic::how, Topic::when, Topic::why}) {
    pack.topics.push_back({topic, {}});
  }
  PoliceAnswer who;
  who.question = "who";
  who.label = "Wie";
  who.text = "een man\u202E";
  who.changes = {{pack.made, "iemand"}};
  pack.topics.front().answers = {who};
  Attachment photo;
  photo.name = "balie.jpg";
  photo.media_type = "image/jpeg";
  photo.bytes = 12;
  photo.sha256 = std::string(64, 'a');
  pack.evidence = {photo};
  pack.complaint = ProsecutionRequest::to_ask;
  return pack;
}

TEST(PoliceJson, HasWhatTheDocumentPromises) {
  const auto json = nlohmann::json::parse(to_json(small_pack()));
  std::vector<std::string> fields;
  for (const auto& [name, value] : json.items()) fields.push_back(name);
  EXPECT_EQ(fields, (std::vector<std::string>{"additions", "answers",    "case",
                                              "complaint", "contacts",   "damage_and_witnesses",
                                              "employer",  "evidence",   "incident",
                                              "language",  "made",       "mark",
                                              "reported",  "reporter",   "reporter_is_witness",
                                              "schema",    "statements", "steps",
                                              "story",     "victim"}));
  EXPECT_EQ(json["schema"], "meldmaat-police-pack/1");
  EXPECT_EQ(json["mark"], "VPT");
  EXPECT_EQ(json["made"], "2026-11-18T10:00:00.000Z");
  EXPECT_EQ(json["evidence"][0]["sha256"], std::string(64, 'a'));
  EXPECT_TRUE(json["complaint"]["needed"]);
  EXPECT_FALSE(json["complaint"]["filed"]);
}

TEST(PoliceJson, HasTheSevenInTheOrderOfThePolice) {
  const auto json = nlohmann::json::parse(to_json(small_pack()));
  std::vector<std::string> order;
  for (const auto& topic : json["answers"]) order.push_back(topic["topic"]);
  EXPECT_EQ(order, (std::vector<std::string>{"who", "what", "where", "with", "how", "when", "why"}));
  const auto& answer = json["answers"][0]["answers"][0];
  EXPECT_EQ(answer["text"], "een man[U+202E]");
  EXPECT_EQ(answer["changes"][0]["before"], "iemand");
}

TEST(PoliceJson, SaysNullWhereNothingIsKnown) {
  const auto json = nlohmann::json::parse(to_json(small_pack()));
  EXPECT_TRUE(json["employer"]["address_for_service"].is_null());
  EXPECT_TRUE(json["contacts"]["prosecution"]["number"].is_null());
  EXPECT_TRUE(json["story"].is_null());
  EXPECT_TRUE(json["reporter"].is_null());
}

TEST(PoliceJson, SurvivesBytesThatAreNoText) {
  auto pack = small_pack();
  pack.organisation = "Gemeente \xff";
  EXPECT_TRUE(nlohmann::json::accept(to_json(pack)));
}

}  // namespace
}  // namespace meldmaat
