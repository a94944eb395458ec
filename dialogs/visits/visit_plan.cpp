// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/visits/visit_plan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "bot/rules/visits.hpp"
#include "dialogs/answer.hpp"
#include "dialogs/cards/card_offers.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/person_question.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"
#include "dialogs/visits/visit_moment.hpp"
#include "dialogs/visits/visit_words.hpp"

namespace meldmaat {

namespace {

constexpr std::array<std::string_view, 5> steps{"place", "back", "halfway", "caller", "confirm"};
constexpr std::string_view said_note = "said";
constexpr std::string_view person_option = "p.";
constexpr std::string_view halfway_option = "ask";
constexpr std::string_view none_option = "none";
constexpr std::string_view anew_option = "anew";
constexpr std::size_t most_names = 6;
constexpr std::size_t longest_place = 300;
constexpr Controls nothing_beside{.unknown = false, .skip = false, .back = false};

/// Shorter visits have no halfway.
constexpr std::chrono::minutes least_for_halfway{30};

struct Span {
  std::string_view option;
  std::chrono::minutes length;
  std::string_view key;
};
constexpr std::array spans{Span{"in30", std::chrono::minutes{30}, "visits.in_half_hour"},
                           Span{"in60", std::chrono::minutes{60}, "visits.in_hour"},
                           Span{"in120", std::chrono::minutes{120}, "visits.in_two_hours"}};

void note_moment(Talk& talk, std::string_view name, Moment moment) {
  make_note(talk, name, std::to_string(moment.time_since_epoch().count()));
}

std::optional<Moment> moment_noted(const Frame& frame, std::string_view name) {
  const auto text = noted(frame, name);
  std::int64_t count = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Moment{Milliseconds{count}};
}

Moment to_the_minute(Moment moment) {
  return std::chrono::floor<std::chrono::minutes>(moment);
}

/// As it is in this frame.
Visit visit_so_far(const Talk& talk, const Frame& frame) {
  Visit visit;
  visit.visitor = talk.view().person;
  visit.colleague = PersonId{noted(frame, "caller")};
  visit.place = noted(frame, "place");
  visit.place_said = moment_noted(frame, said_note).value_or(talk.now());
  visit.halfway = moment_noted(frame, "halfway");
  visit.back = moment_noted(frame, "back").value_or(talk.now());
  return visit;
}

Visit visit_so_far(const Talk& talk) {
  return visit_so_far(talk, talk.top());
}

std::optional<Moment> middle_of(const Talk& talk, Moment back) {
  if (back - talk.now() < least_for_halfway) return std::nullopt;
  using five_minutes = std::chrono::duration<int, std::ratio<5 * 60>>;
  return std::chrono::floor<five_minutes>(talk.now() + (back - talk.now()) / 2);
}

void erase_place_of(Talk& talk, const Frame& frame) {
  const auto place = noted(frame, "place");
  if (place.empty()) return;
  talk.wish(ErasePlace{place, moment_noted(frame, said_note).value_or(talk.now())});
}

void leave(Talk& talk) {
  give_up_plan(talk);
  talk.say("visits.left");
}

void go_to(Talk& talk, std::string_view step) {
  talk.top().step = step;
  ask_plan(talk);
}

void ask_back(Talk& talk) {
  Ask ask{"back", talk.text("visits.ask_back"), Expects::moment, false, {}};
  for (const auto& span : spans) ask.options.push_back(talk.option(std::string{span.option}, span.key));
  ask_with(talk, std::move(ask), only_back);
}

void ask_halfway(Talk& talk) {
  Ask ask{"halfway", talk.text("visits.ask_halfway"), Expects::moment, false, {}};
  if (const auto middle = middle_of(talk, visit_so_far(talk).back)) {
    const auto time = say_time(talk, time_of(talk.view().municipality.zone.to_local(*middle)));
    ask.options.push_back({std::string{halfway_option}, talk.text("visits.halfway_at", {{"time", time}}), {}});
  }
  ask.options.push_back(talk.option(std::string{none_option}, "visits.no_halfway"));
  ask_with(talk, std::move(ask), only_back);
}

void ask_confirm(Talk& talk) {
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("visits.summary");
  message.lines = visit_lines(talk, visit_so_far(talk));
  talk.say(std::move(message));
  Ask ask{"confirm", talk.text("visits.confirm"), Expects::choice, false, {}};
  ask.options = {talk.option(std::string{yes_option}, "visits.set_out", Option::Style::primary),
                 talk.option(std::string{anew_option}, "visits.anew")};
  ask_with(talk, std::move(ask), only_back);
}

void take_place(Talk& talk) {
  const auto text = said(talk);
  if (blank(text)) {
    talk.say("visits.unclear_place");
    return ask_plan(talk);
  }
  // One that is said again takes the place of the first, also in what stands above.
  erase_place_of(talk, talk.top());
  if (characters(text) > longest_place) {
    talk.wish(ErasePlace{text, talk.now()});
    make_note(talk, "place", {});
    talk.say("visits.long_place");
    return ask_plan(talk);
  }
  make_note(talk, "place", text);
  note_moment(talk, said_note, talk.now());
  go_to(talk, "back");
}

void take_back(Talk& talk) {
  const auto pressed = choice(talk);
  const auto span = std::ranges::find(spans, std::string_view{pressed}, &Span::option);
  const auto heard = span == spans.end() ? heard_clock(talk, TimeOrLength::time)
                                         : HeardClock{to_the_minute(talk.now() + span->length), {}};
  if (!heard.at) {
    talk.say(heard.refused);
    return ask_plan(talk);
  }
  note_moment(talk, "back", *heard.at);
  make_note(talk, "halfway", {});
  go_to(talk, middle_of(talk, *heard.at) ? "halfway" : "caller");
}

void take_halfway(Talk& talk) {
  const auto pressed = choice(talk);
  const auto back = visit_so_far(talk).back;
  const auto declined = yes_or_no(said(talk)) == false;
  std::optional<Moment> at;
  if (pressed == halfway_option || yes_or_no(said(talk)) == true) {
    at = middle_of(talk, back);
  } else if (pressed != none_option && !declined) {
    at = heard_clock(talk, TimeOrLength::time).at;
    if (!at || *at >= back) {
      talk.say("visits.unclear_halfway");
      return ask_plan(talk);
    }
  }
  make_note(talk, "halfway", {});
  if (at) note_moment(talk, "halfway", *at);
  go_to(talk, "caller");
}

void take_caller(Talk& talk) {
  const auto caller = heard_caller(talk, visit_so_far(talk).back);
  if (!caller) return ask_plan(talk);
  make_note(talk, "caller", caller->str());
  go_to(talk, "confirm");
}

/// What was right when it was said may not be any more.
void set_out(Talk& talk) {
  auto visit = visit_so_far(talk);
  if (visit.halfway && *visit.halfway <= talk.now()) visit.halfway.reset();
  const auto fault = fault_in(visit, talk.now(), talk.view().municipality);
  if (fault == VisitFault::back_passed || fault == VisitFault::too_long) {
    talk.say(fault == VisitFault::too_long ? "visits.when.too_far" : "visits.when.passed");
    return go_to(talk, "back");
  }
  if (fault == VisitFault::no_caller) {
    talk.say("visits.caller_away");
    return go_to(talk, "caller");
  }
  if (fault) return go_to(talk, fault == VisitFault::no_place ? "place" : "halfway");
  const TextArgs args{{"name", name_of(talk, visit.colleague)}, {"back", at_words(talk, visit.back)}};
  talk.pop();
  talk.wish(Forget{ReminderId{std::string{visits_name} + "/" + std::string{plan_reminder}}});
  talk.wish(PlanVisit{std::move(visit)});
  talk.say("visits.planned", args, {talk.option("menu/visit", "visits.my_visit")});
}

void take_confirm(Talk& talk) {
  const auto sure = confirmed(talk);
  if (sure == true) return set_out(talk);
  if (sure == false || choice(talk) == anew_option) return go_to(talk, "place");
  talk.say("casework.unclear_choice");
  ask_plan(talk);
}

void go_back(Talk& talk) {
  const auto now_at = std::ranges::find(steps, std::string_view{talk.top().step});
  if (now_at == steps.end() || now_at == steps.begin()) return leave(talk);
  auto before = *std::prev(now_at);
  if (before == "halfway" && !middle_of(talk, visit_so_far(talk).back)) before = "back";
  go_to(talk, before);
}

std::vector<const Person*> named(const Talk& talk, const std::string& text) {
  return people_named(talk.view().municipality.organisation, text);
}

}  // namespace

bool is_plan(const Frame& frame) {
  return frame.dialog == visits_name && std::ranges::find(steps, std::string_view{frame.step}) != steps.end();
}

void begin_plan(Talk& talk) {
  auto& frames = talk.state.frames;
  const auto begun = std::ranges::find_if(frames, is_plan);
  if (begun != frames.end()) {
    std::rotate(begun, begun + 1, frames.end());
    return ask_plan(talk);
  }
  Frame frame;
  frame.dialog = visits_name;
  frame.step = steps.front();
  talk.push(std::move(frame));
  talk.wish(Remind{ReminderId{std::string{visits_name} + "/" + std::string{plan_reminder}}, talk.now() + plan_lies});
  talk.say("visits.before", {}, {card_option(talk, "visit_before")});
  ask_plan(talk);
}

void ask_plan(Talk& talk) {
  const auto& step = talk.top().step;
  if (step == "back") return ask_back(talk);
  if (step == "halfway") return ask_halfway(talk);
  if (step == "caller") return ask_caller(talk, visit_so_far(talk).back);
  if (step == "confirm") return ask_confirm(talk);
  ask_with(talk, {"place", talk.text("visits.ask_place"), Expects::text, false, {}}, nothing_beside);
}

void step_plan(Talk& talk) {
  const auto step = talk.top().step;
  if (step == "back") return take_back(talk);
  if (step == "halfway") return take_halfway(talk);
  if (step == "caller") return take_caller(talk);
  if (step == "confirm") return take_confirm(talk);
  take_place(talk);
}

bool plan_command(Talk& talk, std::string_view command) {
  if (command == "pause") {
    talk.say("visits.paused", {}, {talk.option("menu/visit", "visits.resume")});
    talk.rest();
  } else if (command == "resume") {
    ask_plan(talk);
  } else if (command == "back") {
    go_back(talk);
  } else if (command == "stop") {
    leave(talk);
  } else if ((command == "skip" || command == "unknown") && talk.top().step == "halfway") {
    make_note(talk, "halfway", {});
    go_to(talk, "caller");
  } else {
    return false;
  }
  return true;
}

void give_up_plan(Talk& talk) {
  auto& frames = talk.state.frames;
  const auto plan = std::ranges::find_if(frames, is_plan);
  if (plan == frames.end()) return;
  erase_place_of(talk, *plan);
  talk.wish(Forget{ReminderId{std::string{visits_name} + "/" + std::string{plan_reminder}}});
  const bool on_top = plan + 1 == frames.end();
  if (on_top) {
    talk.pop();
  } else {
    frames.erase(plan);
  }
}

void ask_caller(Talk& talk, Moment back) {
  const auto& view = talk.view();
  auto callers = callers_for(view.person, talk.now(), back, view.municipality);
  Ask ask{"caller", talk.text("visits.ask_caller"), Expects::text, false, {}};
  if (callers.size() > most_names) {
    ask.text += " " + talk.text("visits.type_name");
    callers.resize(most_names);
  }
  for (const auto& person : callers) {
    ask.options.push_back({std::string{person_option} + person.str(), name_of(talk, person), {}});
  }
  ask_with(talk, std::move(ask), only_back);
}

std::optional<PersonId> heard_caller(Talk& talk, Moment back) {
  const auto& view = talk.view();
  const auto callers = callers_for(view.person, talk.now(), back, view.municipality);
  const auto can_call = [&](const PersonId& person) { return std::ranges::find(callers, person) != callers.end(); };
  const auto pressed = choice(talk);
  if (pressed.starts_with(person_option)) {
    PersonId person{pressed.substr(person_option.size())};
    if (can_call(person)) return person;
    talk.say("visits.caller_away");
    return std::nullopt;
  }
  const auto people = named(talk, said(talk));
  std::vector<PersonId> found;
  for (const auto* person : people) {
    if (can_call(person->id)) found.push_back(person->id);
  }
  if (found.size() == 1) return found.front();
  const bool self = people.size() == 1 && people.front()->id == view.person;
  if (found.size() > 1) {
    talk.say("visits.caller_several", {{"names", names_of(talk, found)}});
  } else {
    talk.say(self ? "visits.caller_self" : people.empty() ? "visits.caller_unknown" : "visits.caller_away");
  }
  return std::nullopt;
}

}  // namespace meldmaat
