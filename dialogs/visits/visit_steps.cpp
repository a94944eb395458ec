// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/visits/visit_steps.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "bot/rules/visits.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/visits/visit_moment.hpp"
#include "dialogs/visits/visit_plan.hpp"
#include "dialogs/visits/visit_words.hpp"

namespace meldmaat {

namespace {

using What = VisitStep::What;

constexpr std::string_view longer_step = "longer";
constexpr std::string_view another_step = "another";
constexpr std::string_view visit_note = "visit";

struct Length {
  std::string_view option;
  std::chrono::minutes length;
  std::string_view key;
};
constexpr std::array lengths{Length{"more15", std::chrono::minutes{15}, "visits.more_quarter"},
                             Length{"more30", std::chrono::minutes{30}, "visits.more_half_hour"},
                             Length{"more60", std::chrono::minutes{60}, "visits.more_hour"},
                             Length{"more120", std::chrono::minutes{120}, "visits.more_two_hours"}};

void take(Talk& talk, const Visit& visit, What what) {
  talk.wish(TakeVisitStep{{visit.id, what, talk.view().person, {}, std::nullopt}});
}

/// A question beneath is asked again below what was said.
void said_all(Talk& talk) {
  if (!talk.state.frames.empty()) talk.close();
}

void ask_in_frame(Talk& talk, const Visit& visit, std::string_view step) {
  std::erase_if(talk.state.frames, [](const Frame& frame) { return frame.dialog == visits_name && !is_plan(frame); });
  Frame frame;
  frame.dialog = visits_name;
  frame.step = step;
  talk.push(std::move(frame));
  make_note(talk, visit_note, visit.id.str());
  ask_visit_change(talk);
}

void add_people(std::vector<PersonId>& names, const Talk& talk, VisitStair stair, const Visit& visit) {
  for (const auto& person : people_on(stair, visit, talk.now(), talk.view().municipality)) {
    const bool known = std::ranges::find(names, person) != names.end();
    if (!known && person != talk.view().person) names.push_back(person);
  }
}

void ask_for_help(Talk& talk, const Visit& visit) {
  std::vector<PersonId> names;
  add_people(names, talk, VisitStair::colleague, visit);
  add_people(names, talk, VisitStair::manager, visit);
  talk.say("visits.helping", {{"names", names_of(talk, names)}});
  take(talk, visit, What::help);
  said_all(talk);
}

/// Who hears it next, and that {emergency} is called.
void say_climbing(Talk& talk, const std::vector<PersonId>& names, std::string_view key) {
  talk.say(key);
  talk.say(names.empty() ? "visits.nobody_next" : "visits.next", {{"names", names_of(talk, names)}});
}

void say_unreached(Talk& talk, const Visit& visit, const VisitTold& self) {
  std::vector<PersonId> names;
  if (self.stair == VisitStair::colleague) add_people(names, talk, VisitStair::manager, visit);
  if (self.stair == VisitStair::manager) add_people(names, talk, VisitStair::security, visit);
  say_climbing(talk, names, "visits.call_emergency");
  take(talk, visit, What::unreached);
  said_all(talk);
}

void say_needs_help(Talk& talk, const Visit& visit) {
  std::vector<PersonId> names;
  for (const auto stair : {VisitStair::colleague, VisitStair::manager, VisitStair::security}) {
    add_people(names, talk, stair, visit);
  }
  say_climbing(talk, names, "visits.send_help");
  take(talk, visit, What::needs_help);
  said_all(talk);
}

bool take_from_visitor(Talk& talk, const Visit& visit, std::string_view verb) {
  if (verb == "safe") {
    talk.say("visits.home");
    offer_report(talk, visit.help);
    take(talk, visit, What::safe);
  } else if (verb == "fine") {
    talk.say("visits.goes_on", {{"back", at_words(talk, visit.back)}});
    take(talk, visit, What::fine);
  } else if (verb == "cancelled") {
    talk.say("visits.called_off");
    take(talk, visit, What::cancelled);
  } else if (verb == "help") {
    ask_for_help(talk, visit);
    return true;
  } else if (verb == longer_step || verb == another_step) {
    ask_in_frame(talk, visit, verb);
    return true;
  } else {
    return false;
  }
  said_all(talk);
  return true;
}

bool take_from_told(Talk& talk, const Visit& visit, const VisitTold& self, std::string_view verb) {
  if (verb == "well") {
    talk.say("visits.all_well", {{"visitor", name_of(talk, visit.visitor)}});
    take(talk, visit, What::well);
    said_all(talk);
  } else if (verb == "unreached") {
    say_unreached(talk, visit, self);
  } else if (verb == "needs_help") {
    say_needs_help(talk, visit);
  } else {
    return false;
  }
  return true;
}

void take_longer(Talk& talk, const Visit& visit) {
  const auto pressed = choice(talk);
  const auto length = std::ranges::find(lengths, std::string_view{pressed}, &Length::option);
  const auto heard =
      length == lengths.end() ? heard_clock(talk, TimeOrLength::length) : HeardClock{talk.now() + length->length, {}};
  if (!heard.at) {
    talk.say(heard.refused);
    return ask_visit_change(talk);
  }
  const auto back = std::chrono::floor<std::chrono::minutes>(*heard.at);
  talk.wish(TakeVisitStep{{visit.id, What::stays, talk.view().person, {}, back}});
  talk.pop();
  talk.say("visits.stays", {{"back", at_words(talk, back)}});
}

void take_another(Talk& talk, const Visit& visit) {
  const auto caller = heard_caller(talk, std::max(visit.back, talk.now()));
  if (!caller) return ask_visit_change(talk);
  talk.wish(TakeVisitStep{{visit.id, What::calls, talk.view().person, *caller, std::nullopt}});
  talk.pop();
  talk.say("visits.calls_now", {{"name", name_of(talk, *caller)}});
}

const Visit* visit_at_hand(const Talk& talk) {
  const auto* visit = known_visit(talk, VisitId{noted(talk.top(), visit_note)});
  return visit != nullptr && visit->visitor == talk.view().person ? visit : nullptr;
}

}  // namespace

bool take_visit_verb(Talk& talk, const Visit& visit, std::string_view verb) {
  const auto& person = talk.view().person;
  if (person == visit.visitor) return take_from_visitor(talk, visit, verb);
  const auto* self = told_entry(visit, person);
  if (self != nullptr && verb == "declines") verb = "unreached";
  if (self != nullptr) return take_from_told(talk, visit, *self, verb);
  if (person != visit.colleague || verb != "declines") return false;
  talk.say("visits.declined", {{"visitor", name_of(talk, visit.visitor)}});
  take(talk, visit, What::declines);
  said_all(talk);
  return true;
}

void ask_visit_change(Talk& talk) {
  const auto* visit = visit_at_hand(talk);
  if (visit == nullptr) {
    talk.pop();
    return talk.say("visits.gone");
  }
  if (talk.top().step == another_step) return ask_caller(talk, std::max(visit->back, talk.now()));
  Ask ask{std::string{longer_step}, talk.text("visits.ask_longer"), Expects::moment, false, {}};
  for (const auto& length : lengths) ask.options.push_back(talk.option(std::string{length.option}, length.key));
  ask_with(talk, std::move(ask), only_back);
}

void step_visit_change(Talk& talk) {
  const auto* visit = visit_at_hand(talk);
  if (visit == nullptr) return ask_visit_change(talk);
  if (talk.top().step == another_step) {
    take_another(talk, *visit);
  } else {
    take_longer(talk, *visit);
  }
}

void leave_visit_change(Talk& talk) {
  talk.pop();
  talk.say("visits.unchanged");
}

}  // namespace meldmaat
