// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is said about a home visit that is under way: to the visitor, to the colleague who calls when no word comes,
/// and to those to whom it climbs. The place stands only in the lines of a summary, so that it can be erased from
/// there. Code words are never asked for, and whoever calls hears that they belong nowhere in meldmaat.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bot/event.hpp"
#include "bot/visit.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Frame::dialog of its frames.
inline constexpr std::string_view visits_name = "visits";

/// The visit of the person who is spoken with; null: none is under way.
[[nodiscard]] const Visit* own_visit(const Talk& talk);
/// A visit that this person knows of; null: there is none, or it is over.
[[nodiscard]] const Visit* known_visit(const Talk& talk, const VisitId& id);
/// Null: it has not climbed to this person.
[[nodiscard]] const VisitTold* told_entry(const Visit& visit, const PersonId& person);

/// "menu/visit/12/safe"
[[nodiscard]] std::string visit_option(const VisitId& visit, std::string_view verb);
/// Who, where and until when, as lines of a summary; without the place where it is not known.
[[nodiscard]] std::vector<Line> visit_lines(const Talk& talk, const Visit& visit);
/// "om 15.00 uur"; on another day than today with that day.
[[nodiscard]] std::string at_words(const Talk& talk, Moment moment);
/// "Anouk Strandhof, Priya Vloedlijn"
[[nodiscard]] std::string names_of(const Talk& talk, const std::vector<PersonId>& people);

/// The visit with everything the visitor can do with it.
void say_under_way(Talk& talk, const Visit& visit);
/// After help was needed: that the visitor can report it, and what the employer does.
void offer_report(Talk& talk, bool help);
/// \pre a notice of Kind::visit with a visit
void say_visit_news(Talk& talk, const Notice& notice);

}  // namespace meldmaat
