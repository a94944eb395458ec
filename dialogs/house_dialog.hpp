// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The outermost dialog: hears every event first. It greets as a machine, understands what always works (help, menu,
/// language, numbers, pause, stop, back), answers old buttons kindly, brings a person back to where they were, listens
/// for somebody who wants to die, and gives everything else to the dialog whose frame lies on top.
///
/// Pure and total: any bytes and any order of events give a turn (bot/dialog.hpp). Immutable, for any thread.
#pragma once

#include <string_view>

#include "bot/dialog.hpp"
#include "dialogs/dialog_shelf.hpp"

namespace meldmaat {

class HouseDialog final : public Dialog {
 public:
  explicit HouseDialog(DialogShelf shelf) : shelf_(std::move(shelf)) {}
  [[nodiscard]] Turn step(const State& state, const Event& event, const View& view) const override;

 private:
  void hear(Talk& talk, bool first) const;
  void opened(Talk& talk, bool first) const;
  void said(Talk& talk, const Said& said) const;
  void said_too_late(Talk& talk, const Said& said) const;
  void chose(Talk& talk, const Chose& press) const;
  void attached(Talk& talk) const;
  void amended(Talk& talk, const Amended& amended) const;
  void notified(Talk& talk, const Notice& notice) const;
  void elapsed(Talk& talk, const ReminderId& reminder) const;

  /// Carries out "<command>", "case/...", or the bare id of a control; \return false when nothing understands it.
  void command(Talk& talk, std::string_view command) const;
  [[nodiscard]] bool house_command(Talk& talk, std::string_view command) const;
  /// What a typed word names, in either language; empty: nothing that always works.
  [[nodiscard]] std::string typed_command(const Talk& talk, std::string_view text) const;
  void help(Talk& talk) const;
  void switch_language(Talk& talk, Language language) const;

  void greet(Talk& talk) const;
  [[nodiscard]] std::vector<Option> menu_options(const Talk& talk) const;
  void show_menu(Talk& talk) const;
  /// Asks what was open before the interruption, or shows the menu when nothing was.
  void back_to_question(Talk& talk) const;
  void step_of_top(Talk& talk) const;
  [[nodiscard]] const FrameDialog* dialog_of_top(const Talk& talk) const;

  DialogShelf shelf_;
};

}  // namespace meldmaat
