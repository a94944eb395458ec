// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How long another server asks us to stay away (RFC 9110 §10.2.3). Pure; any thread.
#pragma once

#include "adapters/http_message.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// More than this is nobody's serious wish.
inline constexpr Milliseconds longest_retry_after = std::chrono::hours{24};

/// Retry-After in seconds or as a date, at most `longest_retry_after`; 0 when it is absent, past or cannot be read.
/// \param now for a date
[[nodiscard]] Milliseconds retry_after(const Headers& headers, Moment now);

}  // namespace meldmaat
