// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A TOML file as a tree in which every key and every value knows where it stands. The only file that knows the TOML
/// library is reader.cpp; config/table.hpp takes typed values out of the tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/moment.hpp"
#include "config/complaint.hpp"

namespace meldmaat {

/// Line and column, from 1; the file is known to whoever holds the tree.
struct Position {
  int line = 0;
  int column = 0;
  auto operator<=>(const Position&) const = default;
};

/// What a TOML value can be.
struct Node {
  struct Member;
  using List = std::vector<Node>;
  using Members = std::vector<Member>;
  /// A time of day, a date with a time, or what is nested too deep: valid TOML that no key here accepts.
  struct Unused {
    std::string kind;
  };

  std::variant<std::string, std::int64_t, double, bool, LocalDate, Unused, List, Members> value;
  Position position;

  /// "a text", "a whole number", "a list", ...
  [[nodiscard]] std::string kind() const;
};

struct Node::Member {
  std::string key;
  Position position;  ///< of the key
  Node node;
};

/// One file that was read. Whatever is taken out of it refers to it: keep it, and do not move it.
struct Document {
  std::string file;
  Node root;  ///< always holds Members
};

/// `text` as a tree. When it is not TOML every line that is not is complained about and nothing is returned: what such
/// lines would have said is unknown, so complaints about their absence would only mislead.
[[nodiscard]] std::optional<Document> read_toml(const std::string& file, const std::string& text,
                                                Complaints& complaints);

}  // namespace meldmaat
