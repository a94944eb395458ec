// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A printed document as meaning and never as layout: adapters/paper draws it. Texts are resolved in the document's
/// language when it is made. Plain values; a line end in a text is kept.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "bot/language.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct Heading {
  int level = 1;  ///< 1 for the one title, 2 for what lies below it
  std::string text;
  bool operator==(const Heading&) const = default;
};

struct Paragraph {
  std::string text;
  bool strong = false;  ///< what nobody may miss; short
  bool operator==(const Paragraph&) const = default;
};

struct ItemList {
  std::vector<std::string> items;
  bool operator==(const ItemList&) const = default;
};

struct LabelledLine {
  std::string label;
  std::string text;  ///< empty: a line to write on by hand
  bool operator==(const LabelledLine&) const = default;
};

struct LabelledLines {
  std::vector<LabelledLine> lines;
  bool operator==(const LabelledLines&) const = default;
};

struct PaperTable {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;  ///< each as long as `header`; a cell is shorter than a page
  std::vector<int> widths;                     ///< the columns' shares of the page, as many as `header`
  bool operator==(const PaperTable&) const = default;
};

using PaperBlock = std::variant<Heading, Paragraph, ItemList, LabelledLines, PaperTable>;

struct Paper {
  std::string title;
  Language language = Language::nl;
  Moment made;         ///< the date inside the file, so that the same paper gives the same bytes
  std::string footer;  ///< stands below every page, before its number
  std::vector<PaperBlock> blocks;
  bool operator==(const Paper&) const = default;
};

}  // namespace meldmaat
