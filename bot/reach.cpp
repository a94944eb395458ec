// SPDX-License-Identifier: EUPL-1.2
#include "bot/reach.hpp"

#include "bot/store.hpp"

namespace meldmaat {

void heard_from(Store& store, Moment now, const ConversationKey& key, const std::string& details) {
  const auto known = store.reach(key);
  if (known && known->details == details && !known->dead && !known->told) return;
  store.write_reach({.conversation = key, .details = details, .dead = false, .at = now, .told = std::nullopt});
}

void gone_from(Store& store, Moment now, const ConversationKey& key) {
  Reach gone = store.reach(key).value_or(Reach{});
  gone.conversation = key;
  gone.dead = true;
  gone.at = now;
  store.write_reach(gone);
}

}  // namespace meldmaat
