// SPDX-License-Identifier: EUPL-1.2
#include "bot/zone.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace meldmaat {

Zone::Zone() : Zone("UTC", "", {ZoneChange{Moment{}, std::chrono::seconds{0}, "UTC"}}) {}

Zone::Zone(std::string name, std::string database_version, std::vector<ZoneChange> changes)
    : name_(std::move(name)), database_version_(std::move(database_version)), changes_(std::move(changes)) {
  if (changes_.empty()) throw std::invalid_argument("a zone needs at least one offset");
  if (!std::ranges::is_sorted(changes_, {}, &ZoneChange::since))
    throw std::invalid_argument("zone changes not in order");
}

const ZoneChange& Zone::change_at(Moment moment) const {
  const auto after = std::ranges::upper_bound(changes_, moment, {}, &ZoneChange::since);
  return after == changes_.begin() ? changes_.front() : *std::prev(after);
}

LocalMoment Zone::to_local(Moment moment) const {
  return LocalMoment{moment.time_since_epoch() + change_at(moment).offset};
}

Resolved Zone::resolve(LocalMoment local) const {
  const auto as_utc = Moment{local.time_since_epoch()};
  // No offset is a day or more, so only the changes within a day of the local moment can matter.
  const auto& earlier = change_at(as_utc - std::chrono::days{1});
  const auto& later = change_at(as_utc + std::chrono::days{1});
  const Moment with_earlier = as_utc - earlier.offset;
  const Moment with_later = as_utc - later.offset;
  if (earlier.offset == later.offset) return {Resolved::Kind::once, with_earlier, with_earlier};
  const bool earlier_holds = to_local(with_earlier) == local;
  const bool later_holds = to_local(with_later) == local;
  if (earlier_holds && later_holds) {
    return {with_earlier == with_later ? Resolved::Kind::once : Resolved::Kind::twice, with_earlier, with_later};
  }
  if (earlier_holds) return {Resolved::Kind::once, with_earlier, with_earlier};
  if (later_holds) return {Resolved::Kind::once, with_later, with_later};
  return {Resolved::Kind::never, later.since, later.since};
}

const std::string& Zone::abbreviation_at(Moment moment) const {
  return change_at(moment).abbreviation;
}

}  // namespace meldmaat
