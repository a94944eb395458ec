// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The ends of the audit trail that were kept elsewhere: the service says one in its log every hour ("audit_head"), and
/// a log that leaves the machine is out of reach of whoever could change the database.
#pragma once

#include <istream>
#include <vector>

#include "bot/audit.hpp"

namespace meldmaat {

/// All that stand in a log, which may hold lines of others too.
[[nodiscard]] std::vector<AuditHead> read_anchors(std::istream& log);

}  // namespace meldmaat
