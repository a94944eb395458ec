// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a person answered to an open question of the casework. Pure; anything may be said.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/case.hpp"
#include "dialogs/phrases/when.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// The id of the one option that was chosen; empty: none.
[[nodiscard]] std::string choice(const Talk& talk);
/// The text that was typed; empty: none.
[[nodiscard]] std::string said(const Talk& talk);

inline constexpr std::string_view yes_option = "yes";
inline constexpr std::string_view no_option = "no";
/// The button with one of these ids, or a typed yes or no. None: neither.
[[nodiscard]] std::optional<bool> confirmed(const Talk& talk);

/// A moment in the words of a person. No reading: `why` there is none. Several: all are equally likely.
struct HeardMoment {
  std::vector<IncidentMoment> readings;
  WhyNot why = WhyNot::unclear;
};
/// A coming day without a time of day begins when work begins.
[[nodiscard]] HeardMoment heard_moment(const Talk& talk, Direction direction);
[[nodiscard]] IncidentMoment moment_in(const Talk& talk, WhenReading reading, Direction direction);

/// Asks which of these is meant. The frame on top keeps them, so that `ask_which_again` can ask
/// the same after an interruption. \param what in words, of which the moment is
void ask_which(Talk& talk, std::string_view question, const std::string& what,
               const std::vector<IncidentMoment>& readings);
void ask_which_again(Talk& talk, std::string_view question, const std::string& what);
/// The moment behind the button that was chosen.
[[nodiscard]] std::optional<IncidentMoment> chosen_moment(const Talk& talk);

}  // namespace meldmaat
