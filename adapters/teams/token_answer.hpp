// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the token endpoint of Microsoft Entra, or of a managed identity, answered (RFC 6749 §5). Pure.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/literal.hpp"

namespace meldmaat {

struct TokenGiven {
  std::string token;              ///< visible ASCII, opaque
  std::chrono::seconds lifetime;  ///< one minute to a day
};

/// Why there is none, and what the operator can do about it. Never a word of the answer: it may quote what it got.
struct TokenRefused {
  Literal reason;
  Literal hint;
};

[[nodiscard]] std::variant<TokenGiven, TokenRefused> read_token_answer(int status, std::string_view body);

}  // namespace meldmaat
