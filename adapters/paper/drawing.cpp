// SPDX-License-Identifier: EUPL-1.2
#include "adapters/paper/drawing.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <variant>

#include "adapters/paper/pdf.hpp"
#include "adapters/paper/sheet.hpp"

namespace meldmaat {

namespace {

constexpr Hand plain{};
constexpr Hand soft{.size = 9.5, .bold = false, .fixed = false, .soft = true};
constexpr Hand small{.size = 8.5, .bold = false, .fixed = false, .soft = false};
constexpr Hand small_bold{.size = 8.5, .bold = true, .fixed = false, .soft = false};
constexpr Hand code{.size = 7.5, .bold = false, .fixed = true, .soft = false};

constexpr double line = 14.0;  ///< about the height of one
constexpr double label_width = 152.0;
constexpr double cell_gap = 8.0;

/// A hash and the like: long, and every character counts.
bool is_code(const std::string& text) {
  const auto hexadecimal = [](unsigned char letter) { return std::isxdigit(letter) != 0; };
  return text.size() >= 40 && std::ranges::all_of(text, hexadecimal);
}

class Draughtsman {
 public:
  Draughtsman(Sheet& sheet) : sheet_(sheet) {}

  void operator()(const Heading& heading) {
    const bool title = heading.level == 1;
    const Hand hand{.size = title ? 17.0 : 12.0, .bold = true, .fixed = false, .soft = false};
    const auto column = sheet_.lay_out(heading.text, Sheet::width(), hand);
    sheet_.gap(title ? 0 : 15);
    // With the beginning of what it is about.
    sheet_.need(column.height() + 5 * line);
    sheet_.flow(column, 0, title ? "H1" : "H2");
    if (!title) sheet_.rule(0, sheet_.top() + 1.5, Sheet::width());
    sheet_.move_to(sheet_.top() + (title ? 3 : 6));
  }

  void operator()(const Paragraph& paragraph) {
    if (paragraph.strong) return boxed(paragraph);
    sheet_.need(2 * line);
    sheet_.flow(sheet_.lay_out(paragraph.text, Sheet::width(), plain), 0, "P");
    sheet_.gap(6);
  }

  void operator()(const ItemList& list) {
    constexpr double indent = 14;
    sheet_.begin("L");
    for (const auto& item : list.items) {
      sheet_.need(2 * line);
      sheet_.begin("LI");
      mark("Lbl", sheet_.lay_out("•", indent, plain), 4);
      sheet_.flow(sheet_.lay_out(item, Sheet::width() - indent, plain), indent, "LBody");
      sheet_.end("LI");
      sheet_.gap(2);
    }
    sheet_.end("L");
    sheet_.gap(6);
  }

  void operator()(const LabelledLines& lines) {
    sheet_.begin("L");
    for (const auto& [label, text] : lines.lines) {
      const auto left = sheet_.lay_out(label, label_width - cell_gap, soft);
      sheet_.need(std::max(text.empty() ? 2 * line : 2.5 * line, left.height()));
      if (text.empty()) sheet_.gap(8);
      const double top = sheet_.top();
      const int page = sheet_.page();
      sheet_.begin("LI");
      mark("Lbl", left, 0);
      if (!text.empty()) {
        sheet_.flow(sheet_.lay_out(text, Sheet::width() - label_width, plain), label_width, "LBody");
      }
      sheet_.end("LI");
      if (text.empty()) sheet_.rule(label_width, top + line - 1, Sheet::width() - label_width);
      if (sheet_.page() == page) sheet_.move_to(std::max(sheet_.top(), top + left.height()));
      if (text.empty()) sheet_.gap(4);
      sheet_.gap(4);
    }
    sheet_.end("L");
    sheet_.gap(4);
  }

  void operator()(const PaperTable& table) {
    const auto all = std::max(1, std::accumulate(table.widths.begin(), table.widths.end(), 0));
    std::vector<double> widths;
    for (const int share : table.widths) widths.push_back(Sheet::width() * share / all);
    const auto header = cells(table.header, widths, small_bold);
    const double header_height = height(header);
    const double first = table.rows.empty() ? 0 : height(cells(table.rows.front(), widths, small));
    sheet_.need(header_height + first);
    sheet_.begin("Table");
    row(header, widths, "TH");
    for (const auto& texts : table.rows) {
      const auto made = cells(texts, widths, small);
      const int page = sheet_.page();
      sheet_.need(height(made));
      // For the eye; to the ear the header is still the one above.
      if (sheet_.page() != page) bare_row(header, widths);
      row(made, widths, "TD");
    }
    sheet_.end("Table");
    sheet_.gap(8);
  }

 private:
  using Cells = std::vector<Column>;

  void boxed(const Paragraph& paragraph) {
    constexpr double inset = 9;
    const Hand hand{.size = 10.5, .bold = true, .fixed = false, .soft = false};
    const auto column = sheet_.lay_out(paragraph.text, Sheet::width() - 2 * inset, hand);
    const double high = column.height() + 2 * inset - 2;
    sheet_.gap(4);
    sheet_.need(high);
    const double top = sheet_.top();
    if (high <= Sheet::height()) sheet_.shade(0, top, Sheet::width(), high);
    sheet_.move_to(top + inset);
    sheet_.flow(column, inset, "P");
    sheet_.gap(inset + 6);
  }

  /// At the height of what comes next.
  void mark(const char* tag, const Column& column, double left) {
    sheet_.begin(tag);
    sheet_.put(column, left, sheet_.top());
    sheet_.end(tag);
  }

  Cells cells(const std::vector<std::string>& texts, const std::vector<double>& widths, const Hand& hand) {
    Cells made;
    for (std::size_t at = 0; at < widths.size() && at < texts.size(); ++at) {
      made.push_back(sheet_.lay_out(texts[at], widths[at] - cell_gap, is_code(texts[at]) ? code : hand));
    }
    return made;
  }

  static double height(const Cells& cells) {
    double high = 0;
    for (const auto& cell : cells) high = std::max(high, cell.height());
    return high + 7;
  }

  void row(const Cells& cells, const std::vector<double>& widths, const char* tag) {
    sheet_.begin("TR");
    double left = 0;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      mark(tag, cells[at], left);
      left += widths[at];
    }
    sheet_.end("TR");
    below(cells);
  }

  void bare_row(const Cells& cells, const std::vector<double>& widths) {
    double left = 0;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      sheet_.put(cells[at], left, sheet_.top());
      left += widths[at];
    }
    below(cells);
  }

  void below(const Cells& cells) {
    sheet_.move_to(sheet_.top() + height(cells));
    sheet_.rule(0, sheet_.top() - 4, Sheet::width());
  }

  Sheet& sheet_;
};

struct Drawn {
  std::string pdf;
  int pages = 0;
};

Drawn draw_of(const Paper& paper, int pages) {
  Sheet sheet(paper, pages);
  Draughtsman hand(sheet);
  for (const auto& block : paper.blocks) std::visit(hand, block);
  Drawn drawn;
  drawn.pages = sheet.page();
  drawn.pdf = sheet.close();
  return drawn;
}

}  // namespace

// How many pages there are stands on the first one, so it is drawn twice.
std::string draw(const Paper& paper) {
  return draw_of(paper, draw_of(paper, 0).pages).pdf;
}

std::string to_pdf(const Paper& paper) {
  return finish(draw(paper), paper.language);
}

}  // namespace meldmaat
