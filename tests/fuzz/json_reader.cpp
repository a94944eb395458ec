// SPDX-License-Identifier: EUPL-1.2
// What the strict reader accepts is a document that nlohmann's own parser reads the same, within our limits; and every
// field of it can be asked for as every kind.
#include "adapters/json_reader.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

using namespace meldmaat;
using nlohmann::json;

void require(bool holds) {
  if (!holds) std::abort();
}

std::size_t values_in(const json& value) {
  std::size_t count = 1;
  for (const json& child : value) {
    if (value.is_structured()) count += values_in(child);
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // libFuzzer gives bytes, the readers take text.
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  JsonLimits limits;
  limits.most_values = 100;
  limits.most_string_bytes = 64;
  const auto read = read_json(bytes, limits);
  const auto* document = std::get_if<json>(&read);
  if (document == nullptr) return 0;
  require(*document == json::parse(bytes));
  require(values_in(*document) <= limits.most_values + 1);
  for (const auto& [name, value] : document->items()) {
    JsonFields fields(*document);
    const std::string text = fields.optional_string(name, 16).value_or("");
    require(text.size() <= 16 && text.find('\0') == std::string::npos);
    const std::int64_t number = fields.optional_integer(name).value_or(0);
    require(number >= -JsonFields::largest_integer && number <= JsonFields::largest_integer);
    (void)fields.optional_bool(name);
    (void)fields.optional_object(name);
    (void)fields.optional_array(name);
    require(fields.refusal() || value.is_null());
  }
  return 0;
}
