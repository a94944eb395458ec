// SPDX-License-Identifier: EUPL-1.2
#include "bot/afterthought.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

/// The case that was filed with what was said on this line; empty while it is a draft.
CaseNumber filed_with(Store& store, const ConversationKey& key, std::uint64_t line) {
  constexpr std::size_t page = 200;
  for (auto lines = store.transcript(key, line, page); !lines.empty();
       lines = store.transcript(key, lines.back().sequence, page)) {
    const auto is_receipt = [](const TranscriptLine& each) { return each.message.kind == Message::Kind::receipt; };
    const auto receipt = std::ranges::find_if(lines, is_receipt);
    if (receipt != lines.end()) return receipt->message.about;
  }
  return {};
}

}  // namespace

void note_afterthought(Store& store, Moment now, const Afterthought& afterthought, Touched& touched) {
  const auto& key = afterthought.conversation;
  const auto line = store.seen(key, afterthought.of);
  if (!line) return;  // Never heard, or forgotten: then there is nothing that could differ.
  const std::string what = afterthought.removed ? "message_removed" : "message_changed";
  const EventId once{what + ":" + afterthought.of.str()};
  if (store.seen(key, once)) return;
  if (const auto number = filed_with(store, key, *line); !number.empty()) {
    store.add_entry(number, {now, afterthought.person, what, ""});
  }
  Message message;
  message.text = afterthought.reply;
  const auto said = store.say(key, now, message, false);
  store.remember(key, once, now, said);
  touched.insert(key);
}

}  // namespace meldmaat
