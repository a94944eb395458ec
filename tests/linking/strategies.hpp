// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The ways to link a report to a person that the threat model knows of (§7). Each uses one thing that a file might
/// give away, and falls back on the ISO week where it gives nothing.
#pragma once

#include <string_view>
#include <vector>

#include "tests/linking/investigation.hpp"

namespace meldmaat::linking {

struct Strategy {
  std::string_view name;
  /// Whom it names for each target.
  std::vector<std::size_t> (*name_all)(const Investigation& investigation);
};

[[nodiscard]] const std::vector<Strategy>& every_strategy();
[[nodiscard]] const Strategy& strategy(std::string_view name);

/// How often something of the postbox lies in the chat's files, or a person of the staff in the postbox.
[[nodiscard]] std::size_t strings_in_common(const Investigation& investigation);

}  // namespace meldmaat::linking
