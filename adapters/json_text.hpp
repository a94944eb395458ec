// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Writes JSON straight into a text, without a document in between: every message that goes to Teams is written so.
/// An object or array is open for as long as its variable lives, so braces of C++ stand for braces of JSON:
///
///     std::string text;
///     {
///       JsonObject card(text);
///       card.add("type", "AdaptiveCard");
///       JsonArray body = card.array("body");
///       body.object().add("type", "TextBlock");
///     }  // {"type":"AdaptiveCard","body":[{"type":"TextBlock"}]}
///
/// Only the innermost open one is written to. Names are our own and need no escaping; no name stands twice in one
/// object. Pure; any thread.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace meldmaat {

/// Appends `text` as a JSON string (RFC 8259 §7). Bytes that are no UTF-8 become U+FFFD, so that it can be read.
void append_json_string(std::string& out, std::string_view text);

class JsonArray;

class JsonObject {
 public:
  /// Opens an object at the end of `out`, which outlives it.
  explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
  ~JsonObject() { out_ += '}'; }
  JsonObject(const JsonObject&) = delete;
  JsonObject& operator=(const JsonObject&) = delete;

  JsonObject& add(std::string_view name, std::string_view value);
  /// Not what else turns into a truth value, such as a pointer to text.
  JsonObject& add(std::string_view name, std::same_as<bool> auto value) { return add_json(name, words_of(value)); }
  JsonObject& add(std::string_view name, std::uint64_t value) { return add_json(name, std::to_string(value)); }
  /// \param json a whole value
  JsonObject& add_json(std::string_view name, std::string_view json);
  [[nodiscard]] JsonObject object(std::string_view name);
  [[nodiscard]] JsonArray array(std::string_view name);

 private:
  static std::string_view words_of(bool value) { return value ? "true" : "false"; }
  void begin(std::string_view name);

  std::string& out_;
  bool empty_ = true;
};

class JsonArray {
 public:
  explicit JsonArray(std::string& out) : out_(out) { out_ += '['; }
  ~JsonArray() { out_ += ']'; }
  JsonArray(const JsonArray&) = delete;
  JsonArray& operator=(const JsonArray&) = delete;

  void add(std::string_view value);
  [[nodiscard]] JsonObject object();

  /// Of everything that was written so far, also around this array.
  [[nodiscard]] std::size_t bytes() const { return out_.size(); }

 private:
  void begin();

  std::string& out_;
  bool empty_ = true;
};

}  // namespace meldmaat
