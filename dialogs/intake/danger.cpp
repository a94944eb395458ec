// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/danger.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "dialogs/answer.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/draft.hpp"
#include "dialogs/intake/interview.hpp"

namespace meldmaat {

namespace {

/// Everything that can be called, the most urgent first; only what the organisation has filled in.
void say_numbers(Talk& talk) {
  const auto& numbers = talk.view().municipality.organisation.numbers;
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("intake.danger.call");
  const auto add = [&](std::string_view label, const std::string& number) {
    if (!number.empty()) message.lines.push_back({talk.text(label), number, {}});
  };
  add("intake.danger.emergency", numbers.emergency);
  add("intake.danger.local_alarm", numbers.local_alarm);
  add("intake.danger.security", numbers.security_desk);
  add("intake.danger.police", numbers.police);
  talk.say(std::move(message));
}

/// By the rules of the reporter's own team (T01).
const std::vector<RoleId>& can_be_told(const Talk& talk) {
  const auto& town = talk.view().municipality;
  const auto* person = town.organisation.person(talk.view().person);
  return town.protocol_for(person == nullptr ? TeamId{} : person->team).danger_tells;
}

std::string alerted_note(const RoleId& role) {
  return ".alerted_" + role.str();
}

/// The role's own words, or those for any role.
std::string words_for(const Talk& talk, const RoleId& role, const std::string& own, std::string_view any) {
  const bool has_own = talk.view().municipality.texts.has(own);
  return talk.text(has_own ? std::string_view{own} : any, {{"role", role_words(talk, role)}});
}

std::string button_for(const Talk& talk, const RoleId& role) {
  return words_for(talk, role, "intake.danger.tell." + role.str(), "intake.danger.tell_role");
}

std::string told_words(const Talk& talk, const RoleId& role) {
  return words_for(talk, role, "intake.danger." + role.str() + "_told", "intake.danger.role_told");
}

void alert(Talk& talk, const RoleId& role) {
  talk.wish(Alert{role});
  Message told;
  told.text = told_words(talk, role);
  talk.say(std::move(told));
  draft::set_note(talk, alerted_note(role));
  ask_danger(talk);
}

}  // namespace

void go_to_danger_question(Talk& talk) {
  const auto& form = draft::form_of(talk);
  if (const auto* question = form.question(form_questions::danger))
    ask_question({talk, form, {}, {}, talk.top().trail.empty()}, *question);
}

void enter_danger(Talk& talk) {
  say_numbers(talk);
  ask_danger(talk);
}

void ask_danger(Talk& talk) {
  talk.top().step = draft::danger_step;
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("intake.danger.wait");
  for (const auto& role : can_be_told(talk)) {
    const bool held = role == roles::manager || talk.view().municipality.organisation.role(role) != nullptr;
    if (!held || draft::has_note(talk, alerted_note(role))) continue;
    ask.options.push_back({role.str(), button_for(talk, role), Option::Style::danger});
  }
  ask.options.push_back(talk.option("yes", "intake.danger.safe"));
  ask_with(talk, std::move(ask), {.unknown = false, .skip = false, .back = false});
}

bool hear_danger(Talk& talk) {
  const auto options = chosen(talk.state.open, talk.event().what);
  const auto id = options.size() == 1 ? bare(options.front().id) : std::string_view{};
  const auto& told = can_be_told(talk);
  if (const auto role = std::ranges::find(told, RoleId{std::string{id}}); role != told.end()) alert(talk, *role);
  const auto* said = std::get_if<Said>(&talk.event().what);
  if (said != nullptr && yes_or_no(said->text) == std::optional{false}) enter_danger(talk);
  if (id == "yes") talk.say("intake.danger.welcome_back");
  return id == "yes";
}

}  // namespace meldmaat
