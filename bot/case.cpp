// SPDX-License-Identifier: EUPL-1.2
#include "bot/case.hpp"

#include <algorithm>
#include <charconv>

#include "bot/flags.hpp"

namespace meldmaat {

std::string answer_value(const IncidentMoment& moment) {
  return std::to_string(moment.at.time_since_epoch().count()) + (moment.time_known ? ",time" : ",day") +
         (moment.about ? ",about" : ",exact");
}

std::optional<IncidentMoment> incident_moment(const Answer& answer) {
  std::int64_t count = 0;
  const char* const end = answer.value.data() + answer.value.size();
  const auto [rest, error] = std::from_chars(answer.value.data(), end, count);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view marks{rest, static_cast<std::size_t>(end - rest)};
  const bool time_known = marks.starts_with(",time");
  const bool about = marks.ends_with(",about");
  if (marks != std::string{time_known ? ",time" : ",day"} + (about ? ",about" : ",exact")) return std::nullopt;
  return IncidentMoment{Moment{Milliseconds{count}}, time_known, about, answer.said};
}

bool holds_duties(const CaseNumber& number) {
  return number.str().starts_with('J');
}

bool Case::has(std::string_view flag) const {
  return std::ranges::find(flags, flag) != flags.end();
}

bool Case::is_of(const PersonId& person) const {
  if (person.empty() || std::ranges::find(excluded, person) != excluded.end()) return false;
  return person == reporter || (person == victim && !has(flags::confidential));
}

const Fact* Case::fact(std::string_view name) const {
  const auto found = std::ranges::find(facts.rbegin(), facts.rend(), name, &Fact::name);
  return found == facts.rend() ? nullptr : &*found;
}

}  // namespace meldmaat
