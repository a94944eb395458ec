// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Pages being drawn from top to bottom, and the text on them. Lengths are points, from the upper left corner. A tag is
/// a structure type of PDF ("P", "LI"); what is drawn outside any is decoration for those who see it.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "bot/paper.hpp"

namespace meldmaat {

/// How a text looks.
struct Hand {
  double size = 9.5;
  bool bold = false;
  bool fixed = false;  ///< every letter as wide as the others, and no place to break but between two of them
  bool soft = false;   ///< less black
};

/// A text that was laid out at a width; only a Sheet draws it.
class Column {
 public:
  Column();
  Column(Column&&) noexcept;
  Column& operator=(Column&&) noexcept;
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;
  ~Column();
  [[nodiscard]] double height() const;

 private:
  friend class Sheet;
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

class Sheet {
 public:
  /// \param pages how many there will be; 0: not known yet, it is drawn to count them
  Sheet(const Paper& paper, int pages);
  Sheet(const Sheet&) = delete;
  Sheet& operator=(const Sheet&) = delete;
  ~Sheet();

  [[nodiscard]] static double width();
  [[nodiscard]] static double height();  ///< of what one page holds

  void begin(const char* tag);
  void end(const char* tag);

  /// Empty space, but never at the top of a page.
  void gap(double size);
  /// A new page, unless so much still fits on this one.
  void need(double size);
  [[nodiscard]] double top() const { return top_; }
  [[nodiscard]] int page() const { return page_; }
  void move_to(double top) { top_ = top; }

  [[nodiscard]] Column lay_out(const std::string& text, double width, const Hand& hand);
  /// All of it at (left, top), which it does not move.
  void put(const Column& column, double left, double top);
  /// From `top` on, over as many pages as it takes, as one thing tagged `tag`. Ends below it.
  void flow(const Column& column, double left, const char* tag);
  void rule(double left, double top, double width);
  void shade(double left, double top, double width, double height);

  /// Ends the document. \return its bytes; the sheet is used up
  [[nodiscard]] std::string close();

 private:
  void next_page();
  void end_page();
  void foot();
  void check() const;

  struct Inside;
  std::unique_ptr<Inside> inside_;
  std::string footer_;
  int pages_;
  int page_ = 1;
  double top_ = 0;
};

}  // namespace meldmaat
