// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How fast may be sent: so many a second to a tenant, so many to one conversation (Teams, "Optimize your bot with rate
/// limiting": to one conversation 7 in a second, 8 in two, 60 in thirty; 50 a second to a tenant; we stay below). Pure:
/// the moment comes in.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>

namespace meldmaat {

class Pace {
 public:
  /// The table is looked through when it holds so many, so that it does not grow with everybody who ever wrote.
  static constexpr std::size_t many = 4096;
  /// After four at once one each 550 ms: 58 in thirty seconds.
  static constexpr std::chrono::milliseconds usual_gap{550};

  /// `a_tenant` messages a second for everybody together.
  /// \param conversation_gap between two messages to one conversation, once a few have gone together
  explicit Pace(int a_tenant, std::chrono::nanoseconds conversation_gap = usual_gap);

  /// Reserves the next free place. \return when to send, `now` or later
  [[nodiscard]] std::chrono::nanoseconds reserve(const std::string& conversation, std::chrono::nanoseconds now);

  /// Conversations that still hold a place.
  [[nodiscard]] std::size_t remembered() const { return conversations_.size(); }

 private:
  std::chrono::nanoseconds gap_;
  std::chrono::nanoseconds conversation_gap_;
  std::chrono::nanoseconds tenant_free_{0};
  std::unordered_map<std::string, std::chrono::nanoseconds> conversations_;
  std::size_t look_through_at_ = many;
};

}  // namespace meldmaat
