// SPDX-License-Identifier: EUPL-1.2
#include "tests/config/fixtures.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace meldmaat {

std::filesystem::path test_folder() {
  return std::filesystem::path{MELDMAAT_SOURCE_DIR} / "tests/config";
}

std::string read_test_file(const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

Sources valid_sources() {
  const auto file = [](const std::string& name) {
    return SourceFile{name, read_test_file(test_folder() / "valid" / name), true};
  };
  Sources sources;
  sources.settings = file("meldmaat.toml");
  sources.organisation = file("organisation.toml");
  sources.protocols = {file("protocols/klein.toml")};
  sources.forms = {file("forms/klein.toml")};
  sources.dutch = {file("texts/nl.toml")};
  sources.english = {file("texts/en.toml")};
  return sources;
}

std::vector<Complaint> complaints_of(const LoadResult& result) {
  const auto* loaded = std::get_if<Loaded>(&result);
  return loaded != nullptr ? loaded->warnings : std::get<Refused>(result).complaints;
}

std::string described(const std::vector<Complaint>& complaints) {
  std::string lines;
  for (const auto& complaint : complaints) lines += describe(complaint) + '\n';
  return lines;
}

}  // namespace meldmaat
