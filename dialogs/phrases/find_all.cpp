// SPDX-License-Identifier: EUPL-1.2
#include <chrono>
#include <cstdint>
#include <utility>

#include "dialogs/phrases/amount_rules.hpp"
#include "dialogs/phrases/day_math.hpp"
#include "dialogs/phrases/findings.hpp"

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

class Finder {
 public:
  Finder(const SignText& text, const Context& context, bool hour_alone)
      : text_(text), context_(context), hour_alone_(hour_alone), gathering_(text) {}

  Findings run() {
    while (place_ < text_.size()) {
      const std::size_t began = place_;
      if (length()) continue;
      if (any_rule()) {
        note_about(began);
      } else {
        ++place_;
      }
    }
    return std::move(gathering_.found);
  }

 private:
  /// In order: what is longer, or can be mistaken for less, comes first.
  bool any_rule() {
    return night_between() || distance() || span() || date() || month() || week() || weekend() || weekday() ||
           edge_of_part() || clock() || part() || from_today() || loose_sign();
  }

  bool take(std::size_t next) {
    place_ = taken_ = next;
    return true;
  }

  [[nodiscard]] SaidPart part_at(std::size_t i) const { return static_cast<SaidPart>(text_.at(i).value); }

  /// "het duurde 2 uur", "een uur lang": no moment.
  bool length() {
    const bool announced = text_.is(place_, Sign::lasting);
    const auto amount = amount_at(text_, announced ? text_.skip(place_ + 1, {Sign::about}) : place_);
    if (!amount || text_.is(amount->next, Sign::ago)) return false;
    return (announced || text_.is(amount->next, Sign::lasting)) && take(amount->next);
  }

  /// "in de nacht van maandag 16 op dinsdag 17 november 2026"
  bool night_between() {
    const bool night = text_.is(place_, Sign::part) && part_at(place_) >= SaidPart::night;
    const std::size_t first = place_ + 2;
    if (!night || !text_.is_any(place_ + 1, {Sign::from, Sign::on})) return false;
    constexpr std::size_t longest_first_day = 4;
    for (std::size_t i = first + 1; i <= first + longest_first_day; ++i) {
      if (!text_.is_any(i, {Sign::on, Sign::to})) continue;
      const bool has_weekday = text_.is(i + 1, Sign::weekday);
      const auto date = date_at(text_, has_weekday ? i + 2 : i + 1, context_);
      if (!date && !has_weekday) continue;
      const std::size_t next = date ? date->next : i + 2;
      const bool two_weekdays = has_weekday && text_.is(first, Sign::weekday);
      const bool neighbours = text_.at(first).value % 7 + 1 == text_.at(i + 1).value;
      if (date) gathering_.add_days(date->found, place_, next);
      if (has_weekday) gathering_.add_weekday({text_.at(i + 1).value, Which::plain}, place_, next);
      if (two_weekdays && !neighbours) gathering_.found.refusal = WhyNot::contradiction;
      gathering_.found.part = SaidPart::that_night;
      return take(next);
    }
    return false;
  }

  /// "3 weken geleden", "over 3 dagen", "in an hour", "3 days from now"
  bool distance() {
    const bool announced = text_.is_any(place_, {Sign::ahead, Sign::over});
    const auto amounts = amount_at(text_, announced ? place_ + 1 : place_);
    if (!amounts) return false;
    const std::size_t behind = text_.skip(amounts->next, {Sign::about});
    const bool ago = text_.is(behind, Sign::ago);
    const bool hence = text_.is(behind, Sign::hence);
    if (announced ? ago : !ago && !hence) return false;
    const std::size_t next = announced ? amounts->next : behind + 1;
    const bool moment = amounts->found.front().finest < Unit::day;
    for (const Amount& amount : amounts->found) {
      if (moment) add_moment(amount, ago ? -1 : 1, next);
    }
    if (!moment) add_distance(amounts->found, ago ? -1 : 1, next);
    return take(next);
  }

  void add_distance(const std::vector<Amount>& amounts, int sign, std::size_t next) {
    constexpr int day_minutes = 1440;
    Findings& found = gathering_.found;
    // "vandaag een week geleden" is exact
    const bool counted_from = found.from_today.has_value() && gathering_.continues_day(place_);
    const LocalDate origin = plus_days(context_.today(), counted_from ? *found.from_today : 0);
    DaySaid said;
    for (const Amount& amount : amounts) {
      const LocalDate month = plus_months(origin, sign * amount.months);
      said.days.push_back(plus_days(month, sign * amount.minutes / day_minutes));
      const bool half_a_day = amount.minutes % day_minutes != 0;
      said.about = said.about || amount.about || half_a_day || (amount.finest > Unit::day && !counted_from);
    }
    if (counted_from) found.days.clear();
    if (amounts.front().finest == Unit::week && !counted_from) gathering_.add_week(said.days.front(), place_, next);
    found.from_today.reset();
    gathering_.add_days(said, place_, next);
  }

  /// "Een uur geleden" on the wall clock, no more precise than to five minutes once it is an hour.
  void add_moment(const Amount& amount, int sign, std::size_t next) {
    using FiveMinutes = std::chrono::duration<std::int64_t, std::ratio<300>>;
    constexpr int hour = 60;
    const LocalDate origin = plus_months(context_.today(), sign * amount.months);
    LocalMoment moment = at_time(origin, time_of(context_.now)) + std::chrono::minutes{sign * amount.minutes};
    if (amount.minutes >= hour) {
      moment = sign < 0 ? std::chrono::floor<FiveMinutes>(moment) : std::chrono::ceil<FiveMinutes>(moment);
    }
    const auto since_midnight = std::chrono::duration_cast<std::chrono::minutes>(time_of(moment));
    gathering_.add_days({{date_of(moment)}, true}, place_, next);
    gathering_.add_spans({Span{Clock{static_cast<int>(since_midnight.count())}, {}}}, place_, next);
  }

  bool span() {
    const auto said = span_at(text_, place_, context_.lexicon);
    if (!said) return false;
    gathering_.add_spans(said->found.spans, place_, said->next);
    if (said->found.part) gathering_.found.part = said->found.part;
    return take(said->next);
  }

  bool date() {
    const auto said = date_at(text_, place_, context_);
    if (!said) return false;
    const bool number_of_something = said->found.days.empty() && !said->found.impossible;
    if (!number_of_something) gathering_.add_days(said->found, place_, said->next);
    // "van 10 tot 12 november", "10 en 12 november"
    const bool another_day =
        place_ >= taken_ + 2 && text_.is(place_ - 2, Sign::number) &&
        text_.follows(place_, {Sign::until, Sign::to, Sign::dash, Sign::conjunction, Sign::alternative});
    if (another_day) gathering_.found.refusal = WhyNot::more_than_one;
    return take(said->next);
  }

  bool month() {
    const auto said = month_at(text_, place_, context_);
    if (!said) return false;
    gathering_.add_days(said->found, place_, said->next);
    return take(said->next);
  }

  /// "vorige week", "eind vorige week", "vorig jaar", "de afgelopen dagen"
  bool week() {
    const auto third = third_named(text_, place_);
    const std::size_t start = third ? text_.skip(place_ + 1, {Sign::from, Sign::the, Sign::on}) : place_;
    const auto which = which_at(text_, start);
    if (!which) return false;
    const std::size_t at = text_.skip(start + 1, {Sign::number, Sign::few});
    if (!text_.is(at, Sign::unit)) return false;
    const bool a_week = text_.at(at).value == static_cast<int>(Unit::week);
    if (a_week && at == start + 1 && *which != Which::recent) {
      gathering_.found.third_of_week = third;
      const int weeks = *which == Which::last ? -1 : *which == Which::current ? 0 : 1;
      gathering_.add_week(plus_days(context_.today(), 7 * weeks), place_, at + 1);
    } else {
      gathering_.found.vague = true;
    }
    return take(at + 1);
  }

  bool weekend() {
    const auto which = which_at(text_, place_);
    const std::size_t at = which ? place_ + 1 : place_;
    if (!text_.is(at, Sign::weekend)) return false;
    gathering_.found.weekend = which.value_or(Which::plain);
    return take(at + 1);
  }

  bool weekday() {
    const auto before = which_at(text_, place_);
    const std::size_t at = before ? place_ + 1 : place_;
    if (!text_.is(at, Sign::weekday)) return false;
    const bool behind = !before && text_.is_any(at + 1, {Sign::recent, Sign::coming}) && !text_.is(at + 2, Sign::unit);
    const Which which = (behind ? which_at(text_, at + 1) : before).value_or(Which::plain);
    const std::size_t next = behind ? at + 2 : at + 1;
    gathering_.add_weekday({text_.at(at).value, which}, place_, next);
    return take(next);
  }

  /// "vroeg in de ochtend", "aan het eind van de middag", "early this morning"
  bool edge_of_part() {
    if (!text_.is_any(place_, {Sign::early, Sign::late, Sign::beginning, Sign::ending})) return false;
    const std::size_t at = text_.skip(place_ + 1, {Sign::on, Sign::from, Sign::the, Sign::ahead, Sign::comma});
    const std::size_t part = text_.is_any(at, {Sign::day, Sign::weekday}) ? at + 1 : at;
    if (!text_.is(part, Sign::part)) return false;
    note_edge(part, place_);
    return take(at);
  }

  void note_edge(std::size_t part, std::size_t edge) {
    gathering_.found.edge = edge_of(part_at(part), text_.is_any(edge, {Sign::early, Sign::beginning}));
  }

  bool clock() {
    auto said = clock_at(text_, place_, context_.lexicon);
    if (!said && number_is_hour()) said = bare_hour_at(text_, place_);
    if (!said) return false;
    std::vector<Span> spans;
    for (const Clock& clock : said->found.clocks) spans.push_back({clock, {}});
    Findings& found = gathering_.found;
    found.about = found.about || said->found.about;
    if (said->found.maybe_date && !hour_alone_) {
      found.dotted = Dotted{spans, dotted_date(text_, place_, context_), text_.follows(place_, {Sign::on})};
    } else {
      gathering_.add_spans(spans, place_, said->next);
    }
    return take(said->next);
  }

  /// "om 3", "rond 3" but not "rond 3 mensen"; "3" when asked for a time
  [[nodiscard]] bool number_is_hour() const {
    const bool nothing_counted = !text_.is_any(place_ + 1, {Sign::other, Sign::unit, Sign::on, Sign::number});
    if (text_.follows(place_, {Sign::at})) return nothing_counted || !text_.is(place_, Sign::article);
    const bool around = text_.follows(place_, {Sign::about, Sign::near, Sign::before});
    const bool ish = text_.is(place_ + 1, Sign::about) && text_.at(place_ + 1).glued;
    const bool another = text_.follows(place_, {Sign::alternative}) && !gathering_.found.spans.empty();
    return nothing_counted && (hour_alone_ || around || ish || another);
  }

  bool part() {
    if (!text_.is(place_, Sign::part)) return false;
    Findings& found = gathering_.found;
    const SaidPart said = part_at(place_);
    if (said == SaidPart::this_night) add_from_today(0);
    if (found.part && *found.part != said) {
      const std::initializer_list<Sign> joins{Sign::conjunction, Sign::alternative};  // "... en gisteravond"
      const bool listed = text_.follows(place_, joins) || text_.follows(place_ - 1, joins);
      found.refusal = listed ? WhyNot::more_than_one : WhyNot::contradiction;
    }
    found.part = said;
    const bool edge_behind = text_.is_any(place_ + 1, {Sign::early, Sign::late});  // "vrijdagavond laat"
    if (edge_behind) note_edge(place_, place_ + 1);
    return take(edge_behind ? place_ + 2 : place_ + 1);
  }

  bool from_today() {
    if (!text_.is(place_, Sign::day)) return false;
    add_from_today(text_.at(place_).value);
    return take(place_ + 1);
  }

  void add_from_today(int days) {
    if (gathering_.found.days.empty()) gathering_.found.from_today = days;
    gathering_.add_days({{plus_days(context_.today(), days)}}, place_, place_ + 1);
  }

  /// Signs that count only when nothing else is found, or together with what follows; they are stepped over.
  bool loose_sign() {
    const bool year = text_.is(place_, Sign::number) && text_.at(place_).digits == 4 &&
                      text_.follows(place_, {Sign::on, Sign::ahead, Sign::about});
    if (text_.is(place_, Sign::now)) gathering_.found.now = true;
    if (text_.is(place_, Sign::vague) || year) gathering_.found.vague = true;
    const bool series = text_.is(place_, Sign::series) &&
                        text_.is_any(place_ + 1, {Sign::weekday, Sign::unit, Sign::weekend, Sign::part});
    if (series) gathering_.found.refusal = WhyNot::more_than_one;
    if (text_.is(place_, Sign::negation)) gathering_.forbid(place_ + 1);
    return false;
  }

  /// "Rond" counts when it stands directly before or behind what was found.
  void note_about(std::size_t began) {
    std::size_t i = began;
    while (text_.follows(i, {Sign::at, Sign::on, Sign::the, Sign::article, Sign::ahead})) --i;
    const bool before = text_.follows(i, {Sign::about, Sign::near, Sign::before});
    const bool behind =
        text_.is(place_, Sign::about) && text_.is_any(place_ + 1, {Sign::end, Sign::other, Sign::filler, Sign::comma});
    gathering_.found.about = gathering_.found.about || before || behind;
  }

  const SignText& text_;
  const Context& context_;
  bool hour_alone_;
  std::size_t place_ = 0;
  std::size_t taken_ = 0;  ///< end of the last find
  Gathering gathering_;
};

}  // namespace

Findings find_all(const SignText& text, const Context& context, bool hour_alone) {
  return Finder(text, context, hour_alone).run();
}

}  // namespace meldmaat::phrases
