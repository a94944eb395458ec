// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/talk.hpp"

#include <stdexcept>
#include <utility>

namespace meldmaat {

namespace {

/// The question as it stays in the transcript: its words without its buttons.
Message answered(const OpenQuestion& open) {
  Message message;
  message.kind = Message::Kind::question;
  message.text = open.text;
  message.slot = open.slot;
  return message;
}

TextArgs for_every_text(const Organisation& organisation) {
  const auto& numbers = organisation.numbers;
  return {{"organisation", organisation.name},
          {"emergency", numbers.emergency},
          {"police", numbers.police},
          {"self_harm_line", numbers.self_harm_line},
          {"victim_support", numbers.victim_support}};
}

}  // namespace

Talk::Talk(State before, const Event& event, const View& view)
    : state(std::move(before)),
      event_(event),
      view_(view),
      everywhere_(for_every_text(view.municipality.organisation)) {
  ++state.turn;
}

LocalMoment Talk::local_now() const {
  return view_.municipality.zone.to_local(event_.at);
}

const CaseFile& Talk::subject() const {
  if (!view_.subject) throw std::logic_error("the view holds no case");
  return *view_.subject;
}

const Person* Talk::person() const {
  return view_.municipality.organisation.person(view_.person);
}

std::string Talk::text(std::string_view key, const TextArgs& args) const {
  const auto& texts = view_.municipality.texts;
  if (args.empty()) return texts.say(state.language, state.informal, key, everywhere_);
  TextArgs all = everywhere_;
  for (const auto& [name, value] : args) all.insert_or_assign(name, value);
  return texts.say(state.language, state.informal, key, all);
}

Option Talk::option(std::string id, std::string_view key, Option::Style style) const {
  return {std::move(id), text(key), style};
}

void Talk::push(Frame frame) {
  state.frames.push_back(std::move(frame));
}

void Talk::pop() {
  state.frames.pop_back();
  close();
}

void Talk::say(std::string_view key, const TextArgs& args, std::vector<Option> options) {
  Message message;
  message.text = text(key, args);
  message.options = std::move(options);
  say(std::move(message));
}

void Talk::say(Message message) {
  effects_.emplace_back(Say{std::move(message)});
}

void Talk::ask(Ask question) {
  question_ = std::move(question);
}

void Talk::close() {
  question_.reset();
  closed_ = true;
}

void Talk::rest() {
  close();
  rests_ = true;
}

void Talk::wish(Effect effect) {
  effects_.push_back(std::move(effect));
}

std::string Talk::slot() const {
  return "q" + std::to_string(state.turn);
}

Turn Talk::finish() {
  std::vector<Effect> effects;
  if (state.open && (closed_ || question_)) {
    effects.emplace_back(Revise{answered(*state.open)});
    state.open.reset();
  }
  for (auto& effect : effects_) effects.push_back(std::move(effect));
  if (question_) {
    OpenQuestion open{slot(),          std::move(question_->question), question_->text, question_->expects,
                      question_->many, std::move(question_->options)};
    for (auto& option : open.options) {
      if (option.id.find('/') == std::string::npos) option.id = open.slot + "/" + option.id;
    }
    Message message;
    message.kind = Message::Kind::question;
    message.text = std::move(question_->text);
    message.options = open.options;
    message.many = open.many;
    message.expects = open.expects;
    message.slot = open.slot;
    effects.emplace_back(Say{std::move(message)});
    state.open = std::move(open);
  }
  return {std::move(state), std::move(effects)};
}

}  // namespace meldmaat
