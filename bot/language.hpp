// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The languages meldmaat speaks. Dutch is the first and the fallback.
#pragma once

namespace meldmaat {

enum class Language { nl, en };

}  // namespace meldmaat
