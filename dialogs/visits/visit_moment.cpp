// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/visits/visit_moment.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "bot/rules/visits.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/phrases/duration.hpp"
#include "dialogs/phrases/when.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view unclear = "visits.when.unclear";
constexpr std::string_view passed = "visits.when.passed";
constexpr std::string_view too_far = "visits.when.too_far";
/// A time of tomorrow that was said without its day.
constexpr std::chrono::hours soon{6};

std::string_view reason_text(WhyNot why) {
  if (why == WhyNot::in_past) return passed;
  return why == WhyNot::too_far_ahead ? too_far : unclear;
}

/// "16:30", "15.30": a time of day, whatever it is asked for.
bool has_clock_face(std::string_view text) {
  const auto digit = [](char sign) { return sign >= '0' && sign <= '9'; };
  for (std::size_t at = 1; at + 2 < text.size(); ++at) {
    const bool parts = text[at] == ':' || text[at] == '.';
    if (parts && digit(text[at - 1]) && digit(text[at + 1]) && digit(text[at + 2])) return true;
  }
  return false;
}

WhenAnswer read_clock(const Talk& talk, const std::string& text) {
  const auto now = talk.local_now();
  auto answer = read_when(text, now, talk.state.language, Direction::future);
  const auto* refused = std::get_if<NotADate>(&answer);
  const bool no_day =
      refused != nullptr && (refused->reason == WhyNot::unclear || refused->reason == WhyNot::which_day);
  // A bare number is an hour here.
  if (no_day) answer = read_time_of_day(text, date_of(now), now, talk.state.language, Direction::future);
  return answer;
}

bool names_day(const Talk& talk, const std::string& text) {
  const auto day = read_date(text, talk.local_now(), talk.state.language, Direction::future);
  return !std::holds_alternative<NotADate>(day);
}

HeardClock nearest(const Talk& talk, const std::vector<WhenReading>& readings, bool with_day) {
  const auto now = talk.now();
  const auto today = date_of(talk.local_now());
  HeardClock heard{std::nullopt, unclear};
  for (const auto& reading : readings) {
    if (!reading.time_of_day) continue;
    const auto at = talk.view().municipality.zone.to_moment(at_time(reading.date, *reading.time_of_day));
    // "Over tien uur" is read as about then; it names no time of day that can have passed.
    const bool slipped = !with_day && !reading.about && reading.date > today && at > now + soon;
    if (at <= now || slipped) {
      heard.refused = passed;
    } else if (at > now + longest_visit) {
      heard.refused = too_far;
    } else {
      heard.at = std::min(heard.at.value_or(at), at);
    }
  }
  return heard;
}

}  // namespace

HeardClock heard_clock(const Talk& talk, TimeOrLength first) {
  const auto text = said(talk);
  const auto length = has_clock_face(text) ? std::nullopt : read_duration(text, talk.state.language);
  if (first == TimeOrLength::length && length) {
    if (*length > longest_visit) return {std::nullopt, too_far};
    return {talk.now() + *length, {}};
  }
  const auto answer = read_clock(talk, text);
  if (const auto* none = std::get_if<NotADate>(&answer)) return {std::nullopt, reason_text(none->reason)};
  std::vector<WhenReading> readings;
  if (const auto* understood = std::get_if<Understood>(&answer)) readings = {understood->reading};
  if (const auto* several = std::get_if<Choose>(&answer)) readings = several->candidates;
  return nearest(talk, readings, names_day(talk, text));
}

}  // namespace meldmaat
