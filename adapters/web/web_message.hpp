// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A line of a person's transcript as the web channel shows it: the page draws it (page.hpp) and the HTTP interface
/// sends it as JSON (schema Message of docs/openapi.yaml). Plain values, owned by whoever holds them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bot/message.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct WebMessage {
  std::int64_t seq = 0;                 ///< place in the transcript, from 1, never reused
  Moment at;                            ///< when it was said
  Message message;                      ///< exactly as stored; the page and to_json make it safe to show
  std::optional<std::int64_t> revises;  ///< the message that this one takes the place of
  bool open = false;                    ///< its buttons still work
};

/// Whether the person said it (kinds said, chose and file) and not meldmaat.
[[nodiscard]] bool from_person(const WebMessage& message);

/// One Message on one line, no line end: fit for the data field of a server-sent event. Text passes through show_text,
/// so that a client that prints it (the terminal client too) prints no control characters.
[[nodiscard]] std::string to_json(const WebMessage& message);

/// {"messages":[...]}
[[nodiscard]] std::string to_json(const std::vector<WebMessage>& messages);

}  // namespace meldmaat
