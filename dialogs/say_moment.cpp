// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

std::string part_key(DayPart part) {
  switch (part) {
    case DayPart::night: return "house.part.night";
    case DayPart::morning: return "house.part.morning";
    case DayPart::afternoon: return "house.part.afternoon";
    case DayPart::evening: return "house.part.evening";
  }
  return "house.part.night";
}

std::string two_digits(long long number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string say_date(const Talk& talk, LocalDate date) {
  const auto weekday = std::chrono::weekday{std::chrono::local_days{date}}.c_encoding();
  return talk.text("house.date",
                   {{"weekday", talk.text("house.weekday." + std::to_string(weekday))},
                    {"day", std::to_string(static_cast<unsigned>(date.day()))},
                    {"month", talk.text("house.month." + std::to_string(static_cast<unsigned>(date.month())))},
                    {"year", std::to_string(static_cast<int>(date.year()))}});
}

std::string say_time(const Talk& talk, Milliseconds time_of_day) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time_of_day).count();
  return talk.text("house.time", {{"hour", two_digits(minutes / 60 % 24)}, {"minute", two_digits(minutes % 60)}});
}

std::string say_moment(const Talk& talk, Moment moment) {
  const auto& zone = talk.view().municipality.zone;
  const auto local = zone.to_local(moment);
  auto time = say_time(talk, time_of(local));
  if (const auto both = zone.resolve(local); both.kind == Resolved::Kind::twice) {
    time = talk.text(both.first == moment ? "house.time.first" : "house.time.second", {{"time", time}});
  }
  return talk.text("house.moment", {{"date", say_date(talk, date_of(local))}, {"time", time}});
}

std::string say_incident(const Talk& talk, const IncidentMoment& incident) {
  if (incident.time_known) {
    if (!incident.about) return say_moment(talk, incident.at);
    const auto local = talk.view().municipality.zone.to_local(incident.at);
    return talk.text("house.moment.about",
                     {{"date", say_date(talk, date_of(local))}, {"time", say_time(talk, time_of(local))}});
  }
  auto date = say_date(talk, date_of(talk.view().municipality.zone.to_local(incident.at)));
  return incident.about ? talk.text("house.date.about", {{"date", date}}) : date;
}

std::string say_reading(const Talk& talk, const WhenReading& reading) {
  const auto date = say_date(talk, reading.date);
  if (reading.time_of_day) {
    return talk.text(reading.about ? "house.moment.about" : "house.moment",
                     {{"date", date}, {"time", say_time(talk, *reading.time_of_day)}});
  }
  if (reading.part) return talk.text("house.moment", {{"date", date}, {"time", talk.text(part_key(*reading.part))}});
  return reading.about ? talk.text("house.date.about", {{"date", date}}) : date;
}

}  // namespace meldmaat
