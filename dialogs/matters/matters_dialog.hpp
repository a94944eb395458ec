// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Notes that something came in which a role must answer in time and that is no report. Handbook T49-T51.
///
/// Its command is "matters". Frame::step is "matter", "moment", "which" and "confirm".
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class MattersDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
};

/// Whether this person may note one, and the protocol knows of any.
[[nodiscard]] bool may_note_matters(const Talk& talk);

}  // namespace meldmaat
