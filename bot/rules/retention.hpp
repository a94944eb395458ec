// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How long a case is kept, and when it goes. Pure. Legal L12 (no longer than needed), handbook Q24 and S2-42 (kept for
/// a claim). It goes in two steps: everybody who may keep it hears so a month before, and then it goes unless something
/// happened.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "bot/dialog.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// So long before, at least. Never less than the 48 hours between marking and destroying (plan M7).
inline constexpr std::chrono::days announced_before{30};

/// The start of the first day on which the case need not be kept any more: so many years after the last thing happened
/// to it, a look at it not counted. Nothing: there is no term, a step or a ban is open, or somebody keeps it.
[[nodiscard]] std::optional<Moment> kept_until(const CaseFile& file, const Municipality& town);

struct Leaving {
  enum class What : std::uint8_t {
    nothing,
    announce,   ///< say that it goes at `at`
    take_back,  ///< it was announced, and something happened since
    remove      ///< it was announced, and that moment is over
  };
  What what = What::nothing;
  Moment at;
  bool operator==(const Leaving&) const = default;
};

/// What is to be done with the case now.
[[nodiscard]] Leaving leaving(const CaseFile& file, Moment now, const Municipality& town);

}  // namespace meldmaat
