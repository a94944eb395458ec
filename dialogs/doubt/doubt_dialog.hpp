// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A doubt for somebody who looks at it. Handbook S4-16.
///
/// Its command is "share_doubt", found on the card about doubt. Frame::step is "text", "to" and "confirm".
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class DoubtDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  [[nodiscard]] bool hears_a_story() const override { return true; }
};

}  // namespace meldmaat
