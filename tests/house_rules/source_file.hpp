// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace meldmaat::house_rules {

/// One file of the tree, read once. `code` is `text` with comments, strings and character literals blanked out, so that
/// a rule about calls is not fooled by a sentence; both have the same length and the same lines.
struct SourceFile {
  /// `path` is relative to the top of the tree, with forward slashes: "adapters/http_server.cpp".
  SourceFile(std::string path, std::string text);

  [[nodiscard]] std::size_t line_of(std::size_t position) const;
  [[nodiscard]] bool is_cpp() const { return path.ends_with(".cpp") || path.ends_with(".hpp"); }
  [[nodiscard]] bool is_in(std::string_view folder) const { return path.starts_with(folder); }
  /// The first folder of the path, "" for a file at the top.
  [[nodiscard]] std::string_view room() const;

  std::string path;
  std::string text;
  std::string code;
};

/// A place where a rule is broken, printed as file:line: what.
struct Fault {
  std::string path;
  std::size_t line;
  std::string what;

  friend bool operator==(const Fault&, const Fault&) = default;
};

using Faults = std::vector<Fault>;

}  // namespace meldmaat::house_rules
