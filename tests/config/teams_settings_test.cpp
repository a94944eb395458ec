// SPDX-License-Identifier: EUPL-1.2
// Checks what comes out of [teams]: the values, those that the environment puts in their place, and the files with
// secrets, which are made in a folder of the test. Faults that one line of a file shows are in
// mistakes/settings-teams*.
#include "config/teams_settings.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "config/secret_file.hpp"
#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

namespace fs = std::filesystem;

const std::string identity =
    "[teams]\nclient_id = \"5c2d6e0a-91b4-4c1e-8f3d-0a7b6c5d4e3f\"\n"
    "tenants = [\"0f1e2d3c-4b5a-4968-8776-655443322110\", \"aaaabbbb-cccc-4ddd-8eee-ffff00001111\"]\n";

class TeamsSettings : public testing::Test {
 protected:
  TeamsSettings()
      : folder_(fs::temp_directory_path() /
                ("meldmaat-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()})) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// A line `key = "path"` for a new file with this content.
  std::string file(const std::string& key, const std::string& content, fs::perms mode = fs::perms::owner_read) const {
    std::ofstream{folder_ / key, std::ios::binary} << content;
    fs::permissions(folder_ / key, mode);
    return key + " = \"" + (folder_ / key).string() + "\"\n";
  }

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
  TeamsConfig read(const std::string& settings) {
    auto result = load(settings);
    EXPECT_EQ(described(complaints_of(result)), "");
    const auto* loaded = std::get_if<Loaded>(&result);
    return loaded != nullptr ? loaded->settings.teams.value_or(TeamsConfig{}) : TeamsConfig{};
  }

  Sources sources = valid_sources();

 private:
  fs::path folder_;
};

TEST_F(TeamsSettings, AreReadAsTheyStand) {
  const auto teams = read(sources.settings->text);
  EXPECT_EQ(teams.client_id, "5c2d6e0a-91b4-4c1e-8f3d-0a7b6c5d4e3f");
  EXPECT_EQ(teams.tenants,
            (std::vector<std::string>{"0f1e2d3c-4b5a-4968-8776-655443322110", "aaaabbbb-cccc-4ddd-8eee-ffff00001111"}));
  EXPECT_EQ(teams.credential, TeamsConfig::Credential::managed_identity);
  EXPECT_EQ(teams.listener, (Listener{"127.0.0.1", 3978}));
  EXPECT_EQ(teams.hosts, (std::vector<std::string>{"meldmaat.kleindorp.example", "127.0.0.1:3978", "localhost:3978",
                                                   "bot.intern:3978"}));
  EXPECT_EQ(teams.sends_per_second, 20);
  EXPECT_EQ(teams.proxy, "http://proxy.intern:3128");
  EXPECT_EQ(teams.privacy_url, "https://www.kleindorp.example/privacy");
  EXPECT_EQ(teams.terms_url, "");
  EXPECT_EQ(teams.cloud.connectors,
            (std::vector<std::string>{"https://smba.trafficmanager.net", "http://127.0.0.1:8055"}));
  EXPECT_EQ(teams.cloud.login, "");
}

TEST_F(TeamsSettings, FilesComeFromBelowANameOfTwoPartsOrMore) {
  const std::string managed = identity + "managed_identity = true\n";
  EXPECT_EQ(read(managed + "[teams.cloud]\nfile_hosts = [\".sharepoint.us\"]\n").cloud.file_hosts,
            (std::vector<std::string>{".sharepoint.us"}));
  for (const auto* wrong : {"sharepoint.com", ".com", ".sharepoint..com", ".sharepoint.com.", ".Sharepoint.com",
                            "https://sharepoint.com", "."}) {
    EXPECT_NE(said_of(managed + "[teams.cloud]\nfile_hosts = [\"" + wrong + "\"]\n").find("end of a host name"),
              std::string::npos)
        << wrong;
  }
}

TEST_F(TeamsSettings, AreNotThereWithoutTheTable) {
  sources.environment = {"5c2d6e0a-91b4-4c1e-8f3d-0a7b6c5d4e3f", "geheim", "0f1e2d3c-4b5a-4968-8776-655443322110"};
  auto result = load("");
  ASSERT_TRUE(std::holds_alternative<Loaded>(result)) << described(complaints_of(result));
  EXPECT_FALSE(std::get<Loaded>(result).settings.teams);
}

TEST_F(TeamsSettings, TakeTheSecretFromItsFileWithoutTheLineBreak) {
  const auto teams = read(identity + file("client_secret_file", "s3cr3t~value\n"));
  EXPECT_EQ(teams.credential, TeamsConfig::Credential::client_secret);
  EXPECT_EQ(teams.client_secret, "s3cr3t~value");
}

TEST_F(TeamsSettings, TheFileOfTheSecretCanBeReadAgain) {  // T10
  const auto own = fs::perms::owner_read | fs::perms::owner_write;
  const auto path = read(identity + file("client_secret_file", "first\n", own)).client_secret_file;
  ASSERT_TRUE(path);
  static_cast<void>(file("client_secret_file", "second\n", own));
  EXPECT_EQ(read_secret_again(*path), "second");
  static_cast<void>(file("client_secret_file", std::string(70'000, 'x'), own));
  EXPECT_EQ(read_secret_again(*path), "");
  fs::permissions(*path, fs::perms::owner_read | fs::perms::others_read);
  EXPECT_EQ(read_secret_again(*path), "");
  fs::remove(*path);
  EXPECT_EQ(read_secret_again(*path), "");
}

// C18: an empty secret stops the program; so does one that is no secret any more.
TEST_F(TeamsSettings, RefuseASecretThatIsNone) {
  EXPECT_EQ(said_of(identity + file("client_secret_file", " \n")),
            "meldmaat.toml:4:22: the file \"FOLDER/client_secret_file\" is empty\n");
  EXPECT_EQ(said_of(identity + file("client_secret_file", std::string(70'000, 'x'))),
            "meldmaat.toml:4:22: the file \"FOLDER/client_secret_file\" is larger than 64 KiB\n");
  const auto open = fs::perms::owner_read | fs::perms::others_read;
  EXPECT_EQ(said_of(identity + file("client_secret_file", "s3cr3t", open)),
            "meldmaat.toml:4:22: every user of this machine can reach \"FOLDER/client_secret_file\"; expected a file "
            "for meldmaat alone: chmod o= FOLDER/client_secret_file\n");
}

TEST_F(TeamsSettings, TakeACertificateWithItsKey) {
  const std::string certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----";
  const std::string key = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----";
  const auto everybody = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
  const auto teams = read(identity + file("certificate_file", certificate + "\n", everybody) +
                          file("certificate_key_file", key + "\n"));
  EXPECT_EQ(teams.credential, TeamsConfig::Credential::certificate);
  EXPECT_EQ(teams.certificate, certificate);
  EXPECT_EQ(teams.certificate_key, key);

  EXPECT_EQ(said_of(identity + file("certificate_file", key) +
                    file("certificate_key_file", "-----BEGIN ENCRYPTED PRIVATE KEY-----")),
            "meldmaat.toml:4:20: there is no certificate in this file; expected PEM: -----BEGIN CERTIFICATE-----\n"
            "meldmaat.toml:5:24: there is no readable private key in this file; expected PEM without a password: "
            "-----BEGIN PRIVATE KEY-----\n");
}

TEST_F(TeamsSettings, TakeThePasswordOfTheProxyFromItsFile) {
  const auto teams = read(identity + "managed_identity = true\nproxy = \"http://proxy.intern:3128\"\n" +
                          "proxy_user = \"meldmaat\"\n" + file("proxy_password_file", "open sesam\n"));
  EXPECT_EQ(teams.proxy_user, "meldmaat");
  EXPECT_EQ(teams.proxy_password, "open sesam");
}

TEST_F(TeamsSettings, GiveWayToTheEnvironment) {
  sources.environment = {"11111111-2222-4333-8444-555555555555", "uit de omgeving",
                         "99999999-2222-4333-8444-555555555555"};
  const auto replaced = read(identity + "client_secret_file = \"/nergens/geheim\"\n");
  EXPECT_EQ(replaced.client_id, "11111111-2222-4333-8444-555555555555");
  EXPECT_EQ(replaced.credential, TeamsConfig::Credential::client_secret);
  EXPECT_EQ(replaced.client_secret, "uit de omgeving");
  EXPECT_EQ(replaced.tenants,
            (std::vector<std::string>{"99999999-2222-4333-8444-555555555555", "aaaabbbb-cccc-4ddd-8eee-ffff00001111"}));
  const auto alone = read("[teams]\n");
  EXPECT_EQ(alone.client_id, "11111111-2222-4333-8444-555555555555");
  EXPECT_EQ(alone.tenants, (std::vector<std::string>{"99999999-2222-4333-8444-555555555555"}));
}

TEST_F(TeamsSettings, SayWhatIsWrongInTheEnvironment) {
  sources.environment = {"bot", "", "gemeente.nl"};
  EXPECT_EQ(said_of("[teams]\nmanaged_identity = true\n"),
            "the environment: CLIENT_ID is not a GUID; expected a GUID such as "
            "\"6f9619ff-8b86-4011-b42d-00cf4fc964ff\"\n"
            "the environment: TENANT_ID is not a GUID; expected a GUID such as "
            "\"6f9619ff-8b86-4011-b42d-00cf4fc964ff\"\n");
}

TEST_F(TeamsSettings, AllowHttpOnlyWhileBothEndsAreOnThisMachine) {
  const std::string cloud = "managed_identity = true\ncloud = { login = \"http://[::1]:8055\" }\n";
  EXPECT_EQ(read(identity + "address = \"::1\"\n" + cloud).cloud.login, "http://[::1]:8055");
  EXPECT_NE(said_of(identity + "address = \"::\"\n" + cloud).find("\"http://[::1]:8055\" is not safe"),
            std::string::npos);
}

TEST_F(TeamsSettings, SendFasterThanTeamsTakesOnlyToAConnectorOfOurOwn) {
  const std::string rate = identity + "managed_identity = true\nsends_per_second = 5000\n";
  EXPECT_EQ(read(rate + "[teams.cloud]\nconnectors = [\"http://127.0.0.1:8055\"]\n").sends_per_second, 5000);
  EXPECT_NE(said_of(rate).find("a whole number from 1 to 50"), std::string::npos);
  EXPECT_NE(said_of(rate + "[teams.cloud]\nconnectors = [\"http://127.0.0.1:8055\", \"https://a.example\"]\n")
                .find("a whole number from 1 to 50"),
            std::string::npos);
}

TEST_F(TeamsSettings, AreNeededByWhoeverHasAChannelInTeams) {
  auto& organisation = sources.organisation->text;
  const std::string web = "channels = [\"web\"]";
  for (auto at = organisation.find(web), id = std::size_t{0}; at != std::string::npos; at = organisation.find(web)) {
    organisation.replace(at, web.size(),
                         "channels = [\"teams:6F9619FF-8B86-4011-B42D-00CF4FC964F" + std::to_string(id++) + "\"]");
  }
  EXPECT_EQ(
      said_of(""),
      "organisation.toml:11:13: the channel \"teams\" needs a table [teams] in meldmaat.toml; expected this table; "
      "docs/teams.md shows what is in it\n");
  auto result = load(identity + "managed_identity = true\n");
  ASSERT_TRUE(std::holds_alternative<Loaded>(result)) << described(complaints_of(result));
  const auto& people = std::get<Loaded>(result).municipality.organisation;
  const auto* found = people.person_at({"teams", "6f9619ff-8b86-4011-b42d-00cf4fc964f0"});
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->id, PersonId{"kim"});
}

}  // namespace
}  // namespace meldmaat
