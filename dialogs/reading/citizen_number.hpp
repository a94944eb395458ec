// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Numbers that have no place in a report: a citizen service number (burgerservicenummer), which the law lets nobody
/// process without a ground (Wabb, article 10). Pure.
#pragma once

#include <string_view>

namespace meldmaat {

/// Does the text hold nine digits that pass the number's own check? They may be written "123456782", "1234.56.782" or
/// "123 456 782". One in eleven other numbers of nine digits passes too: enough for a hint, not for more.
[[nodiscard]] bool holds_citizen_number(std::string_view text);

}  // namespace meldmaat
