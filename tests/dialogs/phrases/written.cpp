// SPDX-License-Identifier: EUPL-1.2
#include "tests/dialogs/phrases/written.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace meldmaat::phrases {
namespace {

std::string clock(Milliseconds time) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
  return text.data();
}

std::string date(LocalDate day) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()), unsigned{day.month()},
                unsigned{day.day()});
  return text.data();
}

int number(std::string_view text, std::size_t from, std::size_t digits) {
  int value = 0;
  const std::string_view piece = text.substr(from, digits);
  const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), value);
  if (error != std::errc{} || end != piece.data() + piece.size()) throw std::invalid_argument{std::string{text}};
  return value;
}

}  // namespace

std::string written(const WhenReading& reading) {
  constexpr std::array<std::string_view, 4> parts{"night", "morning", "afternoon", "evening"};
  std::string text = (reading.about ? "~ " : "= ") + date(reading.date);
  if (reading.time_of_day) text += " " + clock(*reading.time_of_day);
  if (reading.until) text += "-" + clock(*reading.until);
  if (reading.part) text += " " + std::string{parts.at(static_cast<std::size_t>(*reading.part))};
  return text;
}

std::string written(const WhenAnswer& answer) {
  if (const auto* one = std::get_if<Understood>(&answer)) return written(one->reading);
  if (const auto* refusal = std::get_if<NotADate>(&answer)) return "! " + std::string{name_of(refusal->reason)};
  std::string text = "?";
  for (const WhenReading& candidate : std::get<Choose>(answer).candidates) {
    text += (text.size() > 1 ? "; " : " ") + written(candidate);
  }
  return text;
}

LocalMoment wall_clock(std::string_view text) {
  const LocalDate day{std::chrono::year{number(text, 0, 4)},
                      std::chrono::month{static_cast<unsigned>(number(text, 5, 2))},
                      std::chrono::day{static_cast<unsigned>(number(text, 8, 2))}};
  return at_time(day, std::chrono::hours{number(text, 11, 2)} + std::chrono::minutes{number(text, 14, 2)});
}

}  // namespace meldmaat::phrases
