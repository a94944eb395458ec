// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/postbox_parts.hpp"

#include <array>

#include "adapters/web/fields.hpp"
#include "adapters/web/page_parts.hpp"
#include "bot/texts.hpp"

namespace meldmaat {
namespace {

std::string_view other_language(std::string_view language) {
  return language == "en" ? "nl" : "en";
}

/// In the words of the other language, for whoever reads only that one.
Html language_link(const PostboxDraft& draft, const PageTexts& texts) {
  const std::string language{other_language(draft.frame.language)};
  return element("p", {{"class", "language"}},
                 {element("a",
                          {{"class", "utrecht-link"},
                           {"href", postbox_path(language, draft.place)},
                           {"lang", language},
                           {"hreflang", language}},
                          {texts("postbox.other_language")})});
}

std::string_view key_of(PostboxProblem problem) {
  switch (problem) {
    case PostboxProblem::code_typo: return "postbox.problem.code_typo";
    case PostboxProblem::code_unknown: return "postbox.problem.code_unknown";
    case PostboxProblem::last_group: return "postbox.problem.last_group";
    case PostboxProblem::no_story: return "postbox.problem.no_story";
    case PostboxProblem::no_text: return "postbox.problem.no_text";
    case PostboxProblem::no_reader: return "postbox.problem.no_reader";
    case PostboxProblem::readers_changed: return "postbox.problem.readers_changed";
    case PostboxProblem::too_long: return "postbox.problem.too_long";
    case PostboxProblem::nothing_chosen: return "postbox.problem.nothing_chosen";
    case PostboxProblem::not_sure: return "postbox.problem.not_sure";
    case PostboxProblem::too_many: return "postbox.problem.too_many";
    case PostboxProblem::busy: break;
  }
  return "postbox.problem.busy";
}

/// What the script says; a message that the server says too stands in the page where it belongs.
Html main_element(const Html& inside, const PageTexts& texts) {
  return element("main",
                 {{"id", "main"},
                  {"class", "plain postbox"},
                  {"tabindex", "-1"},
                  {"data-api", "/postvak/api/"},
                  {"data-code-typo", texts("postbox.problem.code_typo")},
                  {"data-code-unknown", texts("postbox.problem.code_unknown")},
                  {"data-last-group", texts("postbox.problem.last_group")},
                  {"data-no-story", texts("postbox.problem.no_story")},
                  {"data-no-text", texts("postbox.problem.no_text")},
                  {"data-no-reader", texts("postbox.problem.no_reader")},
                  {"data-readers-changed", texts("postbox.problem.readers_changed")},
                  {"data-too-long", texts("postbox.problem.too_long")},
                  {"data-nothing-chosen", texts("postbox.problem.nothing_chosen")},
                  {"data-not-sure", texts("postbox.problem.not_sure")},
                  {"data-refused", texts("postbox.problem.refused")},
                  {"data-unreached", texts("postbox.problem.unreached")},
                  {"data-too-many", texts("postbox.problem.too_many")},
                  {"data-shut", texts("postbox.shut.why")},
                  {"data-sending", texts("postbox.sending")},
                  {"data-waiting", texts("postbox.waiting")},
                  {"data-offline", texts("postbox.offline")},
                  {"data-new", texts("postbox.inbox.new")},
                  {"data-week", texts("postbox.inbox.week")},
                  {"data-readers", texts("postbox.inbox.readers")},
                  {"data-unreadable", texts("postbox.inbox.unreadable")},
                  {"data-kept-message", texts("postbox.kept.message")},
                  {"data-kept-hand_on", texts("postbox.kept.hand_on")},
                  {"data-kept-checked", texts("postbox.kept.checked")},
                  {"data-kept-name", texts("postbox.kept.name")}},
                 {inside});
}

}  // namespace

std::string postbox_path(std::string_view language, PostboxPlace place) {
  const bool english = language == "en";
  switch (place) {
    case PostboxPlace::report: return english ? "/postbox/report" : "/postvak/melden";
    case PostboxPlace::read: return english ? "/postbox/read" : "/postvak/lezen";
    case PostboxPlace::start: break;
  }
  return english ? "/postbox" : "/postvak";
}

std::string in_groups(std::string_view code) {
  constexpr std::size_t group = 5;
  std::string grouped;
  std::size_t characters = 0;
  for (const char character : code) {
    if (character == '-') continue;
    if (characters > 0 && characters % group == 0) grouped += '-';
    grouped += character;
    ++characters;
  }
  return grouped;
}

std::string postbox_document(const PostboxDraft& draft, const PageTexts& texts) {
  const std::string title = texts(draft.title_key);
  const bool at_start = draft.place == PostboxPlace::start;
  Html all = language_link(draft, texts);
  all += heading(title);
  all += draft.inside;
  if (!at_start) {
    all += element("p", {}, {link_to(draft.frame, PostboxPlace::start, texts("postbox.to_start"))});
  }
  return frame_page(draft.frame,
                    {.title = title + " – Meldmaat",
                     .skip_to = "main",
                     .skip_label = texts("web.skip_to_main"),
                     .main = main_element(all, texts),
                     .foot = {},
                     .script = "postbox.js"},
                    texts);
}

Html danger_line(const PageFrame& frame, const PageTexts& texts) {
  const std::string call = fill(texts("web.call"), {{"number", frame.emergency_number}});
  return element("p", {{"class", "danger"}},
                 {element("strong", {}, {texts("postbox.danger")}), " ",
                  element("a", {{"class", "utrecht-link"}, {"href", "tel:" + frame.emergency_number}}, {call}), ". ",
                  texts("postbox.danger_later")});
}

Html link_to(const PageFrame& frame, PostboxPlace place, std::string_view label) {
  return element("a", {{"class", "utrecht-link"}, {"href", postbox_path(frame.language, place)}}, {label});
}

Html list_of(std::initializer_list<std::string_view> keys, const PageTexts& texts) {
  Html items;
  for (const std::string_view key : keys) items += element("li", {}, {texts(key)});
  return element("ul", {{"class", "points"}}, {items});
}

Html code_view(std::string_view code) {
  // Programs that translate a page must leave it alone.
  return element("p", {{"id", "code"}, {"class", "code"}, {"translate", "no"}}, {in_groups(code)});
}

std::string problem_text(std::optional<PostboxProblem> problem, const PageTexts& texts) {
  return problem ? texts(key_of(*problem)) : std::string();
}

Html hand_on_choices(std::string_view field, std::string_view chosen, const PageTexts& texts) {
  struct Choice {
    std::string_view value;
    std::string_view key;
  };
  constexpr std::array<Choice, 3> choices{{{"no", "postbox.hand_on.no"},
                                           {"coordinator", "postbox.hand_on.coordinator"},
                                           {"manager", "postbox.hand_on.manager"}}};
  Html radios;
  for (const Choice& choice : choices) {
    radios += radio_button({.name = std::string(field),
                            .value = std::string(choice.value),
                            .label = texts(choice.key),
                            .checked = choice.value == chosen});
  }
  return field_group(texts("postbox.hand_on.ask"), texts("postbox.hand_on.hint"), radios);
}

}  // namespace meldmaat
