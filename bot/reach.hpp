// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How a person can be found on a channel that must be called, as it was last heard there.
#pragma once

#include <string>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct Reach {
  ConversationKey conversation;
  /// The channel's own words; JSON that no other room reads.
  std::string details;
  /// The channel said that nothing arrives here any more. Heard from again: no longer dead.
  bool dead = false;
  Moment at;  ///< when it was last heard from, or found dead
  bool operator==(const Reach&) const = default;
};

}  // namespace meldmaat
