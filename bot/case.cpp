// SPDX-License-Identifier: EUPL-1.2
#include "bot/case.hpp"

#include <algorithm>

namespace meldmaat {

bool Case::has(std::string_view flag) const {
  return std::ranges::find(flags, flag) != flags.end();
}

const Fact* Case::fact(std::string_view name) const {
  const auto found = std::ranges::find(facts.rbegin(), facts.rend(), name, &Fact::name);
  return found == facts.rend() ? nullptr : &*found;
}

}  // namespace meldmaat
