// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/own_pages.hpp"

#include <algorithm>

namespace meldmaat {

std::string own_pages(const Talk& talk) {
  const auto& origin = talk.view().municipality.web_origin;
  const auto* person = talk.person();
  if (origin.empty() || person == nullptr) return {};
  const bool on_web = std::ranges::find(person->channels, "web", &ConversationKey::channel) != person->channels.end();
  return on_web ? origin + "/p/" + person->id.str() + "/" : std::string{};
}

std::string paper_folder(const Talk& talk, const CaseNumber& number) {
  const auto pages = own_pages(talk);
  return pages.empty() ? pages : pages + "papers/" + number.str() + "/";
}

}  // namespace meldmaat
