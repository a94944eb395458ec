// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a vote or a reaction in a room means: the button it stands for. Whose it is was looked at before; which buttons
/// there were is what was said, never what comes in. Storage thread.
#pragma once

#include <optional>

#include "adapters/matrix/room_event.hpp"
#include "adapters/matrix/typed_press.hpp"
#include "bot/store.hpp"

namespace meldmaat {

/// Nothing for what stands under no message of ours, spoiled votes, and other reactions.
[[nodiscard]] std::optional<TypedPress> press_by(Store& store, const ConversationKey& key, const Voted& vote);
[[nodiscard]] std::optional<TypedPress> press_by(Store& store, const ConversationKey& key, const Reacted& reaction);

}  // namespace meldmaat
