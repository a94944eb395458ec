// SPDX-License-Identifier: EUPL-1.2
#include "bot/own_record.hpp"

#include <limits>
#include <utility>

namespace meldmaat {

std::vector<Extract> own_record(Store& store, const Municipality& town, const PersonId& person) {
  std::vector<Extract> extracts;
  for (const auto& listing : store.cases_of(person, std::numeric_limits<int>::max())) {
    const auto file = listing.own ? store.read_case(listing.number) : std::nullopt;
    if (!file) continue;
    auto extract = own_extract(*file, store.entries(listing.number), person, town);
    if (extract) extracts.push_back(*std::move(extract));
  }
  return extracts;
}

}  // namespace meldmaat
