// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What `meldmaat check-config` prints.
#pragma once

#include <iosfwd>
#include <string>

#include "config/municipality_loader.hpp"

namespace meldmaat {

/// Every complaint on a line of its own, then one line that sums up.
/// \return the exit code: 0 when the configuration can be used (perhaps with warnings), 1 when it cannot.
int report_configuration(const LoadResult& result, std::ostream& out);

/// The newest version of that protocol, with the file and line each value comes from.
/// \return the exit code: 1 when there is no such protocol
int print_protocol(const Loaded& loaded, const std::string& id, std::ostream& out);

}  // namespace meldmaat
