// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/record_step.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/casework/notices.hpp"
#include "dialogs/casework/rights_request.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

using namespace record_steps;

constexpr std::array<std::string_view, 5> channels{"talk", "phone", "letter", "mail", "other"};

/// The questions this rule asks, in order. Where it asks for a number there is a place to say why there is none.
std::vector<std::string_view> steps_of(const Rule& rule) {
  std::vector<std::string_view> steps;
  if (!rule.asks.kinds.empty()) steps.push_back(kind);
  if (rule.asks.moment) steps.push_back(moment);
  if (rule.asks.channel) steps.push_back(channel);
  if (rule.asks.number) steps.push_back(number);
  if (rule.asks.note || rule.asks.number) steps.push_back(note);
  steps.push_back(confirm);
  return steps;
}

struct Recording {
  TaskKey task;
  const Rule& rule;
};

/// The number is what ends such a step (handbook §8, T20-T22, T26): without one there is a reason on record.
bool owes_reason(const Talk& talk, const Rule& rule) {
  return rule.asks.number && noted(talk.top(), number).empty();
}

/// What the frame on top records.
Recording recording(const Talk& talk) {
  return {task_at_hand(talk), *noted_rule(talk)};
}

void go_on(Talk& talk, const Rule& rule) {
  const auto steps = steps_of(rule);
  const std::string_view at = talk.top().step == which ? moment : std::string_view(talk.top().step);
  talk.top().step = *(std::ranges::find(steps, at) + 1);
  ask_recording(talk);
}

Fact fact_in(const Talk& talk, const Recording& what) {
  const Frame& frame = talk.top();
  Fact fact;
  fact.name = fact_of(what.rule);
  fact.rule = what.task.rule;
  fact.step = what.task.step;
  fact.kind = noted(frame, kind);
  fact.channel = noted(frame, channel);
  fact.number = noted(frame, number);
  fact.note = noted(frame, note);
  const auto happened = noted_moment(frame, moment);
  fact.happened = happened ? happened->at : talk.now();
  fact.about = happened && (happened->about || !happened->time_known);
  fact.by = talk.view().person;
  fact.recorded = talk.now();
  return fact;
}

// -- Asking ------------------------------------------------------------------------------------------------------

/// Every question names the step: after an interruption it stands alone.
std::string about(const Talk& talk, const Recording& what, std::string_view key) {
  return talk.text(key, {{"task", task_words(talk, what.task, "title")}});
}

Ask question(std::string_view step, std::string text, Expects expects) {
  return {std::string(step), std::move(text), expects, false, {}};
}

void ask_kind(Talk& talk, const Recording& what) {
  const auto* words = is_request(what.task) ? "overview.offer.ask" : "casework.ask_kind";
  Ask ask = question(kind, about(talk, what, words), Expects::choice);
  for (const auto& id : what.rule.asks.kinds) ask.options.push_back({id, kind_words(talk, fact_of(what.rule), id), {}});
  ask_with(talk, std::move(ask), only_back);
}

void ask_moment(Talk& talk, const Recording& what) {
  Ask ask = question(moment, about(talk, what, "casework.ask_moment"), Expects::moment);
  ask.options = {talk.option("now", "casework.now"), talk.option("today", "casework.today"),
                 talk.option("yesterday", "casework.yesterday")};
  ask_with(talk, std::move(ask), only_back);
}

void ask_channel(Talk& talk, const Recording& what) {
  Ask ask = question(channel, about(talk, what, "casework.ask_channel"), Expects::choice);
  for (const auto id : channels) {
    ask.options.push_back(talk.option(std::string(id), "casework.channel." + std::string(id)));
  }
  ask_with(talk, std::move(ask), back_or_skip);
}

void ask_note(Talk& talk, const Recording& what) {
  const bool reason = owes_reason(talk, what.rule);
  ask_with(talk,
           question(note, about(talk, what, reason ? "casework.ask_no_number" : "casework.ask_note"), Expects::text),
           reason ? only_back : back_or_skip);
}

void ask_confirm(Talk& talk, const Recording& what) {
  const Fact fact = fact_in(talk, what);
  std::string text = about(talk, what, "casework.read_back");
  if (!fact.kind.empty()) text += "\n" + kind_words(talk, fact.name, fact.kind);
  if (const auto when = noted_moment(talk.top(), moment)) text += "\n" + say_incident(talk, *when);
  if (!fact.channel.empty()) text += "\n" + talk.text("casework.channel." + fact.channel);
  if (!fact.number.empty()) text += "\n" + talk.text("casework.number_is", {{"number", fact.number}});
  if (!fact.note.empty()) text += "\n" + fact.note;
  text += "\n" + talk.text("casework.is_it_right");
  Ask ask = question(confirm, std::move(text), Expects::choice);
  ask.options = {talk.option(std::string{yes_option}, "casework.yes_record", Option::Style::primary),
                 talk.option(std::string{no_option}, "casework.no_again")};
  ask_with(talk, std::move(ask), only_back);
}

// -- Hearing -----------------------------------------------------------------------------------------------------

void ask_again_unclear(Talk& talk, std::string_view why) {
  talk.say(why);
  ask_recording(talk);
}

void hear_choice(Talk& talk, const Recording& what, std::string_view step) {
  const auto id = choice(talk);
  if (id.empty()) return ask_again_unclear(talk, "casework.unclear_choice");
  make_note(talk, step, id);
  go_on(talk, what.rule);
}

void take_moment(Talk& talk, const Recording& what, const IncidentMoment& when) {
  make_note(talk, moment, answer_value(when));
  go_on(talk, what.rule);
}

void hear_moment(Talk& talk, const Recording& what) {
  const auto id = choice(talk);
  if (id == "now") return take_moment(talk, what, {talk.now(), true, false, {}});
  const auto today = date_of(talk.local_now());
  if (id == "today" || id == "yesterday") {
    const auto date = id == "today" ? today : LocalDate{std::chrono::local_days{today} - std::chrono::days{1}};
    const WhenReading day{.date = date, .time_of_day = {}, .until = {}, .part = {}, .about = false};
    return take_moment(talk, what, moment_in(talk, day, Direction::past));
  }
  const auto heard = heard_moment(talk, Direction::past);
  if (heard.readings.size() == 1) return take_moment(talk, what, heard.readings.front());
  if (!heard.readings.empty()) return ask_which(talk, which, task_words(talk, what.task, "title"), heard.readings);
  ask_again_unclear(talk, heard.why == WhyNot::in_future ? "casework.in_future" : "casework.unclear_moment");
}

void hear_which(Talk& talk, const Recording& what) {
  if (const auto when = chosen_moment(talk)) return take_moment(talk, what, *when);
  // Not one of those: perhaps the moment in other words.
  talk.top().step = moment;
  hear_moment(talk, what);
}

/// A number has a digit in it, and is no story.
bool is_number(const std::string& text) {
  constexpr std::size_t longest_number = 60;
  const auto is_digit = [](char sign) { return sign >= '0' && sign <= '9'; };
  return characters(text) <= longest_number && std::ranges::any_of(text, is_digit);
}

void hear_text(Talk& talk, const Recording& what, std::string_view step) {
  const auto text = said(talk);
  if (blank(text)) return ask_again_unclear(talk, "casework.unclear_text");
  if (step == number && !is_number(text)) return ask_again_unclear(talk, "casework.unclear_number");
  make_note(talk, step, text);
  go_on(talk, what.rule);
}

void record(Talk& talk, const Recording& what) {
  const Fact fact = fact_in(talk, what);
  const auto number_of_case = talk.top().subject;
  const bool tells = what.rule.tells_reporter;
  const auto title = task_words(talk, what.task, "title");
  talk.pop();
  settle_reminder(talk, what.task,
                  talk.text("casework.recorded_line", {{"task", title}, {"when", say_fact_moment(talk, fact)}}));
  talk.say(tells ? "casework.recorded_told" : "casework.recorded",
           {{"task", title}, {"file", file_words(talk, number_of_case)}},
           {talk.option(case_option(number_of_case, "tasks"), "casework.show_tasks")});
  talk.wish(Record{number_of_case, FactRecorded{fact}});
}

void hear_confirm(Talk& talk, const Recording& what) {
  const auto sure = confirmed(talk);
  if (sure == true) return record(talk, what);
  if (sure == false) {
    begin_anew(talk);
    talk.top().step = steps_of(what.rule).front();
    return ask_recording(talk);
  }
  ask_again_unclear(talk, "casework.unclear_choice");
}

}  // namespace

void begin_recording(Talk& talk, const TaskKey& task) {
  push_task_frame(talk, task, {});
  talk.top().step = steps_of(*noted_rule(talk)).front();
  ask_recording(talk);
}

void ask_recording(Talk& talk) {
  const auto what = recording(talk);
  const std::string_view step = talk.top().step;
  if (step == kind) return ask_kind(talk, what);
  if (step == moment) return ask_moment(talk, what);
  if (step == which) return ask_which_again(talk, which, task_words(talk, what.task, "title"));
  if (step == channel) return ask_channel(talk, what);
  if (step == number)
    return ask_with(talk, question(number, about(talk, what, "casework.ask_number"), Expects::text), back_or_skip);
  if (step == note) return ask_note(talk, what);
  ask_confirm(talk, what);
}

void hear_recording(Talk& talk) {
  const auto what = recording(talk);
  const std::string step = talk.top().step;
  if (step == moment) return hear_moment(talk, what);
  if (step == which) return hear_which(talk, what);
  if (step == number || step == note) return hear_text(talk, what, step);
  if (step == confirm) return hear_confirm(talk, what);
  hear_choice(talk, what, step);
}

bool command_recording(Talk& talk, std::string_view command) {
  const auto& rule = recording(talk).rule;
  const std::string step = talk.top().step;
  const bool optional = step == channel || step == number || step == note;
  if ((command == "skip" || command == "unknown") && optional) {
    if (step == note && owes_reason(talk, rule)) {
      ask_recording(talk);
      return true;
    }
    make_note(talk, step, "");
    go_on(talk, rule);
    return true;
  }
  if (command != "back") return false;
  if (step == which) {
    talk.top().step = moment;
  } else {
    const auto steps = steps_of(rule);
    const auto here = std::ranges::find(steps, step);
    if (here == steps.begin()) return false;
    talk.top().step = *(here - 1);
  }
  ask_recording(talk);
  return true;
}

}  // namespace meldmaat
