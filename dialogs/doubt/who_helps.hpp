// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who holds a role for this person today, by name.
#pragma once

#include <string>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// "Anouk Strandhof, Samir Kwelder"; empty: nobody. Never the person.
/// \param role of an office holder it becomes their own counsellor, and the mayor for the one who leads
[[nodiscard]] std::string who_helps(const Talk& talk, RoleId& role);

}  // namespace meldmaat
