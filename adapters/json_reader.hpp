// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Strict reading of JSON from outside (RFC 8259; reliability M14, rows J1-J18). Two steps: read_json turns bytes into
/// a document under limits, or says why not; JsonFields takes typed values out of it and remembers the first complaint.
/// Fields nobody asks for may hold anything valid. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/literal.hpp"

namespace meldmaat {

/// Why a document is not read. The HTTP status belongs to the reason: status_of.
enum class JsonReason : std::uint8_t {
  wrong_content_type,
  byte_order_mark,
  raw_nul,
  syntax,
  not_an_object,
  too_deep,
  too_many_values,
  string_too_long,
  number_too_long,
  duplicate_key,
  field_missing,
  field_wrong_type,
  field_too_long,
  field_has_nul,
  integer_out_of_range,
};

[[nodiscard]] Literal name_of(JsonReason reason);

/// 413 for limits on size, 415 for the content type, 400 for the rest.
[[nodiscard]] int status_of(JsonReason reason);

struct JsonRefusal {
  JsonReason reason;

  [[nodiscard]] int status() const { return status_of(reason); }
  friend bool operator==(const JsonRefusal&, const JsonRefusal&) = default;
};

struct JsonLimits {
  std::size_t most_values = 2'000;  ///< Pages 2,000; Teams 20,000; Matrix 1,000,000. Keys are not counted.
  std::size_t most_depth = 32;
  std::size_t most_string_bytes = 128 * 1024;  ///< Of every text and every key, after unescaping.
};

/// The document, whose top is always an object, or the reason it is refused.
[[nodiscard]] std::variant<nlohmann::json, JsonRefusal> read_json(std::string_view bytes, const JsonLimits& limits);

/// True for application/json without charset or with utf-8, and no Content-Encoding. Otherwise the answer is 415.
[[nodiscard]] bool is_json_content(std::string_view content_type, std::string_view content_encoding);

// For what may be anything; JsonFields complains. null counts as absent.

/// The text at `name`; empty when `object` is none or has something else there.
[[nodiscard]] std::string text_at(const nlohmann::json& object, std::string_view name);
/// The value at `name`, of the last two an object or an array; null when `object` is null or none, or has nothing such.
[[nodiscard]] const nlohmann::json* value_at(const nlohmann::json* object, std::string_view name);
[[nodiscard]] const nlohmann::json* object_at(const nlohmann::json* object, std::string_view name);
[[nodiscard]] const nlohmann::json* list_at(const nlohmann::json* object, std::string_view name);

/// Takes typed fields out of one object. Ask for all of them, then look at refusal() once:
///
///     JsonFields fields(document);
///     const std::string text = fields.required_string("text", 8000);
///     const auto turn = fields.optional_integer("turn");
///     if (fields.refusal()) return *fields.refusal();
///
/// A wrong field gives an empty value and the first complaint stays. null counts as absent. `object` must outlive this.
class JsonFields {
 public:
  /// Integers beyond this are not exact in every JSON implementation (RFC 8259 §6).
  static constexpr std::int64_t largest_integer = std::int64_t{1} << 53;

  explicit JsonFields(const nlohmann::json& object);

  [[nodiscard]] std::string required_string(std::string_view name, std::size_t most_bytes);
  [[nodiscard]] std::optional<std::string> optional_string(std::string_view name, std::size_t most_bytes);
  [[nodiscard]] std::int64_t required_integer(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> optional_integer(std::string_view name);
  [[nodiscard]] std::optional<bool> optional_bool(std::string_view name);

  /// The object or array in a field; null when it is absent or of another type.
  [[nodiscard]] const nlohmann::json* required_object(std::string_view name);
  [[nodiscard]] const nlohmann::json* optional_object(std::string_view name);
  [[nodiscard]] const nlohmann::json* required_array(std::string_view name);
  [[nodiscard]] const nlohmann::json* optional_array(std::string_view name);

  /// The first complaint, if any.
  [[nodiscard]] const std::optional<JsonRefusal>& refusal() const { return refusal_; }

 private:
  [[nodiscard]] const nlohmann::json* present(std::string_view name) const;
  [[nodiscard]] const nlohmann::json* required(std::string_view name);
  [[nodiscard]] std::string take_string(const nlohmann::json& value, std::size_t most_bytes);
  [[nodiscard]] std::int64_t take_integer(const nlohmann::json& value);
  void complain(JsonReason reason);

  const nlohmann::json& object_;
  std::optional<JsonRefusal> refusal_;
};

}  // namespace meldmaat
