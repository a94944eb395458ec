// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Earlier reports about the same person, for who works on a case: shown, and joined when a person says that it is the
/// same one. Handbook rows S2-29, S3-12, case K15.
#pragma once

#include <string_view>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// May the person lay reports side by side here? \pre the view has a subject
[[nodiscard]] bool may_join(const Talk& talk);
/// \pre for both: may_join
void say_series(Talk& talk);
/// \param verb "join-2026-0001" or "part"
void join_series(Talk& talk, std::string_view verb);
/// The verbs of a case's buttons that are about a series: "series", "join-<number>", "part".
[[nodiscard]] bool is_series_verb(std::string_view verb);

}  // namespace meldmaat
