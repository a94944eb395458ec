// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/card.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "adapters/show_text.hpp"
#include "adapters/teams/card_text.hpp"
#include "adapters/teams/press.hpp"
#include "bot/event.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

/// Of JSON, for one activity (protocol §11); a margin is left for the answer to an invoke around a card.
constexpr std::size_t most_bytes = 24UL * 1024;
constexpr std::size_t most_card_bytes = most_bytes - 1024;
/// Buttons on one card beyond which it is a list to choose from (protocol §12).
constexpr std::size_t most_buttons = 6;
/// Small buttons next to each other that a phone still shows whole.
constexpr std::size_t buttons_in_row = 3;
/// What a press can hold (press.hpp).
constexpr std::size_t most_choices = 50;
constexpr std::size_t most_label_bytes = 200;
constexpr std::size_t most_moment_characters = 200;
/// With this much of each text, the largest message there can be fits.
constexpr std::size_t fewest_text_bytes = 40;

/// As on the web: a command, or an answer that begins with a dot, stands beside the answers (bot/message.hpp).
bool stands_beside(const Option& option) {
  const std::size_t slash = option.id.find('/');
  return option.id.starts_with("menu/") || (slash != std::string::npos && option.id.substr(slash + 1).starts_with("."));
}

std::string size_words(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  if (bytes < 1'000'000) return std::to_string((bytes + 500) / 1000) + " kB";
  return std::to_string((bytes + 500'000) / 1'000'000) + " MB";
}

std::size_t bytes_of(const json& document) {
  return document.dump(-1, ' ', false, json::error_handler_t::replace).size();
}

/// What a message says, in the parts that text and card share, none of them longer than the room there is.
class Wording {
 public:
  Wording(const Message& message, const CardFrame& frame, std::size_t room)
      : message_(message), frame_(frame), room_(room) {}

  [[nodiscard]] std::string say(std::string_view key, const TextArgs& args = {}) const {
    return frame_.texts.say(frame_.language, frame_.informal, key, args);
  }
  [[nodiscard]] std::string text(std::string_view stored) { return cut(literal_text(cut(stored, room_)), room_); }
  [[nodiscard]] std::string label(std::string_view stored) {
    const std::size_t room = std::min(room_, most_label_bytes);
    return cut(literal_line(cut(stored, room)), room);
  }

  /// What stands above the text: which case, and that it may have come twice.
  [[nodiscard]] std::vector<std::string> above() {
    std::vector<std::string> parts;
    if (frame_.maybe_double) parts.push_back(say("teams.maybe_double"));
    if (!message_.about.empty()) parts.push_back(say("teams.case", {{"number", label(message_.about.str())}}));
    return parts;
  }
  [[nodiscard]] std::string file() {
    const Attachment& file = *message_.attachment;
    return say("teams.attached", {{"name", label(show_name(file.name))}, {"size", size_words(file.bytes)}});
  }
  [[nodiscard]] std::size_t most_blocks() const {
    constexpr std::size_t short_line = 64;
    return room_ / short_line + 1;
  }
  void leave_out() { is_cut_ = true; }
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  [[nodiscard]] std::string cut(std::string_view whole, std::size_t most) {
    if (whole.size() > most) is_cut_ = true;
    return shortened(whole, most);
  }

  const Message& message_;
  const CardFrame& frame_;
  std::size_t room_;
  bool is_cut_ = false;
};

json run(std::string text, bool bold = false) {
  json result{{"type", "TextRun"}, {"text", std::move(text)}};
  if (bold) result["weight"] = "Bolder";
  return result;
}

json text_block(json text_run, std::string_view spacing) {
  return {{"type", "RichTextBlock"}, {"spacing", spacing}, {"inlines", json::array({std::move(text_run)})}};
}

/// Draws one card. No TextBlock is used at all: it would read Markdown.
class CardDrawing {
 public:
  CardDrawing(const Message& message, const CardFrame& frame, std::size_t room)
      : message_(message), frame_(frame), words_(message, frame, room) {
    const bool all_beside = std::ranges::all_of(message.options, stands_beside);
    for (const Option& option : message.options) {
      (all_beside || !stands_beside(option) ? answers_ : beside_).push_back(&option);
    }
    const auto changes = static_cast<std::size_t>(
        std::ranges::count_if(message.lines, [](const Line& line) { return line.change.has_value(); }));
    lists_changes_ = changes > 0 && changes + answers_.size() > most_buttons;
    lists_answers_ = !answers_.empty() && (message.many || answers_.size() > most_buttons);
    const bool types = message.expects == Expects::text || message.expects == Expects::moment;
    only_input_ = (lists_changes_ ? 1 : 0) + (lists_answers_ ? 1 : 0) + (types ? 1 : 0) == 1;
  }

  json draw() {
    for (std::string& part : words_.above()) add(text_block(run(std::move(part), true), "Small"));
    paragraphs(words_.text(message_.text), "Default");
    if (message_.attachment) add(text_block(run(words_.file()), "Default"));
    lines();
    answers();
    inputs();
    beside();
    if (words_.is_cut()) add(text_block(run(words_.say("teams.cut")), "Medium"));
    return {{"type", "AdaptiveCard"},
            {"$schema", "http://adaptivecards.io/schemas/adaptive-card.json"},
            {"version", "1.5"},
            {"lang", frame_.language == Language::nl ? "nl" : "en"},
            {"fallbackText", words_.say("teams.fallback")},
            {"body", std::move(body_)}};
  }

 private:
  void add(json element) { body_.push_back(std::move(element)); }

  /// Enough stands on the card to know that it does not fit: drawing on is work for nothing.
  [[nodiscard]] bool overflows() const { return least_bytes_ > most_card_bytes; }

  /// A block for each line of the text: what a line end does inside one differs between clients. Where room is scarce
  /// the last lines share one.
  void paragraphs(std::string_view text, std::string_view spacing) {
    constexpr std::size_t least_block_bytes = 50;
    for (std::size_t blocks = words_.most_blocks(); !text.empty() && !overflows(); --blocks) {
      const auto end = blocks == 1 ? text.size() : std::min(text.find('\n'), text.size());
      least_bytes_ += end + (end > 0 ? least_block_bytes : 0);
      if (end > 0) {
        add(text_block(run(std::string(text.substr(0, end))), spacing));
        spacing = "None";
      } else {
        spacing = "Medium";
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  [[nodiscard]] json data() const { return {{card_words::line, frame_.line}}; }

  /// One action twice: as Execute, and as Submit for clients that do not know Execute.
  static json action(const std::string& title, const json& data, Option::Style style, bool sends_inputs) {
    const auto of_type = [&](std::string_view type) {
      json made{{"type", type}, {"title", title}, {"data", data}, {"associatedInputs", sends_inputs ? "auto" : "none"}};
      if (style == Option::Style::primary) made["style"] = "positive";
      if (style == Option::Style::danger) made["style"] = "destructive";
      return made;
    };
    json submit = of_type("Action.Submit");
    submit["msteams"] = {{"feedback", {{"hide", true}}}};
    json execute = of_type("Action.Execute");
    execute["verb"] = card_words::verb;
    execute["fallback"] = std::move(submit);
    return execute;
  }

  void action_row(json actions, std::string_view spacing = "Small") {
    add({{"type", "ActionSet"}, {"spacing", spacing}, {"actions", std::move(actions)}});
  }

  json button(const Option& option, const std::string& title) {
    json pressed = data();
    pressed[card_words::options] = json::array({option.id});
    return action(title.empty() ? option.id : title, pressed, option.style, false);
  }

  void send_button(std::string_view input, const std::string& title) {
    json sent = data();
    sent[card_words::input] = input;
    action_row(json::array({action(title, sent, Option::Style::primary, true)}));
  }

  json input(std::string_view type, std::string_view id, std::string_view label_key) {
    return {{"type", type}, {"id", id}, {"label", words_.say(label_key)}, {"spacing", "Medium"}};
  }

  void require(json& input, std::string_view error_key) {
    if (!only_input_) return;
    input["isRequired"] = true;
    input["errorMessage"] = words_.say(error_key);
  }

  void choice_list(json list, json choices, bool many) {
    list["style"] = "expanded";
    list["wrap"] = true;
    list["isMultiSelect"] = many;
    list["choices"] = std::move(choices);
    require(list, "teams.choose_first");
    add(std::move(list));
  }

  json choice(const Option& option, std::string title) {
    if (title.empty()) title = option.id;
    return {{"title", std::move(title)}, {"value", choice_value(option.id)}};
  }

  void lines() {
    json choices = json::array();
    std::string change;
    for (const Line& line : message_.lines) {
      if (overflows()) return;
      const std::string label = words_.label(line.label);
      add(text_block(run(label, true), "Medium"));
      paragraphs(line.text.empty() ? words_.say("teams.nothing_filled_in") : words_.text(line.text), "None");
      if (!line.change) continue;
      change = words_.label(line.change->label);
      if (lists_changes_) {
        if (choices.size() < most_choices) {
          choices.push_back(choice(*line.change, label));
        } else {
          words_.leave_out();
        }
      } else {
        action_row(json::array({button(*line.change, label.empty() ? change : change + ": " + label)}));
      }
    }
    if (!lists_changes_) return;
    choice_list(input("Input.ChoiceSet", card_words::change, "teams.which_line"), std::move(choices), false);
    send_button(card_words::change, change);
  }

  void answers() {
    if (!lists_answers_) {
      for (const Option* option : answers_) action_row(json::array({button(*option, words_.label(option->label))}));
      return;
    }
    json choices = json::array();
    for (const Option* option : answers_) {
      if (choices.size() == most_choices) {
        words_.leave_out();
        break;
      }
      choices.push_back(choice(*option, words_.label(option->label)));
    }
    const bool many = message_.many;
    choice_list(input("Input.ChoiceSet", card_words::choice, many ? "teams.choose_several" : "teams.choose"),
                std::move(choices), many);
    // Two buttons with the same word would leave it open which of the inputs goes.
    send_button(card_words::choice, words_.say(only_input_ ? "teams.send" : "teams.choose_this"));
  }

  void inputs() {
    if (message_.expects == Expects::text) {
      json text = input("Input.Text", card_words::text, "teams.answer");
      text["isMultiline"] = true;
      text["maxLength"] = most_text_characters;
      require(text, "teams.answer_first");
      add(std::move(text));
      send_button(card_words::text, words_.say("teams.send"));
    } else if (message_.expects == Expects::moment) {
      add(input("Input.Date", card_words::day, "teams.day"));
      add(input("Input.Time", card_words::time, "teams.time"));
      json text = input("Input.Text", card_words::words, "teams.own_words");
      text["placeholder"] = words_.say("teams.own_words_example");
      text["maxLength"] = most_moment_characters;
      add(std::move(text));
      send_button(card_words::moment, words_.say("teams.send"));
    } else if (message_.expects == Expects::file) {
      add(text_block(run(words_.say("teams.file")), "Medium"));
    }
  }

  void beside() {
    json row = json::array();
    std::string_view spacing = "Large";
    for (const Option* option : beside_) {
      row.push_back(button({option->id, {}, Option::Style::plain}, words_.label(option->label)));
      if (row.size() < buttons_in_row && option != beside_.back()) continue;
      action_row(std::exchange(row, json::array()), spacing);
      spacing = "Small";
    }
  }

  const Message& message_;
  const CardFrame& frame_;
  Wording words_;
  std::vector<const Option*> answers_;
  std::vector<const Option*> beside_;
  bool lists_changes_ = false;
  bool lists_answers_ = false;
  bool only_input_ = false;
  json body_ = json::array();
  std::size_t least_bytes_ = 0;  ///< its JSON has at least these
};

std::string plain_text(const Message& message, const CardFrame& frame, std::size_t room) {
  Wording words(message, frame, room);
  std::vector<std::string> parts = words.above();
  if (!message.text.empty()) parts.push_back(words.text(message.text));
  if (message.attachment) parts.push_back(words.file());
  if (words.is_cut()) parts.push_back(words.say("teams.cut"));
  // A message that says nothing is refused by Teams.
  if (parts.empty()) parts.push_back(words.say("teams.summary"));
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : "\n\n") + part;
  return all;
}

/// What `make` gives with as much room for each text as fits into `most`.
template <class Make>
json fitting(std::size_t most, Make make) {
  constexpr std::size_t step = 256;
  json whole = make(most);
  if (bytes_of(whole) <= most) return whole;
  std::size_t fits = fewest_text_bytes;
  std::size_t too_much = most;
  while (too_much - fits > step) {
    const std::size_t room = fits + (too_much - fits) / 2;
    (bytes_of(make(room)) <= most ? fits : too_much) = room;
  }
  return make(fits);
}

}  // namespace

bool needs_card(const Message& message) {
  // A message with a slot may be replaced by one with buttons, or by one that lost them, and looks the same then.
  return message.kind == Message::Kind::question || message.kind == Message::Kind::summary || !message.slot.empty() ||
         !message.options.empty() || !message.lines.empty() || message.expects != Expects::nothing;
}

json card_of(const Message& message, const CardFrame& frame) {
  return fitting(most_card_bytes, [&](std::size_t room) { return CardDrawing(message, frame, room).draw(); });
}

json lay_out(const Message& message, const CardFrame& frame) {
  json activity{{"type", "message"}, {"summary", frame.texts.say(frame.language, frame.informal, "teams.summary")}};
  if (needs_card(message)) {
    activity["attachments"] = json::array(
        {{{"contentType", "application/vnd.microsoft.card.adaptive"}, {"content", card_of(message, frame)}}});
    return activity;
  }
  activity["textFormat"] = "plain";
  return fitting(most_card_bytes, [&](std::size_t room) {
    activity["text"] = plain_text(message, frame, room);
    return activity;
  });
}

}  // namespace meldmaat
