// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_buttons.hpp"

#include <algorithm>

#include "adapters/json_text.hpp"
#include "adapters/message_layout.hpp"
#include "adapters/show_text.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t fewest_answers = 2;
constexpr std::size_t most_answers = 20;
constexpr std::string_view text_key = "org.matrix.msc1767.text";

std::string_view own_part(const Option& option) {
  const std::string_view id = option.id;
  return id.substr(id.find('/') + 1);
}

void add_text(JsonObject& object, std::string_view text) {
  object.add(text_key, text);
}

void relate(JsonObject& content, std::string_view kind, const std::string& event) {
  content.object("m.relates_to").add("rel_type", kind).add("event_id", event);
}

}  // namespace

std::optional<std::string> poll_start(const Message& message, const MatrixFrame& frame) {
  const auto options = numbered_options(message);
  const auto count = options.size();
  // A number is no choice where a moment is asked for, and what is always offered, such as the menu, waits for nobody.
  const bool chooses =
      message.expects != Expects::moment && !message.many && (count > message.options.size() || !all_beside(message));
  if (!chooses || count < fewest_answers || count > most_answers) return std::nullopt;
  if (!reaction_keys(message).empty()) return std::nullopt;
  const std::string words = frame.texts.say(frame.language, frame.informal, "matrix.poll");
  std::string json;
  {
    JsonObject content(json);
    {
      JsonObject start = content.object(poll_start_type);
      start.add("kind", "org.matrix.msc3381.poll.disclosed").add("max_selections", std::uint64_t{1});
      {
        JsonObject question = start.object("question");
        add_text(question, words);
        question.add("body", words).add("msgtype", "m.text");
      }
      JsonArray answers = start.array("answers");
      std::size_t number = 0;
      for (const auto& option : options) {
        JsonObject answer = answers.object();
        answer.add("id", std::to_string(++number));
        add_text(answer, show_line(option.label));
      }
    }
    add_text(content, words);
    content.add_json("m.mentions", "{}");
  }
  return json;
}

std::string poll_end(const std::string& poll, const MatrixFrame& frame) {
  std::string json;
  {
    JsonObject content(json);
    content.add_json(poll_end_type, "{}");
    add_text(content, frame.texts.say(frame.language, frame.informal, "matrix.poll_closed"));
    relate(content, "m.reference", poll);
    content.add_json("m.mentions", "{}");
  }
  return json;
}

std::vector<ReactionKey> reaction_keys(const Message& message) {
  if (message.many) return {};
  const Option* yes = nullptr;
  const Option* no = nullptr;
  for (const auto& option : message.options) {
    if (stands_beside(option)) continue;
    if (own_part(option) == "yes" && yes == nullptr) {
      yes = &option;
    } else if (own_part(option) == "no" && no == nullptr) {
      no = &option;
    } else {
      return {};
    }
  }
  if (yes == nullptr || no == nullptr) return {};
  return {{"\xE2\x9C\x85", yes->id}, {"\xE2\x9D\x8C", no->id}};  // check mark, cross
}

std::string reaction_content(const std::string& event, const std::string& key) {
  std::string json;
  {
    JsonObject content(json);
    content.object("m.relates_to").add("rel_type", "m.annotation").add("event_id", event).add("key", key);
  }
  return json;
}

// "$message p$poll r$one r$other": no event id holds a space.
std::string to_remote_id(const SentEvents& events) {
  std::string text = events.message;
  if (!events.poll.empty()) text.append(" p").append(events.poll);
  for (const auto& reaction : events.reactions) text.append(" r").append(reaction);
  return text;
}

SentEvents read_remote_id(std::string_view remote_id) {
  SentEvents events;
  bool first = true;
  while (!remote_id.empty()) {
    const auto end = std::min(remote_id.find(' '), remote_id.size());
    const auto part = remote_id.substr(0, end);
    if (first) {
      events.message = part;
    } else if (part.starts_with('p')) {
      events.poll = part.substr(1);
    } else if (part.starts_with('r')) {
      events.reactions.emplace_back(part.substr(1));
    }
    first = false;
    remote_id.remove_prefix(std::min(end + 1, remote_id.size()));
  }
  return events;
}

}  // namespace meldmaat
