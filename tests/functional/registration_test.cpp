// SPDX-License-Identifier: EUPL-1.2
// Checks `meldmaat generate-registration` with the real program: what is printed has what a homeserver needs, the files
// of the tokens are made once and for their owner alone, and without [matrix] there is nothing to print. The
// configuration lies in a folder of the test.
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

namespace fs = std::filesystem;

class RegistrationCommand : public testing::Test {
 protected:
  RegistrationCommand() {
    fs::copy_file(fs::path(MELDMAAT_SOURCE_DIR) / "config/demo/organisation.toml", folder_ / "organisation.toml");
    configure(
        "[matrix]\nhomeserver = \"http://127.0.0.1:8008\"\nserver_name = \"kleindorp.example\"\n"
        "as_token_file = \"" +
        as_file().string() + "\"\nhs_token_file = \"" + hs_file().string() + "\"\n");
  }

  void configure(const std::string& settings) const { std::ofstream(folder_ / "meldmaat.toml") << settings; }
  fs::path as_file() const { return folder_ / "as-token"; }
  fs::path hs_file() const { return folder_ / "hs-token"; }

  Ended run(bool make_tokens) const {
    std::vector<std::string> words{"generate-registration", "--config", folder_.path().string()};
    if (make_tokens) words.emplace_back("--make-tokens");
    return run_to_end(words);
  }
  /// What comes into the file when an administrator writes `... > registration.yaml`.
  std::string on_standard_output() const {
    const std::string command = std::string(MELDMAAT_PROGRAM) + " generate-registration --make-tokens --config " +
                                folder_.path().string() + " 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string words;
    std::array<char, 4096> piece{};
    for (auto size = std::fread(piece.data(), 1, piece.size(), pipe.get()); size > 0;
         size = std::fread(piece.data(), 1, piece.size(), pipe.get())) {
      words.append(piece.data(), size);
    }
    return words;
  }
  static std::string token_in(const fs::path& path) {
    std::ifstream file(path);
    std::string token;
    std::getline(file, token);
    return token;
  }

 private:
  fakes::TemporaryFolder folder_;
};

TEST_F(RegistrationCommand, MakesTheTokensAndPrintsTheFileAndNothingElse) {
  const auto made = run(true);
  EXPECT_EQ(made.code, 0) << made.words;
  const auto owner = fs::perms::owner_read | fs::perms::owner_write;
  for (const auto& file : {as_file(), hs_file()}) {
    EXPECT_EQ(fs::status(file).permissions(), owner) << file;
    EXPECT_EQ(token_in(file).size(), 64U) << file;
  }
  EXPECT_NE(token_in(as_file()), token_in(hs_file()));
  EXPECT_EQ(made.words,
            "# meldmaat as an application service. Holds both tokens: for the homeserver alone.\n"
            "id: 'meldmaat'\nurl: 'http://127.0.0.1:29333'\nas_token: '" +
                token_in(as_file()) + "'\nhs_token: '" + token_in(hs_file()) +
                "'\nsender_localpart: '_meldmaat_appservice'\n"
                "rate_limited: false\nreceive_ephemeral: false\n"
                "namespaces:\n  users:\n    - exclusive: true\n"
                "      regex: '^@meldmaat:kleindorp\\.example$'\n"
                "  aliases: []\n  rooms: []\n");
  EXPECT_EQ(on_standard_output(), made.words);
}

TEST_F(RegistrationCommand, KeepsTheTokensThatAreThere) {
  const auto first = run(true);
  ASSERT_EQ(first.code, 0) << first.words;
  EXPECT_EQ(run(true).words, first.words);
  EXPECT_EQ(run(false).words, first.words);
  const auto as_token = token_in(as_file());
  fs::remove(hs_file());
  ASSERT_EQ(run(true).code, 0);
  EXPECT_EQ(token_in(as_file()), as_token);
  EXPECT_NE(run(false).words, first.words) << "the homeserver must be told the new one";
}

TEST_F(RegistrationCommand, MakesNothingUnasked) {
  const auto ended = run(false);
  EXPECT_EQ(ended.code, 1);
  EXPECT_NE(ended.words.find("meldmaat.toml:4:17: there is no file \"" + as_file().string() + '"'), std::string::npos)
      << ended.words;
  EXPECT_FALSE(fs::exists(as_file()));
  EXPECT_FALSE(fs::exists(hs_file()));
}

TEST_F(RegistrationCommand, SaysWhichFileItCannotMake) {
  configure("[matrix]\nas_token_file = \"/nergens/as-token\"\n");
  const auto ended = run(true);
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(ended.words, "meldmaat: /nergens/as-token cannot be written\n");
}

TEST_F(RegistrationCommand, RefusesWithoutTheTable) {
  configure("[web]\nport = 8081\n");
  for (const bool make_tokens : {false, true}) {
    const auto ended = run(make_tokens);
    EXPECT_EQ(ended.code, 1);
    EXPECT_EQ(ended.words, "meldmaat: meldmaat.toml has no table [matrix]; docs/matrix.md shows what is in it\n");
  }
}

}  // namespace
}  // namespace meldmaat::functional
