// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/despair.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat::despair {

namespace {

constexpr std::string_view whom_step = "whom";
constexpr std::string_view help_step = "help";
constexpr std::string_view not_own = ".not_own_despair";

void ask_whom(Talk& talk) {
  talk.top().step = whom_step;
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("house.despair.whom");
  ask.options = {talk.option("yes", "house.despair.self"), talk.option("no", "house.despair.other")};
  talk.ask(std::move(ask));
}

void ask_help(Talk& talk) {
  talk.top().step = help_step;
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("house.despair.person");
  ask.options = {talk.option("care_team", "house.despair.care_team", Option::Style::primary),
                 talk.option("manager", "house.despair.manager"), talk.option("later", "house.despair.later"),
                 talk.option("on", "house.despair.on")};
  talk.ask(std::move(ask));
}

void leave_in_peace(Talk& talk) {
  talk.pop();
  talk.rest();
}

void offer_help(Talk& talk) {
  talk.say("house.despair.comfort");
  say_numbers(talk);
  ask_help(talk);
}

void hear_help(Talk& talk, std::string_view id) {
  if (id == "care_team" || id == "manager") {
    talk.wish(Alert{id == "manager" ? roles::manager : roles::care_team});
    leave_in_peace(talk);
    talk.say("house.despair.told", {}, {talk.option("menu/resume", "house.despair.on")});
  } else if (id == "later") {
    leave_in_peace(talk);
    talk.say("house.despair.rest", {}, {talk.option("menu/resume", "house.despair.on")});
  } else if (id == "on") {
    talk.pop();
  } else {
    offer_help(talk);
  }
}

}  // namespace

bool heard(const Talk& talk, std::string_view text) {
  if (!talk.state.frames.empty() && talk.top().answers.contains(std::string{not_own})) return false;
  const auto& texts = talk.view().municipality.texts;
  const auto words = words_of(text);
  return std::ranges::any_of(std::array{Language::nl, Language::en}, [&](Language language) {
    const auto& catalogue = texts.catalogue(language);
    const auto found = catalogue.find("house.words.despair");
    return found != catalogue.end() && says_any(words, listed(found->second));
  });
}

void ask(Talk& talk) {
  Frame frame;
  frame.dialog = dialog;
  talk.push(std::move(frame));
  ask_whom(talk);
}

void step(Talk& talk) {
  const auto options = chosen(talk.state.open, talk.event().what);
  const auto id = options.size() == 1 ? bare(options.front().id) : std::string_view{};
  if (talk.top().step == help_step) {
    hear_help(talk, id);
  } else if (id == "no") {
    talk.pop();
    if (!talk.state.frames.empty()) talk.top().answers[std::string{not_own}].at = talk.now();
    talk.say("house.despair.of_other");
  } else {
    offer_help(talk);
  }
}

void ask_again(Talk& talk) {
  if (talk.top().step == help_step) {
    ask_help(talk);
  } else {
    ask_whom(talk);
  }
}

bool command(Talk& talk, std::string_view command) {
  if (command == "stop" || command == "pause") {
    leave_in_peace(talk);
    talk.say("house.despair.rest", {}, {talk.option("menu/resume", "house.despair.on")});
    return true;
  }
  if (command == "resume") {
    talk.pop();
    return true;
  }
  return false;
}

void say_numbers(Talk& talk) {
  const auto& numbers = talk.view().municipality.organisation.numbers;
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("house.numbers");
  const auto add = [&](std::string_view key, const std::string& number) {
    if (!number.empty()) message.lines.push_back({talk.text(key), number, {}});
  };
  add("house.numbers.emergency", numbers.emergency);
  add("house.numbers.self_harm", numbers.self_harm_line);
  add("house.numbers.police", numbers.police);
  add("house.numbers.local_alarm", numbers.local_alarm);
  add("house.numbers.security", numbers.security_desk);
  add("house.numbers.victim_support", numbers.victim_support);
  talk.say(std::move(message));
}

}  // namespace meldmaat::despair
