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
  Place place;

  /// "a text", "a whole number", "a list", ...
  [[nodiscard]] std::string kind() const;
};

struct Node::Member {
  std::string key;
  Place place;  ///< of the key
  Node node;
};

/// A tree: one file that was read, or several laid over each other (protocol_layers). Whatever is taken out of it
/// refers to it: keep it, and do not move it.
struct Document {
  std::string file;  ///< of what lies on top
  Node root;         ///< always holds Members
};

/// The value as TOML on one line: what a person would have written.
[[nodiscard]] std::string write_toml(const Node& node);

/// `text` as a tree. When it is not TOML every line that is not is complained about and nothing is returned: what such
/// lines would have said is unknown, so complaints about their absence would only mislead.
[[nodiscard]] std::optional<Document> read_toml(const std::string& file, const std::string& text,
                                                Complaints& complaints);

}  // namespace meldmaat
