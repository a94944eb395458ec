// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/press.hpp"

#include <algorithm>
#include <charconv>
#include <utility>
#include <vector>

#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

constexpr std::size_t most_options = 50;
constexpr std::size_t most_option_bytes = 200;

const json* member(const json& object, std::string_view name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

/// Clients give numbers and switches as text or as themselves; an input that was left empty is left out.
std::string words_of(const json& data, std::string_view name) {
  const json* const value = member(data, name);
  if (value == nullptr) return {};
  if (value->is_string()) return value->get<std::string>();
  return value->is_number() || value->is_boolean() ? value->dump() : std::string();
}

std::optional<std::uint64_t> line_of(const json& data) {
  const std::string words = words_of(data, card_words::line);
  std::uint64_t line = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), line);
  const bool whole = error == std::errc{} && end == words.data() + words.size();
  if (!whole || line > static_cast<std::uint64_t>(JsonFields::largest_integer)) return std::nullopt;
  return line;
}

std::string option_id(std::string_view choice) {
  std::string id;
  while (!choice.empty()) {
    const bool comma = choice.starts_with("%2C");
    const bool percent = choice.starts_with("%25");
    id += comma ? ',' : choice.front();
    choice.remove_prefix(comma || percent ? 3 : 1);
  }
  return id;
}

std::vector<std::string> choices_in(std::string_view joined) {
  std::vector<std::string> ids;
  while (!joined.empty() && ids.size() <= most_options) {
    const auto end = std::min(joined.find(','), joined.size());
    if (end > 0) ids.push_back(option_id(joined.substr(0, end)));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return ids;
}

std::vector<std::string> texts_in(const json& array) {
  std::vector<std::string> texts;
  if (!array.is_array() || array.size() > most_options) return texts;
  for (const json& item : array) {
    if (!item.is_string()) return {};
    texts.push_back(item.get<std::string>());
  }
  return texts;
}

std::optional<Happened> chosen(std::vector<std::string> ids) {
  const auto bad = [](const std::string& id) { return id.empty() || id.size() > most_option_bytes; };
  if (ids.empty() || ids.size() > most_options || std::ranges::any_of(ids, bad)) return std::nullopt;
  return Chose{std::move(ids)};
}

std::optional<Happened> said(std::string text) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos || text.find('\0') != std::string::npos)
    return std::nullopt;
  return Said{std::move(text)};
}

/// "2026-11-20" for the shape "dddd-dd-dd"; anything else no date or time input gives.
std::string shaped(std::string words, std::string_view shape) {
  const auto fits = [](char shape_sign, char sign) {
    return shape_sign == 'd' ? sign >= '0' && sign <= '9' : sign == shape_sign;
  };
  return std::ranges::equal(shape, words, fits) ? words : std::string();
}

/// In the words that a person would type, so that one reader of moments serves every channel.
std::string moment_in(const json& data) {
  std::string all;
  for (const auto& part : {shaped(words_of(data, card_words::day), "dddd-dd-dd"),
                           shaped(words_of(data, card_words::time), "dd:dd"), words_of(data, card_words::words)}) {
    if (!all.empty() && !part.empty()) all += ' ';
    all += part;
  }
  return all;
}

std::optional<Happened> what_was_meant(const json& data) {
  if (const json* const options = member(data, card_words::options)) return chosen(texts_in(*options));
  const std::string input = words_of(data, card_words::input);
  if (input == card_words::choice || input == card_words::change) return chosen(choices_in(words_of(data, input)));
  if (input == card_words::text) return said(words_of(data, input));
  if (input == card_words::moment) return said(moment_in(data));
  return std::nullopt;
}

/// An answer belongs to its question, "q<turn>/<option>", and counts once; a menu and a case can be pressed again.
bool counts_once(const Happened& what) {
  const auto* const chose = std::get_if<Chose>(&what);
  const auto of_question = [](const std::string& id) { return id.starts_with('q'); };
  return chose == nullptr || std::ranges::all_of(chose->options, of_question);
}

const json* data_of(const Activity& activity) {
  if (!activity.value.is_object()) return nullptr;
  if (activity.kind == Activity::Kind::message) return &activity.value;
  if (activity.kind != Activity::Kind::invoke || activity.name != "adaptiveCard/action") return nullptr;
  // A card that refreshes itself was pressed by nobody.
  if (words_of(activity.value, "trigger") == "automatic") return nullptr;
  const json* const action = member(activity.value, "action");
  if (action == nullptr || !action->is_object() || words_of(*action, "verb") != card_words::verb) return nullptr;
  return member(*action, "data");
}

}  // namespace

std::string choice_value(std::string_view option_id) {
  std::string value;
  for (const char letter : option_id) {
    if (letter == ',') {
      value += "%2C";
    } else if (letter == '%') {
      value += "%25";
    } else {
      value += letter;
    }
  }
  return value;
}

std::optional<Press> read_press(const Activity& activity) {
  const json* const data = data_of(activity);
  if (data == nullptr || !data->is_object()) return std::nullopt;
  const auto line = line_of(*data);
  auto what = what_was_meant(*data);
  if (!line || !what) return std::nullopt;
  const std::string once = counts_once(*what) ? "card:" + std::to_string(*line) : std::string();
  return Press{*line, once, std::move(*what)};
}

}  // namespace meldmaat
