// SPDX-License-Identifier: EUPL-1.2
#include "adapters/multipart.hpp"

#include <algorithm>
#include <optional>

#include "adapters/media_type.hpp"
#include "adapters/utf8.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view head_end = "\r\n\r\n";

using Complaint = std::optional<MultipartRefusal>;

Complaint refuse(MultipartReason reason) {
  switch (reason) {
    case MultipartReason::wrong_content_type: return MultipartRefusal{415, reason};
    case MultipartReason::too_many_parts:
    case MultipartReason::part_too_large: return MultipartRefusal{413, reason};
    default: return MultipartRefusal{400, reason};
  }
}

// RFC 2046 §5.1.1.
bool is_boundary(std::string_view text) {
  constexpr std::string_view others = "'()+_,-./:=? ";
  const auto is_allowed = [&](char letter) {
    const char lower = ascii_lower(letter);
    return (lower >= 'a' && lower <= 'z') || (letter >= '0' && letter <= '9') || others.find(letter) != others.npos;
  };
  return !text.empty() && text.size() <= 70 && text.back() != ' ' && std::all_of(text.begin(), text.end(), is_allowed);
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7F;
  });
}

// Browsers escape only these three in names (HTML standard, multipart/form-data encoding); a backslash is a backslash.
std::string unescape_name(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::string escape = ascii_lower(text.substr(0, 3));
    const char meant = escape == "%22" ? '"' : escape == "%0d" ? '\r' : escape == "%0a" ? '\n' : '\0';
    plain += meant == '\0' ? text.front() : meant;
    text.remove_prefix(meant == '\0' ? 1 : 3);
  }
  return plain;
}

// `form-data; name="..."; filename="..."` in that or the other order, each at most once and nothing else.
Complaint read_disposition(std::string_view value, const MultipartLimits& limits, FormPart& part) {
  constexpr MultipartReason invalid = MultipartReason::disposition_invalid;
  if (!same_word(before_parameters(value), "form-data")) return refuse(invalid);
  std::string_view rest = value.substr(std::min(value.find(';'), value.size()));
  bool named = false;
  while (!rest.empty()) {
    rest = trim_blanks(rest.substr(1));
    const std::size_t quote = rest.find("=\"");
    if (quote == std::string_view::npos) return refuse(invalid);
    const std::string_view key = rest.substr(0, quote);
    const std::size_t end = rest.find('"', quote + 2);
    if (end == std::string_view::npos) return refuse(invalid);
    const std::string_view raw = rest.substr(quote + 2, end - quote - 2);
    if (!is_utf8(raw)) return refuse(MultipartReason::name_invalid);
    if (same_word(key, "name") && !named && !raw.empty() && raw.size() <= limits.most_name_bytes) {
      part.name = unescape_name(raw);
      named = true;
    } else if (same_word(key, "filename") && !part.is_file && raw.size() <= limits.most_file_name_bytes) {
      part.file_name = unescape_name(raw);
      part.is_file = true;
    } else {
      return refuse(MultipartReason::name_invalid);
    }
    rest = trim_blanks(rest.substr(end + 1));
    if (!rest.empty() && rest.front() != ';') return refuse(invalid);
  }
  if (!named) return refuse(invalid);
  return std::nullopt;
}

Complaint read_part_line(std::string_view line, const MultipartLimits& limits, FormPart& part) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) || has_control(line)) {
    return refuse(MultipartReason::part_head_invalid);
  }
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trim_blanks(line.substr(colon + 1));
  if (same_word(name, "content-disposition")) {
    if (!part.name.empty()) return refuse(MultipartReason::disposition_invalid);
    return read_disposition(value, limits, part);
  }
  if (same_word(name, "content-type")) part.content_type = ascii_lower(value);
  if (same_word(name, "content-transfer-encoding") && !same_word(value, "binary") && !same_word(value, "8bit")) {
    return refuse(MultipartReason::encoding_not_allowed);
  }
  return std::nullopt;
}

Complaint read_part_head(std::string_view head, const MultipartLimits& limits, FormPart& part) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find(line_end), head.size());
    if (auto complaint = read_part_line(head.substr(0, end), limits, part)) return complaint;
    head.remove_prefix(std::min(end + line_end.size(), head.size()));
  }
  if (part.name.empty()) return refuse(MultipartReason::disposition_invalid);
  return std::nullopt;
}

Complaint judge_content(const FormPart& part, const MultipartLimits& limits) {
  const std::size_t most = part.is_file ? limits.most_file_bytes : limits.most_field_bytes;
  if (part.content.size() > most) return refuse(MultipartReason::part_too_large);
  const bool is_text = part.is_file || (is_utf8(part.content) && part.content.find('\0') == std::string_view::npos);
  if (!is_text) return refuse(MultipartReason::field_not_text);
  return std::nullopt;
}

// Takes one part, its head and the delimiter behind it, from the front of `rest`.
Complaint take_part(std::string_view& rest, std::string_view delimiter, const MultipartLimits& limits, FormPart& part) {
  const std::size_t head_size = rest.substr(0, limits.most_part_head_bytes).find(head_end);
  if (head_size == std::string_view::npos) return refuse(MultipartReason::part_head_invalid);
  if (auto complaint = read_part_head(rest.substr(0, head_size), limits, part)) return complaint;
  // The empty line's own CRLF may begin the delimiter of an empty part.
  const std::size_t end = rest.find(delimiter, head_size + line_end.size());
  if (end == std::string_view::npos) return refuse(MultipartReason::not_terminated);
  const std::size_t begin = std::min(head_size + head_end.size(), end);
  part.content = rest.substr(begin, end - begin);
  rest.remove_prefix(end + delimiter.size());
  return judge_content(part, limits);
}

}  // namespace

std::variant<std::vector<FormPart>, MultipartRefusal> read_multipart(std::string_view content_type,
                                                                     std::string_view body,
                                                                     const MultipartLimits& limits) {
  if (!is_media_type(content_type, "multipart/form-data")) return *refuse(MultipartReason::wrong_content_type);
  const auto boundary = media_type_parameter(content_type, "boundary");
  if (!boundary || !is_boundary(*boundary)) return *refuse(MultipartReason::boundary_invalid);
  const std::string delimiter = "\r\n--" + *boundary;
  std::string_view rest = body;
  if (!rest.starts_with(std::string_view(delimiter).substr(line_end.size()))) {
    return *refuse(rest.empty() ? MultipartReason::not_terminated : MultipartReason::text_outside_parts);
  }
  rest.remove_prefix(delimiter.size() - line_end.size());
  std::vector<FormPart> parts;
  while (rest.starts_with(line_end)) {
    if (parts.size() == limits.most_parts) return *refuse(MultipartReason::too_many_parts);
    rest.remove_prefix(line_end.size());
    if (const auto complaint = take_part(rest, delimiter, limits, parts.emplace_back())) return *complaint;
  }
  if (!rest.starts_with("--")) return *refuse(MultipartReason::not_terminated);
  rest.remove_prefix(2);
  if (!rest.empty() && rest != line_end) return *refuse(MultipartReason::text_outside_parts);
  return parts;
}

Literal name_of(MultipartReason reason) {
  switch (reason) {
    case MultipartReason::wrong_content_type: return "wrong_content_type";
    case MultipartReason::boundary_invalid: return "boundary_invalid";
    case MultipartReason::not_terminated: return "not_terminated";
    case MultipartReason::text_outside_parts: return "text_outside_parts";
    case MultipartReason::part_head_invalid: return "part_head_invalid";
    case MultipartReason::disposition_invalid: return "disposition_invalid";
    case MultipartReason::name_invalid: return "name_invalid";
    case MultipartReason::field_not_text: return "field_not_text";
    case MultipartReason::encoding_not_allowed: return "encoding_not_allowed";
    case MultipartReason::too_many_parts: return "too_many_parts";
    case MultipartReason::part_too_large: return "part_too_large";
  }
  return "wrong_content_type";
}

}  // namespace meldmaat
