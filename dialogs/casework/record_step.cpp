// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/record_step.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

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

using namespace record_steps;

constexpr std::array<std::string_view, 5> channels{"talk", "phone", "letter", "mail", "other"};

/// The questions this rule asks, in order.
std::vector<std::string_view> steps_of(const Rule& rule) {
  std::vector<std::string_view> steps;
  if (!rule.asks.kinds.empty()) steps.push_back(kind);
  if (rule.asks.moment) steps.push_back(moment);
  if (rule.asks.channel) steps.push_back(channel);
  if (rule.asks.number) steps.push_back(number);
  if (rule.asks.note) steps.push_back(note);
  steps.push_back(confirm);
  return steps;
}

struct Recording {
  TaskKey task;
  const Rule& rule;
};

/// What the frame on top records; nothing when the protocol or the task is not there any more.
std::optional<Recording> recording(const Talk& talk) {
  const auto task = noted_task(talk.top());
  if (!task || !talk.view().subject) return std::nullopt;
  const auto* rule = rule_of(talk, talk.view().subject->the_case, *task);
  if (rule == nullptr) return std::nullopt;
  return Recording{*task, *rule};
}

void go_on(Talk& talk, const Rule& rule) {
  const auto steps = steps_of(rule);
  const std::string_view at = talk.top().step == which ? moment : std::string_view(talk.top().step);
  const auto here = std::ranges::find(steps, at);
  talk.top().step = here == steps.end() || here + 1 == steps.end() ? confirm : *(here + 1);
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
  fact.happened = noted_moment(frame, moment).value_or(talk.now());
  fact.about = !noted(frame, "about").empty();
  fact.by = talk.view().person;
  fact.recorded = talk.now();
  return fact;
}

// -- Asking ------------------------------------------------------------------------------------------------------

Ask question(std::string_view step, std::string text, Expects expects) {
  return {std::string(step), std::move(text), expects, false, {}};
}

void ask_with(Talk& talk, Ask ask, bool optional) {
  add_controls(talk, ask, {.unknown = false, .skip = optional, .back = true});
  talk.ask(std::move(ask));
}

void ask_kind(Talk& talk, const Recording& what) {
  Ask ask =
      question(kind, talk.text("casework.ask_kind", {{"task", task_words(talk, what.task, "title")}}), Expects::choice);
  for (const auto& id : what.rule.asks.kinds) ask.options.push_back({id, kind_words(talk, fact_of(what.rule), id), {}});
  ask_with(talk, std::move(ask), false);
}

void ask_moment(Talk& talk, const Recording& what) {
  Ask ask = question(moment, talk.text("casework.ask_moment", {{"task", task_words(talk, what.task, "title")}}),
                     Expects::moment);
  ask.options = {talk.option("now", "casework.now"), talk.option("today", "casework.today"),
                 talk.option("yesterday", "casework.yesterday")};
  ask_with(talk, std::move(ask), false);
}

void ask_channel(Talk& talk) {
  Ask ask = question(channel, talk.text("casework.ask_channel"), Expects::choice);
  for (const auto id : channels) {
    ask.options.push_back(talk.option(std::string(id), "casework.channel." + std::string(id)));
  }
  ask_with(talk, std::move(ask), true);
}

void ask_confirm(Talk& talk, const Recording& what) {
  const Fact fact = fact_in(talk, what);
  std::string text = talk.text("casework.read_back", {{"task", task_words(talk, what.task, "title")}});
  if (!fact.kind.empty()) text += "\n" + kind_words(talk, fact.name, fact.kind);
  if (what.rule.asks.moment) text += "\n" + say_moment(talk, fact.happened);
  if (!fact.channel.empty()) text += "\n" + talk.text("casework.channel." + fact.channel);
  if (!fact.number.empty()) text += "\n" + talk.text("casework.number_is", {{"number", fact.number}});
  if (!fact.note.empty()) text += "\n" + fact.note;
  text += "\n" + talk.text("casework.is_it_right");
  Ask ask = question(confirm, std::move(text), Expects::choice);
  ask.options = {talk.option("yes", "casework.yes_record", Option::Style::primary),
                 talk.option("no", "casework.no_again")};
  ask_with(talk, std::move(ask), false);
}

/// Two readings are equally likely: each becomes a button that holds the moment itself.
void ask_which(Talk& talk, const std::vector<WhenReading>& candidates) {
  talk.top().step = which;
  Ask ask = question(which, talk.text("casework.ask_which"), Expects::choice);
  for (const auto& candidate : candidates) {
    const auto at = talk.view().municipality.zone.to_moment(moment_of(candidate, talk.local_now()));
    ask.options.push_back({"at" + std::to_string(at.time_since_epoch().count()), say_reading(talk, candidate), {}});
  }
  ask_with(talk, std::move(ask), false);
}

// -- Hearing -----------------------------------------------------------------------------------------------------

void ask_again_unclear(Talk& talk, std::string_view why) {
  talk.say(why);
  ask_recording(talk);
}

/// The id of the one option that was chosen; empty: none.
std::string choice(const Talk& talk) {
  if (!talk.state.open) return {};
  const auto options = chosen(*talk.state.open, talk.event().what);
  return options.size() == 1 ? std::string(bare(options.front().id)) : std::string{};
}

std::string said(const Talk& talk) {
  const auto* text = std::get_if<Said>(&talk.event().what);
  return text == nullptr ? std::string{} : text->text;
}

void hear_choice(Talk& talk, const Recording& what, std::string_view step) {
  const auto id = choice(talk);
  if (id.empty()) return ask_again_unclear(talk, "casework.unclear_choice");
  make_note(talk, step, id);
  go_on(talk, what.rule);
}

void take_reading(Talk& talk, const Recording& what, const WhenReading& reading) {
  const auto at = talk.view().municipality.zone.to_moment(moment_of(reading, talk.local_now()));
  make_note(talk, moment, std::to_string(at.time_since_epoch().count()));
  make_note(talk, "about", reading.about || !reading.time_of_day ? "about" : "");
  go_on(talk, what.rule);
}

void hear_moment(Talk& talk, const Recording& what) {
  const auto id = choice(talk);
  if (id == "now") {
    make_note(talk, moment, std::to_string(talk.now().time_since_epoch().count()));
    return go_on(talk, what.rule);
  }
  const auto today = date_of(talk.local_now());
  if (id == "today" || id == "yesterday") {
    const auto date = id == "today" ? today : LocalDate{std::chrono::local_days{today} - std::chrono::days{1}};
    return take_reading(talk, what, {.date = date, .time_of_day = {}, .until = {}, .part = {}, .about = true});
  }
  const auto answer = read_when(said(talk), talk.local_now(), talk.state.language);
  if (const auto* understood = std::get_if<Understood>(&answer)) return take_reading(talk, what, understood->reading);
  if (const auto* several = std::get_if<Choose>(&answer)) return ask_which(talk, several->candidates);
  const bool future = std::get<NotADate>(answer).reason == WhyNot::in_future;
  ask_again_unclear(talk, future ? "casework.in_future" : "casework.unclear_moment");
}

void hear_which(Talk& talk, const Recording& what) {
  const auto id = choice(talk);
  if (!id.starts_with("at")) {
    // Not one of the two: perhaps the moment in other words.
    talk.top().step = moment;
    return hear_moment(talk, what);
  }
  make_note(talk, moment, id.substr(2));
  go_on(talk, what.rule);
}

void hear_text(Talk& talk, const Recording& what, std::string_view step) {
  const auto text = said(talk);
  if (blank(text)) return ask_again_unclear(talk, "casework.unclear_text");
  if (characters(text) > longest_text) return ask_again_unclear(talk, "casework.too_long");
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
                  talk.text("casework.recorded_line", {{"task", title}, {"when", say_moment(talk, fact.happened)}}));
  talk.say(tells ? "casework.recorded_told" : "casework.recorded", {{"task", title}, {"number", number_of_case.str()}},
           {talk.option(case_option(number_of_case, "tasks"), "casework.show_tasks")});
  talk.wish(Record{number_of_case, FactRecorded{fact}});
}

void hear_confirm(Talk& talk, const Recording& what) {
  auto id = choice(talk);
  if (id.empty()) {
    if (const auto answer = yes_or_no(said(talk))) id = *answer ? "yes" : "no";
  }
  if (id == "yes") return record(talk, what);
  if (id == "no") {
    const auto task = task_text(what.task);
    talk.top().answers.clear();
    make_note(talk, "task", task);
    talk.top().step = steps_of(what.rule).front();
    return ask_recording(talk);
  }
  ask_again_unclear(talk, "casework.unclear_choice");
}

}  // namespace

void begin_recording(Talk& talk, const TaskKey& task) {
  const auto* rule = rule_of(talk, talk.view().subject->the_case, task);
  if (rule == nullptr) return;
  push_case_frame(talk, task.number, steps_of(*rule).front());
  make_note(talk, "task", task_text(task));
  ask_recording(talk);
}

void ask_recording(Talk& talk) {
  const auto what = recording(talk);
  if (!what) return talk.pop();
  const std::string_view step = talk.top().step;
  if (step == kind) return ask_kind(talk, *what);
  if (step == moment || step == which) {
    talk.top().step = moment;
    return ask_moment(talk, *what);
  }
  if (step == channel) return ask_channel(talk);
  if (step == number) return ask_with(talk, question(number, talk.text("casework.ask_number"), Expects::text), true);
  if (step == note) return ask_with(talk, question(note, talk.text("casework.ask_note"), Expects::text), true);
  ask_confirm(talk, *what);
}

void hear_recording(Talk& talk) {
  const auto what = recording(talk);
  if (!what) {
    talk.pop();
    return talk.say("casework.gone");
  }
  const std::string step = talk.top().step;
  if (step == moment) return hear_moment(talk, *what);
  if (step == which) return hear_which(talk, *what);
  if (step == number || step == note) return hear_text(talk, *what, step);
  if (step == confirm) return hear_confirm(talk, *what);
  hear_choice(talk, *what, step);
}

bool command_recording(Talk& talk, std::string_view command) {
  const auto what = recording(talk);
  if (!what) return false;
  const std::string_view step = talk.top().step;
  const bool optional = step == channel || step == number || step == note;
  if ((command == "skip" || command == "unknown") && optional) {
    make_note(talk, step, "");
    go_on(talk, what->rule);
    return true;
  }
  if (command != "back") return false;
  const auto steps = steps_of(what->rule);
  const auto here = std::ranges::find(steps, step == which ? moment : step);
  if (here == steps.begin() || here == steps.end()) return false;
  talk.top().step = *(here - 1);
  ask_recording(talk);
  return true;
}

}  // namespace meldmaat
