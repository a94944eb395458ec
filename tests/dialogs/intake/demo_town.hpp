// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The demo municipality as the program ships it: real texts, form, protocol and people.
#pragma once

#include <stdexcept>
#include <utility>
#include <variant>

#include "bot/municipality.hpp"
#include "config/municipality_loader.hpp"

namespace meldmaat::tests {

inline const Municipality& demo_town() {
  static const Municipality town = [] {
    auto result = load_demo();
    if (auto* loaded = std::get_if<Loaded>(&result)) return std::move(loaded->municipality);
    throw std::runtime_error("the demo municipality does not load");
  }();
  return town;
}

}  // namespace meldmaat::tests
