// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The code with which a witness gives a statement (S0-10): "2026-0007-7KQ2-M9C4". The number says which case, so that
/// nothing has to be searched, and 40 bits of chance say that somebody handed it on: whoever tries must be known to the
/// organisation, and every try stands in a conversation with their name. Typed by hand, so reading is forgiving. Pure.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "bot/ids.hpp"

namespace meldmaat {

struct WitnessCode {
  CaseNumber number;
  std::string secret;  ///< 8 characters of Crockford's base 32, upper case
  bool operator==(const WitnessCode&) const = default;
};

/// What somebody who has the code may know of the case: that it can be told something.
struct OpenCall {
  bool own = false;  ///< the person reported it, or it happened to them: their words have a place of their own
  bool operator==(const OpenCall&) const = default;
};

/// How long a code opens: a witness may be away for a week and needs some days, and a memory gets no better.
inline constexpr std::chrono::days witness_call_lasts{14};

/// Of chance, for one secret.
inline constexpr std::size_t witness_secret_bytes = 5;

/// Draws nothing itself. \param chance at least 10 hexadecimal digits, of which 40 bits are taken
[[nodiscard]] std::string witness_secret(std::string_view chance);

[[nodiscard]] std::string written(const WitnessCode& code);

/// Nothing when it is no code. One or two words may stand in front, such as "getuige"; case, spaces and dashes, O for 0
/// and I and L for 1 do not matter. \param typed any bytes
[[nodiscard]] std::optional<WitnessCode> read_witness_code(std::string_view typed);

/// The frame of the dialog, as far as the heart knows it: its name, and the note that holds the code.
namespace witness_frame {
inline constexpr std::string_view name = "witness";
inline constexpr std::string_view code = "code";
}  // namespace witness_frame

}  // namespace meldmaat
