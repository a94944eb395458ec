// SPDX-License-Identifier: EUPL-1.2
#include "tests/functional/story.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <ranges>
#include <regex>
#include <sstream>
#include <stdexcept>

namespace meldmaat::functional {

namespace {

using nlohmann::json;

/// Lines after the first stand further in; of an address of the program the port is left out, which is another each
/// time.
std::string indented(const std::string& text) {
  static const std::regex own_address(R"(http://127\.0\.0\.1:[0-9]+)");
  std::string made;
  for (const char letter : std::regex_replace(text, own_address, "http://127.0.0.1")) {
    made += letter;
    if (letter == '\n') made += "  ";
  }
  return made;
}

/// The buttons under every question (don't know, skip, back, help, pause, stop) say nothing about this one.
bool always_there(const std::string& option) {
  return option.find("/.") != std::string::npos || option == "menu/help" || option == "menu/pause" ||
         option == "menu/stop";
}

std::string shown(const json& message) {
  std::string text = "< ";
  if (message["case"].is_string()) text += "(" + message["case"].get<std::string>() + ") ";
  text += indented(message["text"].get<std::string>()) + "\n";
  for (const auto& line : message["lines"]) {
    text += "  - " + line["label"].get<std::string>() + ": " + indented(line["text"].get<std::string>());
    if (line.contains("option")) text += " [" + line["option"]["label"].get<std::string>() + "]";
    text += "\n";
  }
  for (const auto& option : message["options"]) {
    if (!always_there(option["id"])) text += "  [" + option["label"].get<std::string>() + "]\n";
  }
  return text;
}

/// The id of a button with this label in the message; empty: none.
std::string button(const json& message, const std::string& label, const std::string& line_label) {
  if (!message["open"].get<bool>()) return {};
  for (const auto& line : message["lines"]) {
    const bool named = line_label.empty() || line["label"] == line_label;
    if (line.contains("option") && named && line["option"]["label"] == label) return line["option"]["id"];
  }
  if (!line_label.empty()) return {};
  for (const auto& option : message["options"]) {
    if (option["label"] == label) return option["id"];
  }
  return {};
}

}  // namespace

Story::Story(const std::string& text) {
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) lines_.push_back(line);
}

std::string Story::play(const Server& server) {
  played_.clear();
  try {
    for (const auto& line : lines_) play_line(line, server);
  } catch (const std::exception& fault) {
    played_ += std::string("! ") + fault.what() + "\n";
  }
  return played_;
}

void Story::play_line(const std::string& line, const Server& server) {
  if (line.starts_with("<") || line.starts_with("  ")) return;  // comes from the program
  played_ += line + "\n";
  if (line.starts_with("@ ")) {
    person_ = line.substr(2);
    hear(server);
  } else if (line.starts_with("> ")) {
    say({{"text", line.substr(2)}}, server);
  } else if (line.starts_with("[ ")) {
    press(line.substr(2, line.size() - 4), server);
  } else if (line.starts_with("+ ")) {
    static_cast<void>(server.post("/demo/clock", {{"forward", line.substr(2)}}, ""));
  } else if (!line.empty() && !line.starts_with("#")) {
    throw std::runtime_error("not a line of a story: " + line);
  }
}

void Story::say(const json& body, const Server& server) {
  static_cast<void>(server.post("/p/" + person_ + "/messages", body, "story-" + std::to_string(++posts_)));
  hear(server);
}

void Story::press(const std::string& label, const Server& server) {
  // "line | button" presses the button of one line of a list.
  const auto bar = label.find(" | ");
  const auto line = bar == std::string::npos ? std::string{} : label.substr(0, bar);
  const auto wanted = bar == std::string::npos ? label : label.substr(bar + 3);
  const auto& messages = seen_[person_].messages;
  for (const auto& [sequence, message] : std::views::reverse(messages)) {
    const auto id = button(message, wanted, line);
    if (!id.empty()) return say({{"choice", id}, {"question", sequence}}, server);
  }
  throw std::runtime_error(person_ + " sees no button \"" + label + "\"");
}

void Story::hear(const Server& server) {
  auto& seen = seen_[person_];
  // From the beginning each time: a question that was open may be closed by now.
  const auto all = server.get("/p/" + person_ + "/messages?after=0");
  seen.messages.clear();
  for (const auto& message : all["messages"]) {
    const auto sequence = message["seq"].get<std::int64_t>();
    const bool revises = !message["revises"].is_null();
    if (revises) seen.messages.erase(message["revises"].get<std::int64_t>());
    seen.messages[sequence] = message;
    if (sequence <= seen.last) continue;
    seen.last = sequence;
    if (message["from"] == "meldmaat" && !revises) played_ += shown(message);
  }
}

std::string read_story(const std::string& name) {
  std::ifstream file(std::filesystem::path(MELDMAAT_SOURCE_DIR) / "tests/functional/stories" / name);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace meldmaat::functional
