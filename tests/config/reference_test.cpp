// SPDX-License-Identifier: EUPL-1.2
// Checks that docs/configuration.md explains every key that is read, by comparing its reference with the one that is
// made from the sections the files are read with.
#include "config/reference.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

TEST(Reference, IsInTheDocumentation) {
  const std::string marker =
      "<!-- What follows is made from the program; tests/config/reference_test.cpp compares it. -->\n";
  const std::string document = read_test_file(std::filesystem::path{MELDMAAT_SOURCE_DIR} / "docs/configuration.md");
  const auto at = document.find(marker);
  ASSERT_NE(at, std::string::npos);
  if (document.substr(at + marker.size()) == configuration_reference()) return;
  const auto made = std::filesystem::temp_directory_path() / "configuration.md";
  std::ofstream{made, std::ios::binary} << document.substr(0, at) << marker << configuration_reference();
  FAIL() << "docs/configuration.md is behind the program; this is how it should be: " << made;
}

}  // namespace
}  // namespace meldmaat
