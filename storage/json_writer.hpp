// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Writes values as JSON text without a document in between: every turn writes several (performance: the hot path).
/// Fields that equal their default are left out. See json_reader.hpp for the way back.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

template <class Struct, class Member>
struct Field {
  const char* key;
  Member Struct::* member;
};

/// The fields of a struct, listed once for writing and reading: specialise with
///     static constexpr auto list = std::tuple{Field{"k", &Struct::member}, ...};
template <class Struct>
struct FieldsOf;

/// The names of an enumeration in its order: it is stored by name, so that its order in bot/ may change.
template <class Enum>
struct NamesOf;

/// Appends `text` as a JSON string; bytes that are no UTF-8 become U+FFFD, so that what is written can be read.
void append_quoted(std::string& out, std::string_view text);

class JsonWriter {
 public:
  /// A whole document: an object with the version of the format and the fields of `value`.
  template <class Struct>
  static std::string document(int format, const Struct& value) {
    JsonWriter writer;
    writer.out_.reserve(512);
    writer.out_ += "{\"f\":";
    writer.write(format);
    writer.empty_ = false;
    writer.write_fields(value);
    writer.out_ += '}';
    return std::move(writer.out_);
  }

 private:
  template <class Struct>
  void write_fields(const Struct& value) {
    static const Struct plain{};
    const auto write_all = [&](const auto&... field) {
      (write_field(field.key, value.*field.member, plain.*field.member), ...);
    };
    std::apply(write_all, FieldsOf<Struct>::list);
  }
  template <class Value>
  void write_field(const char* key, const Value& value, const Value& usual) {
    if (value == usual) return;
    if (!empty_) out_ += ',';
    empty_ = false;
    out_ += '"';
    out_ += key;
    out_ += "\":";
    write(value);
  }
  void write(const std::string& value) { append_quoted(out_, value); }
  void write(bool value) { out_ += value ? "true" : "false"; }
  template <std::integral Number>
  void write(Number value) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
  }
  void write(LocalDate value) { write(std::chrono::local_days{value}.time_since_epoch().count()); }
  void write(Moment value) { write(value.time_since_epoch().count()); }
  template <class Tag>
  void write(const Id<Tag>& value) {
    write(value.str());
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  void write(Enum value) {
    append_quoted(out_, NamesOf<Enum>::names.at(static_cast<std::size_t>(value)));
  }
  template <class Value>
  void write(const std::optional<Value>& value) {
    if (value) write(*value);  // an empty one equals its default, which is not written
  }
  template <class Value>
  void write(const std::vector<Value>& values) {
    out_ += '[';
    for (const auto& value : values) {
      if (&value != values.data()) out_ += ',';
      write(value);
    }
    out_ += ']';
  }
  template <class Value>
  void write(const std::map<std::string, Value>& values) {
    out_ += '{';
    bool first = true;
    for (const auto& [key, value] : values) {
      if (!first) out_ += ',';
      first = false;
      append_quoted(out_, key);
      out_ += ':';
      write(value);
    }
    out_ += '}';
  }
  template <class Struct>
    requires requires { FieldsOf<Struct>::list; }
  void write(const Struct& value) {
    out_ += '{';
    empty_ = true;
    write_fields(value);
    empty_ = false;
    out_ += '}';
  }

  std::string out_;
  bool empty_ = true;  ///< the object that is being written has no field yet
};

}  // namespace meldmaat
