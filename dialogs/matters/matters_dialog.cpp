// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/matters/matters_dialog.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/access.hpp"
#include "bot/rules/calendar.hpp"
#include "bot/rules/duties.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/say_moment.hpp"
#include "dialogs/steps.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view own_name = "matters";
constexpr std::string_view matter = "matter";
constexpr std::string_view moment = "moment";
constexpr std::string_view which = "which";
constexpr std::string_view confirm = "confirm";
/// Later than that its terms are over many times, and the day is more likely a slip.
constexpr std::chrono::days oldest{366};

std::string words_of(const Talk& talk, const std::string& name) {
  return talk.text("matters." + name);
}

/// What follows from it: a line for each step, with who owes it and until when.
std::string consequences(const Talk& talk, Moment came_in) {
  const auto& town = talk.view().municipality;
  std::string lines;
  for (const auto& duty : matter_duties(town, noted(talk.top(), matter), came_in)) {
    const auto due = after(came_in, duty.rule.due, town.zone, town.current_protocol());
    const TaskKey task{duty.file.number, duty.rule.id, duty.rule.step, 1};
    lines += "\n" + talk.text("matters.step", {{"task", task_words(talk, task, "title")},
                                               {"role", role_words(talk, duty.rule.owner)},
                                               {"due", say_moment(talk, due)}});
  }
  return lines;
}

void ask_matter(Talk& talk) {
  Ask ask{std::string{matter}, talk.text("matters.ask_matter"), Expects::choice, false, {}};
  for (const auto& name : known_matters(talk.view().municipality)) {
    ask.options.push_back({name, words_of(talk, name), Option::Style::plain});
  }
  ask_with(talk, std::move(ask), only_back);
}

void ask_moment(Talk& talk) {
  const TextArgs args{{"matter", words_of(talk, noted(talk.top(), matter))}};
  Ask ask{std::string{moment}, talk.text("matters.ask_moment", args), Expects::moment, false, {}};
  ask.options = {talk.option("now", "casework.now")};
  ask_with(talk, std::move(ask), only_back);
}

void ask_confirm(Talk& talk) {
  const auto when = noted_moment(talk.top(), moment).value_or(IncidentMoment{talk.now(), true, false, {}});
  const TextArgs args{{"matter", words_of(talk, noted(talk.top(), matter))}, {"when", say_incident(talk, when)}};
  Ask ask{std::string{confirm},
          talk.text("matters.confirm", args) + consequences(talk, when.at),
          Expects::choice,
          false,
          {}};
  ask.text += "\n" + talk.text("casework.is_it_right");
  ask.options = {talk.option(std::string{yes_option}, "casework.yes_record", Option::Style::primary),
                 talk.option(std::string{no_option}, "casework.no_again")};
  ask_with(talk, std::move(ask), only_back);
}

void ask(Talk& talk) {
  const std::string_view step = talk.top().step;
  if (step == matter) return ask_matter(talk);
  if (step == moment) return ask_moment(talk);
  if (step == which) return ask_which_again(talk, which, words_of(talk, noted(talk.top(), matter)));
  ask_confirm(talk);
}

void go_to(Talk& talk, std::string_view step) {
  talk.top().step = step;
  ask(talk);
}

void ask_otherwise(Talk& talk, std::string_view why) {
  talk.say(why);
  ask(talk);
}

void take_moment(Talk& talk, const IncidentMoment& when) {
  if (when.at < talk.now() - oldest) {
    talk.say("matters.too_long_ago");
    return go_to(talk, moment);
  }
  make_note(talk, moment, answer_value(when));
  go_to(talk, confirm);
}

void hear_moment(Talk& talk) {
  if (choice(talk) == "now") return take_moment(talk, {talk.now(), true, false, {}});
  const auto heard = heard_moment(talk, Direction::past);
  if (heard.readings.size() == 1) return take_moment(talk, heard.readings.front());
  if (!heard.readings.empty()) return ask_which(talk, which, words_of(talk, noted(talk.top(), matter)), heard.readings);
  ask_otherwise(talk, heard.why == WhyNot::in_future ? "casework.in_future" : "casework.unclear_moment");
}

void hear_which(Talk& talk) {
  if (const auto when = chosen_moment(talk)) return take_moment(talk, *when);
  // Not one of those: perhaps the moment in other words.
  talk.top().step = moment;
  hear_moment(talk);
}

void hear_matter(Talk& talk) {
  const auto id = choice(talk);
  const auto known = known_matters(talk.view().municipality);
  if (std::ranges::find(known, id) == known.end()) return ask_otherwise(talk, "casework.unclear_choice");
  make_note(talk, matter, id);
  go_to(talk, moment);
}

void hear_confirm(Talk& talk) {
  const auto sure = confirmed(talk);
  if (!sure) return ask_otherwise(talk, "casework.unclear_choice");
  if (!*sure) return go_to(talk, matter);
  const auto when = noted_moment(talk.top(), moment);
  auto name = noted(talk.top(), matter);
  talk.pop();
  talk.wish(NoteMatter{std::move(name), when ? when->at : talk.now()});
  talk.say("matters.noted");
}

std::string_view before(std::string_view step) {
  if (step == matter) return {};
  return step == moment ? matter : moment;
}

constexpr Steps steps{ask, before, "casework.paused", "casework.resume", "casework.left"};

}  // namespace

bool may_note_matters(const Talk& talk) {
  return may_note_matters(talk.view().person, talk.view().municipality.organisation) &&
         !known_matters(talk.view().municipality).empty();
}

std::string_view MattersDialog::name() const {
  return own_name;
}

std::vector<Option> MattersDialog::menu(const Talk& /*talk*/) const {
  return {};
}

std::vector<std::string_view> MattersDialog::typed_commands() const {
  return {own_name};
}

bool MattersDialog::begin(Talk& talk, std::string_view command) const {
  if (command != own_name) return false;
  if (!may_note_matters(talk)) {
    talk.say("matters.not_yours");
    if (!talk.state.frames.empty()) talk.close();
    return true;
  }
  push_steps(talk, own_name);
  go_to(talk, matter);
  return true;
}

void MattersDialog::step(Talk& talk) const {
  if (!may_note_matters(talk)) return leave(talk, "matters.not_yours");
  if (std::holds_alternative<Attached>(talk.event().what)) return ask_otherwise(talk, "matters.no_files");
  const std::string_view step = talk.top().step;
  if (step == matter) return hear_matter(talk);
  if (step == moment) return hear_moment(talk);
  if (step == which) return hear_which(talk);
  hear_confirm(talk);
}

bool MattersDialog::command(Talk& talk, std::string_view command) const {
  return walk(talk, command, steps);
}

void MattersDialog::ask_again(Talk& talk) const {
  ask(talk);
}

}  // namespace meldmaat
