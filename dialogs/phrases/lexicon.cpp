// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/lexicon.hpp"

namespace meldmaat::phrases {

const Entry* Lexicon::first_from(std::string_view words) const {
  const auto place = std::ranges::lower_bound(entries, words, {}, &Entry::words);
  return place != entries.end() ? &*place : nullptr;
}

const Entry* Lexicon::find(std::string_view words) const {
  const Entry* entry = first_from(words);
  return entry != nullptr && entry->words == words ? entry : nullptr;
}

const Lexicon& lexicon(Language language) {
  return language == Language::nl ? lexicon_nl : lexicon_en;
}

}  // namespace meldmaat::phrases
