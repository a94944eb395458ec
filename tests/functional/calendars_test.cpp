// SPDX-License-Identifier: EUPL-1.2
// Checks that docs/calendars holds, for every shipped protocol, what `meldmaat rehearse --every-kind` prints: a rule
// that changes shows there, where a lawyer reads it.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream stream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

TEST(Calendars, AreThoseOfTheShippedProtocols) {
  const fs::path source{MELDMAAT_SOURCE_DIR};
  std::size_t calendars = 0;
  for (const auto& file : fs::directory_iterator{source / "config/protocols"}) {
    const std::string id = file.path().stem();
    const auto printed = run_to_end({"rehearse", "--protocol", id, "--every-kind", "--incident", "2026-10-23 16:40"});
    ASSERT_EQ(printed.code, 0) << printed.words;
    ++calendars;
    if (printed.words == read(source / "docs/calendars" / (id + ".md"))) continue;
    const auto made = fs::temp_directory_path() / (id + ".md");
    std::ofstream{made, std::ios::binary} << printed.words;
    ADD_FAILURE() << "docs/calendars/" << id << ".md is behind the program; this is how it should be: " << made;
  }
  EXPECT_EQ(calendars, 4U);
}

TEST(OwnProtocol, IsShownWithItsOriginsAndRehearsed) {
  const fakes::TemporaryFolder folder;
  const std::string demo = read(fs::path(MELDMAAT_SOURCE_DIR) / "config/demo/organisation.toml");
  const std::string shipped = "protocol = \"standaard\"";
  const auto at = demo.find(shipped);
  ASSERT_NE(at, std::string::npos);
  std::ofstream(folder / "organisation.toml")
      << demo.substr(0, at) << "protocol = \"zandrecht\"" << demo.substr(at + shipped.size());
  fs::create_directory(folder / "protocols");
  std::ofstream(folder / "protocols/zandrecht.toml")
      << "extends = { id = \"heerlen\", version = 1 }\nid = \"zandrecht\"\n"
      << "version = 1\nname = \"protocol.heerlen\"\n[[rule]]\n"
      << "id = \"T16\"\ndue = \"24h\"\nremind = [\"12h\"]\n";
  const auto checked = run_to_end({"check-config", folder.path().string(), "--protocol", "zandrecht"});
  EXPECT_EQ(checked.code, 0) << checked.words;
  EXPECT_NE(checked.words.find("due = '24h'  # protocols/zandrecht.toml:7\n"), std::string::npos) << checked.words;
  EXPECT_NE(checked.words.find("# shipped/protocols/heerlen.toml:"), std::string::npos);
  const auto rehearsed = run_to_end({"rehearse", "--config", folder.path().string(), "--flags", "verbal", "--incident",
                                     "2026-10-19 16:40", "--json"});
  const auto rows = nlohmann::json::parse(rehearsed.words);
  const bool a_day = std::ranges::any_of(rows, [](const nlohmann::json& row) {
    return row["rule"] == "T16" && row["kind"] == "due" && row["local"] == "2026-10-20T16:40:00+02:00";
  });
  EXPECT_TRUE(a_day) << "the municipality's own, unasked: " << rehearsed.words;
}

}  // namespace
}  // namespace meldmaat::functional
