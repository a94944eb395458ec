// SPDX-License-Identifier: EUPL-1.2
/// \file
/// `only_if = { all = [...], any = [...], none = [...] }`, for rules and questions alike.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/form.hpp"
#include "config/table.hpp"

namespace meldmaat {

/// The condition under `key`, which holds always when it is absent. Complains about flags that bot/flags.hpp does not
/// know and about flags that must be set and not set.
[[nodiscard]] Condition read_condition(const Table& table, std::string_view key);

/// The same check for a plain list of flags.
[[nodiscard]] std::vector<Flag> read_flags(const Table& table, std::string_view key);

extern const Section condition_section;

/// Flags that the program sets itself, whatever the questions are (bot/flags.hpp).
[[nodiscard]] const std::vector<Flag>& own_flags();

/// Why `condition` cannot hold when no flag but `settable` and the program's own is ever set; empty when it can.
[[nodiscard]] std::string why_never(const Condition& condition, const std::vector<Flag>& settable);

}  // namespace meldmaat
