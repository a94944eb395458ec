// SPDX-License-Identifier: EUPL-1.2
// Papers of a case, made when they are asked for and kept nowhere. Only here: on the servers of another channel a
// victim's story would stay.
#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "adapters/paper/pdf.hpp"
#include "adapters/paper/police_json.hpp"
#include "adapters/web/visit.hpp"
#include "bot/case_work.hpp"
#include "bot/rules/access.hpp"

namespace meldmaat {

namespace {

struct Offered {
  std::string_view file;
  Language language;
  bool is_pdf;
};
constexpr std::array offered{Offered{"police.pdf", Language::nl, true}, Offered{"police-en.pdf", Language::en, true},
                             Offered{"police.json", Language::nl, false}};

/// What leaves the house, as it stood when it was asked for.
struct Extract {
  CaseFile file;
  std::vector<Entry> history;
  Moment now;
};

}  // namespace

boost::asio::awaitable<Response> WebSite::give_paper(Visit& visit) {
  const auto wanted = std::ranges::find(offered, std::string_view(visit.path[4]), &Offered::file);
  if (wanted == offered.end()) co_return problem(visit, {404, "not_found"});
  const CaseNumber number{visit.path[3]};
  auto work = [this, number, what = std::string(wanted->file),
               person = visit.person->id](Store& store) -> std::optional<Extract> {
    const Moment now = parts_.switchboard.clock().now();
    const auto file = store.read_case(number);
    auto extract = file ? for_police(*file, person, now, parts_.switchboard.town()) : std::nullopt;
    if (!extract) return std::nullopt;
    Touched nobody;
    happen(parts_.switchboard.desk(store), now, number, PaperMade{what, person}, nobody);
    return Extract{std::move(*extract), store.entries(number), now};
  };
  const auto extract = co_await on_store(parts_.switchboard.store(), std::move(work));
  // The same for a case that does not exist.
  if (!extract) co_return problem(visit, {404, "not_found"});
  const auto& town = parts_.switchboard.town();
  const auto pack = parts_.papers.police_pack(extract->file, extract->history, town, wanted->language, extract->now);
  // Drawn here: some 6 ms a page, a few times a week. A thread of its own would cost every reader of this house more.
  std::string bytes;
  if (wanted->is_pdf) {
    bytes = to_pdf(parts_.papers.police_paper(pack, town));
  } else {
    bytes = to_json(pack);
  }
  Response response(200, wanted->is_pdf ? "application/pdf" : "application/json", std::move(bytes));
  hand_out(response, number.str() + "-" + std::string(wanted->file));
  co_return response;
}

}  // namespace meldmaat
