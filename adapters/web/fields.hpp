// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Fields of forms that are drawn in one way everywhere: a label, perhaps a hint, and the field. Nothing that is typed
/// is kept by the browser: no completion, and no spelling service that reads along. Internal to the *_page.cpp files.
#pragma once

#include <string>
#include <string_view>

#include "adapters/web/html.hpp"
#include "bot/message.hpp"

namespace meldmaat {

struct Field {
  std::string name;  ///< of the form field, and its id behind `prefix`
  std::string label;
  std::string hint;   ///< empty: none
  std::string value;  ///< put back as it was typed
  std::string prefix;
};

[[nodiscard]] Html text_area(const Field& field, int rows);

/// One line. `secret` shows dots.
[[nodiscard]] Html text_line(const Field& field, bool secret = false);

/// A code, a sheet: upper case on a telephone's keyboard, letters of one width.
[[nodiscard]] Html code_line(const Field& field);

struct Tick {
  std::string name;
  std::string value;
  std::string label;
  bool checked = false;
};
[[nodiscard]] Html check_box(const Tick& tick);
[[nodiscard]] Html radio_button(const Tick& tick);

/// <fieldset> with its legend.
[[nodiscard]] Html field_group(std::string_view legend, std::string_view hint, const Html& inside);

[[nodiscard]] Html submit_button(std::string_view label, Option::Style style);

/// A button that only script knows what to do with.
[[nodiscard]] Html plain_button(std::string id, std::string_view label);

/// <section> with a heading of the second level; `id` may be empty. What is hidden waits for script.
[[nodiscard]] Html titled_section(std::string id, std::string_view title, const Html& inside, bool hidden = false);

/// Where a problem is said: empty, it is there for script.
[[nodiscard]] Html problem_line(std::string id, std::string_view problem);

}  // namespace meldmaat
