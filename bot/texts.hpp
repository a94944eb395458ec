// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The catalogue of everything meldmaat says, as a value. Read and checked by config/texts_file.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "bot/language.hpp"

namespace meldmaat {

/// The values of the named placeholders of one text: {"name", "Kim"} fills "{name}".
using TextArgs = std::map<std::string, std::string, std::less<>>;

class Texts {
 public:
  using Catalogue = std::map<std::string, std::string, std::less<>>;

  Texts() = default;
  Texts(Catalogue dutch, Catalogue english);

  /// The text of `key` with its placeholders filled. In the je-form, "<key>.je" is used where the catalogue has it.
  /// Plural: where `args` holds "count", "<key>.one" is used for 1 where the catalogue has it.
  /// Total: a key that no catalogue has is said as it stands, because a reminder with an odd word is better than none.
  /// check-config proves that it cannot happen for keys that configuration names, a test for keys that code names.
  [[nodiscard]] std::string say(Language language, bool informal, std::string_view key,
                                const TextArgs& args = {}) const;
  [[nodiscard]] bool has(std::string_view key) const;
  [[nodiscard]] const Catalogue& catalogue(Language language) const {
    return language == Language::nl ? dutch_ : english_;
  }

 private:
  Catalogue dutch_;
  Catalogue english_;
};

/// `pattern` with every "{name}" replaced by args[name]; an unknown name stays as it stands, "{{" is a literal "{".
/// Values are not looked at again, so that a value containing "{x}" is shown as it is.
[[nodiscard]] std::string fill(std::string_view pattern, const TextArgs& args);

}  // namespace meldmaat
