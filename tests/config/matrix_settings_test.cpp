// SPDX-License-Identifier: EUPL-1.2
// Checks what comes out of [matrix]: the values, the tokens from their files, which are made in a folder of the test,
// and who may have a channel there. Faults that one line of a file shows are in mistakes/settings-matrix*.
#include "config/matrix_settings.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "config/settings_file.hpp"
#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

const std::string server =
    "[matrix]\nhomeserver = \"https://matrix.kleindorp.example\"\nserver_name = \"kleindorp.example\"\n";
const std::string as_text = "as.0123456789_abcdef~0123456789-ABCDEF";
const std::string hs_text = "00112233445566778899aabbccddeeff";

class MatrixSettings : public testing::Test {
 protected:
  MatrixSettings()
      : folder_(fs::temp_directory_path() /
                ("meldmaat-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()})) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// A line `key = "path"` for a new file with this content.
  std::string file(const std::string& key, const std::string& content, fs::perms mode = fs::perms::owner_read) const {
    fs::remove(folder_ / key);
    std::ofstream{folder_ / key, std::ios::binary} << content;
    fs::permissions(folder_ / key, mode);
    return key + " = \"" + (folder_ / key).string() + "\"\n";
  }
  /// The lines for two good tokens, in files made anew.
  std::string tokens() const { return file("as_token_file", as_text + '\n') + file("hs_token_file", hs_text); }

  LoadResult load(const std::string& settings) {
    sources.settings = SourceFile{"meldmaat.toml", settings, false};
    return load_sources(sources);
  }
  /// Without what differs from run to run.
  std::string said_of(const std::string& settings) {
    std::string said = described(complaints_of(load(settings)));
    for (auto at = said.find(folder_.string()); at != std::string::npos; at = said.find(folder_.string())) {
      said.replace(at, folder_.string().size(), "FOLDER");
    }
    return said;
  }
  MatrixConfig read(const std::string& settings) {
    auto result = load(settings);
    EXPECT_EQ(described(complaints_of(result)), "");
    const auto* loaded = std::get_if<Loaded>(&result);
    return loaded != nullptr ? loaded->settings.matrix.value_or(MatrixConfig{}) : MatrixConfig{};
  }

  Sources sources = valid_sources();

 private:
  fs::path folder_;
};

TEST_F(MatrixSettings, HaveDefaultsForAHomeserverOnThisMachine) {
  const auto matrix =
      read("[matrix]\nhomeserver = \"http://[::1]:8008\"\nserver_name = \"kleindorp.example\"\n" + tokens());
  EXPECT_EQ(matrix.homeserver, "http://[::1]:8008");
  EXPECT_EQ(matrix.user_id(), "@meldmaat:kleindorp.example");
  EXPECT_EQ(matrix.listener, (Listener{"127.0.0.1", 29333}));
  EXPECT_EQ(matrix.url, "http://127.0.0.1:29333");
  EXPECT_EQ(matrix.hosts, (std::vector<std::string>{"127.0.0.1:29333", "localhost:29333"}));
  EXPECT_EQ(matrix.as_token, as_text);
  EXPECT_EQ(matrix.hs_token, hs_text);
  EXPECT_EQ(matrix.servers, (std::vector<std::string>{"kleindorp.example"}));
  EXPECT_FALSE(matrix.extra_ca_file);
}

TEST_F(MatrixSettings, AreReadAsTheyStand) {
  const auto matrix = read(server + tokens() +
                           "user = \"hulp/meld.maat\"\naddress = \"::\"\nport = 4000\n"
                           "url = \"https://bot.kleindorp.example:8443\"\nhosts = [\"bot.intern\", \"[::]:4000\"]\n"
                           "servers = [\"kleindorp.example\", \"zandrecht.example:8448\"]\n" +
                           file("extra_ca_file", "-----BEGIN CERTIFICATE-----"));
  EXPECT_EQ(matrix.user_id(), "@hulp/meld.maat:kleindorp.example");
  EXPECT_EQ(matrix.listener, (Listener{"::", 4000}));
  EXPECT_EQ(matrix.url, "https://bot.kleindorp.example:8443");
  EXPECT_EQ(matrix.hosts,
            (std::vector<std::string>{"[::]:4000", "localhost:4000", "bot.kleindorp.example:8443", "bot.intern"}));
  EXPECT_EQ(matrix.servers, (std::vector<std::string>{"kleindorp.example", "zandrecht.example:8448"}));
  EXPECT_TRUE(matrix.extra_ca_file);
}

TEST_F(MatrixSettings, AreNotThereWithoutTheTable) {
  auto result = load("");
  ASSERT_TRUE(std::holds_alternative<Loaded>(result)) << described(complaints_of(result));
  EXPECT_FALSE(std::get<Loaded>(result).settings.matrix);
}

TEST_F(MatrixSettings, RefuseTokensThatAreNone) {
  EXPECT_EQ(said_of(server + file("as_token_file", std::string(31, 'a')) + file("hs_token_file", hs_text + " a")),
            "meldmaat.toml:4:17: the token in this file is too short; expected 32 letters, digits, \".\", \"_\", \"~\" "
            "and \"-\" or more: meldmaat generate-registration --make-tokens\n"
            "meldmaat.toml:5:17: there is no token in this file; expected 32 letters, digits, \".\", \"_\", \"~\" and "
            "\"-\" or more: meldmaat generate-registration --make-tokens\n");
  EXPECT_EQ(said_of(server + file("as_token_file", hs_text) + file("hs_token_file", hs_text)),
            "meldmaat.toml:5:17: both tokens are the same; expected a token for each direction\n");
  const auto open = fs::perms::owner_read | fs::perms::others_read;
  EXPECT_EQ(said_of(server + file("as_token_file", as_text, open) + file("hs_token_file", hs_text)),
            "meldmaat.toml:4:17: every user of this machine can reach \"FOLDER/as_token_file\"; expected a file for "
            "meldmaat alone: chmod o= FOLDER/as_token_file\n");
}

TEST_F(MatrixSettings, KeepTheBotsIdWithinWhatMatrixAllows) {
  // "@", ":" and the name of the server take 19 of the 255.
  EXPECT_EQ(read(server + tokens() + "user = \"" + std::string(236, 'a') + "\"\n").user_id().size(), 255U);
  EXPECT_EQ(said_of(server + "user = \"" + std::string(237, 'a') + "\"\n" + tokens()),
            "meldmaat.toml:4:8: the id of the bot is longer than 255 letters; expected a shorter name\n");
}

TEST_F(MatrixSettings, ListenOnAPortThatTeamsDoesNotHave) {
  const std::string teams =
      "[teams]\nclient_id = \"5c2d6e0a-91b4-4c1e-8f3d-0a7b6c5d4e3f\"\n"
      "tenants = [\"0f1e2d3c-4b5a-4968-8776-655443322110\"]\nmanaged_identity = true\nport = 29333\n";
  EXPECT_EQ(said_of(teams + server + tokens()),
            "meldmaat.toml:6:1: teams and matrix listen on the same port 29333; expected two different ports\n");
}

TEST_F(MatrixSettings, NameTheFilesOfTheTokensBeforeTheseAreThere) {
  const std::string files = "as_token_file = \"/nergens/as\"\nhs_token_file = \"/nergens/hs\"\n";
  const auto named = [](const std::string& settings) { return matrix_token_files({"meldmaat.toml", settings, false}); };
  EXPECT_EQ(named(server + files), (std::vector<fs::path>{"/nergens/as", "/nergens/hs"}));
  EXPECT_EQ(named("[matrix]\nas_token_file = \"as\"\nhs_token_file = \"/nergens/hs\"\n"),
            (std::vector<fs::path>{"/nergens/hs"}));
  EXPECT_TRUE(named("[web]\nport = 8080\n").empty());
  EXPECT_TRUE(named("dit is geen TOML").empty());
}

TEST_F(MatrixSettings, SayWhoseChannelsCanBe) {
  auto& organisation = sources.organisation->text;
  const auto give_kim = [&, web = organisation.find("[\"web\"]"), whole = organisation](const std::string& channel) {
    organisation = whole;
    organisation.replace(web, 7, "[\"" + channel + "\"]");
  };
  give_kim("matrix:@kim.kwak:kleindorp.example");
  auto result = load(server + tokens());
  ASSERT_TRUE(std::holds_alternative<Loaded>(result)) << described(complaints_of(result));
  const auto* found =
      std::get<Loaded>(result).municipality.organisation.person_at({"matrix", "@kim.kwak:kleindorp.example"});
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->id, PersonId{"kim"});
  EXPECT_EQ(said_of(""),
            "organisation.toml:11:13: the channel \"matrix\" needs a table [matrix] in meldmaat.toml; expected this "
            "table; docs/matrix.md shows what is in it\n");

  give_kim("matrix:@kim:kleindrop.example");
  EXPECT_EQ(said_of(server + tokens()),
            "organisation.toml:11:13: \"kleindrop.example\" is not one of the servers of [matrix] in meldmaat.toml; "
            "expected one of kleindorp.example; did you mean \"kleindorp.example\"?\n");
  give_kim("matrix:@meldmaat:kleindorp.example");
  EXPECT_EQ(said_of(server + tokens()),
            "organisation.toml:11:13: \"@meldmaat:kleindorp.example\" is the bot itself; expected the user id of this "
            "person\n");
  give_kim("matrix:@" + std::string(237, 'k') + ":kleindorp.example");
  EXPECT_NE(said_of(server + tokens()).find("names nobody on Matrix"), std::string::npos);
}

}  // namespace
}  // namespace meldmaat
