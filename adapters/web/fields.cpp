// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/fields.hpp"

#include "adapters/web/page_parts.hpp"

namespace meldmaat {
namespace {

std::string id_of(const Field& field) {
  return field.prefix + field.name;
}

Html label_of(const Field& field) {
  return element("label", {{"for", id_of(field)}, {"class", "utrecht-form-label"}}, {field.label});
}

Html hint_of(const Field& field) {
  if (field.hint.empty()) return {};
  return element("p", {{"id", id_of(field) + "-hint"}, {"class", "hint"}}, {field.hint});
}

Html around(const Field& field, const Html& input) {
  return element("div", {{"class", "field"}}, {label_of(field), hint_of(field), input});
}

Html line(const Field& field, std::string type, bool is_code) {
  return element("input", {{"type", std::move(type)},
                           {"id", id_of(field)},
                           {"name", field.name},
                           {"class", is_code ? "utrecht-textbox utrecht-textbox--html-input code-field"
                                             : "utrecht-textbox utrecht-textbox--html-input"},
                           {"value", field.value, !field.value.empty()},
                           {"autocomplete", "off"},
                           {"autocapitalize", "characters", is_code},
                           {"inputmode", "text"},
                           {"spellcheck", "false"},
                           {"aria-describedby", id_of(field) + "-hint", !field.hint.empty()}});
}

/// The label holds its box, so that neither needs a name of its own on the page.
Html ticked(const Tick& tick, std::string type) {
  const Html box = element("input", {{"type", std::move(type)},
                                     {"name", tick.name},
                                     {"value", tick.value},
                                     {"checked", "", tick.checked},
                                     {"autocomplete", "off"}});
  return element("label", {{"class", "check"}}, {box, element("span", {}, {tick.label})});
}

}  // namespace

Html text_area(const Field& field, int rows) {
  // The first line end after <textarea> is dropped by the browser (HTML standard §13.1.2.5): this one is, not the
  // writer's.
  const Html text = Html::exact("\n" + field.value);
  return around(field, element("textarea",
                               {{"id", id_of(field)},
                                {"name", field.name},
                                {"class", "utrecht-textarea utrecht-textarea--html-textarea"},
                                {"rows", std::to_string(rows)},
                                {"autocomplete", "off"},
                                {"spellcheck", "false"},
                                {"aria-describedby", id_of(field) + "-hint", !field.hint.empty()}},
                               {text}));
}

Html text_line(const Field& field, bool secret) {
  return around(field, line(field, secret ? "password" : "text", false));
}

Html code_line(const Field& field) {
  return around(field, line(field, "text", true));
}

Html check_box(const Tick& tick) {
  return ticked(tick, "checkbox");
}

Html radio_button(const Tick& tick) {
  return ticked(tick, "radio");
}

Html field_group(std::string_view legend, std::string_view hint, const Html& inside) {
  return element("fieldset", {{"class", "choices"}},
                 {element("legend", {{"class", "utrecht-form-label"}}, {legend}),
                  hint.empty() ? Html() : element("p", {{"class", "hint"}}, {hint}), inside});
}

Html submit_button(std::string_view label, Option::Style style) {
  return element("button", {{"class", button_class(style)}, {"type", "submit"}}, {label});
}

Html plain_button(std::string id, std::string_view label) {
  return element("button", {{"id", std::move(id)}, {"class", button_class(Option::Style::plain)}, {"type", "button"}},
                 {label});
}

Html titled_section(std::string id, std::string_view title, const Html& inside, bool hidden) {
  const bool named = !id.empty();
  return element("section", {{"id", std::move(id), named}, {"hidden", "", hidden}},
                 {element("h2", {{"class", "utrecht-heading-2"}, {"tabindex", "-1"}}, {title}), inside});
}

Html problem_line(std::string id, std::string_view problem) {
  return element("p", {{"id", std::move(id)}, {"class", "problem"}, {"role", "alert"}}, {problem});
}

}  // namespace meldmaat
