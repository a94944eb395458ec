// SPDX-License-Identifier: EUPL-1.2
#include "bot/publishing.hpp"

#include <string>

#include "bot/rules/figures_period.hpp"
#include "bot/rules/publication.hpp"
#include "bot/rules/publication_note.hpp"

namespace meldmaat {

namespace {

std::string note_name(const FiguresWanted& wanted) {
  auto name = "figures." + std::to_string(wanted.year);
  if (wanted.kind == FiguresKind::quarter) name += "." + std::to_string(wanted.quarter);
  return name;
}

Publication keep(Store& store, const FiguresWanted& wanted, Publication made) {
  store.write_note(note_name(wanted), to_note(made));
  return made;
}

}  // namespace

std::optional<Publication> published(Store& store, const FiguresWanted& wanted) {
  const auto note = store.note(note_name(wanted));
  return note ? publication_in(*note) : std::nullopt;
}

Publication publish(Store& store, const Municipality& town, const FiguresWanted& wanted,
                    const std::vector<CountedReport>& reports, Moment now) {
  if (auto kept = published(store, wanted)) return *std::move(kept);
  const auto period = whole_period(wanted);
  if (wanted.kind == FiguresKind::quarter) {
    return keep(store, wanted, quarter_publication(reports, period, now, town));
  }
  std::vector<Publication> quarters;
  for (int quarter = 1; quarter <= quarters_a_year; ++quarter) {
    quarters.push_back(
        publish(store, town, {FiguresKind::quarter, wanted.year, quarter, wanted.language}, reports, now));
  }
  return keep(store, wanted, year_publication(reports, period, quarters, now, town));
}

}  // namespace meldmaat
