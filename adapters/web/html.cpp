// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/html.hpp"

#include <algorithm>
#include <array>

#include "adapters/show_text.hpp"

namespace meldmaat {
namespace {

void put_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
}

bool is_void(std::string_view name) {
  constexpr std::array<std::string_view, 4> names{"br", "input", "link", "meta"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

Html::Html(std::string_view text) {
  put_escaped(show_text(text), markup_);
}

Html Html::exact(std::string_view text) {
  Html result;
  put_escaped(text, result.markup_);
  return result;
}

Html element(Literal name, std::initializer_list<Attribute> attributes, std::initializer_list<Html> children) {
  Html result;
  std::string& out = result.markup_;
  out += '<';
  out += name.view();
  for (const Attribute& attribute : attributes) {
    if (!attribute.present) continue;
    out += ' ';
    out += attribute.name.view();
    out += "=\"";
    put_escaped(attribute.value, out);
    out += '"';
  }
  out += '>';
  if (is_void(name.view())) return result;
  for (const Html& child : children) out += child.markup_;
  out += "</";
  out += name.view();
  out += '>';
  return result;
}

std::string document(const Html& root) {
  return "<!doctype html>\n" + root.markup() + "\n";
}

}  // namespace meldmaat
