// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_content.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/json_text.hpp"
#include "adapters/message_layout.hpp"
#include "adapters/show_text.hpp"

namespace meldmaat {

namespace {

/// Of a content as it is sent: an event may be 65,536 bytes (spec "Size limits"), of which some thousands are the
/// homeserver's.
constexpr std::size_t most_revision_bytes = 58UL * 1024;
/// A revision holds everything twice: what went whole can be revised whole.
constexpr std::size_t most_new_bytes = 28UL * 1024;

std::string escaped(std::string_view text) {
  std::string html;
  html.reserve(text.size());
  for (const char letter : text) {
    switch (letter) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\n': html += "<br>"; break;
      default: html += letter;
    }
  }
  return html;
}

/// A letter of a name or address: also every one that is not of ASCII.
bool is_letter(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
         static_cast<unsigned char>(letter) > 127;
}

bool is_blank(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\n';
}

/// Whether `address` stands there as a word of its own, perhaps at the end of a sentence: of nothing longer, which
/// would lead elsewhere.
bool stands_alone_at(std::string_view text, std::size_t at, std::string_view address) {
  if (address.empty() || !text.substr(at).starts_with(address)) return false;
  if (at > 0 && !is_blank(text, at - 1)) return false;
  const std::size_t end = at + address.size();
  return is_blank(text, end) ||
         (std::string_view(".,").find(text[end]) != std::string_view::npos && is_blank(text, end + 1));
}

/// Clients make links of addresses, with a scheme ("https://x", "tel:1") or without ("kwaad.nl"), and pills of
/// "@user:server" and "#room:server" wherever they find them; a word joiner behind the sign that they look for leaves
/// what was typed, and nothing to press.
///
/// What we say and what people typed cannot be told apart here. So the municipality's own address is left as it is
/// whoever wrote it: a link to it leads nobody astray.
std::string inert(std::string_view shown, std::string_view own_address) {
  static constexpr std::string_view joiner = "\xE2\x81\xA0";
  std::string text;
  for (std::size_t at = 0; at < shown.size(); ++at) {
    if (stands_alone_at(shown, at, own_address)) {
      text += own_address;
      at += own_address.size() - 1;
      continue;
    }
    const char sign = shown[at];
    text += sign;
    const char next = at + 1 < shown.size() ? shown[at + 1] : ' ';
    const bool begins_name = sign == '@' || sign == '#';
    const bool ends_scheme = sign == ':' && at > 0 && is_letter(shown[at - 1]) && next != ' ' && next != '\n';
    const bool ends_label = sign == '.' && at > 0 && shown[at - 1] != ' ' && is_letter(next);
    if (begins_name || ends_scheme || ends_label) text += joiner;
  }
  return text;
}

/// Writes the plain text and its HTML side by side.
class Drawing {
 public:
  Drawing(const Message& message, const MatrixFrame& frame) : message_(message), frame_(frame) {}

  void draw() {
    if (frame_.maybe_double) paragraph(say("matrix.maybe_double"));
    if (!message_.about.empty()) paragraph(say("matrix.case", {{"number", message_.about.str()}}), "strong");
    if (!message_.text.empty()) paragraph(show_text(message_.text));
    if (message_.attachment) {
      const auto& file = *message_.attachment;
      paragraph(say("matrix.attached", {{"name", show_name(file.name)}, {"size", size_words(file.bytes)}}));
    }
    lines();
    options();
  }

  [[nodiscard]] const std::string& plain() const { return plain_; }
  [[nodiscard]] const std::string& html() const { return html_; }

  [[nodiscard]] std::string say(std::string_view key, const TextArgs& args = {}) const {
    return frame_.texts.say(frame_.language, frame_.informal, key, args);
  }

  void paragraph(const std::string& text, std::string_view tag = {}) {
    begin();
    const std::string shown = inert(text, frame_.own_address);
    plain_ += shown;
    html_ += "<p>";
    if (!tag.empty()) html_.append("<").append(tag).append(">");
    html_ += escaped(shown);
    if (!tag.empty()) html_.append("</").append(tag).append(">");
    html_ += "</p>";
  }

 private:
  void begin() {
    if (!plain_.empty()) plain_ += "\n\n";
  }

  void lines() {
    if (message_.lines.empty()) return;
    begin();
    html_ += "<ul>";
    bool first = true;
    const bool chosen = !message_.options.empty();
    for (const auto& line : message_.lines) {
      const std::string label = inert(show_line(line.label), frame_.own_address);
      const std::string text = inert(show_text(line.text), frame_.own_address);
      if (!std::exchange(first, false)) plain_ += "\n";
      const std::string number = chosen && line.change ? std::to_string(++number_) + ". " : "";
      plain_.append(number.empty() ? "- " : number).append(label).append(": ").append(text);
      html_.append("<li>").append(number).append("<strong>").append(escaped(label)).append("</strong>: ");
      html_.append(escaped(text)).append("</li>");
    }
    html_ += "</ul>";
  }

  /// Numbered as the dialog counts them; at a question for a moment a number is an hour or a day.
  void options() {
    if (message_.options.empty()) return;
    begin();
    const bool numbered = message_.expects != Expects::moment;
    const bool goes_on = number_ > 0;
    const std::string start = goes_on ? "<ol start=\"" + std::to_string(number_ + 1) + "\">" : "<ol>";
    html_ += numbered ? start : "<ul>";
    bool first = true;
    for (const auto& option : message_.options) {
      const std::string label = inert(show_line(option.label), frame_.own_address);
      if (!std::exchange(first, false)) plain_ += "\n";
      plain_.append(numbered ? std::to_string(++number_) + ". " : std::string("- ")).append(label);
      html_.append("<li>").append(escaped(label)).append("</li>");
    }
    html_ += numbered ? "</ol>" : "</ul>";
    const bool is_menu = message_.expects == Expects::nothing && (goes_on || all_beside(message_));
    const bool answers = std::ranges::any_of(message_.options, [](const Option& each) { return !stands_beside(each); });
    if (!numbered || (!answers && !is_menu)) return;
    paragraph(say(message_.many ? "matrix.pick_several" : "matrix.pick"));
  }

  const Message& message_;
  const MatrixFrame& frame_;
  std::string plain_;
  std::string html_;
  std::size_t number_ = 0;  ///< the last that was given
};

/// Text of people of which only the beginning fits: the whole stands on the web page.
Message shortened(Message message, std::size_t most) {
  const auto cut = [most](std::string& text) {
    if (text.size() <= most) return;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    text += "…";
  };
  cut(message.text);
  for (auto& line : message.lines) cut(line.text);
  return message;
}

void add_parts(JsonObject& content, const Drawing& drawing, bool quiet, std::string_view mark) {
  content.add("msgtype", quiet ? "m.notice" : "m.text");
  content.add("body", std::string(mark) + drawing.plain());
  content.add("format", "org.matrix.custom.html");
  content.add("formatted_body", std::string(mark) + drawing.html());
  content.add_json("m.mentions", "{}");
}

std::string write(const Drawing& drawing, const MatrixFrame& frame) {
  std::string json;
  {
    JsonObject content(json);
    // Clients that know no revisions show it as a message of its own; the mark tells them what it is.
    add_parts(content, drawing, frame.quiet, frame.replaces.empty() ? "" : "* ");
    if (!frame.replaces.empty()) {
      {
        JsonObject replacement = content.object("m.new_content");
        add_parts(replacement, drawing, frame.quiet, "");
      }
      content.object("m.relates_to").add("rel_type", "m.replace").add("event_id", frame.replaces);
    }
  }
  return json;
}

}  // namespace

std::vector<Option> numbered_options(const Message& message) {
  std::vector<Option> numbered;
  if (message.options.empty()) return numbered;
  for (const auto& line : message.lines) {
    if (line.change) numbered.push_back({line.change->id, line.label, line.change->style});
  }
  numbered.insert(numbered.end(), message.options.begin(), message.options.end());
  return numbered;
}

std::string matrix_content(const Message& message, const MatrixFrame& frame) {
  const std::size_t most = frame.replaces.empty() ? most_new_bytes : most_revision_bytes;
  Drawing whole(message, frame);
  whole.draw();
  std::string content = write(whole, frame);
  for (std::size_t most_of_a_text = 8192; content.size() > most && most_of_a_text > 16; most_of_a_text /= 2) {
    const Message shorter = shortened(message, most_of_a_text);
    Drawing part(shorter, frame);
    part.draw();
    part.paragraph(part.say("matrix.cut"));
    content = write(part, frame);
  }
  if (content.size() <= most) return content;
  // More options and lines than anybody could read.
  Message bare;
  bare.about = message.about;
  Drawing nothing(bare, frame);
  nothing.draw();
  nothing.paragraph(nothing.say("matrix.cut"));
  return write(nothing, frame);
}

}  // namespace meldmaat
