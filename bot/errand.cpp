// SPDX-License-Identifier: EUPL-1.2
#include "bot/errand.hpp"

#include <array>
#include <cstddef>

namespace meldmaat {

Errand begin_attempt(Errand errand, Moment now) {
  ++errand.attempts;
  errand.not_before = now + errand_lasts;
  return errand;
}

std::optional<Errand> try_again(Errand errand, Moment now) {
  using std::chrono::seconds;
  constexpr std::array pauses{seconds{1}, seconds{5}, seconds{15}, seconds{45}, seconds{90}};
  static_assert(pauses.size() + 1 == most_errand_attempts);
  if (errand.attempts < 1 || errand.attempts >= most_errand_attempts) return std::nullopt;
  errand.not_before = now + pauses.at(static_cast<std::size_t>(errand.attempts) - 1);
  return errand;
}

}  // namespace meldmaat
