// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the web channel is told about itself, and the frame of every page that follows from it. Plain values.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/web/page.hpp"
#include "bot/organisation.hpp"

namespace meldmaat {

struct WebSettings {
  bool demo = false;
  bool secure_cookies = true;  ///< false only where people reach us over plain HTTP: on loopback
  std::string theme_class;     ///< empty: the one that is built in
  std::string theme_css;       ///< content of the municipality's token file; empty: none
  std::string quick_exit = "https://www.buienradar.nl/";  ///< where "Snel weg" leads
  std::uint64_t most_file_bytes = 25ULL * 1024 * 1024;
  Milliseconds session_lasts = std::chrono::hours{12};
  /// What is posted at the postbox is answered after this, or a multiple of it when finding the answer took longer: the
  /// time of an answer does not tell what was found.
  Milliseconds postbox_pace{50};
};

/// \param language "nl" or "en"
[[nodiscard]] PageFrame page_frame(const Organisation& organisation, const WebSettings& settings,
                                   std::string_view language);

}  // namespace meldmaat
