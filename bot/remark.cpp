// SPDX-License-Identifier: EUPL-1.2
#include "bot/remark.hpp"

#include <utility>

namespace meldmaat {

void remark(Store& store, Moment now, const ConversationKey& key, const EventId& once, std::string text,
            Touched& touched) {
  if (store.seen(key, once)) return;
  Message message;
  message.text = std::move(text);
  const auto said = store.say(key, now, message, false);
  store.remember(key, once, now, said);
  touched.insert(key);
}

}  // namespace meldmaat
