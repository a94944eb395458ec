// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/assets.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <stdexcept>

// The bytes, put into the program by the generated web_assets.S.
extern "C" {
#define BYTES(symbol)                 \
  extern const char symbol##_begin[]; \
  extern const char symbol##_end[];
#include MELDMAAT_WEB_ASSETS
#undef BYTES
}

namespace meldmaat {
namespace {

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

const auto& all_assets() {
  static const std::array assets{
#define ASSET(name, file_name, type, etag, plain, gzip) \
  Asset{name, file_name, type, etag, between(plain##_begin, plain##_end), between(gzip##_begin, gzip##_end)},
#include MELDMAAT_WEB_ASSETS
#undef ASSET
  };
  return assets;
}

}  // namespace

const Asset* find_asset(std::string_view file_name) {
  const auto& assets = all_assets();
  const auto found = std::find_if(assets.begin(), assets.end(),
                                  [file_name](const Asset& asset) { return asset.file_name == file_name; });
  return found == assets.end() ? nullptr : &*found;
}

std::string asset_path(std::string_view name) {
  for (const Asset& asset : all_assets()) {
    if (asset.name == name) return "/assets/" + std::string(asset.file_name);
  }
  throw std::logic_error("there is no web asset of this name");
}

}  // namespace meldmaat
