// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a token of the Connector must claim. Belongs to proof.cpp: only for a payload whose signature was verified.
/// Pure; any thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/literal.hpp"
#include "adapters/teams/proof.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// How far clocks may be apart (Bot Connector authentication: "industry-standard clock-skew is 5 minutes").
inline constexpr std::chrono::seconds clock_skew{300};

/// Tokens of the Connector live for an hour; one that lives for longer than a day is a mistake, whoever signed it.
inline constexpr std::chrono::seconds longest_life = std::chrono::hours(24);

/// The part of a proof that the claims give (no endorsements), or a reason code.
[[nodiscard]] std::variant<Proven, Literal> read_claims(std::string_view payload, const ProofSettings& settings,
                                                        Moment now);

/// A service URL in the one form in which two can be compared: scheme and host in lower case, no slashes at the end.
/// Nothing for anything that is not a plain address, or has a query.
[[nodiscard]] std::optional<std::string> normal_service_url(std::string_view text);

}  // namespace meldmaat
