// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/options.hpp"

#include <charconv>

namespace meldmaat::bench {

namespace {

bool read_count(const std::string& text, int& count) {
  const auto* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, count);
  return error == std::errc{} && read == end && count >= 1;
}

bool read_part(const std::string& text, Options& options) {
  options.web = text == "web";
  options.teams = text == "teams";
  options.matrix = text == "matrix";
  return options.web || options.teams || options.matrix;
}

bool read_value(const std::string& name, const std::string& value, Options& options) {
  if (name == "--only") return read_part(value, options);
  if (name == "--rounds") return read_count(value, options.rounds);
  if (name == "--seconds") return read_count(value, options.seconds);
  if (name == "--people") return read_count(value, options.people);
  if (name == "--program") options.program = value;
  if (name == "--peers") options.peers = std::filesystem::absolute(value);
  return name == "--program" || name == "--peers";
}

}  // namespace

std::optional<Options> read_options(const std::vector<std::string>& words) {
  Options options;
  options.program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "meldmaat";
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "--json") {
      options.json = true;
    } else if (i + 1 == words.size() || !read_value(words[i], words[i + 1], options)) {
      return std::nullopt;
    } else {
      ++i;
    }
  }
  return options;
}

}  // namespace meldmaat::bench
