// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/publication_note.hpp"

#include <charconv>
#include <utility>

namespace meldmaat {

namespace {

constexpr std::string_view made = "made";
constexpr std::string_view total = "total";
constexpr std::string_view office_holders = "office_holders";
constexpr std::string_view withheld = "withheld";
constexpr std::string_view table = "table";
constexpr std::string_view row = "row";
constexpr std::string_view hidden = "-";

/// Takes from `text` what stands before the first `mark`, and the mark; all of it when there is none.
std::string_view take(std::string_view& text, char mark) {
  const auto end = text.find(mark);
  const auto part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = failure == std::errc{} && end == text.data() + text.size();
  return whole ? std::optional{number} : std::nullopt;
}

std::string words(ShownCount count) {
  return count ? std::to_string(*count) : std::string{hidden};
}

/// \return whether `line` was one of a publication
bool read(Publication& publication, std::string_view line) {
  const auto what = take(line, ' ');
  if (what == table) {
    publication.tables.push_back({std::string{line}, {}});
    return true;
  }
  if (what == made) {
    const auto moment = number_in<Milliseconds::rep>(line);
    if (moment) publication.made = Moment{Milliseconds{*moment}};
    return moment.has_value();
  }
  const auto number = take(line, ' ');
  const ShownCount count = number_in<int>(number);
  if (!count && number != hidden) return false;
  for (const auto& [name, place] : {std::pair{total, &publication.total},
                                    {office_holders, &publication.office_holders},
                                    {withheld, &publication.withheld}}) {
    if (what != name) continue;
    *place = count;
    return true;
  }
  if (what != row || publication.tables.empty()) return false;
  publication.tables.back().rows.push_back({std::string{line}, count});
  return true;
}

}  // namespace

std::string to_note(const Publication& publication) {
  std::string note;
  const auto add = [&](std::string_view what, const std::string& value) {
    note.append(what).append(" ").append(value).append("\n");
  };
  add(made, std::to_string(publication.made.time_since_epoch().count()));
  add(total, words(publication.total));
  add(office_holders, words(publication.office_holders));
  add(withheld, words(publication.withheld));
  for (const auto& division : publication.tables) {
    add(table, division.split);
    for (const auto& one : division.rows) add(row, words(one.count) + " " + one.value);
  }
  return note;
}

std::optional<Publication> publication_in(std::string_view note) {
  if (!note.starts_with(made)) return std::nullopt;
  Publication publication;
  while (!note.empty()) {
    if (!read(publication, take(note, '\n'))) return std::nullopt;
  }
  return publication;
}

}  // namespace meldmaat
