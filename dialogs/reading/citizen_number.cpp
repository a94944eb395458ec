// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/reading/citizen_number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <tuple>
#include <vector>

#include "dialogs/phrases/normalise.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t length = 9;

/// The weights 9 to 2 and -1 give a multiple of eleven.
bool passes_check(std::string_view digits) {
  static constexpr std::array weights{9, 8, 7, 6, 5, 4, 3, 2, -1};
  int sum = 0;
  for (std::size_t i = 0; i < length; ++i) sum += weights.at(i) * (digits[i] - '0');
  return sum != 0 && sum % 11 == 0;
}

struct Digits {
  std::size_t first;
  std::size_t count;
};

std::vector<Digits> runs_of_digits(std::string_view text) {
  constexpr std::string_view digits = "0123456789";
  std::vector<Digits> runs;
  for (auto first = text.find_first_of(digits); first != std::string_view::npos;) {
    const auto end = std::min(text.find_first_not_of(digits, first), text.size());
    runs.push_back({first, end - first});
    first = text.find_first_of(digits, end);
  }
  return runs;
}

/// These runs stand next to each other with one dot or space in between.
bool joined(std::string_view text, const Digits& one, const Digits& next) {
  const auto between = one.first + one.count;
  return next.first == between + 1 && (text[between] == '.' || text[between] == ' ');
}

}  // namespace

bool holds_citizen_number(std::string_view typed) {
  const std::string text = phrases::normalised(typed);
  const auto runs = runs_of_digits(text);
  const auto digits = [&](const Digits& run) { return text.substr(run.first, run.count); };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].count == length && passes_check(digits(runs[i]))) return true;
    if (i + 2 >= runs.size()) continue;
    const auto& [one, two, three] = std::tie(runs[i], runs[i + 1], runs[i + 2]);
    const bool grouped = (one.count == 4 && two.count == 2 && three.count == 3) ||
                         (one.count == 3 && two.count == 3 && three.count == 3);
    const bool together = joined(text, one, two) && joined(text, two, three);
    if (grouped && together && passes_check(digits(one) + digits(two) + digits(three))) return true;
  }
  return false;
}

}  // namespace meldmaat
