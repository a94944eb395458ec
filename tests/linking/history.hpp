// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What happens in one game: who speaks in the chat when, who hands in what at the postbox shortly afterwards, and when
/// copies are made. Drawn from a seed; nothing here is played yet.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "bot/municipality.hpp"

namespace meldmaat::linking {

/// Chance that a seed repeats.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : numbers_(seed) {}
  [[nodiscard]] std::size_t below(std::size_t limit) { return numbers_() % limit; }
  /// In [0, 1).
  [[nodiscard]] double share() { return static_cast<double>(numbers_() >> 11U) / 9007199254740992.0; }
  /// Of a normal distribution, roughly.
  [[nodiscard]] double bell();
  [[nodiscard]] std::string bytes(std::size_t count);
  [[nodiscard]] std::string hex(std::size_t count);

 private:
  std::mt19937_64 numbers_;
};

struct Setting {
  std::size_t staff = 300;
  double sessions_a_day = 0.2;  ///< of each, on working days
  int working_days = 60;
  std::size_t reports = 30;
  std::size_t restarts = 6;
  bool probes = false;  ///< the attacker hands in a report of its own every minute of the day
};

struct Session {
  Moment at;
  std::size_t person = 0;
  std::size_t characters = 0;  ///< that were typed
};

struct Report {
  Moment at;
  std::size_t person = 0;
  std::size_t body_bytes = 0;
  std::vector<Moment> answers;   ///< of a counsellor
  std::vector<Moment> messages;  ///< further ones of the reporter, without a session before them
};

struct History {
  Moment begin;
  Moment end;
  std::vector<Session> sessions;
  std::vector<Report> reports;
  std::vector<Moment> restarts;
  std::vector<Moment> copies;  ///< one every night, the last at `end`
  std::vector<Moment> probes;
};

/// A reporter visits the postbox at least `soonest` after a session in the chat, mostly some minutes after it.
inline constexpr Milliseconds soonest = std::chrono::minutes{1};
inline constexpr Milliseconds latest = std::chrono::minutes{60};
inline constexpr Milliseconds usual = std::chrono::minutes{5};
/// The share of visits that come within `time` of the session. Attackers know it too.
[[nodiscard]] double visited_within(Milliseconds time);

[[nodiscard]] History draw_history(const Setting& setting, std::uint64_t seed, const Municipality& town);

}  // namespace meldmaat::linking
