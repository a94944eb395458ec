// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is said, as meaning and never as layout: a channel draws it as rich as it can (ARCHITECTURE.md, "channels").
/// Texts are resolved in the reader's language when the turn is taken, and stored: what a person was told is the
/// record.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/ids.hpp"

namespace meldmaat {

/// The slot of what is about no case and must arrive all the same, such as an alarm: said again on the person's next
/// channel when it did not. No Revise names it.
inline constexpr const char* must_arrive = "must-arrive";

/// Something that can be pressed. `id` says by itself what it is about:
///   "q<turn>/<option>"               an answer to the question of that turn; stale once another question is open
///   "case/<number>/<action>[/...]"   a step in a case; pressable for as long as the case allows it
///   "menu/<command>"                 always pressable
struct Option {
  enum class Style { plain, primary, danger };
  std::string id;
  std::string label;
  Style style = Style::plain;
  bool operator==(const Option&) const = default;
};

/// A line of a summary: "Wie — een man, ongeveer 40", with the option that changes it.
struct Line {
  std::string label;
  std::string text;
  std::optional<Option> change;
  bool operator==(const Line&) const = default;
};

/// A file somebody added. The bytes lie in the store under `id`; `sha256` is hexadecimal.
struct Attachment {
  BlobId id;
  std::string name;
  std::string media_type;
  std::uint64_t bytes = 0;
  std::string sha256;
  bool operator==(const Attachment&) const = default;
};

/// What kind of answer a question waits for.
enum class Expects { nothing, choice, text, moment, file };

struct Message {
  enum class Kind {
    notice,    ///< information, perhaps with buttons
    question,  ///< waits for an answer
    summary,   ///< labelled lines, each perhaps changeable
    receipt,   ///< a report was filed: number, what happens next
    said,      ///< what the person typed
    chose,     ///< what the person pressed, as its label
    file       ///< what the person attached
  };
  Kind kind = Kind::notice;
  std::string text;
  std::vector<Option> options;
  bool many = false;  ///< more than one option may be chosen
  Expects expects = Expects::nothing;
  std::vector<Line> lines;
  CaseNumber about;  ///< empty when no case is concerned
  std::optional<Attachment> attachment;
  /// Names the place this message takes in the conversation. A later Revise with the same slot replaces it.
  std::string slot;
  bool operator==(const Message&) const = default;
};

}  // namespace meldmaat
