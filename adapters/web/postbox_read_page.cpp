// SPDX-License-Identifier: EUPL-1.2
// Reading with a code. The same markup serves an inbox that the server opened and one that assets/postbox_read.js opens
// in the browser: there it stands hidden and empty, with a template for an answer.
#include <optional>

#include "adapters/web/fields.hpp"
#include "adapters/web/page_parts.hpp"
#include "adapters/web/postbox_page.hpp"
#include "adapters/web/postbox_parts.hpp"
#include "bot/texts.hpp"

namespace meldmaat {
namespace {

/// "2026-W48" in words; what is not shaped so stays as it is.
std::string week_words(std::string_view week, const PageTexts& texts) {
  constexpr std::size_t year_digits = 4;
  if (week.size() <= year_digits + 2 || week.substr(year_digits, 2) != "-W") return std::string(week);
  return fill(texts("postbox.inbox.week"), {{"week", std::string(week.substr(year_digits + 2))},
                                            {"year", std::string(week.substr(0, year_digits))}});
}

/// A form of the inbox; `record` is the envelope that it answers, if any.
Html action_form(const PostboxInboxPage& page, std::string_view action, const Html& inside,
                 const std::optional<std::string>& record = std::nullopt) {
  Html fields = hidden_field("code", page.code);
  fields += hidden_field("id", page.next_envelope);
  fields += hidden_field("action", std::string(action));
  if (record) fields += hidden_field("record", *record);
  return element("form",
                 {{"class", "action"},
                  {"method", "post"},
                  {"action", postbox_path(page.frame.language, PostboxPlace::read)},
                  {"autocomplete", "off"}},
                 {fields, inside});
}

/// The label holds the field: several such forms stand on one page.
Html free_text(std::string_view label, int rows) {
  const Html area = element("textarea", {{"name", "text"},
                                         {"class", "utrecht-textarea utrecht-textarea--html-textarea"},
                                         {"rows", std::to_string(rows)},
                                         {"autocomplete", "off"},
                                         {"spellcheck", "false"}});
  return element("label", {{"class", "field utrecht-form-label"}}, {element("span", {}, {label}), area});
}

Html check_form(const PostboxInboxPage& page, const std::string& record, const PageTexts& texts) {
  Html inside = field_group(
      texts("postbox.checked.ask"), {},
      element("div", {},
              {radio_button({.name = "right", .value = "true", .label = texts("postbox.checked.right")}),
               radio_button({.name = "right", .value = "false", .label = texts("postbox.checked.wrong")})}));
  inside += free_text(texts("postbox.checked.text"), 3);
  inside += submit_button(texts("postbox.checked.send"), Option::Style::plain);
  return action_form(page, "checked", inside, record);
}

Html reply_view(const PostboxInboxPage& page, const PostboxReply& reply, const PageTexts& texts) {
  return element("li", {{"class", "reply"}},
                 {element("p", {{"class", "reply__week"}}, {week_words(reply.week, texts)}),
                  element("p", {{"class", "reply__text"}, {"dir", "auto"}}, {reply.text}),
                  reply.record ? check_form(page, reply.id, texts) : Html()});
}

Html replies_view(const PostboxInboxPage& page, const PageTexts& texts) {
  Html items;
  for (const PostboxReply& reply : page.replies) items += reply_view(page, reply, texts);
  return element(
      "div", {},
      {element("p", {{"id", "nothing"}, {"class", "note"}, {"hidden", "", !page.replies.empty()}},
               {texts("postbox.inbox.nothing")}),
       element("ol", {{"id", "replies"}, {"class", "replies"}, {"hidden", "", page.replies.empty()}}, {items})});
}

Html message_form(const PostboxInboxPage& page, const PageTexts& texts) {
  Html inside = text_area({.name = "text",
                           .label = texts("postbox.message.text"),
                           .hint = texts("postbox.message.hint"),
                           .value = page.unsent_text,
                           .prefix = "message-"},
                          4);
  inside += submit_button(texts("postbox.message.send"), Option::Style::primary);
  return titled_section({}, texts("postbox.message.title"), action_form(page, "message", inside));
}

Html hand_on_form(const PostboxInboxPage& page, const PageTexts& texts) {
  Html inside = hand_on_choices("to", {}, texts);
  inside += submit_button(texts("postbox.hand_on.send"), Option::Style::plain);
  return element("details", {},
                 {element("summary", {}, {texts("postbox.hand_on.title")}), action_form(page, "hand_on", inside)});
}

/// Asked twice: the part must be opened, and the box checked.
Html sure_box(std::string_view key, const PageTexts& texts) {
  return check_box({.name = "sure", .value = "yes", .label = texts(key)});
}

Html name_form(const PostboxInboxPage& page, const PageTexts& texts) {
  Html inside = element("p", {{"class", "note"}}, {texts("postbox.name.warning")});
  inside += free_text(texts("postbox.name.text"), 2);
  inside += sure_box("postbox.name.sure", texts);
  inside += submit_button(texts("postbox.name.send"), Option::Style::danger);
  return element("details", {},
                 {element("summary", {}, {texts("postbox.name.title")}), action_form(page, "name", inside)});
}

Html close_form(const PostboxInboxPage& page, const PageTexts& texts) {
  Html inside = element("p", {{"class", "note"}}, {texts("postbox.close.warning")});
  inside += sure_box("postbox.close.sure", texts);
  inside += submit_button(texts("postbox.close.send"), Option::Style::danger);
  return element("details", {},
                 {element("summary", {}, {texts("postbox.close.title")}), action_form(page, "close", inside)});
}

std::string_view key_of(PostboxKept kept) {
  switch (kept) {
    case PostboxKept::hand_on: return "postbox.kept.hand_on";
    case PostboxKept::checked: return "postbox.kept.checked";
    case PostboxKept::name: return "postbox.kept.name";
    case PostboxKept::message: break;
  }
  return "postbox.kept.message";
}

Html inbox_view(const PostboxInboxPage& page, bool hidden, const PageTexts& texts) {
  Html inside = element("p", {{"id", "status"}, {"class", "connection"}, {"role", "status"}},
                        {page.kept ? texts(key_of(*page.kept)) : std::string()});
  inside += problem_line("inbox-problem", problem_text(page.problem, texts));
  inside += replies_view(page, texts);
  inside += element("p", {{"id", "can-read"}, {"hidden", ""}});
  inside += message_form(page, texts);
  inside += hand_on_form(page, texts);
  inside += name_form(page, texts);
  inside += close_form(page, texts);
  inside += element("p", {{"class", "hint"}}, {texts("postbox.inbox.own")});
  return titled_section("inbox", texts("postbox.inbox.replies"), inside, hidden);
}

Html open_form(const PageFrame& frame, std::optional<PostboxProblem> problem, const PageTexts& texts) {
  const Html code = code_line({.name = "code",
                               .label = texts("postbox.read.code"),
                               .hint = texts("postbox.read.hint"),
                               .value = {},
                               .prefix = {}});
  return element("form",
                 {{"id", "open"},
                  {"method", "post"},
                  {"action", postbox_path(frame.language, PostboxPlace::read)},
                  {"autocomplete", "off"}},
                 {hidden_field("action", "open"), code, problem_line("problem", problem_text(problem, texts)),
                  submit_button(texts("postbox.read.open"), Option::Style::primary)});
}

}  // namespace

std::string postbox_read_page(const PageFrame& frame, std::optional<PostboxProblem> problem, const PageTexts& texts) {
  PostboxInboxPage empty;
  empty.frame = frame;
  PostboxReply record;
  record.record = true;
  Html inside = danger_line(frame, texts);
  inside += element("p", {{"id", "plain-note"}, {"class", "note"}}, {texts("postbox.read.plain")});
  inside += open_form(frame, problem, texts);
  inside += inbox_view(empty, true, texts);
  inside += element("template", {{"id", "reply"}}, {reply_view(empty, record, texts)});
  inside += titled_section("closed", texts("postbox.closed.title"), paragraph(texts("postbox.closed.what")), true);
  return postbox_document({frame, PostboxPlace::read, "postbox.read.title", inside}, texts);
}

std::string postbox_inbox_page(const PostboxInboxPage& page, const PageTexts& texts) {
  Html inside = danger_line(page.frame, texts);
  inside += inbox_view(page, false, texts);
  return postbox_document({page.frame, PostboxPlace::read, "postbox.inbox.title", inside}, texts);
}

}  // namespace meldmaat
