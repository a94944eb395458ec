// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Style sheets and script modules, inside the program. Their names hold a hash of all of them, so a browser may keep
/// them for ever and never mixes two versions. Built by assets.cmake. Any thread; the views live as long as the
/// program.
#pragma once

#include <string>
#include <string_view>

namespace meldmaat {

struct Asset {
  std::string_view name;       ///< "chat.js"
  std::string_view file_name;  ///< "chat-0123456789abcdef.js": what stands behind /assets/
  std::string_view type;       ///< value of Content-Type
  std::string_view etag;       ///< value of ETag, with its quotes, of the plain bytes
  std::string_view bytes;
  std::string_view gzip;  ///< the same, compressed; send it with Content-Encoding: gzip and Vary: Accept-Encoding
};

/// For GET /assets/{file_name}; null when there is none of that exact name.
[[nodiscard]] const Asset* find_asset(std::string_view file_name);

/// "/assets/chat-0123456789abcdef.js" for "chat.js".
/// \pre there is an asset of that name
[[nodiscard]] std::string asset_path(std::string_view name);

/// Value of Cache-Control for an asset: a year, and never asked for again.
inline constexpr std::string_view asset_cache_control = "public, max-age=31536000, immutable";

}  // namespace meldmaat
