// SPDX-License-Identifier: EUPL-1.2
#include "adapters/outside.hpp"

namespace meldmaat {

Literal name_of(OutsideFault fault) {
  switch (fault) {
    case OutsideFault::not_allowed: return "not_allowed";
    case OutsideFault::not_reached: return "not_reached";
    case OutsideFault::lost: return "lost";
    case OutsideFault::too_large: return "too_large";
  }
  return "unknown";
}

}  // namespace meldmaat
