// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/page.hpp"

#include "adapters/url.hpp"
#include "adapters/web/fields.hpp"
#include "adapters/web/message_view.hpp"
#include "adapters/web/page_parts.hpp"
#include "bot/texts.hpp"

namespace meldmaat {
namespace {

Html problem_view(const ChatPage& page) {
  return element("p", {{"id", "problem"}, {"class", "problem"}, {"role", "alert"}}, {page.problem.value_or("")});
}

Html text_form(const ChatPage& page, const PageTexts& texts) {
  // The first line end after <textarea> is dropped by the browser (HTML standard §13.1.2.5): this one is, not the
  // reader's.
  const Html text = Html::exact("\n" + page.unsent_text.value_or(""));
  const Html field = element("textarea",
                             {{"id", "text"},
                              {"name", "text"},
                              {"class", "utrecht-textarea utrecht-textarea--html-textarea"},
                              {"rows", "2"},
                              {"autocomplete", "off"},
                              {"aria-describedby", "hint problem"},
                              {"aria-invalid", "true", page.problem.has_value()}},
                             {text});
  return element(
      "form",
      {{"id", "say"},
       {"class", "say"},
       {"method", "post"},
       {"action", person_path(page.person, "messages")},
       {"autocomplete", "off"}},
      {hidden_field("key", page.form_key + "-text"),
       element("label", {{"for", "text"}, {"class", "utrecht-form-label"}}, {texts("web.your_message")}),
       element("div", {{"class", "say__row"}}, {field, submit_button(texts("web.send"), Option::Style::primary)}),
       element("p", {{"id", "hint"}, {"class", "hint"}}, {texts("web.hint")}), problem_view(page)});
}

Html file_form(const ChatPage& page, const PageTexts& texts) {
  const Html field = element("input", {{"type", "file"},
                                       {"id", "file"},
                                       {"name", "file"},
                                       {"class", "utrecht-textbox utrecht-textbox--html-input"},
                                       {"accept", "image/*,audio/*,application/pdf"},
                                       {"aria-describedby", "file-hint"}});
  const Html form = element(
      "form",
      {{"id", "attach"},
       {"method", "post"},
       {"action", person_path(page.person, "attachments")},
       {"enctype", "multipart/form-data"}},
      {hidden_field("key", page.form_key + "-file"),
       element("label", {{"for", "file"}, {"class", "utrecht-form-label"}}, {texts("web.file")}),
       element("div", {{"class", "say__row"}}, {field, submit_button(texts("web.send_file"), Option::Style::plain)}),
       element("p", {{"id", "file-hint"}, {"class", "hint"}}, {texts("web.file_hint")})});
  return element("details", {{"id", "file-part"}, {"class", "file"}, {"open", "", waits_for_file(page.messages)}},
                 {element("summary", {}, {texts("web.add_file")}), form});
}

Html composer(const ChatPage& page, const PageTexts& texts) {
  return element("section", {{"class", "composer"}, {"aria-label", texts("web.your_message")}},
                 {element("p", {{"id", "connection"}, {"class", "connection"}, {"role", "status"}}),
                  text_form(page, texts), file_form(page, texts)});
}

Html foot(const ChatPage& page, const PageTexts& texts) {
  if (page.frame.demo) return {};
  const Html form = element("form", {{"method", "post"}, {"action", person_path(page.person, "leave")}},
                            {submit_button(texts("web.leave"), Option::Style::plain)});
  return element("footer", {{"class", "foot"}}, {form, element("p", {{"class", "hint"}}, {texts("web.leave_hint")})});
}

Html chat_main(const ChatPage& page, const Zone& zone, const PageTexts& texts) {
  const std::int64_t last = page.messages.empty() ? 0 : page.messages.back().seq;
  const Html log =
      element("div", {{"id", "log"}, {"role", "log"}, {"aria-live", "polite"}, {"aria-label", texts("web.messages")}},
              {transcript_view(page, zone, texts)});
  return element("main",
                 {{"id", "chat"},
                  {"class", "chat"},
                  {"data-path", person_path(page.person)},
                  {"data-zone", zone.name()},
                  {"data-last", std::to_string(last)},
                  {"data-limit", std::to_string(page.text_limit)},
                  {"data-you", texts("web.you")},
                  {"data-case", texts("web.case")},
                  {"data-copy", texts("web.copy")},
                  {"data-original", texts("web.original")},
                  {"data-original-hint", texts("web.original_hint")},
                  {"data-choose", texts("web.choose")},
                  {"data-beside", texts("web.beside")},
                  {"data-choose-several", texts("web.choose_several")},
                  {"data-choose-these", texts("web.choose_these")},
                  {"data-nothing-filled-in", texts("web.nothing_filled_in")},
                  {"data-sending", texts("web.sending")},
                  {"data-waiting", texts("web.waiting")},
                  {"data-refused", texts("web.refused")},
                  {"data-again", texts("web.again")},
                  {"data-take-back", texts("web.take_back")},
                  {"data-offline", texts("web.offline")},
                  {"data-online", texts("web.online")},
                  {"data-signed-out", texts("web.signed_out")},
                  {"data-empty", texts("web.empty")},
                  {"data-too-long", texts("web.too_long")},
                  {"data-no-file", texts("web.no_file")},
                  {"data-hint", texts("web.hint_keys")}},
                 {element("h1", {{"class", "utrecht-heading-1"}},
                          {fill(texts("web.conversation_of"), {{"name", page.person_name}})}),
                  log, element("div", {{"id", "latest"}, {"tabindex", "-1"}}), composer(page, texts)});
}

std::string plain_page(const PageFrame& frame, std::string_view title, const Html& inside, const PageTexts& texts) {
  Html all = heading(title);
  all += inside;
  return frame_page(frame,
                    {.title = std::string(title) + " – Meldmaat",
                     .skip_to = "main",
                     .skip_label = texts("web.skip_to_main"),
                     .main = element("main", {{"id", "main"}, {"class", "plain"}, {"tabindex", "-1"}}, {all}),
                     .foot = {},
                     .script = "leave.js"},
                    texts);
}

}  // namespace

std::string chat_page(const ChatPage& page, const Zone& zone, const PageTexts& texts) {
  return frame_page(page.frame,
                    {.title = fill(texts("web.conversation_of"), {{"name", page.person_name}}) + " – Meldmaat",
                     .skip_to = "text",
                     .skip_label = texts("web.skip_to_text"),
                     .main = chat_main(page, zone, texts),
                     .foot = foot(page, texts),
                     .script = "chat.js"},
                    texts);
}

std::string sign_in_page(const PageFrame& frame, const PageTexts& texts) {
  Html inside = paragraph(texts("web.sign_in_how"));
  inside += paragraph(texts("web.sign_in_once"));
  inside += paragraph(texts("web.sign_in_no_link"));
  return plain_page(frame, texts("web.sign_in"), inside, texts);
}

std::string invite_page(const PageFrame& frame, std::string_view token, const PageTexts& texts) {
  Html inside = paragraph(texts("web.invite_what"));
  inside += paragraph(texts("web.invite_own_computer"));
  inside += element("form", {{"method", "post"}, {"action", "/invite/" + percent_encode(token)}},
                    {submit_button(texts("web.invite_open"), Option::Style::primary)});
  return plain_page(frame, texts("web.invite"), inside, texts);
}

std::string problem_page(const PageFrame& frame, std::string_view title, std::string_view detail,
                         const PageTexts& texts) {
  Html inside = paragraph(detail);
  inside += element("p", {{"class", "utrecht-paragraph"}},
                    {element("a", {{"class", "utrecht-link"}, {"href", "/"}}, {texts("web.to_start")})});
  return plain_page(frame, title, inside, texts);
}

std::vector<std::pair<std::string, std::string>> page_headers(bool demo) {
  const std::string framing = demo ? "frame-src 'self'; frame-ancestors 'self'" : "frame-ancestors 'none'";
  return {
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
       "form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; " +
           framing},
      {"Cache-Control", "no-store"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
      // Not no-referrer: with that, browsers send "Origin: null" on a form post, and the check against posts from other
      // sites reads Origin where a browser has no Sec-Fetch-Site.
      {"Referrer-Policy", "same-origin"},
      {"X-Content-Type-Options", "nosniff"},
  };
}

}  // namespace meldmaat
