// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What meldmaat explains beside the report: groups of cards, a card, and the path to "do I have to report this?".
/// Handbook §16; S3-13, S4-11, S4-16.
///
/// Its commands are "cards", "cards/<group>", "card/<id>", "decide", "decide/<fork>" and "doubt". It has no frames: a
/// question that is open is asked again below what is shown.
#pragma once

#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class CardsDialog final : public FrameDialog {
 public:
  [[nodiscard]] std::string_view name() const override;
  [[nodiscard]] std::vector<Option> menu(const Talk& talk) const override;
  [[nodiscard]] std::vector<std::string_view> typed_commands() const override;
  /// The title of a card or a group, as it is offered.
  [[nodiscard]] std::string titled_command(const Talk& talk, std::string_view text) const override;
  [[nodiscard]] bool begin(Talk& talk, std::string_view command) const override;
  void step(Talk& talk) const override;
  [[nodiscard]] bool command(Talk& talk, std::string_view command) const override;
  void ask_again(Talk& talk) const override;
  /// Hello to a new colleague (S3-19).
  [[nodiscard]] bool tell(Talk& talk, const Notice& notice) const override;
};

}  // namespace meldmaat
