// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/message_view.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "adapters/file_kind.hpp"
#include "adapters/message_layout.hpp"
#include "adapters/show_text.hpp"
#include "adapters/url.hpp"
#include "adapters/web/page_parts.hpp"
#include "bot/texts.hpp"

namespace meldmaat {
namespace {

std::string_view kind_class(Message::Kind kind) {
  constexpr std::array<std::string_view, 7> classes{"notice", "question", "summary", "receipt",
                                                    "said",   "chose",    "file"};
  return classes.at(static_cast<std::size_t>(kind));
}

Html choice_button(const Option& option, const Html& label, std::string classes) {
  return element(
      "button", {{"class", std::move(classes)}, {"type", "submit"}, {"name", "choice"}, {"value", option.id}}, {label});
}

/// The address of a paper of this reader becomes a link, on whatever address they are here; nothing else does.
Html line_text(const ChatPage& page, const std::string& text) {
  const std::string papers = person_path(page.person, "papers/");
  const auto host = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : 0U;
  const auto path = host == 0 ? std::string::npos : text.find('/', host);
  if (path == std::string::npos || text.compare(path, papers.size(), papers) != 0 ||
      text.find_first_of(" \n") != std::string::npos) {
    return text;
  }
  return element("a", {{"class", "utrecht-link"}, {"href", text.substr(path)}, {"download", ""}}, {text});
}

Html line_view(const ChatPage& page, const Line& line, bool open, const PageTexts& texts) {
  Html change;
  if (open && line.change) {
    const Html what = element("span", {{"class", "unseen"}}, {": " + line.label});
    Html label = show_line(line.change->label);
    label += what;
    change = element("dd", {{"class", "line__change"}},
                     {choice_button(*line.change, label, button_class(line.change->style))});
  }
  const Html text = line.text.empty() ? Html(texts("web.nothing_filled_in")) : line_text(page, line.text);
  return element("div", {{"class", "line"}},
                 {element("dt", {}, {show_line(line.label)}), element("dd", {{"dir", "auto"}}, {text}), change});
}

Html lines_view(const ChatPage& page, const WebMessage& entry, const PageTexts& texts) {
  Html lines;
  for (const Line& line : entry.message.lines) lines += line_view(page, line, entry.open, texts);
  return lines.empty() ? lines : element("dl", {{"class", "lines"}}, {lines});
}

Html check_box(const Option& option, const std::string& id) {
  return element("div", {{"class", "check"}},
                 {element("input", {{"class", "utrecht-checkbox utrecht-checkbox--html-input"},
                                    {"type", "checkbox"},
                                    {"name", "choices"},
                                    {"value", option.id},
                                    {"id", id}}),
                  element("label", {{"for", id}, {"class", "utrecht-form-label"}}, {show_line(option.label)})});
}

Html many_view(const WebMessage& entry, const PageTexts& texts) {
  Html boxes;
  std::size_t number = 0;
  for (const Option& option : entry.message.options) {
    if (stands_beside(option)) continue;
    boxes += check_box(option, "m" + std::to_string(entry.seq) + "-" + std::to_string(++number));
  }
  const Html ready = element("button", {{"class", button_class(Option::Style::primary)}, {"type", "submit"}},
                             {texts("web.choose_these")});
  return element("fieldset", {{"class", "options options--many"}},
                 {element("legend", {{"class", "unseen"}}, {texts("web.choose_several")}), boxes, ready});
}

Html options_view(const WebMessage& entry, const PageTexts& texts) {
  const bool all = all_beside(entry.message);
  Html buttons;
  for (const Option& option : entry.message.options) {
    if (all || !stands_beside(option))
      buttons += choice_button(option, show_line(option.label), button_class(option.style));
  }
  if (!entry.open || buttons.empty()) return {};
  if (entry.message.many) return many_view(entry, texts);
  return element("div", {{"class", "options"}, {"role", "group"}, {"aria-label", texts("web.choose")}}, {buttons});
}

Html answer_form(const ChatPage& page, const WebMessage& entry, const Html& inside) {
  const std::string seq = std::to_string(entry.seq);
  return element("form", {{"class", "answers"}, {"method", "post"}, {"action", person_path(page.person, "messages")}},
                 {hidden_field("question", seq), hidden_field("key", page.form_key + "-" + seq), inside});
}

Html answers_view(const ChatPage& page, const WebMessage& entry, const PageTexts& texts) {
  const std::vector<Line>& lines = entry.message.lines;
  const bool changeable =
      std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.change.has_value(); });
  const Html options = options_view(entry, texts);
  Html inside = lines_view(page, entry, texts);
  inside += options;
  return entry.open && (changeable || !options.empty()) ? answer_form(page, entry, inside) : inside;
}

/// In a form of its own, so that a press sends no boxes along.
Html beside_view(const ChatPage& page, const WebMessage& entry, const PageTexts& texts) {
  constexpr auto quiet = "utrecht-button utrecht-button--subtle";
  Html buttons;
  for (const Option& option : entry.message.options) {
    if (stands_beside(option)) buttons += choice_button(option, show_line(option.label), quiet);
  }
  if (!entry.open || buttons.empty() || all_beside(entry.message)) return {};
  return answer_form(
      page, entry,
      element("div", {{"class", "beside"}, {"role", "group"}, {"aria-label", texts("web.beside")}}, {buttons}));
}

Html file_link(const std::string& path, const Html& label, const std::string& about) {
  const Html link = element("a", {{"class", "utrecht-link"}, {"href", path}, {"download", ""}}, {label});
  return element("p", {{"class", "message__file"}}, {link, " (" + about + ")"});
}

/// What somebody added stays theirs as it was. Others get a copy, and the original when they ask for it.
Html attachment_view(const ChatPage& page, const Attachment& file, bool own, const PageTexts& texts) {
  const std::string path = person_path(page.person, "attachments/" + percent_encode(file.id.str()));
  const Html name = element("bdi", {}, {show_name(file.name)});
  const std::string size = size_words(file.bytes);
  if (own) return file_link(path, name, size);
  Html links;
  if (has_reader_copy(file.media_type)) links += file_link(path, name, texts("web.copy"));
  Html original = texts("web.original") + " ";
  original += name;
  links += file_link(path + "/original", original, size);
  links += element("p", {{"class", "hint"}}, {texts("web.original_hint")});
  return links;
}

Html message_view(const ChatPage& page, const WebMessage& entry, const Zone& zone, const PageTexts& texts) {
  const Message& message = entry.message;
  const bool own = from_person(entry);
  Html inside =
      element("p", {{"class", "message__who"}},
              {element("strong", {}, {own ? texts("web.you") : "Meldmaat"}), " ", time_element(entry.at, zone)});
  if (!message.about.empty()) {
    inside += element("p", {{"class", "message__case"}}, {fill(texts("web.case"), {{"number", message.about.str()}})});
  }
  if (!message.text.empty()) {
    inside += element("p", {{"class", "message__text"}, {"dir", "auto"}}, {message.text});
  }
  if (message.attachment) inside += attachment_view(page, *message.attachment, own, texts);
  inside += answers_view(page, entry, texts);
  inside += beside_view(page, entry, texts);
  const std::string classes = std::string("message message--") + (own ? "own" : "meldmaat") + " message--" +
                              std::string(kind_class(message.kind));
  const std::string seq = std::to_string(entry.seq);
  return element("li", {{"class", classes}, {"id", "m" + seq}, {"data-seq", seq}}, {inside});
}

std::vector<const WebMessage*> in_their_places(const std::vector<WebMessage>& messages) {
  std::vector<const WebMessage*> places;
  for (const WebMessage& message : messages) {
    const auto revised = [&message](const WebMessage* earlier) { return message.revises == earlier->seq; };
    const auto place = std::find_if(places.begin(), places.end(), revised);
    if (place == places.end()) {
      places.push_back(&message);
    } else {
      *place = &message;
    }
  }
  return places;
}

}  // namespace

Html transcript_view(const ChatPage& page, const Zone& zone, const PageTexts& texts) {
  Html items;
  for (const WebMessage* message : in_their_places(page.messages)) items += message_view(page, *message, zone, texts);
  return element("ol", {{"class", "messages"}, {"id", "messages"}}, {items});
}

bool waits_for_file(const std::vector<WebMessage>& messages) {
  const auto open = [](const WebMessage& entry) { return entry.open && entry.message.expects != Expects::nothing; };
  const auto last = std::find_if(messages.rbegin(), messages.rend(), open);
  return last != messages.rend() && last->message.expects == Expects::file;
}

}  // namespace meldmaat
