// SPDX-License-Identifier: EUPL-1.2
// Checks what the app package refuses, with made-up texts: whatever Teams would refuse at the upload, all of it at once
// and in both languages. The package of the real program is in tests/browser/package.test.mjs.
#include "adapters/teams/app_package.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace meldmaat {
namespace {

Texts::Catalogue catalogue(std::string command) {
  Texts::Catalogue texts;
  for (const std::string name : {"menu", "help", "numbers", "pause", "language"}) {
    texts["house.words." + name] = command + ", andere woorden";
    texts["teams_package.command." + name] = "Uitleg";
  }
  for (const std::string key : {"name", "name.full", "description", "description.full"}) {
    texts["teams_package." + key] = key;
  }
  texts["teams_package.developer"] = "{organisation}";
  return texts;
}

const AppFacts facts{.client_id = "5c2d6e0a-91b4-4c1e-8f3d-0a7b6c5d4e3f",
                     .version = "1.2.3",
                     .organisation = "Gemeente Kleindorp",
                     .emergency = "112",
                     .origin = "https://meldmaat.kleindorp.example:8443",
                     .privacy_url = "https://kleindorp.example/privacy",
                     .terms_url = "https://kleindorp.example/"};

AppFaults faults_of(const AppFacts& with, const Texts::Catalogue& dutch, const Texts::Catalogue& english) {
  const auto made = app_package(with, {"color", "outline"}, Texts{dutch, english});
  const auto* faults = std::get_if<AppFaults>(&made);
  return faults != nullptr ? *faults : AppFaults{};
}

TEST(AppPackage, SpeaksBothLanguagesWithTheWordsTheBotListensTo) {
  const auto made = app_package(facts, {"color", "outline"}, Texts{catalogue("hulp"), catalogue("help")});
  ASSERT_TRUE(std::holds_alternative<AppFiles>(made));
  const auto& files = std::get<AppFiles>(made);
  ASSERT_EQ(files.size(), 4U);
  const auto manifest = nlohmann::json::parse(files[0].content);
  const auto english = nlohmann::json::parse(files[1].content);
  EXPECT_EQ(manifest["bots"][0]["commandLists"][0]["commands"][1]["title"], "hulp");
  EXPECT_EQ(english["bots[0].commandLists[0].commands[1].title"], "help");
  EXPECT_EQ(manifest["developer"]["name"], "Gemeente Kleindorp");
  EXPECT_EQ(manifest["validDomains"], nlohmann::json::array({"meldmaat.kleindorp.example"}));
  EXPECT_EQ(files[2].content, "color");
  EXPECT_EQ(files[3].content, "outline");
}

// RFC 9562 version 5; expected values by Python's uuid.uuid5(uuid.UUID(bot), "meldmaat").
TEST(AppPackage, HasOneIdForOneBot) {
  EXPECT_EQ(app_id_of("5c2d6e0a-91b4-4c1e-8f3d-0a7b6c5d4e3f"), "ed4103d3-6457-5f13-b0a1-528272a89555");
  EXPECT_EQ(app_id_of("00000000-0000-0000-0000-000000000001"), "ad3c11ed-5ed8-5687-bf50-29dd7f7b1871");
}

TEST(AppPackage, SaysEveryTextThatIsTooLong) {
  auto dutch = catalogue("hulp");
  auto english = catalogue(std::string(33, 'h'));
  dutch["teams_package.name"] = std::string(31, 'n');
  dutch["teams_package.description"] = std::string(81, 'd');
  // Characters count, not bytes: 30 of these are 60 bytes.
  std::string accents;
  for (int count = 0; count < 30; ++count) accents += "é";
  english["teams_package.name"] = accents;
  english["teams_package.command.menu"] = std::string(129, 'm');
  const auto faults = faults_of(facts, dutch, english);
  ASSERT_EQ(faults.size(), 8U);
  EXPECT_EQ(faults[0], "the text \"teams_package.name\" (nl) has 31 characters; Teams takes at most 30");
  EXPECT_EQ(faults[1], "the text \"teams_package.description\" (nl) has 81 characters; Teams takes at most 80");
  EXPECT_EQ(faults[2], "the text \"house.words.menu\" (en) has 33 characters; Teams takes at most 32");
  EXPECT_EQ(faults[3], "the text \"teams_package.command.menu\" (en) has 129 characters; Teams takes at most 128");
}

TEST(AppPackage, CountsTheNameOfTheOrganisation) {
  auto long_name = facts;
  long_name.organisation = "Gemeenschappelijke regeling Kleindorp en omgeving";
  const auto faults = faults_of(long_name, catalogue("hulp"), catalogue("help"));
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0], "the text \"teams_package.developer\" (nl) has 49 characters; Teams takes at most 32");
}

TEST(AppPackage, TakesOnlyVersionsThatTeamsCanCompare) {
  for (const std::string version : {"1.2.3", "0.0.1", "10.20.30"}) {
    auto with = facts;
    with.version = version;
    EXPECT_TRUE(faults_of(with, catalogue("hulp"), catalogue("help")).empty()) << version;
  }
  for (const std::string version : {"", "1", "1.2", "1.2.3.4", "1..3", "01.2.3", "1.2.x", "1.2.3-rc1", "1.2.3."}) {
    auto with = facts;
    with.version = version;
    EXPECT_EQ(faults_of(with, catalogue("hulp"), catalogue("help")).size(), 1U) << version;
  }
}

TEST(AppPackage, TakesSafeAddressesOnly) {
  auto with = facts;
  with.origin = "http://localhost:8080";
  with.privacy_url = with.origin;
  with.terms_url = "http://kleindorp.example/";
  EXPECT_EQ(
      faults_of(with, catalogue("hulp"), catalogue("help")),
      (AppFaults{
          "origin of [web] is http://localhost:8080; Teams takes addresses that begin with https:// only",
          "terms_url of [teams] is http://kleindorp.example/; Teams takes addresses that begin with https:// only"}));
}

}  // namespace
}  // namespace meldmaat
