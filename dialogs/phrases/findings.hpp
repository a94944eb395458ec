// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Everything a text says about a moment, gathered from left to right, before it is decided what is meant.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "dialogs/phrases/clock_rules.hpp"
#include "dialogs/phrases/day_rules.hpp"

namespace meldmaat::phrases {

/// "dinsdag", "afgelopen dinsdag", "vorige dinsdag", "deze dinsdag", "volgende dinsdag", "komende dinsdag"
enum class Which : std::uint8_t { plain, recent, last, current, next, coming };

struct WeekdaySaid {
  int weekday = 1;
  Which which = Which::plain;
  bool operator==(const WeekdaySaid&) const = default;
};

/// A time written so that it may be a date.
struct Dotted {
  std::vector<Span> spans;
  DaySaid date;
  bool surely_date = false;
};

struct Findings {
  std::vector<LocalDate> days;  ///< alternatives for the day
  bool days_about = false;
  std::vector<WeekdaySaid> weekdays;
  std::optional<Which> weekend;
  std::optional<LocalDate> week;             ///< any day of the week that was named: "vorige week", "3 weken geleden"
  std::optional<std::size_t> third_of_week;  ///< begin, middle, end: "eind vorige week"
  std::optional<int> from_today;             ///< "gisteren" and the like, as days
  std::vector<Span> spans;                   ///< alternatives for the time
  std::optional<SaidPart> part;
  std::optional<int> edge;  ///< minutes of "vroeg in de ochtend", for when no time is said
  std::optional<Dotted> dotted;
  bool about = false;
  bool now = false;
  bool vague = false;
  std::optional<WhyNot> refusal;

  [[nodiscard]] bool names_a_day() const {
    return !days.empty() || !weekdays.empty() || weekend.has_value() || week.has_value();
  }
  [[nodiscard]] bool names_a_time() const { return !spans.empty() || part.has_value(); }
};

/// Puts what the rules find together, and notices when it does not belong together. `at` is where a find begins, `next`
/// where it ends.
class Gathering {
 public:
  explicit Gathering(const SignText& text) : text_(text) {}

  void add_days(const DaySaid& said, std::size_t at, std::size_t next);
  void add_weekday(WeekdaySaid said, std::size_t at, std::size_t next);
  void add_week(LocalDate day, std::size_t at, std::size_t next);
  void add_spans(const std::vector<Span>& spans, std::size_t at, std::size_t next);
  /// "Niet gisteren" names what it was not.
  void forbid(std::size_t next) { negated_ = next; }
  /// True when a day found at `at` belongs to the day before it: "gisteren of eergisteren", "dinsdag, 17 november".
  [[nodiscard]] bool continues_day(std::size_t at) const { return joined(day_end_, at); }

  Findings found;

 private:
  [[nodiscard]] bool joined(std::size_t end, std::size_t at) const;
  void refuse_negated(std::size_t at);

  const SignText& text_;
  std::size_t day_end_ = 0;
  std::size_t time_end_ = 0;
  std::optional<std::size_t> negated_;
};

/// \param hour_alone a bare number is an hour, because the question was about the time.
[[nodiscard]] Findings find_all(const SignText& text, const Context& context, bool hour_alone);

}  // namespace meldmaat::phrases
