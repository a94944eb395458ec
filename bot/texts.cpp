// SPDX-License-Identifier: EUPL-1.2
#include "bot/texts.hpp"

#include <utility>

namespace meldmaat {

Texts::Texts(Catalogue dutch, Catalogue english) : dutch_(std::move(dutch)), english_(std::move(english)) {}

std::string fill(std::string_view pattern, const TextArgs& args) {
  std::string filled;
  filled.reserve(pattern.size());
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern[at] != '{') {
      filled += pattern[at++];
      continue;
    }
    if (pattern.substr(at, 2) == "{{") {
      filled += '{';
      at += 2;
      continue;
    }
    const auto end = pattern.find('}', at);
    const auto name = end == std::string_view::npos ? std::string_view{} : pattern.substr(at + 1, end - at - 1);
    const auto found = args.find(name);
    if (name.empty() || found == args.end()) {
      filled += pattern[at++];
      continue;
    }
    filled += found->second;
    at = end + 1;
  }
  return filled;
}

std::string Texts::say(Language language, bool informal, std::string_view key, const TextArgs& args) const {
  const auto& own = catalogue(language);
  std::string wanted{key};
  if (const auto count = args.find("count");
      count != args.end() && count->second == "1" && own.contains(wanted + ".one")) {
    wanted += ".one";
  }
  if (informal && own.contains(wanted + ".je")) wanted += ".je";
  if (const auto found = own.find(wanted); found != own.end()) return fill(found->second, args);
  const auto dutch = dutch_.find(wanted);
  return dutch == dutch_.end() ? wanted : fill(dutch->second, args);
}

bool Texts::has(std::string_view key) const {
  return dutch_.contains(key) || english_.contains(key);
}

}  // namespace meldmaat
