// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Something a channel has to say that no dialog says: "this is too long for me", "that file I cannot open". Said once
/// for the event it answers. Called on the storage thread inside a Part of an open batch.
#pragma once

#include <string>

#include "bot/take_turn.hpp"

namespace meldmaat {

void remark(Store& store, Moment now, const ConversationKey& key, const EventId& once, std::string text,
            Touched& touched);

}  // namespace meldmaat
