// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/casework_dialog.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/rules/access.hpp"
#include "dialogs/answer.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_page.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/notices.hpp"
#include "dialogs/casework/record_step.hpp"
#include "dialogs/casework/task_moves.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view cases_command = "casework";

/// The verbs of a task, and what one must be allowed for them.
struct Verb {
  std::string_view name;
  Action action;
};
constexpr std::array verbs{Verb{"step", Action::record},    Verb{"done", Action::record},
                           Verb{"later", Action::postpone}, Verb{"none", Action::not_applicable},
                           Verb{"hand", Action::hand_over}, Verb{"yes", Action::agree},
                           Verb{"no", Action::agree}};

void carry_out(Talk& talk, const TaskKey& task, std::string_view verb) {
  if (verb == "step") return say_step(talk, task);
  if (verb == "done") return begin_recording(talk, task);
  if (verb == "later") return begin_postponing(talk, task);
  if (verb == "none") return begin_not_applicable(talk, task);
  if (verb == "hand") return begin_handing_over(talk, task);
  agree(talk, task, verb == "yes");
}

void open_case(Talk& talk, const CaseNumber& number) {
  say_case(talk);
  talk.wish(Record{number, CaseOpened{talk.view().person}});
}

/// A button of an old message is pressed: says how things stand instead of doing it again.
void begin_task(Talk& talk, const TaskKey& key, const Verb& verb) {
  const auto& view = talk.view();
  const auto* task = task_in(*view.subject, key);
  if (task == nullptr) return talk.say("casework.gone");
  const TextArgs args{{"task", task_words(talk, key, "title")},
                      {"standing", standing_words(talk, *view.subject, *task)}};
  if (task->status != Task::Status::open) return talk.say("casework.over", args);
  if (!may_act(verb.action, *view.subject, task, view.person, talk.now(), view.municipality)) {
    return talk.say("casework.may_not", args);
  }
  if (is_opening(talk, view.subject->the_case, key)) return open_case(talk, key.number);
  carry_out(talk, key, verb.name);
}

void begin_case(Talk& talk, const CaseOption& option) {
  const auto& view = talk.view();
  if (option.verb == "open") return open_case(talk, option.number);
  if (option.verb == "tasks") return say_tasks(talk);
  if (!may_act(Action::ask, *view.subject, nullptr, view.person, talk.now(), view.municipality)) {
    return talk.say("casework.may_not_ask");
  }
  begin_asking(talk, option.number);
}

bool is_case_verb(std::string_view verb) {
  return verb == "open" || verb == "tasks" || verb == "ask";
}

}  // namespace

std::string_view CaseworkDialog::name() const {
  return casework_name;
}

std::vector<Option> CaseworkDialog::menu(const Talk& talk) const {
  const auto others = [](const CaseListing& listing) { return !listing.own; };
  const auto& view = talk.view();
  const bool works_on_cases =
      std::ranges::any_of(view.cases, others) || !view.municipality.organisation.roles_of(view.person).empty();
  if (!works_on_cases) return {};
  return {talk.option("menu/casework", "casework.menu")};
}

std::vector<std::string_view> CaseworkDialog::typed_commands() const {
  return {cases_command};
}

bool CaseworkDialog::begin(Talk& talk, std::string_view command) const {
  if (command == cases_command) {
    say_cases(talk);
    return true;
  }
  const auto option = read_case_option(command);
  if (!option) return false;
  const auto verb = std::ranges::find(verbs, std::string_view(option->verb), &Verb::name);
  if (option->task ? verb == verbs.end() : !is_case_verb(option->verb)) return false;
  if (!talk.view().subject) {
    talk.say("casework.not_yours");
  } else if (option->task) {
    begin_task(talk, *option->task, *verb);
  } else {
    begin_case(talk, *option);
  }
  return true;
}

void CaseworkDialog::step(Talk& talk) const {
  if (!talk.view().subject) {
    talk.pop();
    return talk.say("casework.not_yours");
  }
  if (is_move(talk.top().step)) return hear_move(talk);
  hear_recording(talk);
}

bool CaseworkDialog::command(Talk& talk, std::string_view command) const {
  if (talk.view().subject && !is_move(talk.top().step) && command_recording(talk, command)) return true;
  if (command != "back" && command != "stop") return false;
  talk.pop();
  talk.say("casework.left");
  return true;
}

void CaseworkDialog::ask_again(Talk& talk) const {
  // As it was put: the interruption may have been about another case, and then the view holds that one.
  const auto& open = talk.state.open;
  if (!open) return;
  Ask ask{open->question, open->text, open->expects, open->many, open->options};
  for (auto& option : ask.options) option.id = std::string(bare(option.id));
  talk.ask(std::move(ask));
}

bool CaseworkDialog::tell(Talk& talk, const Notice& notice) const {
  return tell_caseworker(talk, notice);
}

}  // namespace meldmaat
