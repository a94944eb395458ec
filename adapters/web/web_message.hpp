// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A line of a person's transcript as the web channel shows it: the page draws it (page.hpp) and the HTTP interface
/// sends it as JSON (schema Message of docs/openapi.yaml). Plain values, owned by whoever holds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/moment.hpp"

namespace meldmaat {

struct WebOption {
  enum class Style { plain, primary, danger };
  std::string id;
  std::string label;
  Style style = Style::plain;
};

/// One line of a summary or receipt: "Wie", what was answered, and the button that changes it.
struct WebLine {
  std::string label;
  std::string text;
  std::optional<WebOption> option;
};

struct WebAttachment {
  std::string id;
  std::string name;  ///< as the person's computer called it
  std::uint64_t bytes = 0;
  std::string type;  ///< media type, such as image/png
};

struct WebMessage {
  enum class From { person, meldmaat };
  enum class Kind { notice, question, summary, receipt, said, chose, file };
  enum class Expects { choice, text, when, file, nothing };

  std::int64_t seq = 0;  ///< place in the transcript, from 1, never reused
  Moment at;
  From from = From::meldmaat;
  Kind kind = Kind::notice;
  std::string text;  ///< exactly as stored; the page and to_json make it safe to show
  std::vector<WebOption> options;
  bool many = false;  ///< several options may be chosen at once
  Expects expects = Expects::nothing;
  std::vector<WebLine> lines;
  std::optional<std::string> case_number;
  std::optional<std::int64_t> revises;  ///< the message that this one takes the place of
  bool open = false;                    ///< its buttons still work
  std::optional<WebAttachment> attachment;
};

/// "2026-11-21T10:00:00.000Z"
[[nodiscard]] std::string iso_utc(Moment moment);

/// One Message on one line, no line end: fit for the data field of a server-sent event. Text passes through show_text,
/// so a client that prints it (the terminal client too) prints no control characters.
[[nodiscard]] std::string to_json(const WebMessage& message);

/// {"messages":[...]}
[[nodiscard]] std::string to_json(const std::vector<WebMessage>& messages);

}  // namespace meldmaat
