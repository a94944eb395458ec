// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/visits/visits_dialog.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/visits/visit_plan.hpp"
#include "dialogs/visits/visit_steps.hpp"
#include "dialogs/visits/visit_words.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view visit_command = "visit";
constexpr std::string_view visit_prefix = "visit/";

/// What a typed command about one's own visit is as a button.
struct Typed {
  std::string_view command;
  std::string_view verb;
};
constexpr std::array about_own{Typed{"visit_back", "safe"}, Typed{"visit_longer", "longer"},
                               Typed{"visit_cancel", "cancelled"}};

struct Titled {
  std::string_view key;
  std::string_view verb;
};
constexpr std::array visitors_titles{Titled{"visits.safe", "safe"}, Titled{"visits.fine", "fine"},
                                     Titled{"visits.longer", "longer"}, Titled{"visits.another", "another"},
                                     Titled{"visits.cancel", "cancelled"}};
constexpr std::array callers_titles{Titled{"visits.well", "well"}, Titled{"visits.unreached", "unreached"},
                                    Titled{"visits.needs_help", "needs_help"}};

std::string verb_command(const Visit& visit, std::string_view verb) {
  return std::string{visit_prefix} + visit.id.str() + "/" + std::string{verb};
}

template <std::size_t Count>
std::string titled(const Talk& talk, const Visit& visit, std::string_view text,
                   const std::array<Titled, Count>& titles) {
  const auto bears_it = [&](const Titled& one) { return folded(talk.text(one.key)) == text; };
  const auto found = std::ranges::find_if(titles, bears_it);
  return found == titles.end() ? std::string{} : verb_command(visit, found->verb);
}

/// "Ja" or "nee" when nothing else is open than whether all is well.
std::string answered(const Talk& talk, const Visit& visit, std::string_view text) {
  const auto yes = yes_or_no(text);
  if (!visit.since || !talk.state.frames.empty() || !yes) return {};
  if (!*yes) return std::string{visit_command};
  return verb_command(visit, visit.back <= talk.now() ? "safe" : "fine");
}

bool begin_verb(Talk& talk, std::string_view id_and_verb) {
  const auto slash = std::min(id_and_verb.find('/'), id_and_verb.size());
  const VisitId id{std::string{id_and_verb.substr(0, slash)}};
  const auto* visit = known_visit(talk, id);
  const auto verb = id_and_verb.substr(std::min(slash + 1, id_and_verb.size()));
  if (visit != nullptr && take_visit_verb(talk, *visit, verb)) return true;
  talk.say("visits.gone");
  if (!talk.state.frames.empty()) talk.close();
  return true;
}

}  // namespace

std::string_view VisitsDialog::name() const {
  return visits_name;
}

std::vector<Option> VisitsDialog::menu(const Talk& talk) const {
  const auto& view = talk.view();
  const bool is_full = !view.municipality.organisation.roles_of(view.person).empty() ||
                       std::ranges::any_of(view.cases, &CaseListing::own);
  if (is_full) return {};
  return {talk.option("menu/visit", own_visit(talk) == nullptr ? "visits.menu" : "visits.my_visit")};
}

std::vector<std::string_view> VisitsDialog::typed_commands() const {
  std::vector<std::string_view> commands{visit_command};
  for (const auto& typed : about_own) commands.push_back(typed.command);
  return commands;
}

std::string VisitsDialog::titled_command(const Talk& talk, std::string_view text) const {
  const auto* own = own_visit(talk);
  // Who needs help and is on no visit is heard as well.
  if (folded(talk.text("visits.help")) == text) return own == nullptr ? "danger" : verb_command(*own, "help");
  if (own != nullptr) {
    if (auto command = titled(talk, *own, text, visitors_titles); !command.empty()) return command;
    if (auto command = answered(talk, *own, text); !command.empty()) return command;
  }
  // Of several visits the button says which one is meant.
  const Visit* only = nullptr;
  for (const auto& visit : talk.view().visits) {
    if (visit.visitor == talk.view().person) continue;
    if (only != nullptr) return {};
    only = &visit;
  }
  if (only == nullptr) return {};
  if (folded(talk.text("visits.declines")) == text) return verb_command(*only, "declines");
  return titled(talk, *only, text, callers_titles);
}

bool VisitsDialog::begin(Talk& talk, std::string_view command) const {
  const auto* own = own_visit(talk);
  if (command.starts_with(visit_prefix)) return begin_verb(talk, command.substr(visit_prefix.size()));
  if (command == visit_command && own == nullptr) {
    begin_plan(talk);
    return true;
  }
  if (command == visit_command) {
    say_under_way(talk, *own);
    if (!talk.state.frames.empty()) talk.close();
    return true;
  }
  const auto typed = std::ranges::find(about_own, command, &Typed::command);
  if (typed == about_own.end()) return false;
  if (own != nullptr) return take_visit_verb(talk, *own, typed->verb);
  talk.say("visits.none");
  if (!talk.state.frames.empty()) talk.close();
  return true;
}

void VisitsDialog::step(Talk& talk) const {
  if (is_plan(talk.top())) {
    step_plan(talk);
  } else {
    step_visit_change(talk);
  }
}

bool VisitsDialog::command(Talk& talk, std::string_view command) const {
  if (is_plan(talk.top())) return plan_command(talk, command);
  if (command == "resume") {
    ask_visit_change(talk);
    return true;
  }
  if (command != "back" && command != "stop" && command != "pause") return false;
  leave_visit_change(talk);
  return true;
}

void VisitsDialog::ask_again(Talk& talk) const {
  if (is_plan(talk.top())) {
    ask_plan(talk);
  } else {
    ask_visit_change(talk);
  }
}

std::string VisitsDialog::help(const Talk& talk) const {
  return talk.text("visits.words_help");
}

void VisitsDialog::elapsed(Talk& talk, std::string_view what) const {
  const bool lies = std::ranges::any_of(talk.state.frames, is_plan);
  if (what != plan_reminder || !lies) return;
  give_up_plan(talk);
  talk.say("visits.given_up");
}

bool VisitsDialog::tell(Talk& talk, const Notice& notice) const {
  if (notice.kind != Notice::Kind::visit) return false;
  say_visit_news(talk, notice);
  return true;
}

}  // namespace meldmaat
