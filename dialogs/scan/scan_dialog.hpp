// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The ten-point self-scan, for director, coordinator and watcher. Handbook §14; S1-1 to S1-5.
///
/// Its commands are "scan" and "scans". It stands in no menu: it is typed, found under "my cases", and its duty leads
/// to it. Frame::step is "start", "p1" to "p10", "confirm"; a point that was passed over counts as not yet.
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class ScanDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  [[nodiscard]] std::string help(const Talk& talk) const override;
};

}  // namespace meldmaat
