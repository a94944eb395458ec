// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The keys a table may have, each with its explanation. A section stands next to the code that reads it; from the
/// sections come the complaints about unknown keys and docs/configuration.md, so that the three cannot disagree.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace meldmaat {

struct Key {
  std::string_view name;
  std::string_view form;      ///< what its value looks like; the "expected ..." of a complaint
  std::string_view explains;  ///< a sentence or two for whoever fills it in
  bool required = false;
};

struct Section {
  std::string_view heading;   ///< as in the file: "[[person]]"; in complaints too
  std::string_view explains;  ///< what one such table is
  std::span<const Key> keys;
};

/// One kind of file, for the reference.
struct FileReference {
  std::string_view name;  ///< "organisation.toml"
  std::string_view explains;
  std::vector<const Section*> sections;
};

}  // namespace meldmaat
