// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/slots.hpp"

#include <array>
#include <cstdio>
#include <ranges>

#include "bot/rules/calendar.hpp"

namespace meldmaat {

namespace {

constexpr std::array slot_times{Milliseconds{std::chrono::hours{10}}, Milliseconds{std::chrono::hours{15}}};

/// Those of one day; none when nobody works.
std::vector<Moment> slots_of(LocalDate day, const Municipality& municipality) {
  std::vector<Moment> slots;
  if (!working_day(day, municipality.current_protocol())) return slots;
  for (const auto time : slot_times) slots.push_back(municipality.zone.to_moment(at_time(day, time)));
  return slots;
}

LocalDate next_day(LocalDate day, int step) {
  return LocalDate{std::chrono::local_days{day} + std::chrono::days{step}};
}

}  // namespace

std::vector<Moment> next_slots(Moment now, std::size_t count, const Municipality& municipality) {
  std::vector<Moment> found;
  for (auto day = date_of(municipality.zone.to_local(now)); found.size() < count; day = next_day(day, 1)) {
    for (const auto slot : slots_of(day, municipality)) {
      if (slot > now && found.size() < count) found.push_back(slot);
    }
  }
  return found;
}

Moment last_slot(Moment now, const Municipality& municipality) {
  for (auto day = date_of(municipality.zone.to_local(now));; day = next_day(day, -1)) {
    const auto slots = slots_of(day, municipality);
    for (const auto slot : std::views::reverse(slots)) {
      if (slot <= now) return slot;
    }
  }
}

std::string iso_week(LocalDate day) {
  const auto in_days = std::chrono::local_days{day};
  const auto weekday = std::chrono::weekday{in_days};
  const auto thursday = in_days + std::chrono::days{4 - static_cast<int>(weekday.iso_encoding())};
  const auto year = LocalDate{thursday}.year();
  const auto first = std::chrono::local_days{year / std::chrono::January / 1};
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%04d-W%02d", static_cast<int>(year),
                static_cast<int>((thursday - first).count() / 7) + 1);
  return text.data();
}

}  // namespace meldmaat
