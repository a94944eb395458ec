// SPDX-License-Identifier: EUPL-1.2
#include "adapters/http_message.hpp"

#include <algorithm>
#include <stdexcept>

#include "adapters/form.hpp"
#include "adapters/media_type.hpp"

namespace meldmaat {

namespace {

bool is_control(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte < 0x20 || byte == 0x7F;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_control);
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
  }
  return "GET";
}

void Headers::add(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw std::invalid_argument("a header name that is not a token");
  if (has_control(value)) throw std::invalid_argument("a header value with a control character");
  const Line line{text_.size(), name.size(), text_.size() + name.size() + 2, value.size()};
  text_.append(name).append(": ").append(value).append("\r\n");
  lines_.push_back(line);
}

std::pair<std::string_view, std::string_view> Headers::at(std::size_t index) const {
  const Line& line = lines_.at(index);
  const std::string_view text = text_;
  return {text.substr(line.name_at, line.name_size), text.substr(line.value_at, line.value_size)};
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (std::size_t index = 0; index < lines_.size(); ++index) {
    const auto [line_name, line_value] = at(index);
    if (same_word(line_name, name)) return line_value;
  }
  return std::nullopt;
}

std::string_view Headers::value(std::string_view name) const {
  return find(name).value_or(std::string_view());
}

Request::Request(Method asked, std::string_view asked_target) : method(asked), target(asked_target) {
  const std::size_t mark = target.find('?');
  path = target.substr(0, mark);
  if (mark == std::string::npos) return;
  const auto form = read_form(std::string_view(target).substr(mark + 1));
  if (form) query = form->fields();
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::optional<std::vector<std::string>> Request::path_parts() const {
  std::vector<std::string> parts;
  if (path == "/") return parts;
  std::string_view rest = path;
  while (rest.starts_with('/')) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('/'), rest.size());
    auto part = percent_decode(rest.substr(0, end));
    if (!part || has_control(*part)) return std::nullopt;
    parts.push_back(std::move(*part));
    rest.remove_prefix(end);
  }
  return parts;
}

Response::Response(int status_code) : status(status_code) {}

Response::Response(int status_code, std::string_view content_type, std::string text)
    : status(status_code), body(std::move(text)) {
  headers.add("Content-Type", content_type);
}

}  // namespace meldmaat
