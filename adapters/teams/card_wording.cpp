// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/card_wording.hpp"

#include <algorithm>

#include "adapters/message_layout.hpp"
#include "adapters/show_text.hpp"
#include "adapters/teams/card_text.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t most_label_bytes = 200;

}  // namespace

std::string CardWording::say(std::string_view key, const TextArgs& args) const {
  return frame_.texts.say(frame_.language, frame_.informal, key, args);
}

std::string CardWording::text(std::string_view stored) {
  return cut(literal_text(cut(stored, room_)), room_);
}

std::string CardWording::label(std::string_view stored) {
  const std::size_t room = std::min(room_, most_label_bytes);
  return cut(literal_line(cut(stored, room)), room);
}

std::vector<std::string> CardWording::above() {
  std::vector<std::string> parts;
  if (frame_.maybe_double) parts.push_back(say("teams.maybe_double"));
  if (!message_.about.empty()) parts.push_back(say("teams.case", {{"number", label(message_.about.str())}}));
  return parts;
}

std::string CardWording::file(const Attachment& file) {
  return say("teams.attached", {{"name", label(show_name(file.name))}, {"size", size_words(file.bytes)}});
}

std::size_t CardWording::most_blocks() const {
  constexpr std::size_t short_line = 64;
  return room_ / short_line + 1;
}

std::string CardWording::cut(std::string_view whole, std::size_t most) {
  if (whole.size() > most) is_cut_ = true;
  return shortened(whole, most);
}

}  // namespace meldmaat
