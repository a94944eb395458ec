// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Chance from OpenSSL's generator, fit for secrets. Any thread.
#pragma once

#include "bot/clock.hpp"

namespace meldmaat {

class SystemRandom final : public Random {
 public:
  /// \throws std::runtime_error when the system has no randomness to give: never a weaker value instead.
  [[nodiscard]] std::string hex(std::size_t count) override;
  [[nodiscard]] std::uint64_t below(std::uint64_t limit) override;
};

}  // namespace meldmaat
