// SPDX-License-Identifier: EUPL-1.2
#include "bot/protocol.hpp"

#include <algorithm>

namespace meldmaat {

const Rule* Protocol::rule(const RuleId& id, int step) const {
  const auto found =
      std::ranges::find_if(rules, [&](const Rule& entry) { return entry.id == id && entry.step == step; });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace meldmaat
