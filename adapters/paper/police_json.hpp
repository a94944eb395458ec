// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The police pack as JSON, for the police's own systems: docs/police-pack.md describes every field. Pure; any thread.
#pragma once

#include <string>

#include "bot/police_pack.hpp"

namespace meldmaat {

[[nodiscard]] std::string to_json(const PolicePack& pack);

}  // namespace meldmaat
