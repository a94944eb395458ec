// SPDX-License-Identifier: EUPL-1.2
#include "adapters/message_layout.hpp"

#include <algorithm>
#include <string_view>

namespace meldmaat {

bool stands_beside(const Option& option) {
  const std::string_view id = option.id;
  const std::size_t slash = id.find('/');
  return id.starts_with("menu/") || (slash != std::string_view::npos && id.substr(slash + 1).starts_with('.'));
}

bool all_beside(const Message& message) {
  return std::all_of(message.options.begin(), message.options.end(), stands_beside);
}

std::string size_words(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  if (bytes < 1'000'000) return std::to_string((bytes + 500) / 1000) + " kB";
  return std::to_string((bytes + 500'000) / 1'000'000) + " MB";
}

}  // namespace meldmaat
