// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/card.hpp"

#include <algorithm>
#include <ranges>
#include <utility>
#include <vector>

#include "adapters/json_text.hpp"
#include "adapters/message_layout.hpp"
#include "adapters/teams/card_wording.hpp"
#include "adapters/teams/press.hpp"
#include "bot/event.hpp"

namespace meldmaat {

namespace {

/// Of JSON, for one activity (protocol §11); a margin is left for the answer to an invoke around a card.
constexpr std::size_t most_bytes = 24UL * 1024;
constexpr std::size_t most_card_bytes = most_bytes - 1024;
constexpr std::size_t usual_card_bytes = 6UL * 1024;
/// Buttons on one card beyond which it is a list to choose from (protocol §12).
constexpr std::size_t most_buttons = 6;
/// Small buttons next to each other that a phone still shows whole.
constexpr std::size_t buttons_in_row = 3;
/// What a press can hold (press.hpp).
constexpr std::size_t most_choices = 50;
constexpr std::size_t most_moment_characters = 200;
/// With this much of each text, the largest message there can be fits.
constexpr std::size_t fewest_text_bytes = 40;

/// A button, and what comes back when it is pressed: the option it stands for, or the input that it sends.
struct Button {
  std::string title;
  Option::Style style = Option::Style::plain;
  std::string_view option;
  std::string_view input;
};

/// One of a list to choose from.
struct Choice {
  std::string title;
  std::string_view option;
};

/// Draws the body of one card. No TextBlock is used at all: it would read Markdown.
class CardDrawing {
 public:
  CardDrawing(const Message& message, const CardFrame& frame, std::size_t room, JsonArray& body)
      : message_(message), frame_(frame), words_(message, frame, room), body_(body) {
    const bool all = all_beside(message);
    for (const Option& option : message.options) {
      (all || !stands_beside(option) ? answers_ : beside_).push_back(&option);
    }
    const auto changes = static_cast<std::size_t>(
        std::ranges::count_if(message.lines, [](const Line& line) { return line.change.has_value(); }));
    lists_changes_ = changes > 0 && changes + answers_.size() > most_buttons;
    const bool types = message.expects == Expects::text || message.expects == Expects::moment;
    only_input_ = (lists_changes_ ? 1 : 0) + (lists_answers() ? 1 : 0) + (types ? 1 : 0) == 1;
  }

  void draw() {
    for (const std::string& part : words_.above()) text_block(part, "Small", true);
    paragraphs(words_.text(message_.text), "Default");
    if (message_.attachment) text_block(words_.file(*message_.attachment), "Default");
    lines();
    answers();
    inputs();
    beside();
    if (words_.is_cut()) text_block(words_.say("teams.cut"), "Medium");
  }

 private:
  /// Enough stands on the card to know that it does not fit: drawing on is work for nothing.
  [[nodiscard]] bool overflows() const { return body_.bytes() > most_card_bytes; }

  /// As a list with one button that sends it, instead of a button each.
  [[nodiscard]] bool lists_answers() const {
    return !answers_.empty() && (message_.many || answers_.size() > most_buttons);
  }

  void text_block(std::string_view text, std::string_view spacing, bool bold = false) {
    JsonObject block = body_.object();
    block.add("type", "RichTextBlock").add("spacing", spacing);
    JsonArray inlines = block.array("inlines");
    JsonObject run = inlines.object();
    run.add("type", "TextRun").add("text", text);
    if (bold) run.add("weight", "Bolder");
  }

  /// A block for each line of the text: what a line end does inside one differs between clients. Where room is scarce
  /// the last lines share one.
  void paragraphs(std::string_view text, std::string_view spacing) {
    for (std::size_t blocks = words_.most_blocks(); !text.empty() && !overflows(); --blocks) {
      const auto end = blocks == 1 ? text.size() : std::min(text.find('\n'), text.size());
      if (end > 0) text_block(text.substr(0, end), spacing);
      spacing = end > 0 ? "None" : "Medium";
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  /// One action twice: as Execute, and as Submit for clients that do not know Execute.
  void button(JsonArray& row, const Button& what) {
    JsonObject execute = row.object();
    action(execute, "Action.Execute", what);
    execute.add("verb", card_words::verb);
    JsonObject submit = execute.object("fallback");
    action(submit, "Action.Submit", what);
    JsonObject teams = submit.object("msteams");
    teams.object("feedback").add("hide", true);
  }

  void action(JsonObject& made, std::string_view type, const Button& what) const {
    made.add("type", type).add("title", what.title);
    made.add("associatedInputs", what.input.empty() ? "none" : "auto");
    if (what.style == Option::Style::primary) made.add("style", "positive");
    if (what.style == Option::Style::danger) made.add("style", "destructive");
    JsonObject data = made.object("data");
    data.add(card_words::line, frame_.line);
    if (what.input.empty()) {
      data.array(card_words::options).add(what.option);
    } else {
      data.add(card_words::input, what.input);
    }
  }

  void action_row(const std::vector<Button>& row, std::string_view spacing = "Small") {
    JsonObject set = body_.object();
    set.add("type", "ActionSet").add("spacing", spacing);
    JsonArray actions = set.array("actions");
    for (const Button& one : row) button(actions, one);
  }

  [[nodiscard]] static Button button_of(const Option& option, const std::string& title, Option::Style style) {
    return {title.empty() ? option.id : title, style, option.id, {}};
  }
  [[nodiscard]] static Choice choice_of(const Option& option, const std::string& title) {
    return {title.empty() ? option.id : title, option.id};
  }

  void send_button(std::string_view input, std::string title) {
    action_row({{std::move(title), Option::Style::primary, {}, input}});
  }

  void begin_input(JsonObject& input, std::string_view type, std::string_view id, std::string_view label_key) const {
    input.add("type", type).add("id", id).add("label", words_.say(label_key)).add("spacing", "Medium");
  }

  void input(std::string_view type, std::string_view id, std::string_view label_key) {
    JsonObject made = body_.object();
    begin_input(made, type, id, label_key);
  }

  void require(JsonObject& input, std::string_view error_key) const {
    if (only_input_) input.add("isRequired", true).add("errorMessage", words_.say(error_key));
  }

  void choice_list(std::string_view id, std::string_view label_key, const std::vector<Choice>& choices, bool many) {
    if (choices.size() > most_choices) words_.leave_out();
    JsonObject list = body_.object();
    begin_input(list, "Input.ChoiceSet", id, label_key);
    list.add("style", "expanded").add("wrap", true).add("isMultiSelect", many);
    require(list, "teams.choose_first");
    JsonArray shown = list.array("choices");
    for (const Choice& choice : choices | std::views::take(most_choices)) {
      shown.object().add("title", choice.title).add("value", choice_value(choice.option));
    }
  }

  void lines() {
    std::vector<Choice> choices;
    std::string change;
    for (const Line& line : message_.lines) {
      if (overflows()) return;
      const std::string label = words_.label(line.label);
      text_block(label, "Medium", true);
      paragraphs(line.text.empty() ? words_.say("teams.nothing_filled_in") : words_.text(line.text), "None");
      if (!line.change) continue;
      change = words_.label(line.change->label);
      if (lists_changes_) {
        choices.push_back(choice_of(*line.change, label));
      } else {
        std::string title = change;
        if (!label.empty()) title.append(": ").append(label);
        action_row({button_of(*line.change, title, line.change->style)});
      }
    }
    if (!lists_changes_) return;
    choice_list(card_words::change, "teams.which_line", choices, false);
    send_button(card_words::change, change);
  }

  void answers() {
    if (!lists_answers()) {
      for (const Option* option : answers_)
        action_row({button_of(*option, words_.label(option->label), option->style)});
      return;
    }
    std::vector<Choice> choices;
    for (const Option* option : answers_) choices.push_back(choice_of(*option, words_.label(option->label)));
    const bool many = message_.many;
    choice_list(card_words::choice, many ? "teams.choose_several" : "teams.choose", choices, many);
    // Two buttons with the same word would leave it open which of the inputs goes.
    send_button(card_words::choice, words_.say(only_input_ ? "teams.send" : "teams.choose_this"));
  }

  void inputs() {
    switch (message_.expects) {
      case Expects::text: return text_input();
      case Expects::moment: return moment_input();
      case Expects::file: return text_block(words_.say("teams.file"), "Medium");
      case Expects::nothing:
      case Expects::choice: return;
    }
  }

  void text_input() {
    {
      JsonObject text = body_.object();
      begin_input(text, "Input.Text", card_words::text, "teams.answer");
      text.add("isMultiline", true).add("maxLength", most_text_characters);
      require(text, "teams.answer_first");
    }
    send_button(card_words::text, words_.say("teams.send"));
  }

  void moment_input() {
    input("Input.Date", card_words::day, "teams.day");
    input("Input.Time", card_words::time, "teams.time");
    {
      JsonObject text = body_.object();
      begin_input(text, "Input.Text", card_words::words, "teams.own_words");
      text.add("placeholder", words_.say("teams.own_words_example")).add("maxLength", most_moment_characters);
    }
    send_button(card_words::moment, words_.say("teams.send"));
  }

  void beside() {
    std::vector<Button> row;
    std::string_view spacing = "Large";
    for (const Option* option : beside_) {
      row.push_back(button_of(*option, words_.label(option->label), Option::Style::plain));
      if (row.size() < buttons_in_row && option != beside_.back()) continue;
      action_row(std::exchange(row, {}), spacing);
      spacing = "Small";
    }
  }

  const Message& message_;
  const CardFrame& frame_;
  CardWording words_;
  JsonArray& body_;
  std::vector<const Option*> answers_;
  std::vector<const Option*> beside_;
  bool lists_changes_ = false;
  bool only_input_ = false;
};

std::string drawn(const Message& message, const CardFrame& frame, std::size_t room) {
  std::string text;
  text.reserve(usual_card_bytes);
  {
    JsonObject card(text);
    card.add("type", "AdaptiveCard").add("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.add("version", "1.5").add("lang", frame.language == Language::nl ? "nl" : "en");
    card.add("fallbackText", frame.texts.say(frame.language, frame.informal, "teams.fallback"));
    JsonArray body = card.array("body");
    CardDrawing(message, frame, room, body).draw();
  }
  return text;
}

std::string plain_text(const Message& message, const CardFrame& frame, std::size_t room) {
  CardWording words(message, frame, room);
  std::vector<std::string> parts = words.above();
  if (!message.text.empty()) parts.push_back(words.text(message.text));
  if (message.attachment) parts.push_back(words.file(*message.attachment));
  if (words.is_cut()) parts.push_back(words.say("teams.cut"));
  // A message that says nothing is refused by Teams.
  if (parts.empty()) parts.push_back(words.say("teams.summary"));
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : "\n\n") + part;
  return all;
}

/// What `make` gives with as much room for each text as fits into `most`.
template <class Make>
std::string fitting(std::size_t most, Make make) {
  constexpr std::size_t step = 256;
  std::string whole = make(most);
  if (whole.size() <= most) return whole;
  std::size_t fits = fewest_text_bytes;
  std::size_t too_much = most;
  while (too_much - fits > step) {
    const std::size_t room = fits + (too_much - fits) / 2;
    (make(room).size() <= most ? fits : too_much) = room;
  }
  return make(fits);
}

void begin_activity(JsonObject& activity, const CardFrame& frame) {
  activity.add("type", "message");
  activity.add("summary", frame.texts.say(frame.language, frame.informal, "teams.summary"));
}

std::string text_activity(const Message& message, const CardFrame& frame, std::size_t room) {
  std::string json;
  {
    JsonObject activity(json);
    begin_activity(activity, frame);
    activity.add("textFormat", "plain").add("text", plain_text(message, frame, room));
  }
  return json;
}

std::string card_activity(const Message& message, const CardFrame& frame) {
  const std::string card = card_of(message, frame);
  std::string json;
  json.reserve(card.size() + 256);
  {
    JsonObject activity(json);
    begin_activity(activity, frame);
    JsonArray attachments = activity.array("attachments");
    JsonObject attachment = attachments.object();
    attachment.add("contentType", "application/vnd.microsoft.card.adaptive").add_json("content", card);
  }
  return json;
}

}  // namespace

bool needs_card(const Message& message) {
  // A message with a slot may be replaced by one with buttons, or by one that lost them, and looks the same then.
  return message.kind == Message::Kind::question || message.kind == Message::Kind::summary || !message.slot.empty() ||
         !message.options.empty() || !message.lines.empty() || message.expects != Expects::nothing;
}

std::string card_of(const Message& message, const CardFrame& frame) {
  return fitting(most_card_bytes, [&](std::size_t room) { return drawn(message, frame, room); });
}

std::string lay_out(const Message& message, const CardFrame& frame) {
  if (needs_card(message)) return card_activity(message, frame);
  return fitting(most_card_bytes, [&](std::size_t room) { return text_activity(message, frame, room); });
}

}  // namespace meldmaat
