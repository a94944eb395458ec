// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a reporter does with a report after sending: see what was done and what comes when, answer the rest of the
/// questions, add, correct, answer a question of the manager or counsellor, check the record (T32), withdraw; and hears
/// each step that is taken (S3-6). The colleague it happened to hears the same, and may look, add and check: what the
/// reporter wrote stays as it is.
///
/// Its options are "case/<number>/own" and "case/<number>/own/<action>[/<argument>]".
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class OwnCase final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override { return "own_case"; }
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  /// "reports", "case/<number>/own..."
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  [[nodiscard]] std::string help(const Talk& talk) const override;
  [[nodiscard]] bool tell(Talk& talk, const Notice& notice) const override;
  [[nodiscard]] bool hears_a_story() const override { return true; }
};

}  // namespace meldmaat
