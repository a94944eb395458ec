// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/danger.hpp"

#include <utility>

#include "dialogs/answer.hpp"
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

void alert(Talk& talk, const RoleId& role, std::string_view done) {
  talk.wish(Alert{role});
  talk.say(done);
  draft::set_note(talk, ".alerted_" + role.str());
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
  if (!draft::has_note(talk, ".alerted_manager"))
    ask.options.push_back(talk.option("manager", "intake.danger.manager", Option::Style::danger));
  const bool guarded = talk.view().municipality.organisation.role(roles::security) != nullptr;
  if (guarded && !draft::has_note(talk, ".alerted_security"))
    ask.options.push_back(talk.option("security", "intake.danger.guards", Option::Style::danger));
  ask.options.push_back(talk.option("yes", "intake.danger.safe"));
  ask_with(talk, std::move(ask), {.unknown = false, .skip = false, .back = false});
}

bool hear_danger(Talk& talk) {
  const auto options = chosen(talk.state.open, talk.event().what);
  const auto id = options.size() == 1 ? bare(options.front().id) : std::string_view{};
  if (id == "manager") alert(talk, roles::manager, "intake.danger.manager_told");
  if (id == "security") alert(talk, roles::security, "intake.danger.security_told");
  const auto* said = std::get_if<Said>(&talk.event().what);
  if (said != nullptr && yes_or_no(said->text) == std::optional{false}) enter_danger(talk);
  if (id == "yes") talk.say("intake.danger.welcome_back");
  return id == "yes";
}

}  // namespace meldmaat
