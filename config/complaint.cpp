// SPDX-License-Identifier: EUPL-1.2
#include "config/complaint.hpp"

#include <algorithm>
#include <cctype>
#include <tuple>
#include <utility>

namespace meldmaat {

std::string describe(const Complaint& complaint) {
  std::string line = complaint.place.file;
  if (complaint.place.line > 0) {
    line += ':' + std::to_string(complaint.place.line) + ':' + std::to_string(complaint.place.column);
  }
  line += complaint.weight == Complaint::Weight::warning ? ": warning: " : ": ";
  line += complaint.what;
  if (!complaint.expected.empty()) line += "; expected " + complaint.expected;
  if (!complaint.nearest.empty()) line += "; did you mean " + in_quotes(complaint.nearest) + "?";
  return line;
}

void Complaints::mistake(Place place, std::string what, std::string expected, std::string nearest) {
  list_.push_back(
      {std::move(place), Complaint::Weight::mistake, std::move(what), std::move(expected), std::move(nearest)});
}

void Complaints::warning(Place place, std::string what, std::string expected, std::string nearest) {
  list_.push_back(
      {std::move(place), Complaint::Weight::warning, std::move(what), std::move(expected), std::move(nearest)});
}

bool Complaints::any_mistake() const {
  return std::ranges::find(list_, Complaint::Weight::mistake, &Complaint::weight) != list_.end();
}

std::vector<Complaint> Complaints::in_order() const {
  std::vector<Complaint> sorted = list_;
  std::ranges::sort(sorted);
  const auto repeated = std::ranges::unique(sorted);
  sorted.erase(repeated.begin(), repeated.end());
  return sorted;
}

namespace {
std::string lower(std::string_view word) {
  std::string result;
  for (const char letter : word) result += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
  return result;
}

/// How many letters must be added, left out, replaced or swapped with their neighbour to get from one to the other.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before_last(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}
}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string>& candidates) {
  constexpr std::size_t longest_word = 100;
  if (word.empty() || word.size() > longest_word) return {};
  const std::string wanted = lower(word);
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto& candidate : candidates) {
    if (candidate.size() > longest_word || candidate == word) continue;
    if (std::max(candidate.size(), wanted.size()) - std::min(candidate.size(), wanted.size()) >= best_distance)
      continue;
    const std::size_t apart = distance(wanted, lower(candidate));
    if (apart < best_distance) {
      best = candidate;
      best_distance = apart;
    }
  }
  return best;
}

std::string in_quotes(std::string_view word) {
  constexpr std::size_t most_shown = 80;
  std::string shown = "\"";
  for (const char letter : word.substr(0, most_shown)) {
    const auto byte = static_cast<unsigned char>(letter);
    shown += byte < 0x20 || byte == 0x7f ? '?' : letter;
  }
  // A cut must not leave half a character behind.
  if (word.size() > most_shown) {
    while (!shown.empty() && (static_cast<unsigned char>(shown.back()) & 0x80U) != 0) shown.pop_back();
    shown += "...";
  }
  return shown + '"';
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

std::string counted(std::size_t count, std::string_view thing) {
  if (count != 1 && thing == "person") return std::to_string(count) + " people";
  return std::to_string(count) + ' ' + std::string{thing} + (count == 1 ? "" : "s");
}

}  // namespace meldmaat
