// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Pieces that the pages of the postbox share. Internal to postbox_*.cpp.
#pragma once

#include <string_view>

#include "adapters/web/html.hpp"
#include "adapters/web/postbox_page.hpp"

namespace meldmaat {

/// The document around `main`. `key` is the page's part of the catalogue: "start" for "postbox.start.title".
struct PostboxDraft {
  const PageFrame& frame;
  PostboxPlace place;  ///< where the link to the other language leads
  std::string_view title_key;
  Html inside;  ///< behind the heading
};
[[nodiscard]] std::string postbox_document(const PostboxDraft& draft, const PageTexts& texts);

/// <p> with the emergency number as a link; the first thing on every page about reporting.
[[nodiscard]] Html danger_line(const PageFrame& frame, const PageTexts& texts);

[[nodiscard]] Html link_to(const PageFrame& frame, PostboxPlace place, std::string_view label);

/// A list, an item for each key.
[[nodiscard]] Html list_of(std::initializer_list<std::string_view> keys, const PageTexts& texts);

[[nodiscard]] Html code_view(std::string_view code);

[[nodiscard]] std::string problem_text(std::optional<PostboxProblem> problem, const PageTexts& texts);

/// The three answers to "may facts without a name be handed on", in a form field of this name.
[[nodiscard]] Html hand_on_choices(std::string_view field, std::string_view chosen, const PageTexts& texts);

}  // namespace meldmaat
