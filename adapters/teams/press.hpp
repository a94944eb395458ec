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

#include "adapters/teams/activity.hpp"
#include "bot/event.hpp"

namespace meldmaat {

struct Press {
  std::uint64_t line = 0;  ///< of the transcript
  /// The one-time name of the press: the same for every copy of one answer to one question ("card:<line>"), empty for
  /// buttons that may be pressed again (a case, the menu), which the activity's id tells apart.
  std::string once;
  Happened what;  ///< Chose or Said
};

/// The press in an invoke "adaptiveCard/action" or in a message with a value; nothing when it is none of ours:
/// unreadable, an unknown verb, empty inputs.
[[nodiscard]] std::optional<Press> read_press(const Activity& activity);

}  // namespace meldmaat
