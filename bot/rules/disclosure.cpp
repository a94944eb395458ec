// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/disclosure.hpp"

#include <algorithm>
#include <cstddef>

namespace meldmaat {

namespace {

int rounded(int count) {
  return (count + rounded_to / 2) / rounded_to * rounded_to;
}

/// Which rows are hidden.
std::vector<bool> hidden(const std::vector<int>& rows, Cover cover) {
  constexpr std::size_t least_hidden = 2;
  std::vector<bool> gone(rows.size());
  std::size_t count = 0;
  int together = 0;
  const auto hide = [&](std::size_t at) {
    if (gone[at]) return;
    gone[at] = true;
    ++count;
    together += rows[at];
  };
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (rows[at] < least_shown) hide(at);
  }
  if (count == 0 && cover == Cover::when_needed) return gone;
  for (std::size_t at = rows.size(); at-- > 0;) {
    const bool is_cover = at + 1 == rows.size();
    if (!is_cover && count >= least_hidden && together >= least_shown) break;
    hide(at);
  }
  return gone;
}

}  // namespace

ShownCount disclose(int count) {
  return count < least_shown ? std::nullopt : ShownCount{rounded(count)};
}

std::vector<ShownCount> disclose(const std::vector<int>& rows, Cover cover) {
  const auto gone = hidden(rows, cover);
  std::vector<ShownCount> shown;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    shown.push_back(gone[at] ? std::nullopt : ShownCount{rounded(rows[at])});
  }
  return shown;
}

int least_behind(int shown) {
  return std::max(least_shown, shown - rounded_to / 2);
}

}  // namespace meldmaat
