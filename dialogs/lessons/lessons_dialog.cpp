// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/lessons/lessons_dialog.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/lessons.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"
#include "dialogs/steps.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view own_name = "lessons";
constexpr std::string_view read_command = "lessons";
constexpr std::string_view share_command = "share_lesson";
constexpr std::string_view ask_text = "text";
constexpr std::string_view confirm = "confirm";
/// Ten of them stand in one list, on every channel.
constexpr std::size_t longest_lesson = 1000;
constexpr Controls nothing_beside{.unknown = false, .skip = false, .back = false};

bool may_share(const Talk& talk) {
  return may_share_lesson(talk.view().person, talk.view().municipality.organisation);
}

void say_lessons(Talk& talk) {
  Message message;
  const auto& zone = talk.view().municipality.zone;
  for (const auto& lesson : talk.view().lessons) {
    message.lines.push_back({say_date(talk, date_of(zone.to_local(lesson.at))), lesson.text, {}});
  }
  message.text = talk.text(message.lines.empty() ? "lessons.none" : "lessons.list");
  if (!message.lines.empty()) message.kind = Message::Kind::summary;
  if (may_share(talk)) message.options.push_back(talk.option("menu/share_lesson", "lessons.share"));
  talk.say(std::move(message));
  if (!talk.state.frames.empty()) talk.close();
}

void ask(Talk& talk) {
  if (talk.top().step == ask_text) {
    return ask_with(talk, {std::string{ask_text}, talk.text("lessons.ask_text"), Expects::text, false, {}},
                    nothing_beside);
  }
  Ask question{std::string{confirm},
               talk.text("lessons.confirm", {{"text", noted(talk.top(), ask_text)}}),
               Expects::choice,
               false,
               {}};
  question.options = {talk.option(std::string{yes_option}, "lessons.send", Option::Style::primary),
                      talk.option(std::string{no_option}, "lessons.change")};
  ask_with(talk, std::move(question), only_back);
}

void go_to(Talk& talk, std::string_view step) {
  talk.top().step = step;
  ask(talk);
}

void ask_otherwise(Talk& talk, std::string_view why, const TextArgs& args = {}) {
  talk.say(why, args);
  ask(talk);
}

void take_text(Talk& talk) {
  auto text = said(talk);
  if (text.empty()) return ask_otherwise(talk, "lessons.only_text");
  if (characters(text) > longest_lesson) {
    return ask_otherwise(talk, "lessons.too_long", {{"most", std::to_string(longest_lesson)}});
  }
  if (const auto name = name_in(text, talk.view().municipality.organisation); !name.empty()) {
    return ask_otherwise(talk, "lessons.no_names", {{"name", name}});
  }
  make_note(talk, std::string{ask_text}, std::move(text));
  go_to(talk, confirm);
}

void share(Talk& talk) {
  auto text = noted(talk.top(), ask_text);
  talk.pop();
  talk.wish(ShareLesson{std::move(text)});
  talk.say("lessons.shared", {}, {talk.option("menu/lessons", "lessons.read")});
}

std::string_view before(std::string_view step) {
  return step == confirm ? ask_text : std::string_view{};
}

constexpr Steps steps{ask, before, "lessons.paused", "lessons.resume", "lessons.left"};

}  // namespace

std::string_view LessonsDialog::name() const {
  return own_name;
}

std::vector<Option> LessonsDialog::menu(const Talk& /*talk*/) const {
  return {};
}

std::vector<std::string_view> LessonsDialog::typed_commands() const {
  return {read_command};
}

bool LessonsDialog::begin(Talk& talk, std::string_view command) const {
  if (command == read_command) {
    say_lessons(talk);
    return true;
  }
  if (command != share_command) return false;
  if (!may_share(talk)) {
    talk.say("lessons.not_yours");
    return true;
  }
  push_steps(talk, own_name);
  go_to(talk, ask_text);
  return true;
}

void LessonsDialog::step(Talk& talk) const {
  if (!may_share(talk)) return leave(talk, "lessons.not_yours");
  if (std::holds_alternative<Attached>(talk.event().what)) {
    return ask_otherwise(talk, "lessons.only_text");
  }
  if (talk.top().step == ask_text) return take_text(talk);
  if (const auto sure = confirmed(talk)) return *sure ? share(talk) : go_to(talk, ask_text);
  ask_otherwise(talk, "casework.unclear_choice");
}

bool LessonsDialog::command(Talk& talk, std::string_view command) const {
  return walk(talk, command, steps);
}

void LessonsDialog::ask_again(Talk& talk) const {
  ask(talk);
}

}  // namespace meldmaat
