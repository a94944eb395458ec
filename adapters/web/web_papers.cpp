// SPDX-License-Identifier: EUPL-1.2
// Papers of a case, made when they are asked for and kept nowhere. Only here: on the servers of another channel a
// victim's story would stay.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "adapters/paper/odt.hpp"
#include "adapters/paper/overview_json.hpp"
#include "adapters/paper/pdf.hpp"
#include "adapters/paper/police_json.hpp"
#include "adapters/web/visit.hpp"
#include "bot/case_work.hpp"
#include "bot/own_record.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/letters.hpp"

namespace meldmaat {

namespace {

/// What a file is, by its ending.
enum class Format { pdf, odt, json };

struct Wanted {
  enum class What { police, letter, accused, own };
  What what = What::police;
  std::optional<Letter> letter;
  Language language = Language::nl;
  Format format = Format::pdf;
};

/// Takes `ending` off `text`; \return whether it was there.
bool take_end(std::string_view& text, std::string_view ending) {
  if (!text.ends_with(ending)) return false;
  text.remove_suffix(ending.size());
  return true;
}

/// "police.pdf", "police-en.pdf", "police.json", "letter-warning.odt", "letter-ban-2026-0001-V1-en.pdf",
/// "accused.odt", "accused.json"; and overview.pdf of somebody's own.
std::optional<Wanted> wanted_by(std::string_view file) {
  using What = Wanted::What;
  constexpr std::string_view of_letter = "letter-";
  Wanted wanted;
  if (take_end(file, ".odt")) {
    wanted.format = Format::odt;
  } else if (take_end(file, ".json")) {
    wanted.format = Format::json;
  } else if (!take_end(file, ".pdf")) {
    return std::nullopt;
  }
  if (wanted.format != Format::json && take_end(file, "-en")) wanted.language = Language::en;
  if (file.starts_with(of_letter)) {
    wanted.what = What::letter;
    wanted.letter = letter_from(file.substr(of_letter.size()));
    if (!wanted.letter || wanted.format == Format::json) return std::nullopt;
  } else if (file == accused_paper) {
    wanted.what = What::accused;
  } else if (file == "police" || file == "overview") {
    wanted.what = file == "police" ? What::police : What::own;
    if (wanted.format == Format::odt) return std::nullopt;
  } else {
    return std::nullopt;
  }
  return wanted;
}

/// What leaves the house, as it stood when it was asked for.
struct HandedOut {
  CaseFile file;
  std::vector<Entry> history;
  std::vector<Extract> extracts;  ///< instead of both: what somebody may have of their own data
  PersonId person;                ///< whose they are; empty: of the one complained of
  Moment now;
};

/// Nothing when this person may not have it, or when the case does not give rise to such a letter.
std::optional<HandedOut> handed_out(const CaseFile& file, const Wanted& wanted, const PersonId& person, Moment now,
                                    const Municipality& town) {
  std::optional<CaseFile> seen;
  if (wanted.what == Wanted::What::accused) {
    auto extract = accused_extract(file, person, now, town);
    if (!extract) return std::nullopt;
    return HandedOut{{}, {}, {*std::move(extract)}, {}, now};
  }
  if (wanted.what == Wanted::What::police) {
    seen = for_police(file, person, now, town);
  } else if (wanted.letter && may_act(Action::letter, file, nullptr, person, now, town)) {
    const auto letters = letters_of(file.the_case, date_of(town.zone.to_local(now)));
    if (std::ranges::find(letters, *wanted.letter) != letters.end()) seen = seen_by(file, person, town);
  }
  if (!seen) return std::nullopt;
  return HandedOut{*std::move(seen), {}, {}, {}, now};
}

Response printed(const Paper& paper, Format format) {
  if (format == Format::odt) return {200, "application/vnd.oasis.opendocument.text", to_odt(paper)};
  return {200, "application/pdf", to_pdf(paper)};
}

Response laid_out(const Wanted& wanted, const HandedOut& what, const Papers& papers, const Municipality& town) {
  const auto& [file, history, extracts, person, now] = what;
  const bool data = wanted.format == Format::json;
  if (wanted.letter)
    return printed(papers.letter(*wanted.letter, file.the_case, town, wanted.language, now), wanted.format);
  if (wanted.what == Wanted::What::police) {
    const auto pack = papers.police_pack(file, history, town, wanted.language, now);
    return data ? Response{200, "application/json", to_json(pack)}
                : printed(papers.police_paper(pack, town), wanted.format);
  }
  const auto overview = papers.overview(person, extracts, town, wanted.language, now);
  return data ? Response{200, "application/json", to_json(overview)}
              : printed(papers.overview_paper(overview, town), wanted.format);
}

}  // namespace

boost::asio::awaitable<Response> WebSite::give_paper(Visit& visit) {
  constexpr std::string_view own_folder = "own";
  const std::string name(visit.path[4]);
  const auto wanted = wanted_by(name);
  const bool own = visit.path[3] == own_folder;
  if (!wanted || own != (wanted->what == Wanted::What::own)) co_return problem(visit, {404, "not_found"});
  const CaseNumber number{visit.path[3]};
  auto work = [this, number, name, own, wanted = *wanted,
               person = visit.person->id](Store& store) -> std::optional<HandedOut> {
    const auto& town = parts_.switchboard.town();
    const Moment now = parts_.switchboard.clock().now();
    if (own) {
      store.add_audit({now, person, std::string(audits::overview), {}, name});
      return HandedOut{{}, {}, own_record(store, town, person), person, now};
    }
    const auto file = store.read_case(number);
    auto paper = file ? handed_out(*file, wanted, person, now, town) : std::nullopt;
    if (!paper) return std::nullopt;
    Touched nobody;
    happen(parts_.switchboard.desk(store), now, number, PaperMade{name, person}, nobody);
    paper->history = store.entries(number);
    return paper;
  };
  const auto paper = co_await on_store(parts_.switchboard.store(), std::move(work));
  // The same for a case that does not exist.
  if (!paper) co_return problem(visit, {404, "not_found"});
  // Drawn here: some 6 ms a page, a few times a week. A thread of its own would cost every reader of this house more.
  auto response = laid_out(*wanted, *paper, parts_.papers, parts_.switchboard.town());
  hand_out(response, (own ? "meldmaat" : number.str()) + "-" + name);
  co_return response;
}

}  // namespace meldmaat
