// SPDX-License-Identifier: EUPL-1.2
// Checks the overview of somebody's data as data: the fields that docs/privacy/inzage.md promises, and text that is
// safe to print.
#include "adapters/paper/overview_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace meldmaat {
namespace {

TEST(OverviewJson, HasWhatTheDocumentPromises) {
  Overview overview;
  overview.made = Moment{std::chrono::sys_days{std::chrono::year{2026} / 11 / 18} + std::chrono::hours{10}};
  overview.organisation = "Gemeente Zandrecht";
  overview.person = {{"Naam", "Noor Duinker"}};
  overview.cases = {{CaseNumber{"2026-0001"}, {{"answers", "wat er is gemeld", {{"Wie", "een man\u202E"}}}}}};
  overview.about = {"Waarvoor"};
  const auto json = nlohmann::json::parse(to_json(overview));
  std::vector<std::string> fields;
  for (const auto& [name, value] : json.items()) fields.push_back(name);
  EXPECT_EQ(fields,
            (std::vector<std::string>{"about", "cases", "language", "made", "of", "organisation", "person", "schema"}));
  EXPECT_EQ(json["schema"], "meldmaat-overview/1");
  EXPECT_EQ(json["of"], "own");
  EXPECT_EQ(json["made"], "2026-11-18T10:00:00.000Z");
  EXPECT_EQ(json["person"][0]["text"], "Noor Duinker");
  EXPECT_EQ(json["cases"][0]["case"], "2026-0001");
  EXPECT_EQ(json["cases"][0]["answers"][0]["label"], "Wie");
  EXPECT_EQ(json["cases"][0]["answers"][0]["text"].get<std::string>().find("\u202E"), std::string::npos);
}

TEST(OverviewJson, SaysWhoseItIs) {
  Overview overview;
  overview.of_accused = true;
  const auto json = nlohmann::json::parse(to_json(overview));
  EXPECT_EQ(json["of"], "accused");
  EXPECT_TRUE(json["cases"].is_array());
}

}  // namespace
}  // namespace meldmaat
