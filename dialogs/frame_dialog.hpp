// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a dialog must be able to do to take part in the conversation. The house dialog (house_dialog.hpp) hears every
/// event first: it greets, understands the words that always work (help, terug, pauze, stop, menu, English), resolves
/// typed numbers and labels to the option they name, and hands the rest to the dialog whose frame lies on top.
///
/// All functions are pure, total and never throw on input.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialogs/talk.hpp"

namespace meldmaat {

class FrameDialog {
 public:
  FrameDialog() = default;
  FrameDialog(const FrameDialog&) = delete;
  FrameDialog& operator=(const FrameDialog&) = delete;
  virtual ~FrameDialog() = default;

  /// Frame::dialog of its frames, and the first part of its reminders' ids: "<name>/...".
  [[nodiscard]] virtual std::string_view name() const = 0;

  /// What this person finds in the menu because of this dialog: options "menu/<command>". Typing the label works too.
  [[nodiscard]] virtual std::vector<Option> menu(const Talk& talk) const = 0;

  /// Commands that can be typed at any time; the frame on top is offered them first (command), then every dialog
  /// (begin). The words are the text "<name>.words.<command>", separated by commas.
  [[nodiscard]] virtual std::vector<std::string_view> typed_commands() const = 0;

  /// The command whose button bears `text`, which is folded (reading/words.hpp), where its buttons stand above a
  /// question that is open: there a number answers the question. Asked for everything typed that names nothing else.
  /// Empty: none
  [[nodiscard]] virtual std::string titled_command(const Talk& talk, std::string_view text) const;

  /// `command` is what a pressed or typed "menu/<command>" names, or a whole "case/<number>/<action>" id. May say
  /// something, or push a frame and ask. Whatever frame lay on top stays beneath and is asked again when it is back.
  /// \return false, and nothing changed: not one of this dialog's
  [[nodiscard]] virtual bool begin(Talk& talk, std::string_view command) const = 0;

  /// Its frame lies on top and the person said something, chose an option of its question, or attached a file.
  /// Understand the answer with answer.hpp; ask the next question, or pop the frame.
  virtual void step(Talk& talk) const = 0;

  /// Its frame lies on top and one of the words that always work was used: "back", "skip", "unknown", "pause", "stop".
  /// \return false: means nothing here
  [[nodiscard]] virtual bool command(Talk& talk, std::string_view command) const = 0;

  /// Its frame lies on top and was interrupted: asks the same question once more.
  virtual void ask_again(Talk& talk) const = 0;

  /// What "help" says about the question that is open, in the person's language; empty: the general help is enough.
  [[nodiscard]] virtual std::string help(const Talk& talk) const;

  /// A reminder of this dialog fell due: `what` is the id behind "<name>/". Its frame may lie anywhere or be gone.
  virtual void elapsed(Talk& talk, std::string_view what) const;

  /// A message that was heard before was changed or removed. Its frame may lie anywhere or be gone; when it lies on top
  /// it asks again. Unless a dialog does better, what was begun with words that were removed is begun anew.
  /// \return false: nothing of this dialog came of that message, and nothing was said
  [[nodiscard]] virtual bool amended(Talk& talk, const Amended& amended) const;

  /// Something about a case that the person must hear. Only says things; the house asks the open question again.
  /// \return false: not for this dialog
  [[nodiscard]] virtual bool tell(Talk& talk, const Notice& notice) const;

  /// What is typed while its frame lies on top is a person's own story; then the house listens for somebody who says
  /// that they want to die (handbook §4 rule 7).
  [[nodiscard]] virtual bool hears_a_story() const { return false; }
};

}  // namespace meldmaat
