// SPDX-License-Identifier: EUPL-1.2
// Reports about a quarter or a year: counted when the first one asks for it, and the same from then on.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "adapters/paper/csv.hpp"
#include "adapters/paper/pdf.hpp"
#include "adapters/web/visit.hpp"
#include "bot/case_work.hpp"
#include "bot/publishing.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/figures.hpp"
#include "bot/rules/figures_period.hpp"
#include "bot/rules/publication.hpp"

namespace meldmaat {

namespace {

using std::chrono::local_days;

LocalDate first_of_next_month(LocalDate day) {
  return (day.year() / day.month() + std::chrono::months{1}) / 1;
}

}  // namespace

/// \pre `period` begins with the first day of a month
boost::asio::awaitable<std::vector<CountedReport>> WebSite::count(std::vector<PersonId> readers, Period period,
                                                                  Moment now) {
  const auto& town = parts_.switchboard.town();
  std::vector<CountedReport> all;
  // A month at a time, so that nobody waits until a whole year is read.
  for (auto first = period.first; first <= period.last; first = first_of_next_month(first)) {
    const LocalDate after =
        std::min(first_of_next_month(first), LocalDate{local_days{period.last} + std::chrono::days{1}});
    const auto from = town.zone.to_moment(local_days{first});
    const auto until = town.zone.to_moment(local_days{after});
    auto work = [&town, &readers, from, until, now](Store& store) {
      return counted_between(store, town, from, until, readers, now);
    };
    auto month = co_await beside_store(parts_.switchboard.store(), std::move(work));
    std::ranges::move(month, std::back_inserter(all));
  }
  co_return all;
}

/// \pre the period is over
boost::asio::awaitable<Publication> WebSite::publication(FiguresWanted wanted, Moment now) {
  const auto& town = parts_.switchboard.town();
  auto look = [wanted](Store& store) { return published(store, wanted); };
  auto kept = co_await beside_store(parts_.switchboard.store(), std::move(look));
  if (kept) co_return *std::move(kept);
  auto readers = figures_readers(town.organisation);
  auto reports = co_await count(std::move(readers), whole_period(wanted), now);
  auto work = [&town, wanted, reports = std::move(reports), now](Store& store) {
    return publish(store, town, wanted, reports, now);
  };
  co_return co_await on_store(parts_.switchboard.store(), std::move(work));
}

boost::asio::awaitable<Response> WebSite::give_report(Visit& visit) {
  const auto& town = parts_.switchboard.town();
  const Moment now = parts_.switchboard.clock().now();
  const LocalDate today = date_of(town.zone.to_local(now));
  const std::string file = visit.path[3];
  const PersonId person = visit.person->id;
  const auto wanted = figures_in_file(file);
  const auto role = wanted ? reads_figures_as(person, wanted->kind, town.organisation) : std::nullopt;
  const auto period = role ? period_of(*wanted, today) : std::nullopt;
  // The same for what is not for this person and for what there is not.
  if (!period) co_return problem(visit, {404, "not_found"});
  const bool single = wanted->kind == FiguresKind::rows;
  const CaseNumber duties{"J" + std::to_string(static_cast<int>(today.year()))};
  auto work = [this, duties, file, person, now](Store& store) {
    Touched nobody;
    happen(parts_.switchboard.desk(store), now, duties, PaperMade{file, person}, nobody);
  };
  co_await on_store(parts_.switchboard.store(), std::move(work));
  std::string bytes;
  if (single) {
    std::vector<PersonId> reader{person};
    const auto reports = co_await count(std::move(reader), *period, now);
    bytes = to_csv(parts_.papers.registration(reports, town, now));
  } else {
    const auto before = co_await publication(wanted_before(*wanted), now);
    const auto asked = co_await publication(*wanted, now);
    auto figures = side_by_side(asked, before, *wanted, *role);
    if (wanted->kind == FiguresKind::team) {
      figures = of_teams(std::move(figures), teams_led_by(person, town.organisation));
    }
    bytes = to_pdf(parts_.papers.figures_paper(figures, town));
  }
  Response response(200, single ? "text/csv; charset=utf-8" : "application/pdf", std::move(bytes));
  hand_out(response, "meldmaat-" + file);
  co_return response;
}

void WebSite::hand_out(Response& response, const std::string& file) {
  response.headers.add("Content-Disposition", "attachment; filename=\"" + file + "\"");
  response.headers.add("Content-Security-Policy", "sandbox; default-src 'none'");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Cache-Control", "no-store");
}

}  // namespace meldmaat
