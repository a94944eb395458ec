// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Somebody at the desk who is reporting: signed in, in the middle of the interview, saying the same few things again
/// and again. Every request is one turn that writes: a story that is read for its W's, "help", and "terug".
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "tests/bench/load.hpp"

namespace meldmaat::bench {

/// How many lines each step of the round adds to a transcript. The first employee finds it out; from everybody after
/// that, another number is a turn that was not taken as it should.
using LinesOfStep = std::vector<std::uint64_t>;

class Employee final : public Caller {
 public:
  /// Signs in with a one-time link, begins a report and says two rounds to see that one ends where it began.
  /// \param data the program's data folder, where the link is made
  /// \param expected outlives the employee; filled by whoever comes first
  /// \throws std::runtime_error when the conversation goes another way
  Employee(std::uint16_t web, const std::filesystem::path& data, std::string id, LinesOfStep& expected);

  [[nodiscard]] std::string_view next_request(Clock::time_point due) override;
  void hear(const Answer& answer) override;

 private:
  void sign_in(Connection& connection, const std::filesystem::path& data);
  void say_round(Connection& connection);
  /// The question that is open now.
  std::string question(Connection& connection);
  std::string key();

  Host host_;
  std::string id_;
  LinesOfStep& expected_;
  std::mt19937_64 chance_;
  std::string cookie_;
  std::string request_;
  bool settled_ = false;
  std::size_t step_ = 0;
  std::uint64_t sequence_ = 0;  ///< of the last line of the transcript
};

}  // namespace meldmaat::bench
