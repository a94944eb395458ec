// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/figures_offer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/rules/access.hpp"
#include "bot/rules/figures_period.hpp"
#include "dialogs/papers/own_pages.hpp"

namespace meldmaat {

namespace {

constexpr std::array every_kind{FiguresKind::year, FiguresKind::council, FiguresKind::quarter, FiguresKind::team,
                                FiguresKind::rows};

bool may_have(const Talk& talk, FiguresKind kind) {
  return reads_figures_as(talk.view().person, kind, talk.view().municipality.organisation).has_value();
}

std::string_view key_of(FiguresKind kind) {
  switch (kind) {
    case FiguresKind::council: return "figures.offer.council";
    case FiguresKind::quarter: return "figures.offer.quarter";
    case FiguresKind::team: return "figures.offer.team";
    case FiguresKind::rows: return "figures.offer.rows";
    default: return "figures.offer.year";
  }
}

/// The newest ones that there are; the newest first.
std::vector<FiguresWanted> newest(FiguresKind kind, Language language, LocalDate today) {
  constexpr int quarters = 4;
  std::vector<FiguresWanted> found;
  const int this_year = static_cast<int>(today.year());
  for (const int year : {this_year, this_year - 1, this_year - 2}) {
    if (kind != FiguresKind::quarter) found.push_back({kind, year, 0, language});
    for (int quarter = quarters; quarter > 0 && kind == FiguresKind::quarter; --quarter) {
      found.push_back({kind, year, quarter, language});
    }
  }
  std::erase_if(found, [&](const FiguresWanted& wanted) { return !period_of(wanted, today); });
  constexpr std::size_t enough = 2;
  if (found.size() > enough) found.resize(enough);
  return found;
}

Line line_for(const Talk& talk, const FiguresWanted& wanted, const std::string& folder) {
  const TextArgs args{{"year", std::to_string(wanted.year)}, {"quarter", std::to_string(wanted.quarter)}};
  return {talk.text(key_of(wanted.kind), args), folder + figures_file(wanted), {}};
}

}  // namespace

bool may_have_figures(const Talk& talk) {
  return std::ranges::any_of(every_kind, [&](FiguresKind kind) { return may_have(talk, kind); });
}

void offer_figures(Talk& talk) {
  if (!may_have_figures(talk)) return talk.say("figures.offer.may_not");
  Message message;
  message.text = talk.text("figures.offer.what") + "\n\n" + talk.text("figures.offer.small");
  const auto pages = own_pages(talk);
  message.text += "\n\n" + talk.text(pages.empty() ? "figures.offer.no_web" : "papers.offer.sign_in");
  const auto today = date_of(talk.local_now());
  for (const auto kind : every_kind) {
    if (pages.empty() || !may_have(talk, kind)) continue;
    for (const auto& wanted : newest(kind, talk.state.language, today)) {
      message.lines.push_back(line_for(talk, wanted, pages + "reports/"));
    }
  }
  if (!message.lines.empty()) message.kind = Message::Kind::summary;
  talk.say(std::move(message));
}

}  // namespace meldmaat
