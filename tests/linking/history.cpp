// SPDX-License-Identifier: EUPL-1.2
#include "tests/linking/history.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "adapters/hexadecimal.hpp"
#include "bot/rules/calendar.hpp"

namespace meldmaat::linking {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr LocalDate first_day{std::chrono::year{2026}, std::chrono::September, std::chrono::day{7}};
/// Ciphertext of the three sizes of docs/postbox.md.
constexpr std::array<std::size_t, 3> body_sizes{2048 + 28, 8192 + 28, 32768 + 28};

std::vector<LocalDate> working_days(int count, const Municipality& town) {
  std::vector<LocalDate> days;
  for (auto day = std::chrono::local_days{first_day}; days.size() < static_cast<std::size_t>(count);
       day += std::chrono::days{1}) {
    if (working_day(LocalDate{day}, town.current_protocol())) days.emplace_back(day);
  }
  return days;
}

/// In office hours, to the millisecond.
Moment some_time(LocalDate day, Dice& dice, const Municipality& town) {
  const Milliseconds into_day{dice.below(Milliseconds{hours{10}}.count())};
  return town.zone.to_moment(at_time(day, hours{8} + into_day));
}

Milliseconds delay(Dice& dice) {
  for (;;) {
    const Milliseconds drawn =
        soonest + Milliseconds{static_cast<Milliseconds::rep>(-std::log(1 - dice.share()) *
                                                              static_cast<double>(Milliseconds{usual}.count()))};
    if (drawn <= latest) return drawn;
  }
}

/// Who writes much does so everywhere, a little.
std::size_t length(double usual_length, double habit, Dice& dice) {
  return static_cast<std::size_t>(usual_length * std::exp(0.3 * habit + 0.6 * dice.bell()));
}

}  // namespace

double Dice::bell() {
  double sum = -6;
  for (int one = 0; one < 12; ++one) sum += share();
  return sum;
}

std::string Dice::bytes(std::size_t count) {
  std::string made;
  made.reserve(count + 8);
  while (made.size() < count) {
    const auto number = numbers_();
    for (unsigned shift = 0; shift < 64; shift += 8) made += static_cast<char>(number >> shift & 0xFFU);
  }
  made.resize(count);
  return made;
}

std::string Dice::hex(std::size_t count) {
  return to_hex(bytes(count));
}

double visited_within(Milliseconds time) {
  const auto part = [](Milliseconds from_soonest) {
    return 1 - std::exp(-static_cast<double>(from_soonest.count()) / static_cast<double>(Milliseconds{usual}.count()));
  };
  return part(std::clamp(time, soonest, latest) - soonest) / part(latest - soonest);
}

History draw_history(const Setting& setting, std::uint64_t seed, const Municipality& town) {
  Dice dice(seed);
  const auto days = working_days(setting.working_days, town);
  std::vector<double> habits(setting.staff);
  for (auto& habit : habits) habit = dice.bell();
  History drawn;
  drawn.begin = town.zone.to_moment(at_time(days.front(), hours{0}));
  drawn.end = town.zone.to_moment(at_time(days.back(), hours{26}));
  for (const auto day : days) {
    for (std::size_t person = 0; person < setting.staff; ++person) {
      if (dice.share() >= setting.sessions_a_day) continue;
      drawn.sessions.push_back({some_time(day, dice, town), person, length(60, habits[person], dice)});
    }
    for (int minute = 0; setting.probes && minute < 11 * 60; ++minute) {
      const Milliseconds within{dice.below(60'000)};
      drawn.probes.push_back(town.zone.to_moment(at_time(day, hours{8} + minutes{minute} + within)));
    }
  }
  std::ranges::sort(drawn.sessions, {}, &Session::at);
  std::vector<std::size_t> order(drawn.sessions.size());
  for (std::size_t place = 0; place < order.size(); ++place)
    std::swap(order[place] = place, order[dice.below(place + 1)]);
  for (std::size_t number = 0; number < setting.reports; ++number) {
    const auto& before = drawn.sessions[order[number]];
    const auto text = length(600, habits[before.person], dice);
    const auto* size = std::ranges::lower_bound(body_sizes, text + 32);
    Report report{before.at + delay(dice), before.person, size == body_sizes.end() ? body_sizes.back() : *size, {}, {}};
    for (auto at = report.at + hours{24 + dice.below(72)}; at < drawn.end; at += hours{24 + dice.below(168)}) {
      (dice.below(2) == 0 ? report.answers : report.messages).push_back(at + minutes{dice.below(60)});
      if (dice.below(3) == 0) break;
    }
    drawn.reports.push_back(std::move(report));
  }
  for (std::size_t number = 0; number < setting.restarts; ++number) {
    drawn.restarts.push_back(some_time(days[dice.below(days.size())], dice, town));
  }
  for (auto day = std::chrono::local_days{days.front()} + std::chrono::days{1};; day += std::chrono::days{1}) {
    const auto at = town.zone.to_moment(at_time(LocalDate{day}, hours{2}));
    drawn.copies.push_back(std::min(at, drawn.end) + std::chrono::seconds{30});
    if (at >= drawn.end) break;
  }
  return drawn;
}

}  // namespace meldmaat::linking
