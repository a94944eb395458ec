// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The report: first safety, then the story, then only what is still open, then who will read it, then sending.
/// Handbook §4, §5, §7; issue 2 §3. A frightened person meets this: one question a message, nothing typed is lost,
/// every question can be passed over, and nothing is sent before the person has seen to whom.
///
/// Notes in Frame::answers (keys that begin with '.'): ".story" what was told before the story was asked, ".before"
/// the step to come back to, ".sending" the person wants to send now, ".privacy", ".alerted" said or done once,
/// ".opened" when the person last looked, ".moment" of the interview.
#pragma once

#include "bot/form.hpp"
#include "dialogs/frame_dialog.hpp"
#include "dialogs/intake/interview.hpp"

namespace meldmaat {

class Intake final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override { return "intake"; }
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  /// "report", "resume", "danger"
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  /// "back", "skip", "unknown", "pause", "stop", "send", "change/<question>", "danger"
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  void elapsed(Talk& talk, std::string_view what) const override;
  [[nodiscard]] bool amended(Talk& talk, const Amended& amended) const override;
  [[nodiscard]] std::string help(const Talk& talk) const override;
  [[nodiscard]] bool hears_a_story() const override { return true; }
};

}  // namespace meldmaat
