// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/phrases/findings.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <utility>

#include "dialogs/phrases/amount_rules.hpp"
#include "dialogs/phrases/day_math.hpp"

namespace meldmaat::phrases {
namespace {

/// Minutes of "vroeg" and "laat" in a part of the day: early in the morning is around seven.
int edge_of(SaidPart part, bool early) {
  constexpr int hour = 60;
  switch (part) {
    case SaidPart::morning: return early ? 7 * hour : 11 * hour;
    case SaidPart::afternoon: return early ? 13 * hour : 16 * hour + 30;
    case SaidPart::evening:
    case SaidPart::evening_or_night: return early ? 18 * hour + 30 : 22 * hour;
    default: return early ? hour : 5 * hour;
  }
}

std::optional<Which> which_at(const SignText& text, std::size_t i) {
  switch (text.at(i).sign) {
    case Sign::recent:
    case Sign::past: return Which::recent;
    case Sign::last: return Which::last;
    case Sign::current: return Which::current;
    case Sign::next: return Which::next;
    case Sign::coming: return Which::coming;
    default: return std::nullopt;
  }
}

bool is_unit(const SignText& text, std::size_t i, Unit unit) {
  return text.is(i, Sign::unit) && text.at(i).value == static_cast<int>(unit);
}

class Finder {
 public:
  Finder(const SignText& text, const Context& context, bool hour_alone)
      : text_(text), context_(context), hour_alone_(hour_alone) {}

  Findings run() {
    while (place_ < text_.size()) {
      const std::size_t began = place_;
      if (!any_rule()) ++place_;
      if (place_ > began + 1 || took_one_) note_about(began);
      took_one_ = false;
    }
    return std::move(found_);
  }

 private:
  /// In order: what is longer, or can be mistaken for less, comes first.
  bool any_rule() {
    return length() || night_between() || distance() || span() || date() || month() || week() || weekend() ||
           weekday() || edge_of_part() || clock() || part() || from_today() || loose_sign();
  }

  bool take(std::size_t next) {
    took_one_ = true;
    place_ = next;
    return true;
  }

  /// "het duurde 2 uur", "een uur lang": no moment.
  bool length() {
    if (!text_.is(place_, Sign::lasting)) return false;
    const auto amount = amount_at(text_, text_.skip(place_ + 1, {Sign::about}));
    if (!amount || text_.is(amount->next, Sign::ago)) return false;
    place_ = amount->next;
    return true;
  }

  /// "in de nacht van maandag 16 op dinsdag 17 november 2026"
  bool night_between() {
    if (!text_.is(place_, Sign::part) || !text_.is_any(place_ + 1, {Sign::from, Sign::on})) return false;
    const auto said = static_cast<SaidPart>(text_.at(place_).value);
    if (said != SaidPart::night && said != SaidPart::either_night && said != SaidPart::evening_or_night) return false;
    constexpr std::size_t longest_first_day = 4;
    for (std::size_t j = place_ + 3; j <= place_ + 2 + longest_first_day; ++j) {
      if (!text_.is_any(j, {Sign::on, Sign::to})) continue;
      const bool has_weekday = text_.is(j + 1, Sign::weekday);
      const auto date = date_at(text_, has_weekday ? j + 2 : j + 1, context_);
      if (!date && !has_weekday) continue;
      const std::size_t first = place_ + 2;
      if (date) add_days(date->found, date->next);
      if (has_weekday) add_weekday({text_.at(j + 1).value, Which::plain}, j + 2);
      if (text_.is(first, Sign::weekday) && has_weekday && text_.at(first).value % 7 + 1 != text_.at(j + 1).value) {
        found_.refusal = WhyNot::contradiction;
      }
      found_.part = SaidPart::that_night;
      return take(date ? date->next : j + 2);
    }
    return false;
  }

  /// "3 weken geleden", "over 3 dagen", "in an hour", "3 days from now"
  bool distance() {
    if (text_.is_any(place_, {Sign::ahead, Sign::over})) {
      const auto amounts = amount_at(text_, place_ + 1);
      if (!amounts || text_.is(amounts->next, Sign::ago)) return false;
      add_distance(amounts->found, 1, amounts->next);
      return take(amounts->next);
    }
    const auto amounts = amount_at(text_, place_);
    if (!amounts) return false;
    const std::size_t next = text_.skip(amounts->next, {Sign::about});
    if (!text_.is_any(next, {Sign::ago, Sign::hence})) return false;
    add_distance(amounts->found, text_.is(next, Sign::ago) ? -1 : 1, next + 1);
    return take(next + 1);
  }

  void add_distance(const std::vector<Amount>& amounts, int sign, std::size_t next) {
    if (amounts.front().finest < Unit::day) {
      for (const Amount& amount : amounts) add_moment(sign * amount.minutes, sign * amount.months, next);
      return;
    }
    constexpr int day_minutes = 1440;
    const LocalDate origin = plus_days(context_.today(), found_.from_today.value_or(0));
    const bool exact_origin = found_.from_today.has_value();  // "vandaag een week geleden"
    DaySaid said;
    for (const Amount& amount : amounts) {
      said.days.push_back(plus_days(plus_months(origin, sign * amount.months), sign * amount.minutes / day_minutes));
      said.about = said.about || amount.about || (amount.finest > Unit::day && !exact_origin);
    }
    if (amounts.front().finest == Unit::week && !exact_origin) found_.week = said.days.front();
    if (exact_origin) found_.days.clear();
    found_.from_today.reset();
    add_days(said, next);
  }

  /// "Een uur geleden" on the wall clock, no more precise than to five minutes once it is an hour.
  void add_moment(int minutes, int months, std::size_t next) {
    using FiveMinutes = std::chrono::duration<std::int64_t, std::ratio<300>>;
    constexpr int hour = 60;
    const LocalDate origin = plus_months(context_.today(), months);
    LocalMoment moment = at_time(origin, time_of(context_.now)) + std::chrono::minutes{minutes};
    if (minutes <= -hour) moment = std::chrono::floor<FiveMinutes>(moment);
    if (minutes >= hour) moment = std::chrono::ceil<FiveMinutes>(moment);
    const auto since_midnight = std::chrono::duration_cast<std::chrono::minutes>(time_of(moment));
    add_days({{date_of(moment)}, true}, next);
    add_spans({Span{Clock{static_cast<int>(since_midnight.count())}, {}}}, next);
  }

  bool span() {
    const auto said = span_at(text_, place_, context_.lexicon);
    if (!said) return false;
    add_spans(said->found.spans, said->next);
    if (said->found.part) found_.part = said->found.part;
    return take(said->next);
  }

  bool date() {
    const auto said = date_at(text_, place_, context_);
    if (!said) return false;
    if (said->found.days.empty() && !said->found.impossible) {  // a number that is no date
      place_ = said->next;
      return true;
    }
    add_days(said->found, said->next);
    return take(said->next);
  }

  bool month() {
    const auto said = month_at(text_, place_, context_);
    if (!said) return false;
    add_days(said->found, said->next);
    return take(said->next);
  }

  /// "vorige week", "vorig jaar", "de afgelopen dagen"
  bool week() {
    const auto which = which_at(text_, place_);
    if (!which) return false;
    const std::size_t unit = text_.skip(place_ + 1, {Sign::number, Sign::few});
    if (!text_.is(unit, Sign::unit)) return false;
    const bool one_week = unit == place_ + 1 && is_unit(text_, unit, Unit::week) && *which != Which::recent;
    if (one_week) {
      const int weeks = *which == Which::last ? -1 : *which == Which::current ? 0 : 1;
      found_.week = plus_days(context_.today(), 7 * weeks);
    } else {
      found_.vague = true;
    }
    return take(unit + 1);
  }

  bool weekend() {
    const auto which = which_at(text_, place_);
    const std::size_t at = which ? place_ + 1 : place_;
    if (!text_.is(at, Sign::weekend)) return false;
    found_.weekend = which.value_or(Which::plain);
    return take(at + 1);
  }

  bool weekday() {
    const auto before = which_at(text_, place_);
    const std::size_t at = before ? place_ + 1 : place_;
    if (!text_.is(at, Sign::weekday)) return false;
    const bool behind = !before && text_.is_any(at + 1, {Sign::recent, Sign::coming}) && !text_.is(at + 2, Sign::unit);
    const Which which = before ? *before : behind ? *which_at(text_, at + 1) : Which::plain;
    const std::size_t next = behind ? at + 2 : at + 1;
    add_weekday({text_.at(at).value, which}, next);
    return take(next);
  }

  /// "vroeg in de ochtend", "aan het eind van de middag"
  bool edge_of_part() {
    if (!text_.is_any(place_, {Sign::early, Sign::late, Sign::beginning, Sign::ending})) return false;
    const std::size_t at = text_.skip(place_ + 1, {Sign::on, Sign::from, Sign::the, Sign::ahead, Sign::comma});
    if (!text_.is_any(at, {Sign::part, Sign::day})) return false;
    const std::size_t part = text_.is(at, Sign::day) ? at + 1 : at;  // "early this morning"
    if (!text_.is(part, Sign::part)) return false;
    if (part > at) add_from_today(text_.at(at).value, part);
    const auto said = static_cast<SaidPart>(text_.at(part).value);
    if (said == SaidPart::this_night) add_from_today(0, part);
    found_.about = true;
    add_spans({Span{Clock{edge_of(said, text_.is_any(place_, {Sign::early, Sign::beginning}))}, {}}}, part + 1);
    return take(part + 1);
  }

  bool clock() {
    auto said = clock_at(text_, place_, context_.lexicon);
    if (!said && number_is_hour()) said = bare_hour_at(text_, place_);
    if (!said) return false;
    std::vector<Span> spans;
    for (const Clock& clock : said->found.clocks) spans.push_back({clock, {}});
    found_.about = found_.about || said->found.about;
    if (said->found.maybe_date && !hour_alone_) {
      found_.dotted = Dotted{spans, dotted_date(text_, place_, context_), text_.follows(place_, {Sign::on})};
    } else {
      add_spans(std::move(spans), said->next);
    }
    return take(said->next);
  }

  /// "om 3", "rond 3" but not "rond 3 mensen", "3" when asked for a time
  [[nodiscard]] bool number_is_hour() const {
    if (text_.follows(place_, {Sign::at})) return !text_.is(place_, Sign::article) || nothing_counted();
    const bool around = text_.follows(place_, {Sign::about, Sign::near, Sign::to});
    const bool ish = text_.is(place_ + 1, Sign::about) && text_.at(place_ + 1).glued;
    const bool alternative = text_.follows(place_, {Sign::alternative}) && !found_.spans.empty();
    return (hour_alone_ || around || ish || alternative) && nothing_counted();
  }

  [[nodiscard]] bool nothing_counted() const {
    return !text_.is_any(place_ + 1, {Sign::other, Sign::unit, Sign::on, Sign::number});
  }

  bool part() {
    if (!text_.is(place_, Sign::part)) return false;
    const auto said = static_cast<SaidPart>(text_.at(place_).value);
    if (said == SaidPart::this_night) add_from_today(0, place_ + 1);
    if (found_.part && *found_.part != said) found_.refusal = WhyNot::more_than_one;
    found_.part = said;
    return take(place_ + 1);
  }

  bool from_today() {
    if (!text_.is(place_, Sign::day)) return false;
    add_from_today(text_.at(place_).value, place_ + 1);
    return take(place_ + 1);
  }

  bool loose_sign() {
    const bool year = text_.is(place_, Sign::number) && text_.at(place_).digits == 4 &&
                      text_.follows(place_, {Sign::on, Sign::ahead, Sign::about});
    if (text_.is(place_, Sign::now)) found_.now = true;
    if (text_.is(place_, Sign::vague) || year) found_.vague = true;
    if (text_.is(place_, Sign::negation)) negated_ = place_ + 1;
    return false;
  }

  void add_from_today(int days, std::size_t next) {
    const bool first = found_.days.empty();
    add_days({{plus_days(context_.today(), days)}}, next);
    if (first) found_.from_today = days;
  }

  void add_days(const DaySaid& said, std::size_t next) {
    if (said.impossible) found_.refusal = WhyNot::impossible_date;
    if (!found_.days.empty() && found_.days != said.days && !joined(day_end_)) {
      found_.refusal = WhyNot::more_than_one;
    }
    for (const LocalDate& day : said.days) {
      if (std::ranges::find(found_.days, day) == found_.days.end()) found_.days.push_back(day);
    }
    found_.days_about = found_.days_about || said.about;
    check_negation();
    day_end_ = next;
  }

  void add_weekday(WeekdaySaid said, std::size_t next) {
    auto& all = found_.weekdays;
    if (!all.empty() && std::ranges::find(all, said) == all.end() && !joined(day_end_)) {
      found_.refusal = WhyNot::more_than_one;
    }
    if (std::ranges::find(all, said) == all.end()) all.push_back(said);
    check_negation();
    day_end_ = next;
  }

  void add_spans(std::vector<Span> spans, std::size_t next) {
    if (spans.empty()) found_.refusal = WhyNot::impossible_time;
    if (!found_.spans.empty() && !joined(time_end_)) found_.refusal = WhyNot::more_than_one;
    found_.spans.insert(found_.spans.end(), spans.begin(), spans.end());
    check_negation();
    time_end_ = next;
  }

  /// "gisteren of eergisteren" and "dinsdag, 17 november" are one answer; "gisteren en morgen" is two.
  [[nodiscard]] bool joined(std::size_t end) const {
    return text_.skip(end, {Sign::alternative, Sign::comma, Sign::on, Sign::the, Sign::about, Sign::at,
                            Sign::filler}) >= place_;
  }

  void check_negation() {
    if (negated_ && text_.skip(*negated_, {Sign::on, Sign::at, Sign::the}) == place_) {
      found_.refusal = WhyNot::unclear;
    }
  }

  /// "Rond" counts when it stands directly before or behind what was found.
  void note_about(std::size_t began) {
    std::size_t i = began;
    while (i > 0 && text_.is_any(i - 1, {Sign::at, Sign::on, Sign::the, Sign::article, Sign::ahead})) --i;
    const bool before = text_.follows(i, {Sign::about, Sign::near}) || (text_.follows(i, {Sign::to}) && took_one_);
    const bool behind =
        text_.is(place_, Sign::about) && text_.is_any(place_ + 1, {Sign::end, Sign::other, Sign::filler, Sign::comma});
    found_.about = found_.about || before || behind;
  }

  const SignText& text_;
  const Context& context_;
  bool hour_alone_;
  std::size_t place_ = 0;
  bool took_one_ = false;  ///< the rule that just ran found something
  std::size_t day_end_ = 0;
  std::size_t time_end_ = 0;
  std::optional<std::size_t> negated_;
  Findings found_;
};

}  // namespace

Findings find_all(const SignText& text, const Context& context, bool hour_alone) {
  return Finder(text, context, hour_alone).run();
}

}  // namespace meldmaat::phrases
