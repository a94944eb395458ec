// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Time zones from the system's database (decision D15): the only file that knows the date library.
#pragma once

#include <string>
#include <variant>

#include "bot/zone.hpp"

namespace meldmaat {

/// Why there is no zone of that name.
struct NoZone {
  std::string what;
  std::string nearest;  ///< a zone the system knows; empty: none is near
};

/// The zone `name` with every change of its offset from 1990 up to and including 2099. The database of many systems
/// ends in 2037; from then on the changes of 28 years earlier repeat, because the calendar does.
[[nodiscard]] std::variant<Zone, NoZone> load_zone(const std::string& name);

}  // namespace meldmaat
