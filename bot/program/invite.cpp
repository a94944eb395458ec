// SPDX-License-Identifier: EUPL-1.2
#include <sys/stat.h>

#include <iostream>

#include "adapters/invitation_box.hpp"
#include "adapters/system_clock.hpp"
#include "adapters/system_random.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/town.hpp"

namespace meldmaat {

int invite(const std::filesystem::path& config, const std::string& person) {
  ::umask(077);
  const auto loaded = load_or_complain(config);
  if (!loaded) return 1;
  const auto* known = loaded->municipality.organisation.person(PersonId{person});
  if (known == nullptr) {
    std::cerr << "meldmaat: organisation.toml knows nobody with the id \"" << person << "\"\n";
    return 1;
  }
  constexpr std::size_t secret_bytes = 32;
  const auto secret = SystemRandom{}.hex(secret_bytes);
  const auto& settings = loaded->settings;
  try {
    const Moment expires = WallClock{}.now() + settings.invitation_lasts;
    InvitationBox{invitations_in(settings.data)}.put(secret, known->id, expires);
  } catch (const std::filesystem::filesystem_error& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
    return 1;
  }
  std::cout << settings.public_origin << "/invite/" << secret << '\n';
  return 0;
}

}  // namespace meldmaat
