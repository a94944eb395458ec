// SPDX-License-Identifier: EUPL-1.2
#include "adapters/invitation_box.hpp"

#include <fstream>
#include <string>
#include <system_error>

#include "adapters/sha256.hpp"

namespace meldmaat {

std::filesystem::path InvitationBox::file_of(std::string_view secret) const {
  return folder_ / sha256_hex(secret);
}

void InvitationBox::put(std::string_view secret, const PersonId& person, Moment expires) const {
  std::filesystem::create_directories(folder_);
  const auto path = file_of(secret);
  std::ofstream file(path);
  file << person.str() << '\n' << expires.time_since_epoch().count() << '\n';
  file.close();
  if (!file) {
    throw std::filesystem::filesystem_error("cannot write", path, std::make_error_code(std::errc::io_error));
  }
}

std::optional<PersonId> InvitationBox::take(std::string_view secret, Moment now) const {
  const auto path = file_of(secret);
  std::ifstream file(path);
  std::string person;
  Milliseconds::rep expires = 0;
  const bool whole = static_cast<bool>(file >> person >> expires);
  // Removing is what uses it up: of two at the same moment only one removes it, and only that one enters.
  std::error_code failed;
  const bool removed = std::filesystem::remove(path, failed);
  if (!whole || !removed || Moment{Milliseconds{expires}} <= now) return std::nullopt;
  return PersonId{person};
}

}  // namespace meldmaat
