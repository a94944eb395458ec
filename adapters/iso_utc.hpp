// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A moment as programs write it to each other (RFC 3339). Pure; any thread.
#pragma once

#include <string>

#include "bot/moment.hpp"

namespace meldmaat {

/// "2026-11-21T10:00:00.000Z"
[[nodiscard]] std::string iso_utc(Moment moment);

}  // namespace meldmaat
