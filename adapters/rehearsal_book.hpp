// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The calendars of a whole protocol as one document: what happens after a report of each kind of incident, and where
/// every rule comes from. For works councils and lawyers; docs/calendars holds those of the shipped protocols. Pure.
#pragma once

#include <string>

#include "bot/language.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// Markdown. Every kind that the form in use knows has a chapter: somebody reports it at once, and nobody does
/// anything, or records a step at the last moment only. Half a year is shown.
[[nodiscard]] std::string rehearsal_book(const Protocol& protocol, const Municipality& municipality, Moment incident,
                                         Language language = Language::nl);

}  // namespace meldmaat
