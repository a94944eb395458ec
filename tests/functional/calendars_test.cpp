// SPDX-License-Identifier: EUPL-1.2
// Checks that docs/calendars holds, for every shipped protocol, what `meldmaat rehearse --every-kind` prints: a rule
// that changes shows there, where a lawyer reads it.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

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

}  // namespace
}  // namespace meldmaat::functional
