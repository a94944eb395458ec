// SPDX-License-Identifier: EUPL-1.2
#include "adapters/paper/sheet.hpp"

#include <cairo/cairo-pdf.h>
#include <pango/pangocairo.h>

#include <stdexcept>
#include <string_view>
#include <utility>

#include "adapters/iso_utc.hpp"
#include "adapters/show_text.hpp"

namespace meldmaat {

namespace {

constexpr double paper_width = 595.276;  // A4
constexpr double paper_height = 841.890;
constexpr double side = 62.0;
constexpr double head = 56.0;
constexpr double foot_line = 790.0;
constexpr double page_end = 772.0;
constexpr double line_spacing = 1.22;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
struct FreeFont {
  void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct FreeLines {
  void operator()(PangoLayoutIter* lines) const { pango_layout_iter_free(lines); }
};
struct FreeMarks {
  void operator()(PangoAttrList* marks) const { pango_attr_list_unref(marks); }
};
struct FreeDrawing {
  void operator()(cairo_t* drawing) const { cairo_destroy(drawing); }
};
struct FreeSurface {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct FreeOptions {
  void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

cairo_status_t append(void* closure, const unsigned char* bytes, unsigned int count) {
  auto& all = *static_cast<std::string*>(closure);
  for (unsigned int at = 0; at < count; ++at) all += static_cast<char>(bytes[at]);
  return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Column::Inside {
  std::unique_ptr<PangoLayout, Unref> layout;
  bool soft = false;

  struct Lines {
    std::unique_ptr<PangoLayoutIter, FreeLines> at;
    bool more = true;
    [[nodiscard]] double top() const {
      int upper = 0;
      pango_layout_iter_get_line_yrange(at.get(), &upper, nullptr);
      return pango_units_to_double(upper);
    }
    [[nodiscard]] double bottom() const {
      int lower = 0;
      pango_layout_iter_get_line_yrange(at.get(), nullptr, &lower);
      return pango_units_to_double(lower);
    }
    [[nodiscard]] double baseline() const { return pango_units_to_double(pango_layout_iter_get_baseline(at.get())); }
    void next() { more = pango_layout_iter_next_line(at.get()) != FALSE; }
  };
  [[nodiscard]] Lines lines() const {
    return {std::unique_ptr<PangoLayoutIter, FreeLines>(pango_layout_get_iter(layout.get()))};
  }
};

Column::Column() = default;
Column::Column(Column&&) noexcept = default;
Column& Column::operator=(Column&&) noexcept = default;
Column::~Column() = default;

double Column::height() const {
  int high = 0;
  pango_layout_get_size(inside_->layout.get(), nullptr, &high);
  return pango_units_to_double(high);
}

struct Sheet::Inside {
  std::string bytes;
  std::unique_ptr<cairo_surface_t, FreeSurface> surface;
  std::unique_ptr<cairo_t, FreeDrawing> drawing;
  std::unique_ptr<PangoContext, Unref> words;

  void ink(bool soft) const {
    cairo_set_source_rgb(drawing.get(), soft ? 0.33 : 0.09, soft ? 0.36 : 0.1, soft ? 0.4 : 0.12);
  }

  /// A line is drawn as a text of its own: as part of a longer one it would end in a space without a glyph, for which
  /// cairo writes a tag inside the tag, and readers lose what follows.
  void line(const Column::Inside& column, const Column::Inside::Lines& lines, double left, double top) const {
    auto* whole = column.layout.get();
    const auto* part = pango_layout_iter_get_line_readonly(lines.at.get());
    const std::unique_ptr<PangoLayout, Unref> alone(pango_layout_new(words.get()));
    pango_layout_set_font_description(alone.get(), pango_layout_get_font_description(whole));
    pango_layout_set_attributes(alone.get(), pango_layout_get_attributes(whole));
    const std::string_view all = pango_layout_get_text(whole);
    const auto begin = static_cast<std::size_t>(part->start_index);
    const auto size = static_cast<std::size_t>(part->length);
    std::string own(all.substr(begin, size));
    // Nobody reads the last word of one line and the first of the next as one.
    if (begin + size < all.size() && all[begin + size] == '\n') own += ' ';
    pango_layout_set_text(alone.get(), own.data(), static_cast<int>(own.size()));
    ink(column.soft);
    cairo_move_to(drawing.get(), left, top + lines.baseline());
    pango_cairo_show_layout_line(drawing.get(), pango_layout_get_line_readonly(alone.get(), 0));
  }
};

Sheet::Sheet(const Paper& paper, int pages)
    : inside_(std::make_unique<Inside>()), footer_(paper.footer), pages_(pages), top_(head) {
  auto& own = *inside_;
  own.surface.reset(cairo_pdf_surface_create_for_stream(append, &own.bytes, paper_width, paper_height));
  // Cairo reads whole seconds.
  constexpr std::size_t seconds = 19;
  const auto made = iso_utc(paper.made).substr(0, seconds) + "Z";
  auto* surface = own.surface.get();
  cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, show_line(paper.title).c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "meldmaat");
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, made.c_str());
  own.drawing.reset(cairo_create(surface));
  own.words.reset(pango_cairo_create_context(own.drawing.get()));
  // Letters stand where they stand on paper, whatever screen this machine has.
  const std::unique_ptr<cairo_font_options_t, FreeOptions> options(cairo_font_options_create());
  cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(own.words.get(), options.get());
  pango_cairo_context_set_resolution(own.words.get(), 72);
  pango_context_set_round_glyph_positions(own.words.get(), FALSE);
  pango_context_set_language(own.words.get(), pango_language_from_string(paper.language == Language::nl ? "nl" : "en"));
  begin("Document");
}

Sheet::~Sheet() = default;

double Sheet::width() {
  return paper_width - 2 * side;
}
double Sheet::height() {
  return page_end - head;
}

void Sheet::begin(const char* tag) {
  cairo_tag_begin(inside_->drawing.get(), tag, nullptr);
}
void Sheet::end(const char* tag) {
  cairo_tag_end(inside_->drawing.get(), tag);
}

void Sheet::gap(double size) {
  if (top_ > head) top_ += size;
}

void Sheet::need(double size) {
  if (top_ > head && top_ + size > page_end) next_page();
}

void Sheet::next_page() {
  end_page();
  ++page_;
  top_ = head;
}

void Sheet::end_page() {
  foot();
  cairo_show_page(inside_->drawing.get());
}

void Sheet::foot() {
  const Hand small{.size = 8, .bold = false, .fixed = false, .soft = true};
  rule(0, foot_line, width());
  put(lay_out(footer_, width() - 60, small), 0, foot_line + 6);
  const auto number = lay_out(std::to_string(page_) + "/" + std::to_string(pages_), 60, small);
  int wide = 0;
  pango_layout_get_size(number.inside_->layout.get(), &wide, nullptr);
  put(number, width() - pango_units_to_double(wide), foot_line + 6);
}

Column Sheet::lay_out(const std::string& text, double width, const Hand& hand) {
  Column column;
  column.inside_ = std::make_unique<Column::Inside>();
  column.inside_->soft = hand.soft;
  column.inside_->layout.reset(pango_layout_new(inside_->words.get()));
  auto* layout = column.inside_->layout.get();
  const std::unique_ptr<PangoFontDescription, FreeFont> font(pango_font_description_new());
  pango_font_description_set_family_static(font.get(), hand.fixed ? "DejaVu Sans Mono" : "DejaVu Sans");
  pango_font_description_set_absolute_size(font.get(), hand.size * PANGO_SCALE);
  pango_font_description_set_weight(font.get(), hand.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout, font.get());
  pango_layout_set_width(layout, pango_units_from_double(width));
  pango_layout_set_wrap(layout, hand.fixed ? PANGO_WRAP_CHAR : PANGO_WRAP_WORD_CHAR);
  pango_layout_set_line_spacing(layout, static_cast<float>(line_spacing));
  // A hash that goes on below has no hyphen in it, and a letter is one glyph, so that it is read as that letter.
  const std::unique_ptr<PangoAttrList, FreeMarks> marks(pango_attr_list_new());
  pango_attr_list_insert(marks.get(), pango_attr_insert_hyphens_new(FALSE));
  pango_attr_list_insert(marks.get(), pango_attr_font_features_new("liga 0, clig 0, dlig 0"));
  pango_layout_set_attributes(layout, marks.get());
  const auto safe = show_text(text);
  pango_layout_set_text(layout, safe.data(), static_cast<int>(safe.size()));
  return column;
}

void Sheet::put(const Column& column, double left, double top) {
  if (pages_ == 0) return;
  for (auto lines = column.inside_->lines(); lines.more; lines.next()) {
    inside_->line(*column.inside_, lines, side + left, top);
  }
}

void Sheet::flow(const Column& column, double left, const char* tag) {
  const bool whole = top_ + column.height() <= page_end;
  // What goes on over a page is one thing of several parts: a tag with words of its own ends with its page.
  const auto part = [&](void (Sheet::*turn)(const char*)) {
    if (!whole) (this->*turn)("Span");
  };
  begin(tag);
  part(&Sheet::begin);
  double above = 0;  // of the column, on earlier pages
  auto lines = column.inside_->lines();
  double bottom = 0;
  for (; lines.more; lines.next()) {
    if (top_ + lines.bottom() - above > page_end && lines.top() > above) {
      part(&Sheet::end);
      next_page();
      part(&Sheet::begin);
      above = lines.top();
    }
    if (pages_ != 0) inside_->line(*column.inside_, lines, side + left, top_ - above);
    bottom = lines.bottom();
  }
  part(&Sheet::end);
  end(tag);
  top_ += bottom - above;
}

void Sheet::rule(double left, double top, double width) {
  auto* drawing = inside_->drawing.get();
  cairo_set_source_rgb(drawing, 0.55, 0.58, 0.62);
  cairo_set_line_width(drawing, 0.6);
  cairo_move_to(drawing, side + left, top);
  cairo_line_to(drawing, side + left + width, top);
  cairo_stroke(drawing);
}

void Sheet::shade(double left, double top, double width, double height) {
  auto* drawing = inside_->drawing.get();
  cairo_set_source_rgb(drawing, 0.93, 0.945, 0.96);
  cairo_rectangle(drawing, side + left, top, width, height);
  cairo_fill(drawing);
}

void Sheet::check() const {
  auto status = cairo_status(inside_->drawing.get());
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(inside_->surface.get());
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

std::string Sheet::close() {
  end("Document");
  end_page();
  cairo_surface_finish(inside_->surface.get());
  check();
  return std::move(inside_->bytes);
}

}  // namespace meldmaat
