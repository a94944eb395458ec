// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/witness/witness_dialog.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "bot/witness_code.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/steps.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view words = "words";
constexpr std::string_view ask_code = "code";
constexpr std::string_view ask_words = "tell";
constexpr std::string_view check = "check";
constexpr std::string_view send_option = "send";
constexpr std::string_view more_option = "more";
constexpr std::string_view anew_option = "anew";
constexpr Controls nothing_beside{.unknown = false, .skip = false, .back = false};

/// The code in what was typed just now.
std::optional<WitnessCode> typed_code(const Talk& talk) {
  const auto* said = std::get_if<Said>(&talk.event().what);
  return said == nullptr ? std::nullopt : read_witness_code(said->text);
}

void ask(Talk& talk) {
  const auto& step = talk.top().step;
  if (step == check) {
    Ask question{step, talk.text("witness.check", {{"text", noted(talk.top(), words)}}), Expects::choice, false, {}};
    question.options = {talk.option(std::string{send_option}, "witness.send", Option::Style::primary),
                        talk.option(std::string{more_option}, "witness.more"),
                        talk.option(std::string{anew_option}, "witness.anew")};
    return ask_with(talk, std::move(question), nothing_beside);
  }
  const auto* key = step == ask_code ? "witness.ask_code" : "witness.ask_words";
  ask_with(talk, {step, talk.text(key), Expects::text, false, {}}, nothing_beside);
}

void go_to(Talk& talk, std::string_view step) {
  talk.top().step = step;
  ask(talk);
}

/// What lies between two lines about the case goes with the case when that is removed (bot/removal_round).
void say_about(Talk& talk, const CaseNumber& number, std::string_view key) {
  Message message;
  message.about = number;
  message.text = talk.text(key);
  talk.say(std::move(message));
}

/// The same for every code that opens nothing, whatever the reason.
void take_code(Talk& talk, const WitnessCode& code) {
  const auto& call = talk.view().call;
  if (!call) {
    talk.say("witness.unknown");
    return go_to(talk, ask_code);
  }
  if (call->own) return leave(talk, "witness.own");
  make_note(talk, witness_frame::code, written(code));
  say_about(talk, code.number, "witness.explained");
  go_to(talk, ask_words);
}

void take_words(Talk& talk) {
  auto text = said(talk);
  if (text.empty()) {
    talk.say("witness.only_text");
    return ask(talk);
  }
  const auto before = noted(talk.top(), words);
  make_note(talk, words, before.empty() ? std::move(text) : before + "\n" + text);
  go_to(talk, check);
}

void send(Talk& talk) {
  const auto code = read_witness_code(noted(talk.top(), witness_frame::code));
  const auto& call = talk.view().call;
  if (!code || !call || call->own) return leave(talk, "witness.gone");
  WitnessTold told{code->secret, noted(talk.top(), words), talk.view().person};
  talk.pop();
  talk.wish(Record{code->number, std::move(told)});
  say_about(talk, code->number, "witness.sent");
}

void take_check(Talk& talk) {
  const auto chosen = choice(talk);
  if (chosen == send_option) return send(talk);
  if (chosen == more_option) return go_to(talk, ask_words);
  if (chosen == anew_option) {
    make_note(talk, words, {});
    return go_to(talk, ask_words);
  }
  talk.say("casework.unclear_choice");
  ask(talk);
}

std::string_view before(std::string_view step) {
  return step == check ? ask_words : std::string_view{};
}

constexpr Steps steps{ask, before, "witness.paused", "witness.resume", "witness.left"};

}  // namespace

std::string_view WitnessDialog::name() const {
  return witness_frame::name;
}

std::vector<Option> WitnessDialog::menu(const Talk& /*talk*/) const {
  return {};
}

std::vector<std::string_view> WitnessDialog::typed_commands() const {
  return {witness_frame::name};
}

std::string WitnessDialog::titled_command(const Talk& talk, std::string_view /*text*/) const {
  return typed_code(talk) ? std::string{witness_frame::name} : std::string{};
}

bool WitnessDialog::begin(Talk& talk, std::string_view command) const {
  if (command != witness_frame::name) return false;
  push_steps(talk, witness_frame::name);
  talk.top().step = ask_code;
  if (const auto code = typed_code(talk)) {
    take_code(talk, *code);
  } else {
    ask(talk);
  }
  return true;
}

void WitnessDialog::step(Talk& talk) const {
  if (std::holds_alternative<Attached>(talk.event().what)) {
    talk.say("witness.only_text");
    return ask(talk);
  }
  if (talk.top().step == check) return take_check(talk);
  if (talk.top().step == ask_words) return take_words(talk);
  // What reads as a code has come as a command.
  talk.say("witness.unknown");
  ask(talk);
}

bool WitnessDialog::command(Talk& talk, std::string_view command) const {
  return walk(talk, command, steps);
}

void WitnessDialog::ask_again(Talk& talk) const {
  ask(talk);
}

}  // namespace meldmaat
