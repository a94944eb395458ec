// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The sessions that were used lately, so that a request of somebody who is signed in need not ask the store who they
/// are: it would wait for one commit more. The store stays the truth; this program is the only one that writes there.
/// Strand: that of the house.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "bot/store.hpp"

namespace meldmaat {

class OpenSessions {
 public:
  /// \param most above this many, all are forgotten and asked for anew
  explicit OpenSessions(std::size_t most = 10'000) : most_(most) {}

  /// Whose session it is, when it is known and has not expired at `now`.
  [[nodiscard]] std::optional<PersonId> person(const std::string& secret_hash, Moment now) const;
  void remember(const Session& session);
  void forget(const std::string& secret_hash);

 private:
  std::size_t most_;
  std::unordered_map<std::string, Session> sessions_;  ///< by hash of the secret
};

}  // namespace meldmaat
