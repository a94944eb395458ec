// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/cards/decision_path.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

constexpr std::array forks{Fork{"start", {{{"danger", "card/advice_danger"}, {"safe", "decide/what"}}}},
                           Fork{"what",
                                {{{"anger", "decide/ended"},
                                  {"insult", "card/advice_insult"},
                                  {"violence", "card/advice_violence"},
                                  {"self_harm", "card/self_harm"},
                                  {"near_miss", "card/advice_near_miss"},
                                  {"other", "card/advice_other"},
                                  {"doubt", "card/doubt"}}}},
                           Fork{"ended",
                                {{{"calm", "card/advice_calm"},
                                  {"stopped", "card/advice_stopped"},
                                  {"insult", "card/advice_insult"},
                                  {"violence", "card/advice_violence"},
                                  {"again", "card/advice_again"}}}}};

}  // namespace

std::span<const Fork> decision_path() {
  return forks;
}

const Fork* find_fork(std::string_view id) {
  const auto* const found = std::ranges::find(forks, id, &Fork::id);
  return found == forks.end() ? nullptr : found;
}

}  // namespace meldmaat
