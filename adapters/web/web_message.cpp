// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/web_message.hpp"

#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/file_kind.hpp"
#include "adapters/iso_utc.hpp"
#include "adapters/show_text.hpp"

namespace meldmaat {
namespace {

using nlohmann::ordered_json;

/// The words of docs/openapi.yaml, in the order of the enumerations in bot/message.hpp.
constexpr std::array<std::string_view, 3> styles{"plain", "primary", "danger"};
constexpr std::array<std::string_view, 7> kinds{"notice", "question", "summary", "receipt", "said", "chose", "file"};
constexpr std::array<std::string_view, 5> expectations{"nothing", "choice", "text", "when", "file"};

template <typename Enum, std::size_t n>
std::string_view word(Enum value, const std::array<std::string_view, n>& words) {
  return words.at(static_cast<std::size_t>(value));
}

ordered_json option_value(const Option& option) {
  return {{"id", option.id}, {"label", show_line(option.label)}, {"style", word(option.style, styles)}};
}

ordered_json line_value(const Line& line) {
  ordered_json value{{"label", show_line(line.label)}, {"text", show_text(line.text)}};
  if (line.change) value["option"] = option_value(*line.change);
  return value;
}

ordered_json attachment_value(const Attachment& attachment) {
  return {{"id", attachment.id.str()},
          {"name", show_name(attachment.name)},
          {"bytes", attachment.bytes},
          {"type", show_line(attachment.media_type)},
          {"copy", has_reader_copy(attachment.media_type)}};
}

ordered_json message_value(const WebMessage& entry) {
  const Message& message = entry.message;
  ordered_json options = ordered_json::array();
  for (const Option& option : message.options) options.push_back(option_value(option));
  ordered_json lines = ordered_json::array();
  for (const Line& line : message.lines) lines.push_back(line_value(line));
  const ordered_json nothing = nullptr;
  return {{"seq", entry.seq},
          {"at", iso_utc(entry.at)},
          {"from", from_person(entry) ? "person" : "meldmaat"},
          {"kind", word(message.kind, kinds)},
          {"text", show_text(message.text)},
          {"options", std::move(options)},
          {"many", message.many},
          {"expects", word(message.expects, expectations)},
          {"lines", std::move(lines)},
          {"case", message.about.empty() ? nothing : ordered_json(message.about.str())},
          {"revises", entry.revises ? ordered_json(*entry.revises) : nothing},
          {"open", entry.open},
          {"attachment", message.attachment ? attachment_value(*message.attachment) : nothing}};
}

}  // namespace

bool from_person(const WebMessage& entry) {
  const Message::Kind kind = entry.message.kind;
  return kind == Message::Kind::said || kind == Message::Kind::chose || kind == Message::Kind::file;
}

std::string to_json(const WebMessage& message) {
  return message_value(message).dump();
}

std::string to_json(const std::vector<WebMessage>& messages) {
  ordered_json array = ordered_json::array();
  for (const WebMessage& message : messages) array.push_back(message_value(message));
  return ordered_json{{"messages", std::move(array)}}.dump();
}

}  // namespace meldmaat
