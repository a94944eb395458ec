// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who can read what a reporter writes now: the counsellors with a key, and the recovery key. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "bot/organisation.hpp"
#include "bot/postbox.hpp"

namespace meldmaat {

struct PostboxReaders {
  std::vector<Recipient> counsellors;  ///< in the order of the organisation
  std::optional<Recipient> recovery;

  /// Fewer than two counsellors, or no way back from a lost key: nobody may be asked to trust it yet.
  [[nodiscard]] bool ready() const { return counsellors.size() >= 2 && recovery; }
};

/// \param recipients all there ever were
[[nodiscard]] PostboxReaders readers_among(const std::vector<Recipient>& recipients, const Organisation& organisation);
/// The same without those who are not in `people`.
[[nodiscard]] PostboxReaders only(PostboxReaders readers, const std::vector<PersonId>& people);

/// Sealed for at least one of them, for the recovery key, and for nobody else.
[[nodiscard]] bool sealed_for(const Envelope& envelope, const PostboxReaders& readers);

/// "recipients" and "recovery" of docs/postbox.md.
void add_readers(nlohmann::json& answer, const PostboxReaders& readers, const Organisation& organisation);

}  // namespace meldmaat
