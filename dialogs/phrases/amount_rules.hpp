// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The rules for lengths of time.
///
///   quantity = number | "2,5" | "½" | "half" | "anderhalf" | "een" | "een paar" | number "en een half"
///   amount   = quantity unit | quantity "of" quantity unit | "een" unit "of" number | amount ["en"] amount
#pragma once

#include <vector>

#include "dialogs/phrases/sign.hpp"

namespace meldmaat::phrases {

/// Months are kept apart from minutes because they have no fixed length.
struct Amount {
  int months = 0;
  int minutes = 0;
  Unit finest = Unit::year;  ///< how precise it was said
  bool about = false;        ///< "een paar weken"
};

/// The alternatives of one amount ("2 of 3 dagen"), at least one. Nothing reaches further than 200 years.
[[nodiscard]] Maybe<std::vector<Amount>> amount_at(const SignText& text, std::size_t i);

}  // namespace meldmaat::phrases
