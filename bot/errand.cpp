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
  const auto tried = static_cast<std::size_t>(errand.attempts);
  if (tried == 0 || tried > pauses.size()) return std::nullopt;
  errand.not_before = now + pauses.at(tried - 1);
  return errand;
}

}  // namespace meldmaat
