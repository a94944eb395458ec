// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <array>
#include <cstdint>

#include "adapters/web/page.hpp"
#include "adapters/web/page_parts.hpp"
#include "bot/texts.hpp"

namespace meldmaat {
namespace {

/// One browser tab per person: pressing the link again leads back to it.
Html person_link(const DemoPerson& person, const PageTexts& texts) {
  return element(
      "li", {{"class", "person"}},
      {element("a", {{"class", "utrecht-link"}, {"href", person_path(person.id)}, {"target", "meldmaat-" + person.id}},
               {person.role, element("span", {{"class", "unseen"}}, {" (" + texts("web.new_tab") + ")"})}),
       " ", element("span", {{"class", "hint"}}, {person.name})});
}

Html step_button(std::string_view forward, std::string_view label) {
  return element("button",
                 {{"class", button_class(Option::Style::plain)},
                  {"type", "submit"},
                  {"name", "forward"},
                  {"value", std::string(forward)}},
                 {label});
}

/// Minutes, rounded up, as the clock's own words: "95m".
std::string in_minutes(Milliseconds wait) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(wait).count();
  return std::to_string(std::max<std::int64_t>(1, minutes)) + "m";
}

Html clock_buttons(const DemoPage& page, const PageTexts& texts) {
  struct Step {
    std::string_view forward;
    std::string_view key;
  };
  constexpr std::array<Step, 4> steps{
      {{"1h", "web.clock_1h"}, {"25h", "web.clock_25h"}, {"3d", "web.clock_3d"}, {"7d", "web.clock_7d"}}};
  Html buttons = element("button",
                         {{"id", "to-next"},
                          {"class", button_class(Option::Style::primary)},
                          {"type", "submit"},
                          {"name", "forward"},
                          {"value", page.next ? in_minutes(*page.next - page.now) : ""},
                          {"hidden", "", !page.next}},
                         {texts("web.clock_to_next")});
  for (const Step& step : steps) buttons += step_button(step.forward, texts(step.key));
  return element("div", {{"class", "options"}, {"role", "group"}, {"aria-label", texts("web.clock_forward")}},
                 {buttons});
}

Html clock_view(const DemoPage& page, std::string_view back, const Zone& zone, const PageTexts& texts) {
  const Html next = page.next ? time_element(*page.next, zone) : Html(texts("web.clock_none"));
  const Html times =
      element("p", {{"class", "utrecht-paragraph"}},
              {texts("web.clock_now"), " ", element("strong", {{"id", "now"}}, {time_element(page.now, zone)}), ". ",
               texts("web.clock_next"), " ", element("strong", {{"id", "next"}}, {next}), "."});
  const Html form = element("form", {{"id", "clock-form"}, {"method", "post"}, {"action", "/demo/clock"}},
                            {hidden_field("back", std::string(back)), clock_buttons(page, texts)});
  return element("section",
                 {{"id", "clock"},
                  {"class", "clock"},
                  {"aria-labelledby", "clock-title"},
                  {"data-zone", zone.name()},
                  {"data-none", texts("web.clock_none")},
                  {"data-fired", texts("web.clock_fired")},
                  {"data-failed", texts("web.clock_failed")}},
                 {element("h2", {{"class", "utrecht-heading-2"}, {"id", "clock-title"}}, {texts("web.clock")}), times,
                  form, element("p", {{"id", "fired"}, {"class", "hint"}, {"role", "status"}})});
}

std::string demo_frame(const DemoPage& page, std::string_view title, std::string_view main_class, const Html& inside,
                       const PageTexts& texts) {
  const Html main = element("main", {{"id", "main"}, {"class", std::string(main_class)}, {"tabindex", "-1"}}, {inside});
  return frame_page(page.frame,
                    {.title = std::string(title) + " – Meldmaat",
                     .skip_to = "main",
                     .skip_label = texts("web.skip_to_main"),
                     .main = main,
                     .foot = {},
                     .script = "clock.js"},
                    texts);
}

}  // namespace

std::string demo_page(const DemoPage& page, const Zone& zone, const PageTexts& texts) {
  Html inside = heading(texts("web.demo"));
  inside += paragraph(texts("web.demo_how"));
  if (!page.together.empty()) {
    inside += element("p", {{"class", "utrecht-paragraph"}},
                      {element("a", {{"class", "utrecht-link"}, {"href", "/demo/together"}}, {texts("web.together")})});
  }
  Html people;
  for (const DemoPerson& person : page.people) people += person_link(person, texts);
  inside +=
      element("section", {{"aria-labelledby", "people-title"}},
              {element("h2", {{"class", "utrecht-heading-2"}, {"id", "people-title"}}, {texts("web.choose_person")}),
               element("ul", {{"class", "people"}}, {people})});
  inside += clock_view(page, "/", zone, texts);
  return demo_frame(page, texts("web.demo"), "plain", inside, texts);
}

std::string together_page(const DemoPage& page, const Zone& zone, const PageTexts& texts) {
  Html inside = heading(texts("web.together"));
  inside += clock_view(page, "/demo/together", zone, texts);
  Html frames;
  for (const std::string& id : page.together) {
    const auto person =
        std::find_if(page.people.begin(), page.people.end(), [&id](const DemoPerson& one) { return one.id == id; });
    if (person == page.people.end()) continue;
    frames += element("iframe", {{"title", person->role}, {"src", person_path(id)}});
  }
  inside += element("div", {{"class", "frames"}}, {frames});
  return demo_frame(page, texts("web.together"), "together", inside, texts);
}

}  // namespace meldmaat
