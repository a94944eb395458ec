// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/doubt/doubt_dialog.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/doubt/who_helps.hpp"
#include "dialogs/steps.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view own_name = "doubt";
constexpr std::string_view share_command = "share_doubt";
constexpr std::string_view ask_text = "text";
constexpr std::string_view ask_to = "to";
constexpr std::string_view confirm = "confirm";
constexpr Controls nothing_beside{.unknown = false, .skip = false, .back = false};

/// Who may be chosen: the role, and its people by name.
std::vector<std::pair<RoleId, std::string>> readers_for(const Talk& talk) {
  std::vector<std::pair<RoleId, std::string>> readers;
  for (RoleId role : {roles::counsellor, roles::coordinator, roles::manager}) {
    auto names = who_helps(talk, role);
    if (!names.empty()) readers.emplace_back(role, std::move(names));
  }
  return readers;
}

/// Whom this goes to as things stand now; empty: nobody holds the chosen role any more.
std::string chosen_names(const Talk& talk) {
  for (const auto& [role, names] : readers_for(talk)) {
    if (role.str() == noted(talk.top(), ask_to)) return names;
  }
  return {};
}

void ask(Talk& talk) {
  const auto& step = talk.top().step;
  if (step == ask_text) {
    return ask_with(talk, {std::string{ask_text}, talk.text("doubt.ask_text"), Expects::text, false, {}},
                    nothing_beside);
  }
  Ask question{step, {}, Expects::choice, false, {}};
  if (step == ask_to) {
    question.text = talk.text("doubt.ask_to");
    for (const auto& [role, names] : readers_for(talk)) {
      question.options.push_back(
          {role.str(), talk.text("doubt.reader", {{"role", talk.text("role." + role.str())}, {"names", names}}),
           Option::Style::plain});
    }
  } else {
    question.text = talk.text("doubt.confirm", {{"names", chosen_names(talk)}, {"text", noted(talk.top(), ask_text)}});
    question.options = {talk.option(std::string{yes_option}, "doubt.send", Option::Style::primary),
                        talk.option(std::string{no_option}, "doubt.change")};
  }
  ask_with(talk, std::move(question), only_back);
}

void go_to(Talk& talk, std::string_view step) {
  talk.top().step = step;
  ask(talk);
}

void send(Talk& talk) {
  const auto names = chosen_names(talk);
  if (names.empty()) {
    talk.say("doubt.nobody_now");
    return go_to(talk, ask_to);
  }
  Confide wish{RoleId{noted(talk.top(), ask_to)}, noted(talk.top(), ask_text)};
  talk.pop();
  talk.wish(std::move(wish));
  talk.say("doubt.sent", {{"names", names}}, {talk.option("menu/report", "intake.menu.report")});
}

void take_text(Talk& talk) {
  auto text = said(talk);
  if (text.empty()) {
    talk.say("doubt.only_text");
    return ask(talk);
  }
  make_note(talk, std::string{ask_text}, std::move(text));
  go_to(talk, noted(talk.top(), ask_to).empty() ? ask_to : confirm);
}

void take_reader(Talk& talk) {
  const auto role = choice(talk);
  const auto readers = readers_for(talk);
  if (std::ranges::none_of(readers, [&](const auto& reader) { return reader.first.str() == role; })) {
    talk.say("casework.unclear_choice");
    return ask(talk);
  }
  make_note(talk, std::string{ask_to}, role);
  go_to(talk, confirm);
}

void take_confirmation(Talk& talk) {
  if (const auto sure = confirmed(talk)) return *sure ? send(talk) : go_to(talk, ask_text);
  talk.say("casework.unclear_choice");
  ask(talk);
}

std::string_view before(std::string_view step) {
  if (step == ask_text) return {};
  return step == confirm ? ask_to : ask_text;
}

constexpr Steps steps{ask, before, "doubt.paused", "doubt.resume", "doubt.left"};

}  // namespace

std::string_view DoubtDialog::name() const {
  return own_name;
}

std::vector<Option> DoubtDialog::menu(const Talk& /*talk*/) const {
  return {};
}

std::vector<std::string_view> DoubtDialog::typed_commands() const {
  return {};
}

bool DoubtDialog::begin(Talk& talk, std::string_view command) const {
  if (command != share_command) return false;
  if (readers_for(talk).empty()) {
    talk.say("doubt.nobody");
    return true;
  }
  push_steps(talk, own_name);
  go_to(talk, ask_text);
  return true;
}

void DoubtDialog::step(Talk& talk) const {
  if (std::holds_alternative<Attached>(talk.event().what)) {
    talk.say("doubt.only_text");
    return ask(talk);
  }
  if (talk.top().step == ask_text) return take_text(talk);
  if (talk.top().step == ask_to) return take_reader(talk);
  take_confirmation(talk);
}

bool DoubtDialog::command(Talk& talk, std::string_view command) const {
  return walk(talk, command, steps);
}

void DoubtDialog::ask_again(Talk& talk) const {
  ask(talk);
}

}  // namespace meldmaat
