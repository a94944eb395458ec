// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What can be pressed in a room, beside the numbered list that is always there: a poll for a choice (MSC3381 in the
/// form that Element sends and shows), and two reactions for yes or no. Matrix has no buttons (protocol reference §9).
/// Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/matrix/matrix_content.hpp"
#include "bot/message.hpp"

namespace meldmaat {

/// Types of events. The stable names wait for a room version that has them.
inline constexpr std::string_view poll_start_type = "org.matrix.msc3381.poll.start";
inline constexpr std::string_view poll_end_type = "org.matrix.msc3381.poll.end";

/// The content of the poll; nothing when a poll does not fit: nothing to choose, several at a time, yes or no, or more
/// than the twenty that a poll may have. Its answers are called "1", "2", as in the list.
[[nodiscard]] std::optional<std::string> poll_start(const Message& message, const MatrixFrame& frame);
[[nodiscard]] std::string poll_end(const std::string& poll, const MatrixFrame& frame);

/// A reaction that answers, without U+FE0F, and the option it stands for.
struct ReactionKey {
  std::string key;
  std::string option;
  bool operator==(const ReactionKey&) const = default;
};
/// Yes and no; empty for anything else.
[[nodiscard]] std::vector<ReactionKey> reaction_keys(const Message& message);
[[nodiscard]] std::string reaction_content(const std::string& event, const std::string& key);

/// The events that one message became: Outcome::remote_id and back.
struct SentEvents {
  std::string message;
  std::string poll;                    ///< empty: none
  std::vector<std::string> reactions;  ///< of the bot
  bool operator==(const SentEvents&) const = default;
};
[[nodiscard]] std::string to_remote_id(const SentEvents& events);
[[nodiscard]] SentEvents read_remote_id(std::string_view remote_id);

}  // namespace meldmaat
