// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/casework_dialog.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/rules/bans.hpp"
#include "dialogs/answer.hpp"
#include "dialogs/casework/ban_register.hpp"
#include "dialogs/casework/ban_steps.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_page.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/notices.hpp"
#include "dialogs/casework/record_step.hpp"
#include "dialogs/casework/rights_request.hpp"
#include "dialogs/casework/series_page.hpp"
#include "dialogs/casework/task_moves.hpp"
#include "dialogs/keeping.hpp"
#include "dialogs/papers/figures_offer.hpp"
#include "dialogs/papers/letter_offer.hpp"
#include "dialogs/papers/overview_offer.hpp"
#include "dialogs/papers/police_offer.hpp"
#include "dialogs/witness/witness_offer.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view cases_command = "casework";
constexpr std::string_view bans_command = "bans";
constexpr std::string_view figures_command = "figures";

/// The verbs of a task, and what one must be allowed for them.
struct Verb {
  std::string_view name;
  Action action;
};
constexpr std::array verbs{Verb{"step", Action::record},    Verb{"done", Action::record},
                           Verb{"later", Action::postpone}, Verb{"none", Action::not_applicable},
                           Verb{"hand", Action::hand_over}, Verb{"order", Action::order},
                           Verb{"yes", Action::agree},      Verb{"no", Action::agree}};

void carry_out(Talk& talk, const TaskKey& task, std::string_view verb) {
  if (verb == "step") return say_step(talk, task);
  if (verb == "done") return begin_recording(talk, task);
  if (verb == "later") return begin_postponing(talk, task);
  if (verb == "none") return begin_not_applicable(talk, task);
  if (verb == "hand") return begin_handing_over(talk, task);
  if (verb == "order") return order(talk, task);
  agree(talk, task, verb == "yes");
}

void open_case(Talk& talk, const CaseNumber& number) {
  say_case(talk);
  talk.wish(Record{number, CaseOpened{talk.view().person}});
}

/// Somebody else may have acted in the meantime: then this says how things stand.
/// \return true: the person may not do this (any more)
bool refuses(Talk& talk, const TaskKey& key, Action action) {
  const auto& file = talk.subject();
  const auto* task = task_in(file, key);
  if (task == nullptr) {
    talk.say("casework.gone");
    return true;
  }
  const TextArgs args{{"task", task_words(talk, key, "title")}, {"standing", standing_words(talk, file, *task)}};
  const bool open = task->status == Task::Status::open;
  if (open && may(talk, action, task)) return false;
  talk.say(!open ? "casework.over" : action == Action::agree ? "casework.no_proposal" : "casework.may_not", args);
  return true;
}

void begin_task(Talk& talk, const TaskKey& key, const Verb& verb) {
  if (refuses(talk, key, verb.action)) return;
  if (is_opening(talk, talk.subject().the_case, key)) return open_case(talk, key.number);
  carry_out(talk, key, verb.name);
}

void begin_series(Talk& talk, std::string_view verb) {
  if (!may_join(talk)) return talk.say("series.may_not");
  if (verb == "series") return say_series(talk);
  join_series(talk, verb);
}

void begin_case(Talk& talk, const CaseOption& option) {
  if (option.verb == "open") return open_case(talk, option.number);
  if (option.verb == "tasks") return say_tasks(talk);
  if (is_ban_verb(option.verb)) return begin_ban_verb(talk, option.verb);
  if (is_series_verb(option.verb)) return begin_series(talk, option.verb);
  if (is_keeping_verb(option.verb)) return begin_keeping(talk, option.verb);
  if (option.verb == "police") return offer_police_papers(talk);
  if (option.verb == "letters") return offer_letters(talk);
  if (option.verb == rights_verb) return offer_accused_overview(talk);
  if (option.verb == request_verb) {
    return may_answer_requests(talk) ? begin_recording(talk, request_key(option.number))
                                     : talk.say("overview.offer.may_not");
  }
  if (option.verb == witness_verb) return call_witness(talk);
  if (const auto letter = read_letter_verb(option.verb)) return offer_letter(talk, *letter);
  if (!may_ask(talk)) return talk.say("casework.may_not_ask");
  begin_asking(talk);
}

/// The frame on top cannot go on: the case is not for this person any more, or its step is over. Then it is gone, and
/// why was said.
bool leaves(Talk& talk) {
  const auto task = noted_task(talk.top());
  if (!talk.view().subject) {
    talk.say("casework.not_yours");
  } else if (is_ban_step(talk.top().step)) {
    if (may_ban_here(talk)) return false;
    talk.say("bans.may_not");
  } else if (task && is_request(*task)) {
    if (may_answer_requests(talk)) return false;
    talk.say("overview.offer.may_not");
  } else if (task ? !refuses(talk, *task, Action::record) : may_ask(talk)) {
    return false;
  } else if (!task) {
    talk.say("casework.may_not_ask");
  }
  talk.pop();
  return true;
}

/// The rules of the case are not on the shelf any more, so that nothing can be asked.
bool is_lost(const Talk& talk) {
  return noted_task(talk.top()) && noted_rule(talk) == nullptr;
}

bool is_case_verb(std::string_view verb) {
  static constexpr std::array<std::string_view, 8> own{"open",    "tasks",      "ask",       "police",
                                                       "letters", witness_verb, rights_verb, request_verb};
  return std::ranges::find(own, verb) != own.end() || is_ban_verb(verb) || is_series_verb(verb) ||
         is_keeping_verb(verb) || read_letter_verb(verb).has_value();
}

}  // namespace

std::string_view CaseworkDialog::name() const {
  return casework_name;
}

std::vector<Option> CaseworkDialog::menu(const Talk& talk) const {
  const auto others = [](const CaseListing& listing) { return !listing.own; };
  const auto& view = talk.view();
  const auto held = view.municipality.organisation.roles_of(view.person);
  const auto at_door = [](const RoleId& role) { return role == roles::reception || role == roles::security; };
  std::vector<Option> options;
  if (std::ranges::any_of(view.cases, others) || !std::ranges::all_of(held, at_door)) {
    options.push_back(talk.option("menu/casework", "casework.menu"));
  }
  // Others who see the register find it among their cases.
  if (std::ranges::any_of(held, at_door)) options.push_back(talk.option("menu/bans", "bans.menu"));
  return options;
}

std::vector<std::string_view> CaseworkDialog::typed_commands() const {
  return {cases_command, bans_command, figures_command};
}

bool CaseworkDialog::begin(Talk& talk, std::string_view command) const {
  if (command == cases_command) {
    say_cases(talk);
    return true;
  }
  if (command == bans_command) {
    say_register(talk);
    return true;
  }
  if (command == figures_command) {
    offer_figures(talk);
    // A question in the middle of something is asked again below this.
    if (!talk.state.frames.empty()) talk.close();
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
  if (leaves(talk)) return;
  if (is_ban_step(talk.top().step) && take_ban_image(talk)) return;
  if (std::holds_alternative<Attached>(talk.event().what)) {
    talk.say("casework.no_file");
    return ask_again(talk);
  }
  if (is_ban_step(talk.top().step)) return hear_ban(talk);
  if (is_move(talk.top().step)) return hear_move(talk);
  hear_recording(talk);
}

bool CaseworkDialog::command(Talk& talk, std::string_view command) const {
  if (command == "pause") {
    talk.say("casework.paused", {}, {talk.option("menu/resume", "casework.resume")});
    talk.rest();
    return true;
  }
  if (command == "resume") {
    ask_again(talk);
    return true;
  }
  if (is_ban_step(talk.top().step)) {
    if (command_ban(talk, command)) return true;
  } else if (!is_lost(talk) &&
             (is_move(talk.top().step) ? command_move(talk, command) : command_recording(talk, command))) {
    return true;
  }
  if (command != "back" && command != "stop") return false;
  talk.pop();
  talk.say("casework.left");
  return true;
}

void CaseworkDialog::ask_again(Talk& talk) const {
  if (is_lost(talk)) {
    talk.pop();
    return talk.say("casework.gone");
  }
  if (is_ban_step(talk.top().step)) return ask_ban(talk);
  if (is_move(talk.top().step)) return ask_move(talk);
  ask_recording(talk);
}

bool CaseworkDialog::tell(Talk& talk, const Notice& notice) const {
  return tell_caseworker(talk, notice);
}

}  // namespace meldmaat
