// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Shows a change of the configuration to a second person, who agrees or not. Threat model, C17.
///
/// Its command is "proposal". Frame::step is "decide"; the frame keeps which change was shown.
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class ProposalDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  [[nodiscard]] bool tell(Talk& talk, const Notice& notice) const override;
};

}  // namespace meldmaat
