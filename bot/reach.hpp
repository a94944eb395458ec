// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How a person can be found on a channel that must be called, as it was last heard there.
#pragma once

#include <optional>
#include <string>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

class Store;

struct Reach {
  ConversationKey conversation;
  /// The channel's own words; JSON that no other room reads. Empty: never heard from on this channel.
  std::string details;
  /// The channel said that nothing arrives here any more. Heard from again: no longer dead.
  bool dead = false;
  Moment at;  ///< when the above was learned
  /// When a human last heard that something did not arrive here; nothing once the person was heard from again.
  std::optional<Moment> told;
  bool operator==(const Reach&) const = default;
};

/// The person spoke on this channel: it is living, and found as `details` says. For every inbound event, in the batch
/// of its turn; writes only what is news.
void heard_from(Store& store, Moment now, const ConversationKey& key, const std::string& details);

/// The channel said that nothing arrives there any more.
void gone_from(Store& store, Moment now, const ConversationKey& key);

}  // namespace meldmaat
