// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A room on a channel whose conversations take place in rooms: what the channel must remember of it beyond the person
/// it belongs to, and whether something is still to be done there (join it, leave it, read what was missed).
#pragma once

#include <optional>
#include <string>

#include "bot/moment.hpp"

namespace meldmaat {

struct Room {
  std::string channel;  ///< as in ConversationKey
  std::string id;       ///< as the channel calls it
  std::string details;  ///< the channel's own words; JSON that no other room of the house reads
  /// From when on something is to be done there; nothing: it is as it should be.
  std::optional<Moment> not_before;
  bool operator==(const Room&) const = default;
};

}  // namespace meldmaat
