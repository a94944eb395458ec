// SPDX-License-Identifier: EUPL-1.2
/// \file
/// multipart/form-data (RFC 7578), as a browser without script sends a form with a file. Read strictly: what a browser
/// does not send is refused. Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/literal.hpp"

namespace meldmaat {

/// One field of the form.
struct FormPart {
  std::string name;
  std::string file_name;  ///< As the browser told it: text to show, never a path to use. Empty for plain fields.
  bool is_file = false;
  std::string content_type;  ///< As told, lower case; empty when not told. A claim, not a fact.
  std::string_view content;  ///< Points into the body that was read.
};

enum class MultipartReason : std::uint8_t {
  wrong_content_type,
  boundary_invalid,
  not_terminated,
  text_outside_parts,
  part_head_invalid,
  disposition_invalid,
  name_invalid,
  field_not_text,
  encoding_not_allowed,
  too_many_parts,
  part_too_large,
};

[[nodiscard]] Literal name_of(MultipartReason reason);

struct MultipartRefusal {
  int status;  ///< 400, 413 or 415.
  MultipartReason reason;
};

struct MultipartLimits {
  std::size_t most_parts = 100;
  std::size_t most_part_head_bytes = 2 * 1024;
  std::size_t most_name_bytes = 128;
  std::size_t most_file_name_bytes = 1024;
  std::size_t most_field_bytes = 64 * 1024;
  std::size_t most_file_bytes = 25 * 1024 * 1024;
};

/// Reads `body`, whose Content-Type is `content_type`. The parts point into `body`.
[[nodiscard]] std::variant<std::vector<FormPart>, MultipartRefusal> read_multipart(std::string_view content_type,
                                                                                   std::string_view body,
                                                                                   const MultipartLimits& limits);

}  // namespace meldmaat
