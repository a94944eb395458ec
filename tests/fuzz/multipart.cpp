// SPDX-License-Identifier: EUPL-1.2
// Whatever a form with files holds, its parts lie inside the body, within their limits, and do not overlap.
#include "adapters/multipart.hpp"

#include <cstdint>
#include <cstdlib>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace meldmaat;
  // libFuzzer gives bytes, the readers take text.
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  MultipartLimits limits;
  limits.most_parts = 5;
  limits.most_field_bytes = 64;
  limits.most_file_bytes = 128;
  const auto read = read_multipart("multipart/form-data; boundary=X", body, limits);
  const auto* parts = std::get_if<std::vector<FormPart>>(&read);
  if (parts == nullptr) return 0;
  require(parts->size() <= limits.most_parts);
  const char* begin = body.data();
  for (const FormPart& part : *parts) {
    require(part.content.data() >= begin && part.content.data() + part.content.size() <= body.data() + body.size());
    require(part.content.size() <= (part.is_file ? limits.most_file_bytes : limits.most_field_bytes));
    require(part.content.find("\r\n--X") == std::string_view::npos && !part.name.empty());
    begin = part.content.data() + part.content.size();
  }
  return 0;
}
