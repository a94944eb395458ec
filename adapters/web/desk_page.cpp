// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/desk_page.hpp"

#include "adapters/web/fields.hpp"
#include "adapters/web/page_parts.hpp"

namespace meldmaat {
namespace {

/// A form that only script sends: it has no address of its own.
Html script_form(std::string id, const Html& inside) {
  return element("form", {{"id", std::move(id)}, {"method", "post"}, {"autocomplete", "off"}}, {inside});
}

Field field(std::string name, std::string label, std::string hint = {}) {
  return {.name = std::move(name), .label = std::move(label), .hint = std::move(hint), .value = {}, .prefix = {}};
}

Html group(std::string id, const Html& inside) {
  return element("div", {{"id", std::move(id)}, {"hidden", ""}}, {inside});
}

Html part_of(std::string id, std::string_view title, const Html& inside) {
  return titled_section(std::move(id), title, inside, true);
}

Html folded(std::string id, std::string_view title, const Html& inside) {
  return element("details", {{"id", std::move(id)}}, {element("summary", {}, {title}), inside});
}

Html make_part(const PageTexts& texts) {
  Html inside = paragraph(texts("desk.make.why"));
  inside += element("p", {{"id", "make-again"}, {"class", "note"}, {"hidden", ""}}, {texts("desk.make.again")});
  inside += paragraph(texts("desk.make.proposal"));
  inside += element("p", {{"id", "proposal"}, {"class", "code"}, {"translate", "no"}});
  Html form = text_line(field("passphrase", texts("desk.make.passphrase"), texts("desk.make.passphrase_hint")));
  form += text_line(field("repeated", texts("desk.make.repeated")));
  form += submit_button(texts("desk.make.button"), Option::Style::primary);
  inside += script_form("make-form", form);
  return part_of("make", texts("desk.make.title"), inside);
}

Html unlock_part(const PageTexts& texts) {
  Html form = text_line(field("own-passphrase", texts("desk.unlock.passphrase")), true);
  form += submit_button(texts("desk.unlock.button"), Option::Style::primary);
  Html inside = script_form("unlock-form", form);
  Html lost = paragraph(texts("desk.lost.what"));
  lost += plain_button("make-new", texts("desk.lost.button"));
  inside += folded("lost", texts("desk.lost.title"), lost);
  return part_of("unlock", texts("desk.unlock.title"), inside);
}

Html sheet(const std::string& number, const PageTexts& texts) {
  return element("article", {{"class", "sheet"}, {"data-sheet", number}},
                 {element("h3", {}, {texts("desk.sheet.title"), " ", number}), paragraph(texts("desk.sheet.what")),
                  element("p", {{"class", "code"}, {"translate", "no"}}), paragraph(texts("desk.sheet.keep")),
                  element("p", {{"class", "ways"}}, {plain_button("print-" + number, texts("desk.sheet.print"))})});
}

/// The two sheets stand on the screen once, and are printed one at a time.
Html recovery_part(const PageTexts& texts) {
  Html inside = paragraph(texts("desk.recovery.why"));
  inside += paragraph(texts("desk.recovery.who"));
  inside += element("p", {{"id", "recovery-again"}, {"class", "note"}, {"hidden", ""}}, {texts("desk.recovery.again")});
  inside += plain_button("make-recovery", texts("desk.recovery.make"));
  Html form = code_line(field("sheet-last-1", texts("desk.recovery.last_one"), texts("desk.recovery.last_hint")));
  form += code_line(field("sheet-last-2", texts("desk.recovery.last_two")));
  form += submit_button(texts("desk.recovery.keep"), Option::Style::primary);
  inside +=
      group("sheets", element("div", {}, {sheet("1", texts), sheet("2", texts), script_form("recovery-form", form)}));
  return folded("recovery", texts("desk.recovery.title"), inside);
}

Html use_recovery_part(const PageTexts& texts) {
  Html inside = paragraph(texts("desk.use.what"));
  Html form = code_line(field("sheet-1", texts("desk.use.sheet_one")));
  form += code_line(field("sheet-2", texts("desk.use.sheet_two")));
  form += submit_button(texts("desk.use.button"), Option::Style::plain);
  inside += script_form("use-form", form);
  return folded("use", texts("desk.use.title"), inside);
}

Html colleagues_part(const PageTexts& texts) {
  Html inside = paragraph(texts("desk.colleagues.what"));
  inside += element("ul", {{"id", "people"}, {"class", "people"}});
  return folded("colleagues", texts("desk.colleagues.title"), inside);
}

Html list_part(const PageTexts& texts) {
  Html inside = element("p", {{"id", "none"}, {"class", "note"}}, {texts("desk.list.none")});
  inside += element("p", {{"id", "shut"}, {"class", "note"}, {"hidden", ""}}, {texts("desk.list.shut")});
  inside += element("ul", {{"id", "inboxes"}, {"class", "replies"}});
  inside += element("p", {{"id", "closed-to-me"}, {"class", "note"}, {"hidden", ""}});
  inside += element("p", {{"class", "ways"}}, {plain_button("look-again", texts("desk.list.look_again"))});
  return part_of("list", texts("desk.list.title"), inside);
}

Html reply_form(const PageTexts& texts) {
  Html form = text_area(field("answer", texts("desk.answer.text"), texts("desk.answer.hint")), 5);
  const auto send = [](std::string kind, std::string_view label, Option::Style style) {
    return element("button",
                   {{"class", button_class(style)}, {"type", "submit"}, {"name", "kind"}, {"value", std::move(kind)}},
                   {label});
  };
  form += element("p", {{"class", "ways"}},
                  {send("message", texts("desk.answer.message"), Option::Style::primary), " ",
                   send("record", texts("desk.answer.record"), Option::Style::plain)});
  form += element("p", {{"class", "hint"}}, {texts("desk.answer.record_hint")});
  return titled_section("answer-part", texts("desk.answer.title"), script_form("answer-form", form), true);
}

Html team_choice(const DeskPage& page, const PageTexts& texts) {
  Html options = element("option", {{"value", ""}}, {texts("desk.facts.choose_team")});
  for (const DeskTeam& team : page.teams) options += element("option", {{"value", team.id}}, {team.name});
  const Html label = element("label", {{"for", "team"}, {"class", "utrecht-form-label"}}, {texts("desk.facts.team")});
  const Html choice = element("select", {{"id", "team"}, {"name", "team"}, {"autocomplete", "off"}}, {options});
  return element("div", {{"id", "team-part"}, {"class", "field"}, {"hidden", ""}}, {label, choice});
}

/// Typed by the counsellor, looked at once more, and only then handed on.
Html facts_part(const DeskPage& page, const PageTexts& texts) {
  Html inside = element("p", {{"id", "facts-allowed"}, {"class", "note"}});
  Html form = team_choice(page, texts);
  form += text_area(field("facts", texts("desk.facts.text"), texts("desk.facts.hint")), 5);
  form += submit_button(texts("desk.facts.preview"), Option::Style::plain);
  inside += script_form("facts-form", form);
  Html preview = paragraph(texts("desk.facts.this"));
  preview += element("blockquote", {{"id", "facts-text"}, {"class", "reply__text"}, {"dir", "auto"}});
  Html confirm = check_box({.name = "sure", .value = "yes", .label = texts("desk.facts.sure"), .checked = false});
  confirm += element("p", {{"class", "ways"}},
                     {submit_button(texts("desk.facts.send"), Option::Style::primary), " ",
                      plain_button("facts-back", texts("desk.facts.back"))});
  preview += script_form("confirm-form", confirm);
  inside += group("facts-preview", preview);
  return part_of("facts-part", texts("desk.facts.title"), inside);
}

Html inbox_part(const DeskPage& page, const PageTexts& texts) {
  Html inside = element("p", {{"class", "ways"}}, {plain_button("back", texts("desk.inbox.back"))});
  inside += element("p", {{"id", "code-closed"}, {"class", "note"}, {"hidden", ""}}, {texts("desk.inbox.closed")});
  inside += element("ol", {{"id", "letters"}, {"class", "messages"}});
  inside += reply_form(texts);
  inside += facts_part(page, texts);
  return part_of("inbox", texts("desk.inbox.title"), inside);
}

Html desk_words(const DeskPage& page, const Html& inside, const PageTexts& texts) {
  return element("main",
                 {{"id", "main"},
                  {"class", "plain desk"},
                  {"tabindex", "-1"},
                  {"data-path", person_path(page.person, "desk/")},
                  {"data-busy", texts("desk.say.busy")},
                  {"data-waiting", texts("desk.say.waiting")},
                  {"data-refused", texts("desk.say.refused")},
                  {"data-offline", texts("desk.say.offline")},
                  {"data-too-short", texts("desk.say.too_short")},
                  {"data-not-the-same", texts("desk.say.not_the_same")},
                  {"data-key-made", texts("desk.say.key_made")},
                  {"data-wrong-passphrase", texts("desk.say.wrong_passphrase")},
                  {"data-locked", texts("desk.say.locked")},
                  {"data-sheet-typo", texts("desk.say.sheet_typo")},
                  {"data-wrong-sheets", texts("desk.say.wrong_sheets")},
                  {"data-recovery-kept", texts("desk.say.recovery_kept")},
                  {"data-opened", texts("desk.say.opened")},
                  {"data-nothing-to-give", texts("desk.say.nothing_to_give")},
                  {"data-given", texts("desk.say.given")},
                  {"data-empty", texts("desk.say.empty")},
                  {"data-too-long", texts("desk.say.too_long")},
                  {"data-answered", texts("desk.say.answered")},
                  {"data-no-team", texts("desk.say.no_team")},
                  {"data-not-sure", texts("desk.say.not_sure")},
                  {"data-told", texts("desk.say.told")},
                  {"data-week", texts("desk.list.week")},
                  {"data-unread", texts("desk.list.unread")},
                  {"data-nothing-unread", texts("desk.list.nothing_unread")},
                  {"data-closed-to-me", texts("desk.list.closed_to_me")},
                  {"data-unreadable", texts("desk.inbox.unreadable")},
                  {"data-not-seen-yet", texts("desk.inbox.not_seen_yet")},
                  {"data-reporter", texts("desk.inbox.reporter")},
                  {"data-counsellor", texts("desk.inbox.counsellor")},
                  {"data-has-key", texts("desk.colleagues.has_key")},
                  {"data-no-key", texts("desk.colleagues.no_key")},
                  {"data-give", texts("desk.colleagues.give")},
                  {"data-allows-coordinator", texts("desk.facts.coordinator")},
                  {"data-allows-manager", texts("desk.facts.manager")}},
                 {inside});
}

/// The words a letter is drawn with, by kind and by field: <span data-word="what">. A list of its own, because
/// attributes are for what the page says, and these are parts of what it draws.
Html letter_words(const PageTexts& texts) {
  Html words;
  const auto word = [&words](std::string name, std::string_view text) {
    words += element("span", {{"data-word", std::move(name)}}, {text});
  };
  word("report", texts("desk.letter.report"));
  word("message", texts("desk.letter.message"));
  word("record", texts("desk.letter.record"));
  word("hand_on", texts("desk.letter.hand_on"));
  word("checked", texts("desk.letter.checked"));
  word("name", texts("desk.letter.name"));
  word("what", texts("desk.letter.what"));
  word("who", texts("desk.letter.who"));
  word("where", texts("desk.letter.where"));
  word("with", texts("desk.letter.with"));
  word("how", texts("desk.letter.how"));
  word("when", texts("desk.letter.when"));
  word("why", texts("desk.letter.why"));
  word("safe", texts("desk.letter.safe"));
  word("else", texts("desk.letter.else"));
  word("right", texts("desk.letter.right"));
  word("wrong", texts("desk.letter.wrong"));
  word("to_no", texts("desk.letter.to_no"));
  word("to_coordinator", texts("desk.letter.to_coordinator"));
  word("to_manager", texts("desk.letter.to_manager"));
  return element("template", {{"id", "words"}}, {words});
}

}  // namespace

std::string desk_page(const DeskPage& page, const PageTexts& texts) {
  Html inside = heading(texts("desk.title"));
  inside += element("p", {{"id", "no-script"}, {"class", "note"}}, {texts("desk.no_script")});
  inside += problem_line("problem", {});
  inside += element("p", {{"id", "status"}, {"class", "connection"}, {"role", "status"}});
  inside += make_part(texts);
  inside += unlock_part(texts);
  Html open = element("p", {{"class", "ways"}}, {plain_button("lock", texts("desk.lock"))});
  open += element("p", {{"class", "hint"}}, {texts("desk.lock_hint")});
  open += list_part(texts);
  open += inbox_part(page, texts);
  open += group("care", element("div", {}, {recovery_part(texts), colleagues_part(texts), use_recovery_part(texts)}));
  inside += group("open", open);
  inside += letter_words(texts);
  inside += element(
      "p", {},
      {element("a", {{"class", "utrecht-link"}, {"href", person_path(page.person)}}, {texts("desk.to_conversation")})});
  return frame_page(page.frame,
                    {.title = texts("desk.title") + " – Meldmaat",
                     .skip_to = "main",
                     .skip_label = texts("web.skip_to_main"),
                     .main = desk_words(page, inside, texts),
                     .foot = {},
                     .script = "desk.js"},
                    texts);
}

}  // namespace meldmaat
