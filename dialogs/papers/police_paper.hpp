// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The police pack as a paper, for the officer at the desk. Pure.
#pragma once

#include "bot/municipality.hpp"
#include "bot/paper.hpp"
#include "bot/police_pack.hpp"

namespace meldmaat {

[[nodiscard]] Paper police_paper(const PolicePack& pack, const Municipality& town);

}  // namespace meldmaat
