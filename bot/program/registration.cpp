// SPDX-License-Identifier: EUPL-1.2
#include <cerrno>
#include <iostream>

#include "adapters/matrix/registration.hpp"
#include "adapters/system_random.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/private_file.hpp"
#include "bot/program/town.hpp"
#include "config/settings_file.hpp"

namespace meldmaat {

namespace {

/// Writes a new token into a file that only its owner may read. What is there stays: the homeserver knows it.
/// \return false when there is no file afterwards
bool make_token(const std::filesystem::path& path, Random& random) {
  constexpr std::size_t token_bytes = 32;
  const std::string line = random.hex(token_bytes) + '\n';
  return make_private_file(path, line) || errno == EEXIST;
}

bool make_tokens(const std::filesystem::path& config) {
  SystemRandom random;
  const auto settings = read_sources(config).settings;
  if (!settings) return true;
  for (const auto& path : matrix_token_files(*settings)) {
    if (make_token(path, random)) continue;
    std::cerr << "meldmaat: " << path.string() << " cannot be written\n";
    return false;
  }
  return true;
}

}  // namespace

int generate_registration(const RegistrationOptions& options) {
  if (options.make_tokens && !make_tokens(options.config)) return 1;
  const auto loaded = load_or_complain(options.config);
  if (!loaded) return 1;
  const auto& matrix = loaded->settings.matrix;
  if (!matrix) {
    std::cerr << "meldmaat: meldmaat.toml has no table [matrix]; docs/matrix.md shows what is in it\n";
    return 1;
  }
  std::cout << registration_yaml({.url = matrix->url,
                                  .as_token = matrix->as_token,
                                  .hs_token = matrix->hs_token,
                                  .user = matrix->user,
                                  .server_name = matrix->server_name})
            << std::flush;
  if (std::cout) return 0;
  std::cerr << "meldmaat: the registration file cannot be written\n";
  return 1;
}

}  // namespace meldmaat
