// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The whole configuration as one value, or everything that is wrong with it. Read once at start (decision D25).
#pragma once

#include <filesystem>
#include <variant>
#include <vector>

#include "bot/municipality.hpp"
#include "config/complaint.hpp"
#include "config/reader.hpp"
#include "config/settings.hpp"
#include "config/sources.hpp"

namespace meldmaat {

/// The configuration can be used.
struct Loaded {
  Municipality municipality;
  Settings settings;
  std::vector<Document> protocols;  ///< every one whole, with the place each value comes from
  std::vector<Complaint> warnings;  ///< what somebody should look at, none of it a mistake
};

/// The configuration cannot be used; meldmaat must not start. At least one of the complaints is a mistake.
struct Refused {
  std::vector<Complaint> complaints;
};

using LoadResult = std::variant<Loaded, Refused>;

/// Reads organisation.toml, meldmaat.toml (may be absent) and the folders protocols, forms and texts (may be absent) of
/// `folder`, and the files with secrets that meldmaat.toml names; what meldmaat ships lies underneath. Never throws on
/// content.
[[nodiscard]] LoadResult load(const std::filesystem::path& folder, const TeamsEnvironment& environment = {});

/// The fictitious municipality that `meldmaat demo` shows; embedded in the program.
[[nodiscard]] LoadResult load_demo();

/// The same for files that were read before: a function of its argument, of the system's time zone database and of the
/// files that the settings name.
[[nodiscard]] LoadResult load_sources(const Sources& sources);

/// Cases and drafts keep the version they began with (decision D8): a version that is used in `protocols` or `forms`
/// (Store::protocols_in_use, Store::forms_in_use) and is not on the shelf is a mistake. Empty: all are there.
[[nodiscard]] std::vector<Complaint> check_in_use(const Municipality& municipality,
                                                  const std::vector<ProtocolRef>& protocols,
                                                  const std::vector<FormRef>& forms);

}  // namespace meldmaat
