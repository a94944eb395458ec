// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Pieces that several pages are built from. Internal to the *_page.cpp files, page.cpp and message_view.cpp.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "adapters/web/html.hpp"
#include "adapters/web/page.hpp"

namespace meldmaat {

/// What fills the frame of one page.
struct PageParts {
  std::string title;
  std::string skip_to;     ///< id of the element that the skip link leads to
  std::string skip_label;  ///< what the skip link says
  Html main;               ///< the <main> element
  Html foot;               ///< behind it, may be empty
  std::string script;      ///< name of the module to load, may be empty
};

/// The whole document: head, safety line, quick exit, `parts`.
[[nodiscard]] std::string frame_page(const PageFrame& frame, const PageParts& parts, const PageTexts& texts);

/// <time> with the wall clock of the municipality: "21-11-2026, 10:00".
[[nodiscard]] Html time_element(Moment moment, const Zone& zone);

/// "/p/{person}/" and what follows it.
[[nodiscard]] std::string person_path(std::string_view person, std::string_view rest = {});

/// <input type="hidden">
[[nodiscard]] Html hidden_field(std::string name, std::string value);

[[nodiscard]] Html heading(std::string_view text);
[[nodiscard]] Html paragraph(std::string_view text);

/// Class attribute of a button of this style.
[[nodiscard]] std::string button_class(Option::Style style);

}  // namespace meldmaat
