// SPDX-License-Identifier: EUPL-1.2
// Whatever is read as an activity keeps the promises of activity.hpp; whatever is a press keeps those of press.hpp; and
// its words, laid out as a card and sent as the title of a button, come back sound.
#include "adapters/teams/activity.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "adapters/teams/card.hpp"
#include "adapters/teams/press.hpp"

namespace {

using namespace meldmaat;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_id(const std::string& id) {
  const auto is_control = [](char letter) { return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F; };
  return id.size() <= 1024 && std::ranges::none_of(id, is_control);
}

void check_press(const Activity& activity) {
  const auto press = read_press(activity);
  if (!press) return;
  if (const auto* said = std::get_if<Said>(&press->what)) {
    require(!said->text.empty() && said->text.find('\0') == std::string::npos);
    return;
  }
  const auto& options = std::get<Chose>(press->what).options;
  require(!options.empty() && options.size() <= 50);
  for (const std::string& id : options) require(!id.empty() && id.size() <= 200);
}

void check_card(const std::string& text) {
  const Texts no_texts;
  Message message;
  message.kind = Message::Kind::question;
  message.text = text;
  message.options = {{"q1/a", text, Option::Style::plain}};
  message.lines = {{text, text, Option{"menu/change/a", text, Option::Style::plain}}};
  const auto check = [&] {
    const std::string json = lay_out(message, {.texts = no_texts, .line = 1});
    require(json.size() < 24UL * 1024 && nlohmann::json::accept(json));
  };
  check();
  message.options.clear();
  message.lines.clear();
  message.kind = Message::Kind::notice;
  check();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // libFuzzer gives bytes, the readers take text.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto read = read_activity(bytes);
  if (const auto* activity = std::get_if<Activity>(&read)) {
    require(!activity->service_url.empty() && !activity->conversation_id.empty());
    require(!activity->id.empty() || activity->kind == Activity::Kind::other);
    for (const std::string* id : {&activity->id, &activity->service_url, &activity->from_id, &activity->aad_object_id,
                                  &activity->recipient_id, &activity->conversation_id, &activity->reply_to_id}) {
      require(is_id(*id));
    }
    require(activity->text.find("<at>") == std::string::npos);
    require(activity->value.is_null() || activity->text.empty());
    check_press(*activity);
    check_card(activity->text);
  }
  check_card(std::string(bytes));
  return 0;
}
