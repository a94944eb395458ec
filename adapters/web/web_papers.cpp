// SPDX-License-Identifier: EUPL-1.2
// Papers of a case, made when they are asked for and kept nowhere. Only here: on the servers of another channel a
// victim's story would stay.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "adapters/paper/odt.hpp"
#include "adapters/paper/pdf.hpp"
#include "adapters/paper/police_json.hpp"
#include "adapters/web/visit.hpp"
#include "bot/case_work.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/letters.hpp"

namespace meldmaat {

namespace {

/// What a file is, by its ending.
enum class Format { pdf, odt, json };

struct Wanted {
  std::optional<Letter> letter;  ///< nothing: the papers for the police
  Language language = Language::nl;
  Format format = Format::pdf;
};

/// Takes `ending` off `text`; \return whether it was there.
bool take_end(std::string_view& text, std::string_view ending) {
  if (!text.ends_with(ending)) return false;
  text.remove_suffix(ending.size());
  return true;
}

/// "police.pdf", "police-en.pdf", "police.json", "letter-warning.odt", "letter-ban-2026-0001-V1-en.pdf".
std::optional<Wanted> wanted_by(std::string_view file) {
  constexpr std::string_view of_letter = "letter-";
  Wanted wanted;
  const bool letter = file.starts_with(of_letter);
  if (letter && take_end(file, ".odt")) {
    wanted.format = Format::odt;
  } else if (!letter && take_end(file, ".json")) {
    wanted.format = Format::json;
  } else if (!take_end(file, ".pdf")) {
    return std::nullopt;
  }
  if (wanted.format != Format::json && take_end(file, "-en")) wanted.language = Language::en;
  if (letter) wanted.letter = letter_from(file.substr(of_letter.size()));
  if (letter ? !wanted.letter : file != "police") return std::nullopt;
  return wanted;
}

/// What leaves the house, as it stood when it was asked for.
struct Extract {
  CaseFile file;
  std::vector<Entry> history;
  Moment now;
};

/// Nothing when this person may not have it, or when the case does not give rise to such a letter.
std::optional<CaseFile> allowed(const CaseFile& file, const Wanted& wanted, const PersonId& person, Moment now,
                                const Municipality& town) {
  if (!wanted.letter) return for_police(file, person, now, town);
  if (!may_act(Action::letter, file, nullptr, person, now, town)) return std::nullopt;
  const auto letters = letters_of(file.the_case, date_of(town.zone.to_local(now)));
  if (std::ranges::find(letters, *wanted.letter) == letters.end()) return std::nullopt;
  return seen_by(file, person, town);
}

Response laid_out(const Wanted& wanted, const Extract& extract, const Papers& papers, const Municipality& town) {
  const auto& [file, history, now] = extract;
  if (wanted.letter) {
    const auto paper = papers.letter(*wanted.letter, file.the_case, town, wanted.language, now);
    if (wanted.format == Format::odt) return {200, "application/vnd.oasis.opendocument.text", to_odt(paper)};
    return {200, "application/pdf", to_pdf(paper)};
  }
  const auto pack = papers.police_pack(file, history, town, wanted.language, now);
  if (wanted.format == Format::json) return {200, "application/json", to_json(pack)};
  return {200, "application/pdf", to_pdf(papers.police_paper(pack, town))};
}

}  // namespace

boost::asio::awaitable<Response> WebSite::give_paper(Visit& visit) {
  const std::string name(visit.path[4]);
  const auto wanted = wanted_by(name);
  if (!wanted) co_return problem(visit, {404, "not_found"});
  const CaseNumber number{visit.path[3]};
  auto work = [this, number, name, wanted = *wanted,
               person = visit.person->id](Store& store) -> std::optional<Extract> {
    const auto& town = parts_.switchboard.town();
    const Moment now = parts_.switchboard.clock().now();
    const auto file = store.read_case(number);
    auto extract = file ? allowed(*file, wanted, person, now, town) : std::nullopt;
    if (!extract) return std::nullopt;
    Touched nobody;
    happen(parts_.switchboard.desk(store), now, number, PaperMade{name, person}, nobody);
    return Extract{std::move(*extract), store.entries(number), now};
  };
  const auto extract = co_await on_store(parts_.switchboard.store(), std::move(work));
  // The same for a case that does not exist.
  if (!extract) co_return problem(visit, {404, "not_found"});
  // Drawn here: some 6 ms a page, a few times a week. A thread of its own would cost every reader of this house more.
  auto response = laid_out(*wanted, *extract, parts_.papers, parts_.switchboard.town());
  hand_out(response, number.str() + "-" + name);
  co_return response;
}

}  // namespace meldmaat
