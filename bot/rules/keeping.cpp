// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/keeping.hpp"

#include <algorithm>
#include <array>

#include "bot/rules/access.hpp"

namespace meldmaat {

namespace {

bool may(const CaseChange& change, Action action, const PersonId& person) {
  return may_act(action, change.file(), nullptr, person, change.now(), change.municipality());
}

}  // namespace

void keep(CaseChange& change, Telling& tell, const Held& wish) {
  static constexpr std::array reasons{keep_reasons::claim, keep_reasons::procedure, keep_reasons::wish};
  const bool known = std::ranges::find(reasons, wish.reason) != reasons.end();
  if (!known || !may(change, Action::keep, wish.by)) return;
  auto& own = change.the_case();
  own.hold = Hold{wish.by, change.now(), wish.reason};
  own.leaves.reset();
  change.enter(entries::held, wish.by, wish.reason);
  tell.of_keeping(Notice::Kind::held, wish.by, wish.reason);
}

void keep(CaseChange& change, Telling& tell, const Released& wish) {
  if (!may(change, Action::release, wish.by)) return;
  change.the_case().hold.reset();
  change.enter(entries::released, wish.by);
  tell.of_keeping(Notice::Kind::held, wish.by, entries::released);
}

void keep(CaseChange& change, Telling& tell, const RemovalAnnounced& announced) {
  auto& own = change.the_case();
  if (own.leaves == announced.at || (announced.at && own.hold)) return;
  own.leaves = announced.at;
  change.enter(entries::leaves, {}, announced.at ? "announced" : "taken back");
  if (announced.at) tell.of_keeping(Notice::Kind::leaving, {}, {});
}

}  // namespace meldmaat
