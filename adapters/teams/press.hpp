// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a press on a card means: Action.Execute and its Submit fallback carry the same data and come out the same.
/// Everything in it was in the hands of the user: it names a line of the sender's own conversation and options that the
/// dialog judges again, and nothing else.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/teams/activity.hpp"
#include "bot/event.hpp"

namespace meldmaat {

/// What a card's buttons and inputs are called in the data that comes back.
namespace card_words {
inline constexpr std::string_view verb = "answer";    ///< of every Action.Execute
inline constexpr std::string_view line = "line";      ///< the transcript line of the card
inline constexpr std::string_view options = "o";      ///< of a button: the option ids it stands for
inline constexpr std::string_view input = "in";       ///< of a send button: which of the inputs below it sends
inline constexpr std::string_view choice = "choice";  ///< choices joined by commas, each escaped
inline constexpr std::string_view change = "change";  ///< the same, of the lines of a summary
inline constexpr std::string_view text = "text";
inline constexpr std::string_view moment = "moment";  ///< the three inputs that follow
inline constexpr std::string_view day = "day";        ///< "2026-11-20"
inline constexpr std::string_view time = "time";      ///< "14:30"
inline constexpr std::string_view words = "words";
}  // namespace card_words

/// An option id as the value of a choice: without commas, because several values come back joined by commas.
[[nodiscard]] std::string choice_value(std::string_view option_id);

struct Press {
  std::uint64_t line = 0;  ///< of the transcript
  /// The one-time name of the press: the same for every copy of one answer to one question ("card:<line>"), empty for
  /// buttons that may be pressed again (a case, the menu), which the activity's id tells apart.
  std::string once;
  Happened what;  ///< Chose or Said
};

/// The press in an invoke "adaptiveCard/action" or in a message with a value; nothing when it is none of ours or says
/// nothing: unreadable, an unknown verb, a card that drew itself again, empty inputs.
[[nodiscard]] std::optional<Press> read_press(const Activity& activity);

}  // namespace meldmaat
