// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What was learnt: to read for everybody, to share for the coordinator. Handbook S0-21, S3-7.
///
/// Its commands are "lessons" and "share_lesson". Frame::step is "text" and "confirm".
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class LessonsDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
};

}  // namespace meldmaat
