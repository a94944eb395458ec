// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/task_moves.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "bot/rules/routing.hpp"
#include "dialogs/answer.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/notices.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/phrases/when.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view until = "move.until";          ///< postpone: until when
constexpr std::string_view why_later = "move.why_later";  ///< postpone: why
constexpr std::string_view why_not = "move.why_not";      ///< does not apply: why
constexpr std::string_view to_whom = "move.to_whom";      ///< hand over
constexpr std::string_view what_to_ask = "move.ask";      ///< ask the reporter

std::string title_of(const Talk& talk, const TaskKey& task) {
  return task_words(talk, task, "title");
}

void ask_with(Talk& talk, Ask ask) {
  add_controls(talk, ask, {.unknown = false, .skip = false, .back = true});
  talk.ask(std::move(ask));
}

void ask_text(Talk& talk, std::string_view step, std::string text) {
  ask_with(talk, {std::string(step), std::move(text), Expects::text, false, {}});
}

/// Colleagues who may take a task: whoever holds a role that works on cases, without whom the case is kept from.
std::vector<PersonId> takers(const Talk& talk) {
  const auto& organisation = talk.view().municipality.organisation;
  const auto& the_case = talk.view().subject->the_case;
  const auto out = kept_out(the_case, organisation);
  const auto today = date_of(talk.local_now());
  std::vector<PersonId> people;
  std::set<PersonId> met{talk.view().person, the_case.reporter, the_case.victim};
  for (const auto& role :
       {roles::manager, roles::coordinator, roles::counsellor, roles::care_team, roles::jurist, roles::director}) {
    for (const auto& reader : climbs_to(role, the_case, organisation, today)) {
      const bool kept = std::ranges::find(out, reader.person) != out.end();
      if (!kept && met.insert(reader.person).second) people.push_back(reader.person);
    }
  }
  return people;
}

std::string said(const Talk& talk) {
  const auto* text = std::get_if<Said>(&talk.event().what);
  return text == nullptr ? std::string{} : text->text;
}

/// The text that was typed; nothing after the question was put again.
std::optional<std::string> heard_text(Talk& talk) {
  const auto text = said(talk);
  if (!blank(text) && characters(text) <= longest_text) return text;
  talk.say(blank(text) ? "casework.unclear_text" : "casework.too_long");
  ask_move(talk);
  return std::nullopt;
}

Option show_tasks(const Talk& talk, const CaseNumber& number) {
  return talk.option(case_option(number, "tasks"), "casework.show_tasks");
}

void take_until(Talk& talk, const WhenReading& reading) {
  const auto at = talk.view().municipality.zone.to_moment(moment_of(reading, talk.local_now(), Direction::future));
  make_note(talk, "until", std::to_string(at.time_since_epoch().count()));
  talk.top().step = why_later;
  ask_move(talk);
}

std::string choice(const Talk& talk) {
  if (!talk.state.open) return {};
  const auto options = chosen(*talk.state.open, talk.event().what);
  return options.size() == 1 ? std::string(bare(options.front().id)) : std::string{};
}

void hear_until(Talk& talk) {
  const auto id = choice(talk);
  const auto today = std::chrono::local_days{date_of(talk.local_now())};
  const auto morning = std::chrono::hours{9};
  if (id == "tomorrow" || id == "week") {
    const auto date = LocalDate{today + std::chrono::days{id == "week" ? 7 : 1}};
    return take_until(talk, {.date = date, .time_of_day = morning, .until = {}, .part = {}, .about = false});
  }
  const auto answer = read_when(said(talk), talk.local_now(), talk.state.language, Direction::future);
  if (const auto* understood = std::get_if<Understood>(&answer)) return take_until(talk, understood->reading);
  if (const auto* several = std::get_if<Choose>(&answer)) return take_until(talk, several->candidates.front());
  const bool past = std::get<NotADate>(answer).reason == WhyNot::in_past;
  talk.say(past ? "casework.in_past" : "casework.unclear_moment");
  ask_move(talk);
}

void postpone(Talk& talk, const TaskKey& task, std::string reason) {
  const auto at = noted_moment(talk.top(), "until").value_or(talk.now());
  talk.pop();
  TextArgs args{{"task", title_of(talk, task)}, {"until", say_moment(talk, at)}};
  if (at <= talk.now()) return talk.say("casework.in_past");
  settle_reminder(talk, task, talk.text("casework.postponed", args));
  talk.say("casework.postponed", args, {show_tasks(talk, task.number)});
  talk.wish(Record{task.number, Postponed{task, at, std::move(reason), talk.view().person}});
}

void drop(Talk& talk, const TaskKey& task, std::string reason) {
  const auto* rule = rule_of(talk, talk.view().subject->the_case, task);
  const bool second = rule != nullptr && rule->reason_needs_second;
  talk.pop();
  TextArgs args{{"task", title_of(talk, task)}};
  if (!second) settle_reminder(talk, task, talk.text("casework.dropped", args));
  talk.say(second ? "casework.proposed" : "casework.dropped", args, {show_tasks(talk, task.number)});
  talk.wish(Record{task.number, NotApplicable{task, std::move(reason), talk.view().person}});
}

void hear_taker(Talk& talk, const TaskKey& task) {
  const PersonId person{choice(talk)};
  const auto people = takers(talk);
  if (std::ranges::find(people, person) == people.end()) {
    talk.say("casework.unclear_choice");
    return ask_move(talk);
  }
  talk.pop();
  TextArgs args{{"task", title_of(talk, task)}, {"name", name_of(talk, person)}};
  settle_reminder(talk, task, talk.text("casework.handed", args));
  talk.say("casework.handed", args, {show_tasks(talk, task.number)});
  talk.wish(Record{task.number, HandedOver{task, person, talk.view().person}});
}

void ask_reporter(Talk& talk, std::string question) {
  const auto number = talk.top().subject;
  talk.pop();
  talk.say("casework.asked", {{"number", number.str()}}, {show_tasks(talk, number)});
  talk.wish(Record{number, Inquired{std::move(question), talk.view().person}});
}

void begin_move(Talk& talk, const TaskKey& task, std::string_view step) {
  push_case_frame(talk, task.number, step);
  make_note(talk, "task", task_text(task));
  ask_move(talk);
}

}  // namespace

bool is_move(std::string_view step) {
  return step.starts_with("move.");
}

void say_step(Talk& talk, const TaskKey& task) {
  const auto& file = *talk.view().subject;
  Message message;
  message.about = task.number;
  message.text = title_of(talk, task) + "\n" + task_words(talk, task, "why") + "\n" +
                 standing_words(talk, file, *task_in(file, task));
  message.options = {{task_option(task, "done"), task_words(talk, task, "done"), Option::Style::primary},
                     talk.option(task_option(task, "later"), "casework.later"),
                     talk.option(task_option(task, "none"), "casework.none"),
                     talk.option(task_option(task, "hand"), "casework.hand")};
  talk.say(std::move(message));
}

void begin_postponing(Talk& talk, const TaskKey& task) {
  begin_move(talk, task, until);
}
void begin_not_applicable(Talk& talk, const TaskKey& task) {
  begin_move(talk, task, why_not);
}

void begin_handing_over(Talk& talk, const TaskKey& task) {
  if (takers(talk).empty()) return talk.say("casework.nobody_to_hand_to");
  begin_move(talk, task, to_whom);
}

void agree(Talk& talk, const TaskKey& task, bool yes) {
  Message settled;
  settled.about = task.number;
  settled.slot = task_option(task, "agreement");
  settled.text = talk.text(yes ? "casework.agreed" : "casework.disagreed", {{"task", title_of(talk, task)}});
  const auto text = settled.text;
  talk.wish(Revise{std::move(settled)});
  Message answer;
  answer.about = task.number;
  answer.text = text;
  talk.say(std::move(answer));
  talk.wish(Record{task.number, Agreed{task, yes, talk.view().person}});
}

void begin_asking(Talk& talk, const CaseNumber& number) {
  push_case_frame(talk, number, what_to_ask);
  ask_move(talk);
}

void ask_move(Talk& talk) {
  const auto task = noted_task(talk.top());
  const std::string_view step = talk.top().step;
  if (step == what_to_ask) return ask_text(talk, what_to_ask, talk.text("casework.ask_what"));
  if (!task) return talk.pop();
  const TextArgs args{{"task", title_of(talk, *task)}};
  if (step == why_later) return ask_text(talk, why_later, talk.text("casework.ask_why_later", args));
  if (step == why_not) return ask_text(talk, why_not, talk.text("casework.ask_why_not", args));
  if (step == until) {
    Ask ask{std::string(until), talk.text("casework.ask_until", args), Expects::moment, false, {}};
    ask.options = {talk.option("tomorrow", "casework.tomorrow"), talk.option("week", "casework.next_week")};
    return ask_with(talk, std::move(ask));
  }
  Ask ask{std::string(to_whom), talk.text("casework.ask_to_whom", args), Expects::choice, false, {}};
  if (talk.view().subject) {
    for (const auto& person : takers(talk)) ask.options.push_back({person.str(), name_of(talk, person), {}});
  }
  ask_with(talk, std::move(ask));
}

void hear_move(Talk& talk) {
  const auto task = noted_task(talk.top());
  const std::string step = talk.top().step;
  if (step == what_to_ask) {
    if (auto text = heard_text(talk)) ask_reporter(talk, std::move(*text));
    return;
  }
  if (!task) return talk.pop();
  if (step == until) return hear_until(talk);
  if (step == to_whom) return hear_taker(talk, *task);
  auto reason = heard_text(talk);
  if (!reason) return;
  if (step == why_later) return postpone(talk, *task, std::move(*reason));
  drop(talk, *task, std::move(*reason));
}

}  // namespace meldmaat
