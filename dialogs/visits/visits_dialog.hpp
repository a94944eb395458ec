// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Home visits: setting out, checking in, and what a colleague or somebody higher does when no word comes. Handbook
/// §15, T37.
///
/// Its commands are "visit" (to set out, or the visit that is under way), "visit_back", "visit_longer" and
/// "visit_cancel" about one's own visit, and "visit/<id>/<verb>" of a button. Every question about a visit that is
/// under way is a message with buttons, never an open question: it must not steal the answer to another one, and an
/// answer to another one must not say that somebody is safe. Frame::step is a step of visit_plan, "longer" or
/// "another".
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class VisitsDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  [[nodiscard]] std::string titled_command(const Talk& talk, std::string_view text) const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  [[nodiscard]] std::string help(const Talk& talk) const override;
  void elapsed(Talk& talk, std::string_view what) const override;
  [[nodiscard]] bool tell(Talk& talk, const Notice& notice) const override;
};

}  // namespace meldmaat
