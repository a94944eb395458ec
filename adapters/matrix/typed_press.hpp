// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A number typed in a room presses the button that bears it. The dialog understands numbers as answers to the question
/// that is open; this is for the buttons of everything else, such as a case of which somebody hears, which stand in a
/// room as a numbered list. Storage thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "bot/event.hpp"
#include "bot/store.hpp"

namespace meldmaat {

struct TypedPress {
  std::uint64_t line = 0;  ///< of the transcript, that the button stands on
  Chose what;
};

/// Nothing when the open question stands below every button, because the number answers it; and for what is no number
/// of a button on the message that stands lowest of those that have any.
[[nodiscard]] std::optional<TypedPress> typed_press(Store& store, const ConversationKey& key, std::string_view text);

}  // namespace meldmaat
