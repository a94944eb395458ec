// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Reads what stands on a paper.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "bot/paper.hpp"

namespace meldmaat {

/// Everything that stands on it, in order.
inline std::vector<std::string> words_on(const Paper& paper) {
  std::vector<std::string> words{paper.title, paper.footer};
  for (const auto& block : paper.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) words.push_back(heading->text);
    if (const auto* paragraph = std::get_if<Paragraph>(&block)) words.push_back(paragraph->text);
    if (const auto* list = std::get_if<ItemList>(&block)) {
      words.insert(words.end(), list->items.begin(), list->items.end());
    }
    if (const auto* lines = std::get_if<LabelledLines>(&block)) {
      for (const auto& [label, text] : lines->lines) words.insert(words.end(), {label, text});
    }
    if (const auto* table = std::get_if<PaperTable>(&block)) {
      words.insert(words.end(), table->header.begin(), table->header.end());
      for (const auto& row : table->rows) words.insert(words.end(), row.begin(), row.end());
    }
  }
  return words;
}

inline std::string all_of(const Paper& paper) {
  std::string all;
  for (const auto& words : words_on(paper)) all += words + "\n";
  return all;
}

inline std::vector<std::string> headings_of(const Paper& paper) {
  std::vector<std::string> found;
  for (const auto& block : paper.blocks) {
    if (const auto* heading = std::get_if<Heading>(&block)) found.push_back(heading->text);
  }
  return found;
}

/// What stands beside a label; "-" when the label is nowhere.
inline std::string beside(const Paper& paper, std::string_view label) {
  for (const auto& block : paper.blocks) {
    const auto* lines = std::get_if<LabelledLines>(&block);
    if (lines == nullptr) continue;
    const auto found = std::ranges::find(lines->lines, label, &LabelledLine::label);
    if (found != lines->lines.end()) return found->text;
  }
  return "-";
}

}  // namespace meldmaat
