// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Reads what JsonWriter wrote. Whatever does not fit throws; what is absent keeps its default.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "bot/store.hpp"
#include "storage/json_writer.hpp"

namespace meldmaat {

class JsonReader {
 public:
  /// \throws StoreBroken without a word of the content
  template <class Struct>
  static Struct document(int newest_format, std::string_view text) {
    try {
      const auto json = nlohmann::json::parse(text);
      if (json.at("f").get<int>() > newest_format) throw StoreBroken("a row is written in a newer format");
      Struct value;
      read(json, value);
      return value;
    } catch (const nlohmann::json::exception& error) {
      throw StoreBroken("a row cannot be read (JSON error " + std::to_string(error.id) + ")");
    }
  }

 private:
  using Json = nlohmann::json;

  static void read(const Json& json, std::string& value) { value = json.get_ref<const std::string&>(); }
  static void read(const Json& json, bool& value) { value = json.get_ref<const bool&>(); }
  template <std::integral Number>
  static void read(const Json& json, Number& value) {
    if (!json.is_number_integer()) throw StoreBroken("a row holds something else where a number belongs");
    value = json.get<Number>();
  }
  static void read(const Json& json, Moment& value) {
    std::int64_t milliseconds = 0;
    read(json, milliseconds);
    value = Moment{Milliseconds{milliseconds}};
  }
  template <class Tag>
  static void read(const Json& json, Id<Tag>& value) {
    value = Id<Tag>{json.get_ref<const std::string&>()};
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  static void read(const Json& json, Enum& value) {
    const auto& name = json.get_ref<const std::string&>();
    std::size_t index = 0;
    for (const auto known : NamesOf<Enum>::names) {
      if (known == name) {
        value = static_cast<Enum>(index);
        return;
      }
      ++index;
    }
    throw StoreBroken("a row names something that this program does not know");
  }
  template <class Value>
  static void read(const Json& json, std::optional<Value>& value) {
    read(json, value.emplace());
  }
  template <class Value>
  static void read(const Json& json, std::vector<Value>& values) {
    const auto& elements = json.get_ref<const Json::array_t&>();
    values.reserve(elements.size());
    for (const auto& element : elements) read(element, values.emplace_back());
  }
  template <class Value>
  static void read(const Json& json, std::map<std::string, Value>& values) {
    for (const auto& [key, element] : json.get_ref<const Json::object_t&>()) read(element, values[key]);
  }
  template <class Struct>
    requires requires { FieldsOf<Struct>::list; }
  static void read(const Json& json, Struct& value) {
    if (!json.is_object()) throw StoreBroken("a row holds something else where an object belongs");
    const auto read_all = [&](const auto&... field) { (read_field(json, field.key, value.*field.member), ...); };
    std::apply(read_all, FieldsOf<Struct>::list);
  }
  template <class Value>
  static void read_field(const Json& object, const char* key, Value& value) {
    const auto found = object.find(key);
    if (found != object.end()) read(*found, value);
  }
};

}  // namespace meldmaat
