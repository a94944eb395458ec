// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One-time links that wait to be used: a folder with one small file each, named after the SHA-256 of the link's
/// secret. A folder and not the database, so that `meldmaat invite` works beside the running service, which alone may
/// open the database. Whoever may write in the data folder may invite. Any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

class InvitationBox {
 public:
  explicit InvitationBox(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// \throws std::filesystem::filesystem_error when the folder cannot be written
  void put(std::string_view secret, const PersonId& person, Moment expires) const;
  /// Uses the link up. \return whom it signs in; nothing when there is no such link or it has expired
  [[nodiscard]] std::optional<PersonId> take(std::string_view secret, Moment now) const;

 private:
  [[nodiscard]] std::filesystem::path file_of(std::string_view secret) const;
  std::filesystem::path folder_;
};

}  // namespace meldmaat
