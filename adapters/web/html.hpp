// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Markup that cannot be forgotten to be escaped: an `Html` is made from text, which is escaped and made safe to show
/// (show_text.hpp), or from an element, whose name and attribute names are literals of the program. There is no way to
/// turn a string into markup. Plain values, any thread.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "adapters/literal.hpp"

namespace meldmaat {

struct Attribute {
  Attribute(Literal attribute_name, std::string attribute_value = {}, bool is_present = true)
      : name(attribute_name), value(std::move(attribute_value)), present(is_present) {}
  Literal name;
  std::string value;  ///< escaped when written; otherwise exactly as it is
  bool present;       ///< false leaves the attribute out
};

class Html {
 public:
  Html() = default;
  Html(std::string_view text);                                     // NOLINT: text becomes markup by itself, escaped
  Html(const std::string& text) : Html(std::string_view(text)) {}  // NOLINT
  Html(const char* text) : Html(std::string_view(text)) {}         // NOLINT

  /// Escaped but not changed otherwise: for text that goes back into the field it was typed in.
  [[nodiscard]] static Html exact(std::string_view text);

  Html& operator+=(const Html& more) {
    markup_ += more.markup_;
    return *this;
  }
  [[nodiscard]] bool empty() const { return markup_.empty(); }
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  friend Html element(Literal name, std::initializer_list<Attribute> attributes, std::initializer_list<Html> children);
  std::string markup_;
};

/// `<name attributes>children</name>`; void elements (input, meta, link, br) have no children and no end tag.
[[nodiscard]] Html element(Literal name, std::initializer_list<Attribute> attributes = {},
                           std::initializer_list<Html> children = {});

/// "<!doctype html>" and the root element.
[[nodiscard]] std::string document(const Html& root);

}  // namespace meldmaat
