// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/web_post.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "adapters/form.hpp"
#include "adapters/json_reader.hpp"
#include "adapters/multipart.hpp"
#include "adapters/utf8.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t most_key_bytes = 100;
constexpr std::size_t most_option_bytes = 200;
constexpr std::size_t most_options = 50;

constexpr WebProblem unreadable{400, "unreadable"};
constexpr WebProblem no_key{400, "no_key"};
constexpr WebProblem empty{400, "empty"};
constexpr WebProblem too_long{413, "too_long"};
constexpr WebProblem wrong_type{415, "wrong_type"};

bool is_key(std::string_view key) {
  const auto allowed = [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
           letter == '-' || letter == '_';
  };
  return !key.empty() && key.size() <= most_key_bytes && std::ranges::all_of(key, allowed);
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The parts of a post, wherever they came from.
struct Parts {
  std::optional<std::string> text;
  std::vector<std::string> options;
  std::uint64_t question = 0;
};

std::variant<WebPost, WebProblem> judge(std::string key, Parts parts) {
  if (!is_key(key)) return no_key;
  if (!parts.options.empty()) {
    if (parts.options.size() > most_options) return unreadable;
    const auto bad = [](const std::string& option) { return option.empty() || option.size() > most_option_bytes; };
    if (std::ranges::any_of(parts.options, bad)) return unreadable;
    return WebPost{std::move(key), parts.question, Chose{std::move(parts.options)}};
  }
  if (!parts.text) return unreadable;
  if (utf8_characters(*parts.text) > most_text_characters) return too_long;
  if (parts.text->find_first_not_of(" \t\r\n") == std::string::npos) return empty;
  return WebPost{std::move(key), 0, Said{std::move(*parts.text)}};
}

/// "choices": [...], each a text.
bool read_choices(const nlohmann::json& array, std::vector<std::string>& options) {
  for (const auto& entry : array) {
    if (!entry.is_string()) return false;
    options.push_back(entry.get<std::string>());
  }
  return !options.empty();
}

std::variant<WebPost, WebProblem> read_json_post(const Request& request) {
  const JsonLimits limits;
  const auto read = read_json(request.body, limits);
  if (const auto* refusal = std::get_if<JsonRefusal>(&read)) return WebProblem{refusal->status(), "unreadable"};
  const auto& document = std::get<nlohmann::json>(read);
  JsonFields fields(document);
  Parts parts;
  parts.text = fields.optional_string("text", limits.most_string_bytes);
  const auto choice = fields.optional_string("choice", most_option_bytes);
  const auto* const choices = fields.optional_array("choices");
  const auto question = fields.optional_integer("question");
  if (const auto refusal = fields.refusal()) return WebProblem{refusal->status(), "unreadable"};
  if ((parts.text ? 1 : 0) + (choice ? 1 : 0) + (choices != nullptr ? 1 : 0) != 1) return unreadable;
  if (choice) parts.options.push_back(*choice);
  if (choices != nullptr && !read_choices(*choices, parts.options)) return unreadable;
  if (question && *question < 0) return unreadable;
  parts.question = static_cast<std::uint64_t>(question.value_or(0));
  if (choice && choice->empty()) return unreadable;
  return judge(std::string(request.headers.value("Idempotency-Key")), std::move(parts));
}

std::variant<WebPost, WebProblem> read_form_post(const Request& request) {
  const auto form = read_form(request.body);
  if (!form) return unreadable;
  Parts parts;
  for (const auto name : {"choice", "choices"}) {
    for (const auto option : form->all(name)) parts.options.emplace_back(option);
  }
  if (const auto text = form->find("text")) parts.text = std::string(*text);
  if (const auto question = form->find("question")) {
    const auto value = number(*question);
    if (!value) return unreadable;
    parts.question = *value;
    // A page without script that sends no box of many: the reader pressed the button too early.
    if (parts.options.empty() && !parts.text) return WebProblem{400, "nothing_chosen"};
  }
  return judge(std::string(form->find("key").value_or("")), std::move(parts));
}

std::variant<WebFile, WebProblem> judge(WebFile file, std::size_t most_bytes) {
  if (!is_key(file.key)) return no_key;
  if (file.bytes.empty()) return WebProblem{400, "no_file"};
  if (file.bytes.size() > most_bytes) return WebProblem{413, "file_too_large"};
  const auto kind = file_kind(file.bytes);
  if (!kind) return WebProblem{415, "file_kind"};
  file.kind = *kind;
  return file;
}

std::variant<WebFile, WebProblem> read_multipart_file(const Request& request, std::size_t most_bytes) {
  MultipartLimits limits;
  limits.most_parts = 8;
  limits.most_file_bytes = most_bytes;
  const auto read = read_multipart(request.headers.value("Content-Type"), request.body, limits);
  if (const auto* refusal = std::get_if<MultipartRefusal>(&read)) {
    return WebProblem{refusal->status, refusal->status == 413 ? "file_too_large" : "unreadable"};
  }
  WebFile file;
  for (const auto& part : std::get<std::vector<FormPart>>(read)) {
    if (part.name == "key" && !part.is_file) file.key = part.content;
    if (part.name == "file" && part.is_file) {
      file.name = part.file_name;
      file.bytes = part.content;
    }
  }
  return judge(std::move(file), most_bytes);
}

}  // namespace

std::variant<WebPost, WebProblem> read_web_post(const Request& request) {
  const auto type = request.headers.value("Content-Type");
  if (is_json_content(type, request.headers.value("Content-Encoding"))) return read_json_post(request);
  if (is_form_content(type)) return read_form_post(request);
  return wrong_type;
}

std::variant<WebFile, WebProblem> read_web_file(const Request& request, std::size_t most_bytes) {
  if (request.headers.value("Content-Type").starts_with("multipart/form-data"))
    return read_multipart_file(request, most_bytes);
  const auto name = percent_decode(request.headers.value("X-File-Name"));
  if (!name || name->empty() || name->size() > most_file_name_bytes) return unreadable;
  return judge(WebFile{std::string(request.headers.value("Idempotency-Key")), *name, request.body}, most_bytes);
}

Milliseconds read_forward(std::string_view text) {
  constexpr Milliseconds longest = std::chrono::days{366};
  if (text.size() < 2) return Milliseconds{0};
  const auto amount = number(text.substr(0, text.size() - 1));
  if (!amount || *amount > 1'000'000) return Milliseconds{0};
  const auto count = static_cast<std::int64_t>(*amount);
  Milliseconds wanted{0};
  if (text.back() == 'm') wanted = std::chrono::minutes{count};
  if (text.back() == 'h') wanted = std::chrono::hours{count};
  if (text.back() == 'd') wanted = std::chrono::days{count};
  return wanted > longest ? Milliseconds{0} : wanted;
}

std::variant<Milliseconds, WebProblem> read_clock_post(const Request& request) {
  std::string forward;
  const auto type = request.headers.value("Content-Type");
  if (is_form_content(type)) {
    const auto form = read_form(request.body);
    if (form) forward = form->find("forward").value_or("");
  } else if (is_json_content(type, request.headers.value("Content-Encoding"))) {
    const auto read = read_json(request.body, JsonLimits{});
    if (const auto* refusal = std::get_if<JsonRefusal>(&read)) return WebProblem{refusal->status(), "unreadable"};
    JsonFields fields(std::get<nlohmann::json>(read));
    forward = fields.required_string("forward", 20);
  } else {
    return wrong_type;
  }
  const auto wanted = read_forward(forward);
  if (wanted == Milliseconds{0}) return WebProblem{400, "clock_amount"};
  return wanted;
}

bool from_own_page(const Request& request) {
  if (const auto site = request.headers.find("Sec-Fetch-Site")) return *site == "same-origin" || *site == "none";
  const auto origin = request.headers.value("Origin");
  const auto host = request.headers.value("Host");
  return !host.empty() && (origin == "http://" + std::string(host) || origin == "https://" + std::string(host));
}

std::string cookie(const Request& request, std::string_view name) {
  auto rest = request.headers.value("Cookie");
  while (!rest.empty()) {
    const auto end = rest.find(';');
    auto pair = rest.substr(0, end);
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.starts_with(name) && pair.substr(name.size()).starts_with('=')) {
      return std::string(pair.substr(name.size() + 1));
    }
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  return {};
}

}  // namespace meldmaat
