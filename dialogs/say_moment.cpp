// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/say_moment.hpp"

#include "dialogs/phrases/say_when.hpp"

namespace meldmaat {

namespace {

WhenReading reading_of(LocalMoment local, bool with_time, bool about) {
  WhenReading reading;
  reading.date = date_of(local);
  if (with_time) reading.time_of_day = std::chrono::floor<std::chrono::minutes>(time_of(local));
  reading.about = about;
  return reading;
}

}  // namespace

std::string say_date(const Talk& talk, LocalDate date) {
  WhenReading reading;
  reading.date = date;
  return say_when(reading, talk.state.language);
}

std::string say_time(const Talk& talk, Milliseconds time_of_day) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time_of_day).count();
  const auto two_digits = [](long long number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return talk.text("house.time", {{"hour", two_digits(minutes / 60 % 24)}, {"minute", two_digits(minutes % 60)}});
}

std::string say_moment(const Talk& talk, Moment moment) {
  const auto& zone = talk.view().municipality.zone;
  const auto local = zone.to_local(moment);
  auto words = say_when(reading_of(local, true, false), talk.state.language);
  const auto both = zone.resolve(local);
  if (both.kind != Resolved::Kind::twice) return words;
  return talk.text(both.first == moment ? "house.time.first" : "house.time.second", {{"time", words}});
}

std::string say_incident(const Talk& talk, const IncidentMoment& incident) {
  if (incident.time_known && !incident.about) return say_moment(talk, incident.at);
  const auto local = talk.view().municipality.zone.to_local(incident.at);
  return say_when(reading_of(local, incident.time_known, incident.about), talk.state.language);
}

std::string say_fact_moment(const Talk& talk, const Fact& fact) {
  // Of a moment that is not exact the fact keeps no time of day that could be said without guessing.
  return say_incident(talk, {fact.happened, !fact.about, false, {}});
}

std::string say_reading(const Talk& talk, const WhenReading& reading) {
  return say_when(reading, talk.state.language, talk.local_now());
}

}  // namespace meldmaat
