// SPDX-License-Identifier: EUPL-1.2
#include "bot/ban_round.hpp"

#include <set>

#include "bot/case_work.hpp"
#include "bot/rules/bans.hpp"

namespace meldmaat {

Touched look_at_bans(const Desk& desk, Moment now) {
  std::set<CaseNumber> numbers;
  for (const auto& [number, ban] : desk.store.bans()) {
    if (numbers.contains(number)) continue;
    const auto file = desk.store.read_case(number);
    const auto* protocol = file ? desk.town.protocol_of(file->the_case.protocol) : nullptr;
    if (protocol == nullptr) continue;
    if (news_of(ban, rule_for_end(*protocol), now, desk.town.zone, *protocol) != BanNews::none) numbers.insert(number);
  }
  Touched touched;
  for (const auto& number : numbers) happen(desk, now, number, BansLookedAt{}, touched);
  return touched;
}

}  // namespace meldmaat
