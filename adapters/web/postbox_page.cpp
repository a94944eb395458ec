// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/postbox_page.hpp"

#include "adapters/web/fields.hpp"
#include "adapters/web/page_parts.hpp"
#include "adapters/web/postbox_parts.hpp"
#include "bot/texts.hpp"

namespace meldmaat {
namespace {

Html way(const PageFrame& frame, PostboxPlace place, std::string_view label, Option::Style style) {
  return element("a", {{"class", button_class(style)}, {"href", postbox_path(frame.language, place)}}, {label});
}

Html ways(const PageFrame& frame, bool open, const PageTexts& texts) {
  const Html read = way(frame, PostboxPlace::read, texts("postbox.start.read"), Option::Style::plain);
  if (!open) return element("p", {{"class", "ways"}}, {read});
  const Html report = way(frame, PostboxPlace::report, texts("postbox.start.report"), Option::Style::primary);
  return element("p", {{"class", "ways"}}, {report, " ", read});
}

Html limits(const PageTexts& texts) {
  return list_of({"postbox.limits.own_words", "postbox.limits.small_team", "postbox.limits.device",
                  "postbox.limits.page", "postbox.limits.advice"},
                 texts);
}

Html filled(std::string_view key, const TextArgs& args, const PageTexts& texts) {
  return paragraph(fill(texts(key), args));
}

std::string typed(const PostboxReportPage& page, std::string_view field) {
  const auto found = page.typed.find(field);
  return found == page.typed.end() ? std::string() : found->second;
}

/// The question "postbox.ask.<name>", with "postbox.hint.<name>" where there is one.
Html question(const PostboxReportPage& page, const std::string& name, std::string_view key, std::string_view hint,
              int rows, const PageTexts& texts) {
  const Field field{.name = name,
                    .label = texts(key),
                    .hint = hint.empty() ? std::string() : texts(hint),
                    .value = typed(page, name),
                    .prefix = {}};
  return text_area(field, rows);
}

Html fact_questions(const PostboxReportPage& page, const PageTexts& texts) {
  Html all = element("p", {{"class", "hint"}}, {texts("postbox.report.facts_hint")});
  all += question(page, "who", "postbox.ask.who", {}, 2, texts);
  all += question(page, "where", "postbox.ask.where", {}, 2, texts);
  all += question(page, "with", "postbox.ask.with", {}, 2, texts);
  all += question(page, "how", "postbox.ask.how", {}, 3, texts);
  all += question(page, "when", "postbox.ask.when", "postbox.hint.when", 2, texts);
  all += question(page, "why", "postbox.ask.why", {}, 2, texts);
  all += question(page, "else", "postbox.ask.else", {}, 3, texts);
  return all;
}

Html reader_box(const PostboxReader& reader, bool checked) {
  const Html box = element("input", {{"type", "checkbox"},
                                     {"name", "readers"},
                                     {"value", reader.key_id},
                                     {"data-person", reader.person},
                                     {"checked", "", checked},
                                     {"autocomplete", "off"}});
  return element("label", {{"class", "check"}}, {box, element("span", {}, {reader.name})});
}

Html reader_choices(const PostboxReportPage& page, const PageTexts& texts) {
  Html boxes;
  for (const PostboxReader& reader : page.readers) boxes += reader_box(reader, !page.left_out.contains(reader.key_id));
  return field_group(texts("postbox.readers.ask"), texts("postbox.readers.hint"),
                     element("div", {{"id", "readers"}}, {boxes}));
}

Html code_part(const PostboxReportPage& page, const PageTexts& texts) {
  Html part = paragraph(texts("postbox.code.why"));
  part += code_view(page.code);
  part += paragraph(texts("postbox.code.care"));
  part += code_line({.name = "last",
                     .label = texts("postbox.code.last"),
                     .hint = texts("postbox.code.last_hint"),
                     .value = {},
                     .prefix = {}});
  return part;
}

Html report_form(const PostboxReportPage& page, const PageTexts& texts) {
  const std::string chosen = typed(page, "hand_on").empty() ? "no" : typed(page, "hand_on");
  Html form = hidden_field("code", page.code);
  form += titled_section({}, texts("postbox.report.safety"),
                         question(page, "safe", "postbox.ask.safe", "postbox.hint.safe", 2, texts));
  form += titled_section({}, texts("postbox.report.before"), limits(texts));
  form += titled_section({}, texts("postbox.report.story"),
                         question(page, "what", "postbox.ask.what", "postbox.hint.what", 8, texts));
  form += titled_section({}, texts("postbox.report.facts"), fact_questions(page, texts));
  Html choices = reader_choices(page, texts);
  choices += hand_on_choices("hand_on", chosen, texts);
  form += titled_section({}, texts("postbox.report.reading"), choices);
  form += titled_section("code-part", texts("postbox.code.title"), code_part(page, texts));
  form += problem_line("problem", {});
  form += element("p", {{"id", "status"}, {"class", "connection"}, {"role", "status"}});
  form += submit_button(texts("postbox.report.send"), Option::Style::primary);
  return element("form",
                 {{"id", "report"},
                  {"method", "post"},
                  {"action", postbox_path(page.frame.language, PostboxPlace::report)},
                  {"autocomplete", "off"}},
                 {form});
}

/// How far the sealing goes: it differs with and without script, and whoever reports must know which it is.
Html sealing_notes(const PageTexts& texts) {
  Html notes = element("p", {{"id", "plain-note"}, {"class", "note"}}, {texts("postbox.report.plain")});
  notes += element("p", {{"id", "sealed-note"}, {"class", "note"}, {"hidden", ""}}, {texts("postbox.report.sealed")});
  return notes;
}

Html after_keeping(const PostboxTerms& terms, const PageTexts& texts) {
  Html all = paragraph(texts("postbox.kept.seen"));
  all += filled("postbox.kept.look_again", {{"days", std::to_string(terms.look_again_days)}}, texts);
  all += filled("postbox.kept.lasts", {{"days", std::to_string(terms.code_lasts_days)}}, texts);
  return all;
}

Html kept_view(std::string_view code, const PostboxTerms& terms, const PageTexts& texts) {
  Html all = after_keeping(terms, texts);
  all += paragraph(texts("postbox.kept.code"));
  all += element("p", {{"id", "kept-code"}, {"class", "code"}, {"translate", "no"}}, {in_groups(code)});
  all += paragraph(texts("postbox.kept.leave"));
  return all;
}

}  // namespace

std::string postbox_start_page(const PageFrame& frame, bool open, const PageTexts& texts) {
  Html inside = danger_line(frame, texts);
  inside += paragraph(texts("postbox.start.what"));
  if (!open)
    inside += element("p", {{"class", "note"}}, {texts("postbox.shut.why"), " ", texts("postbox.shut.instead")});
  inside += titled_section({}, texts("postbox.start.known"),
                           list_of({"postbox.known.nobody", "postbox.known.week", "postbox.known.sealed",
                                    "postbox.known.recovery", "postbox.known.reply"},
                                   texts));
  inside += titled_section({}, texts("postbox.start.limits"), limits(texts));
  inside += ways(frame, open, texts);
  return postbox_document({frame, PostboxPlace::start, "postbox.start.title", inside}, texts);
}

std::string postbox_shut_page(const PageFrame& frame, const PageTexts& texts) {
  Html inside = danger_line(frame, texts);
  inside += paragraph(texts("postbox.shut.why"));
  inside += paragraph(texts("postbox.shut.instead"));
  inside += ways(frame, false, texts);
  return postbox_document({frame, PostboxPlace::report, "postbox.shut.title", inside}, texts);
}

std::string postbox_report_page(const PostboxReportPage& page, const PageTexts& texts) {
  Html writing = danger_line(page.frame, texts);
  if (page.problem) writing += problem_line("problem-before", problem_text(page.problem, texts));
  writing += sealing_notes(texts);
  writing += report_form(page, texts);
  writing += element("template", {{"id", "reader"}}, {reader_box({}, true)});
  Html inside = element("div", {{"id", "writing"}}, {writing});
  inside += titled_section("kept", texts("postbox.kept.title"), kept_view({}, page.terms, texts), true);
  return postbox_document({page.frame, PostboxPlace::report, "postbox.report.title", inside}, texts);
}

std::string postbox_kept_page(const PageFrame& frame, std::string_view code, const PostboxTerms& terms,
                              const PageTexts& texts) {
  return postbox_document({frame, PostboxPlace::report, "postbox.kept.title", kept_view(code, terms, texts)}, texts);
}

std::string postbox_closed_page(const PageFrame& frame, const PageTexts& texts) {
  const Html inside = paragraph(texts("postbox.closed.what"));
  return postbox_document({frame, PostboxPlace::start, "postbox.closed.title", inside}, texts);
}

}  // namespace meldmaat
