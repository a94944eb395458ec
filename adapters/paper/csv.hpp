// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Rows as a file that a Dutch spreadsheet opens rightly: UTF-8 with a byte order mark, semicolons, CRLF. Pure.
#pragma once

#include <string>
#include <vector>

namespace meldmaat {

/// A cell never is a formula: one that begins like one gets an apostrophe in front.
[[nodiscard]] std::string to_csv(const std::vector<std::vector<std::string>>& rows);

}  // namespace meldmaat
