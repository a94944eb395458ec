// SPDX-License-Identifier: EUPL-1.2
#include "config/reference.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "bot/flags.hpp"
#include "bot/organisation.hpp"
#include "config/form_file.hpp"
#include "config/organisation_file.hpp"
#include "config/protocol_file.hpp"
#include "config/settings_file.hpp"
#include "config/texts_file.hpp"

namespace meldmaat {

namespace {
/// A bar would end the cell of the table.
std::string cell(std::string_view text) {
  std::string written;
  for (const char letter : text) {
    if (letter == '|') written += '\\';
    written += letter;
  }
  return written;
}

std::string code(std::string_view text) {
  return '`' + std::string{text} + '`';
}

std::string section_text(const Section& section) {
  std::string text = "\n### " + code(section.heading) + "\n\n" + std::string{section.explains} + "\n\n";
  text += "| key | value | |\n|---|---|---|\n";
  for (const auto& key : section.keys) {
    text += "| " + code(key.name) + (key.required ? " (required)" : "") + " | " + cell(key.form) + " | " +
            cell(key.explains) + " |\n";
  }
  return text;
}

std::string words_text(const std::string& heading, const std::string& explains, const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + code(word);
  return "\n## " + heading + "\n\n" + explains + "\n\n" + list + "\n";
}
}  // namespace

std::string configuration_reference() {
  std::string text;
  std::set<const Section*> told;
  for (const auto& kind : {organisation_keys(), settings_keys(), protocol_keys(), form_keys(), texts_keys()}) {
    text += "\n## " + code(kind.name) + "\n\n" + std::string{kind.explains} + "\n";
    for (const Section* section : kind.sections) {
      if (told.insert(section).second) text += section_text(*section);
    }
  }
  std::vector<std::string> role_names;
  for (const auto& role : known_roles()) role_names.push_back(role.str());
  text += words_text("Roles", "`manager` belongs to a team; a rule may also name `reporter`.", role_names);
  text += words_text("Flags", "What an answer can set and a rule or question can ask for.",
                     {flags::all.begin(), flags::all.end()});
  return text;
}

}  // namespace meldmaat
