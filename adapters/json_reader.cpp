// SPDX-License-Identifier: EUPL-1.2
#include "adapters/json_reader.hpp"

#include <cmath>
#include <utility>
#include <vector>

#include "adapters/media_type.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

// The longest number that still means something: a double needs 17 digits, an exponent and signs.
constexpr std::size_t most_number_bytes = 64;

// Builds the document while the parser reads, and stops it at the first thing that is not allowed. nlohmann's own DOM
// parser keeps the last of two equal keys and knows no limits.
class DocumentBuilder : public nlohmann::json_sax<json> {
 public:
  explicit DocumentBuilder(const JsonLimits& limits) : limits_(limits) { open_.reserve(limits.most_depth); }

  bool null() override { return put(json(nullptr)) != nullptr; }
  bool boolean(bool value) override { return put(json(value)) != nullptr; }
  bool number_integer(number_integer_t value) override { return put(json(value)) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return put(json(value)) != nullptr; }
  bool number_float(number_float_t value, const string_t& digits) override {
    if (digits.size() > most_number_bytes) return refuse(JsonReason::number_too_long);
    if (!std::isfinite(value)) return refuse(JsonReason::syntax);
    return put(json(value)) != nullptr;
  }
  bool string(string_t& value) override {
    if (value.size() > limits_.most_string_bytes) return refuse(JsonReason::string_too_long);
    return put(json(std::move(value))) != nullptr;
  }
  bool binary(binary_t&) override { return refuse(JsonReason::syntax); }
  bool start_object(std::size_t) override { return open(json::value_t::object); }
  bool start_array(std::size_t) override { return open(json::value_t::array); }
  bool end_object() override { return shut(); }
  bool end_array() override { return shut(); }
  bool key(string_t& name) override {
    if (name.size() > limits_.most_string_bytes) return refuse(JsonReason::string_too_long);
    const auto [place, is_new] = open_.back()->get_ref<json::object_t&>().emplace(std::move(name), nullptr);
    if (!is_new) return refuse(JsonReason::duplicate_key);
    member_ = &place->second;
    return true;
  }
  bool parse_error(std::size_t, const std::string&, const json::exception&) override {
    return refuse(JsonReason::syntax);
  }

  [[nodiscard]] std::optional<JsonReason> reason() const { return reason_; }
  [[nodiscard]] json take() { return std::move(root_); }

 private:
  bool refuse(JsonReason reason) {
    if (!reason_) reason_ = reason;
    return false;
  }

  bool open(json::value_t kind) {
    if (open_.size() == limits_.most_depth) return refuse(JsonReason::too_deep);
    json* place = put(json(kind));
    if (place != nullptr) open_.push_back(place);
    return place != nullptr;
  }

  bool shut() {
    open_.pop_back();
    return true;
  }

  // Where the value landed. Pointers into a parent stay good while a child is open: nothing is added to it meanwhile.
  json* put(json value) {
    if (++values_ > limits_.most_values) {
      refuse(JsonReason::too_many_values);
      return nullptr;
    }
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    if (open_.back()->is_array()) {
      auto& items = open_.back()->get_ref<json::array_t&>();
      return &items.emplace_back(std::move(value));
    }
    *member_ = std::move(value);
    return member_;
  }

  const JsonLimits& limits_;
  json root_;
  std::vector<json*> open_;
  json* member_ = nullptr;
  std::size_t values_ = 0;
  std::optional<JsonReason> reason_;
};

}  // namespace

std::variant<json, JsonRefusal> read_json(std::string_view bytes, const JsonLimits& limits) {
  // nlohmann skips a byte order mark and takes a NUL for the end of the text, whatever follows.
  if (bytes.starts_with("\xEF\xBB\xBF")) return JsonRefusal{JsonReason::byte_order_mark};
  if (bytes.find('\0') != std::string_view::npos) return JsonRefusal{JsonReason::raw_nul};
  DocumentBuilder builder(limits);
  const bool read = json::sax_parse(bytes.begin(), bytes.end(), &builder);
  if (const auto reason = builder.reason()) return JsonRefusal{*reason};
  if (!read) return JsonRefusal{JsonReason::syntax};
  json document = builder.take();
  if (!document.is_object()) return JsonRefusal{JsonReason::not_an_object};
  return document;
}

bool is_json_content(std::string_view content_type, std::string_view content_encoding) {
  const bool plain = content_encoding.empty() || same_word(content_encoding, "identity");
  return plain && is_media_type(content_type, "application/json");
}

std::string text_at(const json& object, std::string_view name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json* value_at(const json* object, std::string_view name) {
  if (object == nullptr) return nullptr;
  const auto found = object->find(name);
  return found == object->end() || found->is_null() ? nullptr : &*found;
}

const json* object_at(const json* object, std::string_view name) {
  const json* const value = value_at(object, name);
  return value != nullptr && value->is_object() ? value : nullptr;
}

const json* list_at(const json* object, std::string_view name) {
  const json* const value = value_at(object, name);
  return value != nullptr && value->is_array() ? value : nullptr;
}

JsonFields::JsonFields(const json& object) : object_(object) {}

std::string JsonFields::required_string(std::string_view name, std::size_t most_bytes) {
  const json* value = required(name);
  return value == nullptr ? std::string() : take_string(*value, most_bytes);
}

std::optional<std::string> JsonFields::optional_string(std::string_view name, std::size_t most_bytes) {
  const json* value = present(name);
  if (value == nullptr) return std::nullopt;
  return take_string(*value, most_bytes);
}

std::int64_t JsonFields::required_integer(std::string_view name) {
  const json* value = required(name);
  return value == nullptr ? 0 : take_integer(*value);
}

std::optional<std::int64_t> JsonFields::optional_integer(std::string_view name) {
  const json* value = present(name);
  if (value == nullptr) return std::nullopt;
  return take_integer(*value);
}

std::optional<bool> JsonFields::optional_bool(std::string_view name) {
  const json* value = present(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_boolean()) return value->get<bool>();
  complain(JsonReason::field_wrong_type);
  return std::nullopt;
}

const json* JsonFields::required_object(std::string_view name) {
  if (required(name) == nullptr) return nullptr;
  return optional_object(name);
}

const json* JsonFields::optional_object(std::string_view name) {
  const json* value = present(name);
  if (value == nullptr || value->is_object()) return value;
  complain(JsonReason::field_wrong_type);
  return nullptr;
}

const json* JsonFields::required_array(std::string_view name) {
  if (required(name) == nullptr) return nullptr;
  return optional_array(name);
}

const json* JsonFields::optional_array(std::string_view name) {
  const json* value = present(name);
  if (value == nullptr || value->is_array()) return value;
  complain(JsonReason::field_wrong_type);
  return nullptr;
}

const json* JsonFields::present(std::string_view name) const {
  if (!object_.is_object()) return nullptr;
  const auto& members = object_.get_ref<const json::object_t&>();
  const auto found = members.find(name);
  return found == members.end() || found->second.is_null() ? nullptr : &found->second;
}

const json* JsonFields::required(std::string_view name) {
  const json* value = present(name);
  if (value == nullptr) complain(JsonReason::field_missing);
  return value;
}

std::string JsonFields::take_string(const json& value, std::size_t most_bytes) {
  const auto* text = value.get_ptr<const json::string_t*>();
  if (text == nullptr) {
    complain(JsonReason::field_wrong_type);
  } else if (text->size() > most_bytes) {
    complain(JsonReason::field_too_long);
  } else if (text->find('\0') != std::string::npos) {
    complain(JsonReason::field_has_nul);
  } else {
    return *text;
  }
  return {};
}

std::int64_t JsonFields::take_integer(const json& value) {
  if (!value.is_number_integer()) {
    complain(JsonReason::field_wrong_type);
    return 0;
  }
  const bool too_large = value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{1} << 53;
  const std::int64_t number = too_large ? 0 : value.get<std::int64_t>();
  if (!too_large && number >= -largest_integer && number <= largest_integer) return number;
  complain(JsonReason::integer_out_of_range);
  return 0;
}

void JsonFields::complain(JsonReason reason) {
  if (!refusal_) refusal_ = JsonRefusal{reason};
}

int status_of(JsonReason reason) {
  switch (reason) {
    case JsonReason::wrong_content_type: return 415;
    case JsonReason::too_many_values:
    case JsonReason::string_too_long:
    case JsonReason::field_too_long: return 413;
    default: return 400;
  }
}

Literal name_of(JsonReason reason) {
  switch (reason) {
    case JsonReason::wrong_content_type: return "wrong_content_type";
    case JsonReason::byte_order_mark: return "byte_order_mark";
    case JsonReason::raw_nul: return "raw_nul";
    case JsonReason::syntax: return "syntax";
    case JsonReason::not_an_object: return "not_an_object";
    case JsonReason::too_deep: return "too_deep";
    case JsonReason::too_many_values: return "too_many_values";
    case JsonReason::string_too_long: return "string_too_long";
    case JsonReason::number_too_long: return "number_too_long";
    case JsonReason::duplicate_key: return "duplicate_key";
    case JsonReason::field_missing: return "field_missing";
    case JsonReason::field_wrong_type: return "field_wrong_type";
    case JsonReason::field_too_long: return "field_too_long";
    case JsonReason::field_has_nul: return "field_has_nul";
    case JsonReason::integer_out_of_range: return "integer_out_of_range";
  }
  return "syntax";
}

}  // namespace meldmaat
