// SPDX-License-Identifier: EUPL-1.2
/// \file
/// "Do I have to report this?": a few questions with buttons that end in a card (S4-11, S4-16). First of all whether
/// there is danger. The words are the texts "cards.path.<fork>.ask" and "cards.path.<fork>.<choice>".
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace meldmaat {

struct ForkChoice {
  std::string_view id;  ///< empty: no choice
  std::string_view to;  ///< a command: "decide/<fork>" or "card/<id>"
  bool operator==(const ForkChoice&) const = default;
};

struct Fork {
  std::string_view id;
  std::array<ForkChoice, 7> choices;
  bool operator==(const Fork&) const = default;
};

/// The first is where the path begins. Lives as long as the program, any thread.
[[nodiscard]] std::span<const Fork> decision_path();
/// nullptr: none of that name.
[[nodiscard]] const Fork* find_fork(std::string_view id);

}  // namespace meldmaat
