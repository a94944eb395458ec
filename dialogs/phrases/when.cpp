// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/when.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "dialogs/phrases/decide.hpp"
#include "dialogs/phrases/reading_signs.hpp"

namespace meldmaat {
namespace {

phrases::Context context_at(LocalMoment now, Language language, Direction direction) {
  return {std::chrono::floor<std::chrono::minutes>(now), direction, phrases::lexicon(language)};
}

WhenAnswer without_time(const Choose& choice) {
  std::vector<WhenReading> days;
  for (const WhenReading& candidate : choice.candidates) {
    const WhenReading day{candidate.date, {}, {}, {}, candidate.about && !candidate.time_of_day && !candidate.part};
    if (std::ranges::find(days, day) == days.end()) days.push_back(day);
  }
  if (days.size() == 1) return Understood{days.front()};
  return Choose{std::move(days)};
}

}  // namespace

WhenAnswer read_when(std::string_view text, LocalMoment now, Language language, Direction direction) {
  const phrases::Context context = context_at(now, language, direction);
  const auto signs = phrases::read_signs(text, context.lexicon);
  if (!signs) return NotADate{WhyNot::unclear};
  return phrases::decide(phrases::find_all(*signs, context, false), context);
}

WhenAnswer read_date(std::string_view text, LocalMoment now, Language language, Direction direction) {
  const phrases::Context context = context_at(now, language, direction);
  const auto signs = phrases::read_signs(text, context.lexicon);
  if (!signs) return NotADate{WhyNot::unclear};
  phrases::Findings found = phrases::find_all(*signs, context, false);
  if (found.dotted) found.dotted->surely_date = true;
  if (!found.names_a_day() && !found.spans.empty()) return NotADate{WhyNot::which_day};
  WhenAnswer answer = phrases::decide(found, context);
  if (const auto* one = std::get_if<Understood>(&answer)) return without_time({{one->reading}});
  if (const auto* several = std::get_if<Choose>(&answer)) return without_time(*several);
  return answer;
}

WhenAnswer read_time_of_day(std::string_view text, LocalDate date, LocalMoment now, Language language,
                            Direction direction) {
  const phrases::Context context = context_at(now, language, direction);
  const auto signs = phrases::read_signs(text, context.lexicon);
  if (!signs) return NotADate{WhyNot::unclear};
  phrases::Findings found = phrases::find_all(*signs, context, true);
  const bool says_time = found.names_a_time() || found.refusal.has_value();
  if (!says_time) {
    return found.now && !found.names_a_day() ? phrases::decide(found, context) : NotADate{WhyNot::unclear};
  }
  if (!found.names_a_day()) found.days = {date};
  return phrases::decide(found, context);
}

LocalMoment moment_of(const WhenReading& reading, LocalMoment now, Direction direction) {
  constexpr std::chrono::hours noon{12};
  constexpr std::chrono::hours quarter_day{6};
  constexpr std::chrono::hours half_a_part{3};
  Milliseconds time = noon;
  if (reading.part) time = quarter_day * static_cast<int>(*reading.part) + half_a_part;
  if (reading.time_of_day) time = *reading.time_of_day;
  const LocalMoment moment = at_time(reading.date, time);
  return direction == Direction::past ? std::min(moment, now) : std::max(moment, now);
}

std::string_view name_of(WhyNot reason) {
  switch (reason) {
    case WhyNot::which_day: return "which_day";
    case WhyNot::more_than_one: return "more_than_one";
    case WhyNot::contradiction: return "contradiction";
    case WhyNot::impossible_date: return "impossible_date";
    case WhyNot::impossible_time: return "impossible_time";
    case WhyNot::in_future: return "in_future";
    case WhyNot::in_past: return "in_past";
    case WhyNot::too_long_ago: return "too_long_ago";
    case WhyNot::too_far_ahead: return "too_far_ahead";
    default: return "unclear";
  }
}

}  // namespace meldmaat
