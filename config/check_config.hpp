// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What `meldmaat check-config` prints.
#pragma once

#include <iosfwd>

#include "config/municipality_loader.hpp"

namespace meldmaat {

/// Every complaint on a line of its own, then one line that sums up.
/// \return the exit code: 0 when the configuration can be used (perhaps with warnings), 1 when it cannot.
int report_configuration(const LoadResult& result, std::ostream& out);

}  // namespace meldmaat
