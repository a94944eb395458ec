// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Reads what JsonWriter wrote, straight into the value. It knows no other JSON: not a space too many. A general parser
/// cost ten times as much, a third of a whole turn, and every turn begins with reading a state (performance: the hot
/// path). Whatever does not fit throws; what is absent keeps its default; a field nobody knows is skipped.
#pragma once

#include <charconv>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <vector>

#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "storage/json_writer.hpp"

namespace meldmaat {

class JsonReader {
 public:
  /// \throws StoreBroken without a word of the content; also when the text is of a format newer than `newest_format`
  template <class Struct>
  static Struct document(int newest_format, std::string_view text) {
    JsonReader reader(text);
    reader.begin_document(newest_format);
    Struct value;
    while (reader.take(',')) reader.read_field(value);
    reader.expect('}');
    if (!reader.rest_.empty()) refuse();
    return value;
  }

 private:
  explicit JsonReader(std::string_view text) : rest_(text) {}

  [[noreturn]] static void refuse();
  void begin_document(int newest_format);

  [[nodiscard]] bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!take(c)) refuse();
  }
  [[nodiscard]] bool take_word(std::string_view word);
  /// Of a struct: never escaped.
  [[nodiscard]] std::string_view key();
  void append_escaped(std::string& value);
  void skip();

  void read(std::string& value);
  void read(bool& value);
  template <std::integral Number>
  void read(Number& value) {
    const auto [end, failure] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (failure != std::errc{}) refuse();
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
  }
  void read(Moment& value) {
    Milliseconds::rep milliseconds = 0;
    read(milliseconds);
    value = Moment{Milliseconds{milliseconds}};
  }
  void read(LocalDate& value) {
    std::chrono::days::rep days = 0;
    read(days);
    value = LocalDate{std::chrono::local_days{std::chrono::days{days}}};
  }
  template <class Tag>
  void read(Id<Tag>& value) {
    std::string text;
    read(text);
    value = Id<Tag>{std::move(text)};
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void read(Enum& value) {
    const auto name = key();
    const auto& names = NamesOf<Enum>::names;
    std::size_t index = 0;
    while (index < names.size() && names[index] != name) ++index;
    if (index == names.size()) refuse();
    value = static_cast<Enum>(index);
  }
  template <class Value>
  void read(std::optional<Value>& value) {
    read(value.emplace());
  }
  template <class Value>
  void read(std::vector<Value>& values) {
    expect('[');
    if (take(']')) return;
    do read(values.emplace_back());
    while (take(','));
    expect(']');
  }
  template <class Value>
  void read(std::map<std::string, Value>& values) {
    expect('{');
    if (take('}')) return;
    do {
      std::string name;
      read(name);
      expect(':');
      read(values[name]);
    } while (take(','));
    expect('}');
  }
  template <class Struct>
    requires requires { FieldsOf<Struct>::list; }
  void read(Struct& value) {
    expect('{');
    if (take('}')) return;
    do read_field(value);
    while (take(','));
    expect('}');
  }
  template <class Struct>
  void read_field(Struct& value) {
    const auto name = key();
    expect(':');
    const auto read_it = [&](const auto& field) {
      if (name != field.key) return false;
      read(value.*field.member);
      return true;
    };
    const auto known = [&](const auto&... field) { return (read_it(field) || ...); };
    if (!std::apply(known, FieldsOf<Struct>::list)) skip();
  }

  std::string_view rest_;
};

}  // namespace meldmaat
