// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What manager, counsellor, coordinator, care team and the others with a role do with a case in chat: open it, ask the
/// reporter something, record each step, hand over, postpone or set aside with a reason. Handbook §7-§9, §12.
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class CaseworkDialog final : public FrameDialog {
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
