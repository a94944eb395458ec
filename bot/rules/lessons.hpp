// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who shares what was learnt and who is told, and what must not stand in it (S0-21, S3-7). Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/organisation.hpp"

namespace meldmaat {

/// The coordinator: who knows the cases, and what can be told of them.
[[nodiscard]] bool may_share_lesson(const PersonId& person, const Organisation& organisation);

/// The manager of each team, or the deputy of one who is away; each once.
[[nodiscard]] std::vector<PersonId> leaders_of_teams(const Organisation& organisation, LocalDate today);

/// A surname or a whole name of somebody who works here, as it stands in the text; empty: none. A first name alone is
/// not found: half the language is one.
[[nodiscard]] std::string name_in(std::string_view text, const Organisation& organisation);

}  // namespace meldmaat
