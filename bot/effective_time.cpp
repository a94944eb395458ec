// SPDX-License-Identifier: EUPL-1.2
#include "bot/effective_time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

namespace meldmaat {

namespace {

constexpr std::string_view form = "time1";

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::optional<std::int64_t> number(std::string_view word) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

}  // namespace

Moment EffectiveTime::read(const ClockReading& reading) {
  if (!started_) {
    started_ = true;
    effective_ = reading.wall;
    last_ = reading;
    return effective_;
  }
  const bool same_boot = reading.boot == last_.boot && reading.since_boot >= last_.since_boot;
  // What certainly passed: how long the machine was off is known to nobody but the wall clock.
  const auto passed = same_boot ? reading.since_boot - last_.since_boot : Milliseconds{0};
  const auto expected = effective_ + passed;
  const auto ahead = reading.wall - expected;
  if (!same_boot) suspect_since_ = reading.since_boot;
  if (standing_ == Standing::suspect) synchronised_throughout_ = synchronised_throughout_ && reading.synchronised;

  const bool jumped = ahead > (same_boot || standing_ == Standing::suspect ? believed_jump : believed_pause);
  if (jumped && standing_ != Standing::suspect) suspect(reading);
  const bool doubted = jumped && !believed(reading);
  if (doubted) {
    effective_ = expected;
  } else {
    effective_ = std::max(expected, reading.wall);
    standing_ = reading.wall < expected ? Standing::behind : Standing::normal;
  }
  last_ = reading;
  return effective_;
}

void EffectiveTime::suspect(const ClockReading& reading) {
  standing_ = Standing::suspect;
  suspect_since_ = reading.since_boot;
  synchronised_throughout_ = reading.synchronised;
}

/// A clock that was set by a time server after the jump is believed at once. One that claimed to follow a time server
/// while it jumped has to go on claiming it.
bool EffectiveTime::believed(const ClockReading& reading) const {
  if (!reading.synchronised) return false;
  return !synchronised_throughout_ || reading.since_boot - suspect_since_ >= believed_after;
}

void EffectiveTime::confirm(const ClockReading& reading) {
  (void)read(reading);
  effective_ = std::max(effective_, reading.wall);
  standing_ = reading.wall < effective_ ? Standing::behind : Standing::normal;
}

bool EffectiveTime::alarm() const {
  return standing_ == Standing::suspect || effective_ - last_.wall > tolerated_backstep;
}

std::string EffectiveTime::to_text() const {
  std::string text{form};
  for (const std::int64_t value :
       {std::int64_t{effective_.time_since_epoch().count()}, std::int64_t{last_.wall.time_since_epoch().count()},
        std::int64_t{last_.since_boot.count()}, std::int64_t{last_.synchronised ? 1 : 0},
        std::int64_t{static_cast<int>(standing_)}, std::int64_t{suspect_since_.count()},
        std::int64_t{synchronised_throughout_ ? 1 : 0}}) {
    text += " " + std::to_string(value);
  }
  return text + " " + last_.boot;
}

std::optional<EffectiveTime> EffectiveTime::restore(std::string_view text) {
  const auto words = words_of(text);
  constexpr std::size_t numbers = 7;
  if (words.size() != numbers + 2 || words.front() != form) return std::nullopt;
  std::array<std::int64_t, numbers> values{};
  for (std::size_t i = 0; i < numbers; ++i) {
    const auto value = number(words[i + 1]);
    if (!value) return std::nullopt;
    values.at(i) = *value;
  }
  const auto& [effective, wall, since_boot, synchronised, standing, suspect_since, throughout] = values;
  if (standing < 0 || standing > static_cast<int>(Standing::suspect)) return std::nullopt;
  EffectiveTime restored;
  restored.started_ = true;
  restored.effective_ = Moment{Milliseconds{effective}};
  restored.last_ = {Moment{Milliseconds{wall}}, Milliseconds{since_boot}, std::string{words.back()}, synchronised != 0};
  restored.standing_ = static_cast<Standing>(standing);
  restored.suspect_since_ = Milliseconds{suspect_since};
  restored.synchronised_throughout_ = throughout != 0;
  return restored;
}

}  // namespace meldmaat
