// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/findings.hpp"

#include <algorithm>

namespace meldmaat::phrases {

void Gathering::add_days(const DaySaid& said, std::size_t at, std::size_t next) {
  if (said.impossible) found.refusal = WhyNot::impossible_date;
  if (!found.days.empty() && found.days != said.days && !continues_day(at)) found.refusal = WhyNot::more_than_one;
  for (const LocalDate& day : said.days) {
    if (std::ranges::find(found.days, day) == found.days.end()) found.days.push_back(day);
  }
  found.days_about = found.days_about || said.about;
  refuse_negated(at);
  day_end_ = next;
}

void Gathering::add_weekday(WeekdaySaid said, std::size_t at, std::size_t next) {
  auto& all = found.weekdays;
  const bool repeated = std::ranges::find(all, said) != all.end();
  if (!all.empty() && !repeated && !continues_day(at)) found.refusal = WhyNot::more_than_one;
  if (!repeated) all.push_back(said);
  refuse_negated(at);
  day_end_ = next;
}

/// "Vorige week kwam er dinsdag een man" is one day; "dinsdag kwam er een man, en vorige week ook al" is two.
void Gathering::add_week(LocalDate day, std::size_t at, std::size_t next) {
  if (found.names_a_day() && !continues_day(at)) found.refusal = WhyNot::more_than_one;
  found.week = day;
  refuse_negated(at);
  day_end_ = next;
}

void Gathering::add_spans(const std::vector<Span>& spans, std::size_t at, std::size_t next) {
  if (spans.empty()) found.refusal = WhyNot::impossible_time;
  if (!found.spans.empty() && !joined(time_end_, at)) found.refusal = WhyNot::more_than_one;
  found.spans.insert(found.spans.end(), spans.begin(), spans.end());
  refuse_negated(at);
  time_end_ = next;
}

bool Gathering::joined(std::size_t end, std::size_t at) const {
  return text_.skip(end, {Sign::alternative, Sign::comma, Sign::on, Sign::from, Sign::ahead, Sign::the, Sign::about,
                          Sign::at, Sign::filler}) >= at;
}

void Gathering::refuse_negated(std::size_t at) {
  if (negated_ && text_.skip(*negated_, {Sign::on, Sign::at, Sign::the}) == at) found.refusal = WhyNot::unclear;
}

}  // namespace meldmaat::phrases
