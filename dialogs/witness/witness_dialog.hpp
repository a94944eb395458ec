// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A witness tells what they saw (S0-10). Whoever has a code types it, "getuige 2026-0007-7KQ2-M9C4"; reads who will
/// read the statement, tells in own words, checks it and sends it. Nothing of the case is shown: the view holds none of
/// it.
///
/// Its command is "witness". Frame::step is "code", "tell" and "check".
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class WitnessDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  /// Anything that reads as a code.
  [[nodiscard]] std::string titled_command(const Talk& talk, std::string_view text) const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  [[nodiscard]] bool hears_a_story() const override { return true; }
};

}  // namespace meldmaat
