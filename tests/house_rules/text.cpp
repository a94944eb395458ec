// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <regex>
#include <string>

#include "tests/house_rules/rules.hpp"

namespace meldmaat::house_rules {
namespace {

bool needs_licence_line(const SourceFile& file) {
  static constexpr std::array<std::string_view, 8> endings = {".cpp", ".hpp", ".cmake", "CMakeLists.txt",
                                                              ".sql", ".js",  ".mjs",   ".sh"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return file.path.ends_with(ending); });
}

void check_licence(const SourceFile& file, Faults& faults) {
  if (!needs_licence_line(file)) return;
  // Line 1, or line 2 below a script's interpreter.
  auto end = file.text.find('\n');
  if (file.text.starts_with("#!")) end = file.text.find('\n', end + 1);
  if (file.text.substr(0, end).find("SPDX-License-Identifier: EUPL-1.2") == std::string::npos) {
    faults.push_back({file.path, 1, "no licence line"});
  }
}

void check_words(const SourceFile& file, Faults& faults) {
  // Written in two halves, so that this file does not find itself.
  static const std::regex unfinished(
      "\\b(TO"
      "DO|FIX"
      "ME|XX"
      "X|HA"
      "CK)\\b|not "
      "implemented");
  static const std::regex machine(
      "/wo"
      "rk/|/ro"
      "ot/|/home/"
      "\\w");
  for (const auto* rule : {&unfinished, &machine}) {
    for (std::sregex_iterator it(file.text.begin(), file.text.end(), *rule), end; it != end; ++it) {
      faults.push_back({file.path, file.line_of(static_cast<std::size_t>(it->position())),
                        it->str() + (rule == &unfinished ? ": finish it" : ": a path of one machine")});
    }
  }
}

void check_name(const SourceFile& file, Faults& faults) {
  static const std::regex vague("(^|/|_)(utils?|helpers?|managers?|common|misc)(\\.|/|_)");
  if (std::regex_search(file.path, vague)) faults.push_back({file.path, 0, "a name that says nothing"});
}

}  // namespace

Faults check_text(const SourceFile& file) {
  Faults faults;
  check_licence(file, faults);
  check_words(file, faults);
  check_name(file, faults);
  return faults;
}

}  // namespace meldmaat::house_rules
