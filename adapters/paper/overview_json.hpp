// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is known of somebody, for their own systems (AVG 20): JSON of the schema "meldmaat-overview/1".
#pragma once

#include <string>

#include "bot/overview.hpp"

namespace meldmaat {

[[nodiscard]] std::string to_json(const Overview& overview);

}  // namespace meldmaat
