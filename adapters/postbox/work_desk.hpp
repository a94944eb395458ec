// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Asks a little work of every request at the postbox, so that a flood costs whoever makes it (threat model C7): find a
/// number with which a hash begins with so many zero bits. Nobody is told apart by an address. What was given out is
/// known by a seal under a key that lives as long as the program; each can be used once. Any thread that owns it.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "adapters/secret.hpp"
#include "bot/clock.hpp"

namespace meldmaat {

class WorkDesk {
 public:
  explicit WorkDesk(Random& random);

  struct Task {
    std::string salt;  ///< goes back with the answer
    int bits = 0;
  };
  /// \param bits at least that many: more when much is asked
  [[nodiscard]] Task give(Moment now, int bits);
  /// Whether `nonce` solves a task of ours that is not too old and was not used before; uses it up.
  [[nodiscard]] bool take(Moment now, std::string_view salt, std::string_view nonce);

  static constexpr int least_bits = 13;  ///< about a third of a second in a browser
  static constexpr Milliseconds lasts = std::chrono::minutes{10};

 private:
  [[nodiscard]] std::string seal(std::string_view text) const;
  void forget(Moment now);

  Random& random_;
  Secret key_;
  /// Used ones, in two halves by time: the older half is forgotten as a whole.
  std::unordered_set<std::string> used_;
  std::unordered_set<std::string> used_before_;
  Moment turned_;
};

/// Whether SHA-256 of "<salt>:<nonce>" begins with so many zero bits.
[[nodiscard]] bool is_solved(std::string_view salt, std::string_view nonce, int bits);

}  // namespace meldmaat
