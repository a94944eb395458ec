// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How a message looks in Matrix: an m.room.message with a plain `body` that says everything, and the same as a small
/// subset of HTML (Matrix spec v1.19, client-server API "m.room.message msgtypes"). What people wrote is shown as
/// everywhere (show_text.hpp), escaped, and can raise no mention and no link. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "bot/language.hpp"
#include "bot/message.hpp"
#include "bot/texts.hpp"

namespace meldmaat {

struct MatrixFrame {
  const Texts& texts;
  Language language = Language::nl;
  bool informal = false;
  bool maybe_double = false;  ///< carries "mogelijk dubbel"
  /// Muted, as an answer in a running conversation (m.notice); else it notifies (m.text).
  bool quiet = false;
  /// The event that it replaces; empty: it is new.
  std::string replaces;
  /// The municipality's own, which a client may make a link of and a person may copy; empty: none.
  std::string_view own_address;
};

/// What can be chosen under this message, in the order in which it is numbered: first the lines that can be chosen,
/// such as the steps of a case, each with the words of its line; then the options. Lines of a message without options
/// stand above a question that offers to change them, and its numbers count.
[[nodiscard]] std::vector<Option> numbered_options(const Message& message);

/// The content of the event as JSON, below the 64 KiB of an event with room to spare.
[[nodiscard]] std::string matrix_content(const Message& message, const MatrixFrame& frame);

}  // namespace meldmaat
