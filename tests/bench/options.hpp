// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is measured, and how long.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace meldmaat::bench {

inline constexpr std::size_t connections = 64;
/// Over which a homeserver pushes, and how many events it puts into a transaction at most.
inline constexpr std::size_t matrix_connections = 16;
inline constexpr std::size_t transaction_events = 100;
inline constexpr double arrivals_a_second = 200;
inline constexpr int starts = 5;

struct Options {
  std::filesystem::path program;  ///< meldmaat
  std::filesystem::path peers;    ///< the folder with the bots to measure beside it; empty: none
  int rounds = 3;
  int seconds = 4;    ///< of each measurement under full load
  int people = 3000;  ///< in Teams: so many that nobody is sent more than Teams allows, however fast the bot is
  bool web = true;
  bool teams = true;
  bool matrix = true;
  bool json = false;

  [[nodiscard]] std::chrono::milliseconds full_load_lasts() const { return std::chrono::seconds{seconds}; }
  [[nodiscard]] std::chrono::milliseconds alone_lasts() const { return full_load_lasts() / 2; }
  [[nodiscard]] std::chrono::milliseconds arrivals_last() const { return full_load_lasts() * 5 / 2; }
};

inline constexpr const char* usage =
    "usage: meldmaat-bench [--program PATH] [--peers FOLDER] [--only web|teams|matrix] [--rounds N] [--seconds N] "
    "[--people N] [--json]\n";

/// \return nothing when the words mean nothing
[[nodiscard]] std::optional<Options> read_options(const std::vector<std::string>& words);

}  // namespace meldmaat::bench
