// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/town.hpp"

#include <iostream>

#include "config/check_config.hpp"

namespace meldmaat {

std::optional<Loaded> load_or_complain(const std::filesystem::path& folder) {
  auto result = folder.empty() ? load_demo() : load(folder);
  if (auto* loaded = std::get_if<Loaded>(&result)) return std::move(*loaded);
  static_cast<void>(report_configuration(result, std::cerr));
  return std::nullopt;
}

}  // namespace meldmaat
