// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Time that never goes back, whatever the clock of the machine does. Pure: readings come in, moments come out. Plan
/// M7; adapters/system_clock takes the readings and keeps the text in the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/moment.hpp"

namespace meldmaat {

/// One look at the machine's clocks.
struct ClockReading {
  Moment wall;
  Milliseconds since_boot{0};  ///< counts while suspended too
  std::string boot;            ///< names this start of the machine; not empty, without spaces
  bool synchronised = false;   ///< the kernel says its clock follows a time server
  bool operator==(const ClockReading&) const = default;
};

class EffectiveTime {
 public:
  enum class Standing {
    normal,  ///< the wall clock is used
    behind,  ///< the wall clock went back: time runs on from the highest moment ever used until it catches up
    suspect  ///< the wall clock jumped ahead: time runs on from the last moment until the jump is believed
  };
  static constexpr Milliseconds believed_jump = std::chrono::minutes{10};      ///< within one boot
  static constexpr Milliseconds believed_pause = std::chrono::days{45};        ///< across boots
  static constexpr Milliseconds believed_after = std::chrono::minutes{30};     ///< of a synchronised clock
  static constexpr Milliseconds tolerated_backstep = std::chrono::minutes{2};  ///< further back is an alarm

  EffectiveTime() = default;

  /// Takes a reading. \return the effective time: never before the one returned last.
  Moment read(const ClockReading& reading);
  /// Somebody who can know says that the wall clock is right.
  void confirm(const ClockReading& reading);

  [[nodiscard]] Moment now() const { return effective_; }
  [[nodiscard]] Standing standing() const { return standing_; }
  /// Somebody must look at the clock.
  [[nodiscard]] bool alarm() const;
  /// Nothing may be destroyed because of its age now; reminders run on.
  [[nodiscard]] bool may_destroy() const { return standing_ != Standing::suspect; }

  /// One line of text for the store; `restore` reads it back.
  [[nodiscard]] std::string to_text() const;
  /// \return nothing when the text is not one of `to_text`
  [[nodiscard]] static std::optional<EffectiveTime> restore(std::string_view text);

  bool operator==(const EffectiveTime&) const = default;

 private:
  void suspect(const ClockReading& reading);
  [[nodiscard]] bool believed(const ClockReading& reading) const;

  bool started_ = false;
  Moment effective_;  ///< the watermark: the highest moment ever used
  ClockReading last_;
  Standing standing_ = Standing::normal;
  Milliseconds suspect_since_{0};         ///< on the boot clock
  bool synchronised_throughout_ = false;  ///< since the jump
};

}  // namespace meldmaat
