// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/heard.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view choices_note = ".choices";
constexpr std::string_view moment_prefix = "at";
constexpr Milliseconds work_begins = std::chrono::hours{9};

std::optional<IncidentMoment> moment_of_option(std::string_view id) {
  if (!id.starts_with(moment_prefix)) return std::nullopt;
  Answer answer;
  answer.value = id.substr(moment_prefix.size());
  return incident_moment(answer);
}

}  // namespace

std::string choice(const Talk& talk) {
  const auto options = chosen(talk.state.open, talk.event().what);
  return options.size() == 1 ? std::string(bare(options.front().id)) : std::string{};
}

std::string said(const Talk& talk) {
  const auto* text = std::get_if<Said>(&talk.event().what);
  return text == nullptr ? std::string{} : text->text;
}

std::optional<bool> confirmed(const Talk& talk) {
  const auto pressed = choice(talk);
  if (pressed == yes_option || pressed == no_option) return pressed == yes_option;
  return pressed.empty() ? yes_or_no(said(talk)) : std::nullopt;
}

IncidentMoment moment_in(const Talk& talk, WhenReading reading, Direction direction) {
  const bool has_time = reading.time_of_day || reading.part;
  const auto now = talk.local_now();
  if (!has_time && direction == Direction::future && reading.date > date_of(now)) reading.time_of_day = work_begins;
  const auto at = talk.view().municipality.zone.to_moment(moment_of(reading, now, direction));
  const bool time_known = has_time || direction == Direction::future;
  return {at, time_known, reading.about || reading.part.has_value(), {}};
}

HeardMoment heard_moment(const Talk& talk, Direction direction) {
  HeardMoment heard;
  const auto answer = read_when(said(talk), talk.local_now(), talk.state.language, direction);
  std::vector<WhenReading> readings;
  if (const auto* understood = std::get_if<Understood>(&answer)) readings.push_back(understood->reading);
  if (const auto* several = std::get_if<Choose>(&answer)) readings = several->candidates;
  if (const auto* none = std::get_if<NotADate>(&answer)) heard.why = none->reason;
  for (const auto& reading : readings) {
    const auto moment = moment_in(talk, reading, direction);
    if (std::ranges::find(heard.readings, moment) == heard.readings.end()) heard.readings.push_back(moment);
  }
  return heard;
}

void ask_which(Talk& talk, std::string_view question, const std::string& what,
               const std::vector<IncidentMoment>& readings) {
  std::string ids;
  for (const auto& reading : readings) ids += std::string(moment_prefix) + answer_value(reading) + " ";
  make_note(talk, choices_note, std::move(ids));
  ask_which_again(talk, question, what);
}

void ask_which_again(Talk& talk, std::string_view question, const std::string& what) {
  talk.top().step = question;
  Ask ask{std::string(question), talk.text("casework.ask_which", {{"task", what}}), Expects::choice, false, {}};
  std::istringstream ids{noted(talk.top(), choices_note)};
  for (std::string id; ids >> id;) {
    if (const auto moment = moment_of_option(id)) ask.options.push_back({id, say_incident(talk, *moment), {}});
  }
  ask_with(talk, std::move(ask), only_back);
}

std::optional<IncidentMoment> chosen_moment(const Talk& talk) {
  return moment_of_option(choice(talk));
}

}  // namespace meldmaat
