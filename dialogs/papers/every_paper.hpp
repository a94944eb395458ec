// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The one door of papers/.
#pragma once

#include <memory>

#include "bot/papers.hpp"

namespace meldmaat {

[[nodiscard]] std::unique_ptr<Papers> every_paper();

}  // namespace meldmaat
