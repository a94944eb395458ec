// SPDX-License-Identifier: EUPL-1.2
#include "tests/linking/investigation.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "bot/rules/slots.hpp"

namespace meldmaat::linking {

namespace {

/// As far as it shows.
bool sooner(const Lying& one, const Lying& other) {
  return std::tuple(one.week, one.moments.empty(), one.moments) <
         std::tuple(other.week, other.moments.empty(), other.moments);
}

}  // namespace

Investigation::Investigation(const Loot& loot, const Municipality& town, Sight sight)
    : loot_(loot), town_(town), sight_(sight), chat_(read_chat(loot, sight.with_key)) {
  for (const auto& copy : loot.copies) {
    if (sight.every_copy || &copy == &loot.copies.back()) books_.push_back(read_book(copy));
  }
  for (auto at = loot.begin - std::chrono::days{7}; at < loot.end + std::chrono::days{7};) {
    at = next_slots(at, 1, town).front();
    slots_.push_back({at, iso_week(date_of(town.zone.to_local(at)))});
  }
  choose_targets();
}

void Investigation::choose_targets() {
  std::map<std::string, Target> found;
  auto before = loot_.begin;
  for (const auto& book : books_) {
    for (const auto& envelope : book.envelopes) {
      if (envelope.from_counsellor || loot_.own.contains(envelope.inbox)) continue;
      auto& target = found[envelope.inbox];
      // The report itself is in the first copy of its inbox; of several there, the earliest as far as it shows.
      const bool earlier = target.inbox.empty() || (target.book == &book && sooner(envelope, target.first));
      if (earlier) target = {envelope.inbox, envelope, envelope, &book, before, 0};
      if (target.first.id == envelope.id) target.now = envelope;
    }
    before = book.taken;
  }
  for (auto& [inbox, target] : found) {
    target.place = targets_.size();
    targets_.push_back(std::move(target));
  }
}

Evidence Investigation::by_slots(const std::function<bool(Moment, const std::string&)>& fits) const {
  std::vector<int> fitting;
  fitting.reserve(slots_.size());
  for (const auto& slot : slots_) fitting.push_back(fits(slot.at, slot.week) ? 1 : 0);
  Evidence evidence;
  for (std::size_t next = 1; next + slots_to_draw_from <= slots_.size(); ++next) {
    int count = 0;
    for (std::size_t drawn = 0; drawn < slots_to_draw_from; ++drawn) count += fitting[next + drawn];
    if (count > 0) evidence.push_back({slots_[next - 1].at, slots_[next].at, static_cast<double>(count)});
  }
  return evidence;
}

Evidence Investigation::by_week(const Target& target) const {
  return by_slots([&](Moment, const std::string& week) { return week == target.now.week; });
}

Evidence Investigation::by_growth(const Target& target) const {
  const auto& first = target.first;
  const auto passed = last_slot(target.book->taken, town_);
  const auto evidence = by_slots([&](Moment slot, const std::string& week) {
    return first.hidden_until ? slot == *first.hidden_until : slot <= passed && week == first.week;
  });
  return within(evidence, target.after, target.book->taken);
}

Evidence Investigation::within(const Evidence& evidence, Moment from, Moment until) {
  Evidence left;
  for (const auto& piece : evidence) {
    const Piece cut{std::max(piece.from, from), std::min(piece.until, until), piece.weight};
    if (cut.from < cut.until) left.push_back(cut);
  }
  return left;
}

std::size_t Investigation::suspect(const Evidence& evidence, const std::vector<double>& factor) const {
  std::vector<double> suspicion(loot_.staff.size());
  for (const auto& piece : evidence) {
    auto visit = std::ranges::lower_bound(chat_, piece.from - latest, {}, &Visit::at);
    for (; visit != chat_.end() && visit->at < piece.until; ++visit) {
      const double share = visited_within(piece.until - visit->at) - visited_within(piece.from - visit->at);
      suspicion[visit->person] += piece.weight * share;
    }
  }
  for (std::size_t person = 0; person < factor.size(); ++person) suspicion[person] *= factor[person];
  return static_cast<std::size_t>(std::ranges::max_element(suspicion) - suspicion.begin());
}

}  // namespace meldmaat::linking
