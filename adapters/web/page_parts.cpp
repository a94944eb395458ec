// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/page_parts.hpp"
#include "adapters/iso_utc.hpp"

#include <array>
#include <cstdio>

#include "adapters/url.hpp"
#include "adapters/web/assets.hpp"
#include "bot/texts.hpp"

namespace meldmaat {
namespace {

Html style_sheet(std::string path) {
  return element("link", {{"rel", "stylesheet"}, {"href", std::move(path)}});
}

Html head_element(const PageFrame& frame, const PageParts& parts) {
  Html inside;
  inside += element("meta", {{"charset", "utf-8"}});
  inside += element("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  inside += element("meta", {{"name", "robots"}, {"content", "noindex, nofollow"}});
  inside += element("title", {}, {parts.title});
  inside += style_sheet(asset_path("app.css"));
  if (frame.theme_css) inside += style_sheet(*frame.theme_css);
  inside += element("link", {{"rel", "icon"}, {"href", asset_path("icon.svg")}, {"type", "image/svg+xml"}});
  if (!parts.script.empty()) {
    inside += element("script", {{"type", "module"}, {"src", asset_path(parts.script)}});
  }
  return element("head", {}, {inside});
}

/// The way out comes first in the tab order after the skip link, and is an ordinary link: it works without script.
/// leave.js makes it also leave no step back in the browser's history.
Html quick_exit(const PageFrame& frame, const PageTexts& texts) {
  return element("a",
                 {{"id", "quick-exit"},
                  {"class", "utrecht-button utrecht-button--secondary-action quick-exit"},
                  {"href", frame.quick_exit},
                  {"rel", "noreferrer noopener nofollow"},
                  {"target", "_top"}},
                 {texts("web.quick_exit")});
}

Html safety_line(const PageFrame& frame, const PageTexts& texts) {
  const std::string call = fill(texts("web.call"), {{"number", frame.emergency_number}});
  return element("p", {{"class", "safety"}},
                 {element("strong", {}, {texts("web.danger")}), " ",
                  element("a", {{"class", "utrecht-link"}, {"href", "tel:" + frame.emergency_number}}, {call}), ". ",
                  texts("web.no_alarm")});
}

Html demo_banner(const PageTexts& texts) {
  return element(
      "p", {{"class", "demo"}},
      {element("strong", {}, {texts("web.demo_banner")}), " ",
       element("a", {{"class", "utrecht-link"}, {"href", "/"}, {"target", "_top"}}, {texts("web.demo_start")})});
}

/// The bar stays in view, so that the way out is there wherever one has scrolled to.
Html bar_element(const PageFrame& frame, const PageTexts& texts) {
  const Html brand = element("p", {{"class", "brand"}},
                             {element("strong", {}, {"Meldmaat"}), " ", element("span", {}, {frame.organisation})});
  return element("header", {{"class", "bar"}}, {brand, quick_exit(frame, texts)});
}

Html notices_element(const PageFrame& frame, const PageTexts& texts) {
  return element("section", {{"class", "notices"}, {"aria-label", texts("web.safety")}},
                 {frame.demo ? demo_banner(texts) : Html(), safety_line(frame, texts)});
}

}  // namespace

std::string frame_page(const PageFrame& frame, const PageParts& parts, const PageTexts& texts) {
  const Html skip =
      element("a", {{"class", "utrecht-skip-link utrecht-skip-link--visible-on-focus"}, {"href", "#" + parts.skip_to}},
              {parts.skip_label});
  const Html body = element("body", {{"class", "utrecht-document utrecht-document--surface"}},
                            {skip, bar_element(frame, texts), notices_element(frame, texts), parts.main, parts.foot});
  return document(
      element("html", {{"lang", frame.language}, {"class", frame.theme_class}}, {head_element(frame, parts), body}));
}

Html time_element(Moment moment, const Zone& zone) {
  const LocalMoment local = zone.to_local(moment);
  const LocalDate date = date_of(local);
  const std::chrono::hh_mm_ss time{time_of(local)};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02u-%02u-%04d, %02d:%02d", static_cast<unsigned>(date.day()),
                static_cast<unsigned>(date.month()), static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()));
  return element("time", {{"datetime", iso_utc(moment)}}, {text.data()});
}

std::string person_path(std::string_view person, std::string_view rest) {
  return "/p/" + percent_encode(person) + "/" + std::string(rest);
}

Html hidden_field(std::string name, std::string value) {
  return element("input", {{"type", "hidden"}, {"name", std::move(name)}, {"value", std::move(value)}});
}

Html heading(std::string_view text) {
  return element("h1", {{"class", "utrecht-heading-1"}}, {text});
}

Html paragraph(std::string_view text) {
  return element("p", {{"class", "utrecht-paragraph"}}, {text});
}

std::string button_class(Option::Style style) {
  switch (style) {
    case Option::Style::primary: return "utrecht-button utrecht-button--primary-action";
    case Option::Style::danger: return "utrecht-button utrecht-button--secondary-action utrecht-button--danger";
    case Option::Style::plain: break;
  }
  return "utrecht-button utrecht-button--secondary-action";
}

}  // namespace meldmaat
