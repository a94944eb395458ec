// SPDX-License-Identifier: EUPL-1.2
#include "adapters/http_gate.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "adapters/media_type.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view line_end = "\r\n";

// Fields that steer framing, identity or access. Two of one kind mean that two servers may believe different ones.
enum class Steering : std::uint8_t {
  host,
  content_length,
  transfer_encoding,
  authorization,
  content_type,
  content_encoding,
  cookie,
  origin,
  expect,
  upgrade,
  sec_fetch_site,
  if_none_match,
  last_event_id,
};

constexpr std::array<std::string_view, 13> steering_names = {
    "host",   "content-length", "transfer-encoding", "authorization",  "content-type",  "content-encoding", "cookie",
    "origin", "expect",         "upgrade",           "sec-fetch-site", "if-none-match", "last-event-id",
};

// What the lines of a head say, before it is judged as a whole.
struct Fields {
  std::array<std::optional<std::string_view>, steering_names.size()> steering;
  bool connection_close = false;

  [[nodiscard]] const std::optional<std::string_view>& operator[](Steering field) const {
    return steering[static_cast<std::size_t>(field)];
  }
};

using Complaint = std::optional<GateRefusal>;

Complaint refuse(int status, GateReason reason) {
  return GateRefusal{status, reason};
}

std::optional<std::size_t> steering_index(std::string_view name) {
  for (std::size_t index = 0; index < steering_names.size(); ++index) {
    if (same_word(name, steering_names[index])) return index;
  }
  return std::nullopt;
}

// Connection is a list of tokens (RFC 9110 §7.6.1); anything else is read differently by different readers.
Complaint read_connection(std::string_view list, Fields& fields) {
  for (bool more = true; more;) {
    const std::size_t end = list.find(',');
    const std::string_view word = trim_blanks(list.substr(0, end));
    if (!is_token(word)) return refuse(400, GateReason::bad_field);
    if (same_word(word, "close")) fields.connection_close = true;
    more = end != std::string_view::npos;
    if (more) list.remove_prefix(end + 1);
  }
  return std::nullopt;
}

// `raw` is what stands behind the colon. One space is what every client writes; framing fields may have no other form.
Complaint take_field(std::string_view name, std::string_view raw, Fields& fields) {
  const auto index = steering_index(name);
  if (!index) {
    if (same_word(name, "connection") || same_word(name, "proxy-connection")) return read_connection(raw, fields);
    return std::nullopt;
  }
  if (fields.steering[*index]) {
    const bool is_length = *index == static_cast<std::size_t>(Steering::content_length);
    return refuse(400, is_length ? GateReason::length_invalid : GateReason::repeated_field);
  }
  const std::string_view value = raw.starts_with(' ') ? raw.substr(1) : raw;
  const bool exact = *index <= static_cast<std::size_t>(Steering::transfer_encoding);
  fields.steering[*index] = exact ? value : trim_blanks(value);
  return std::nullopt;
}

Complaint take_line(std::string_view line, Fields& fields) {
  if (line.front() == ' ' || line.front() == '\t') return refuse(400, GateReason::folded_line);
  const std::size_t colon = line.find(':');
  if (std::min(colon, line.size()) > most_field_name_bytes) return refuse(431, GateReason::head_too_large);
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return refuse(400, GateReason::bad_field);
  const std::string_view raw = line.substr(colon + 1);
  const bool has_control = std::any_of(raw.begin(), raw.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7F;
  });
  if (has_control) return refuse(400, GateReason::control_character);
  return take_field(line.substr(0, colon), raw, fields);
}

Complaint take_lines(std::string_view lines, Fields& fields) {
  for (std::size_t count = 0; lines != line_end; ++count) {
    if (count == most_head_lines) return refuse(431, GateReason::too_many_lines);
    const std::size_t end = lines.find(line_end);
    if (end == std::string_view::npos || end == 0) return refuse(400, GateReason::bad_line_end);
    if (auto complaint = take_line(lines.substr(0, end), fields)) return complaint;
    lines.remove_prefix(end + line_end.size());
  }
  return std::nullopt;
}

// Decimal without sign, spaces or leading zeros. A number too large for 64 bits is a large body, not a riddle.
Complaint read_length(std::string_view text, std::uint64_t most, std::uint64_t& length) {
  const bool digits =
      !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || (text.size() > 1 && text.front() == '0')) return refuse(400, GateReason::length_invalid);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || length > most) return refuse(413, GateReason::body_too_large);
  return std::nullopt;
}

bool carries_body(Method method) {
  return method == Method::post || method == Method::put;
}

// RFC 9112 §6: how the end of the body is known. Fills `accepted`.
Complaint judge_framing(const Fields& fields, const RequestLine& line, const GateRules& rules, AcceptedHead& accepted) {
  const auto& length = fields[Steering::content_length];
  const auto& encoding = fields[Steering::transfer_encoding];
  if (encoding) {
    if (length) return refuse(400, GateReason::length_with_encoding);
    if (!line.is_http_1_1 || !same_word(*encoding, "chunked")) return refuse(400, GateReason::encoding_invalid);
    if (!rules.chunked_allowed) return refuse(411, GateReason::chunked_not_here);
    if (!carries_body(accepted.method)) return refuse(400, GateReason::body_not_allowed);
    accepted.chunked = true;
    return std::nullopt;
  }
  if (!line.is_http_1_1) return refuse(505, GateReason::bad_version);
  if (!length) {
    if (carries_body(accepted.method)) return refuse(400, GateReason::length_missing);
    return std::nullopt;
  }
  if (auto complaint = read_length(*length, rules.most_body_bytes, accepted.content_length)) return complaint;
  if (!carries_body(accepted.method) && accepted.content_length > 0) return refuse(400, GateReason::body_not_allowed);
  return std::nullopt;
}

Complaint judge_host(const Fields& fields, const std::vector<std::string>& hosts) {
  const auto& host = fields[Steering::host];
  if (!host) return refuse(400, GateReason::host_missing);
  const bool ours = std::any_of(hosts.begin(), hosts.end(), [&](const auto& known) { return same_word(known, *host); });
  if (!ours) return refuse(421, GateReason::host_not_ours);
  return std::nullopt;
}

Complaint judge_wishes(const Fields& fields, AcceptedHead& accepted) {
  if (fields[Steering::upgrade]) return refuse(400, GateReason::upgrade);
  if (const auto& expect = fields[Steering::expect]) {
    if (!same_word(*expect, "100-continue")) return refuse(417, GateReason::expectation);
    accepted.expects_continue = true;
  }
  accepted.keep_alive = !fields.connection_close;
  return std::nullopt;
}

// Case matters in methods (RFC 9110 §9.1): "get" is an unknown one.
Complaint read_method(std::string_view text, Method& method) {
  for (const Method known : {Method::get, Method::head, Method::post, Method::put}) {
    if (text != name_of(known)) continue;
    method = known;
    return std::nullopt;
  }
  for (const std::string_view known : {"DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"}) {
    if (text == known) return refuse(405, GateReason::method_not_here);
  }
  return refuse(501, GateReason::unknown_method);
}

bool has_hidden_step(std::string_view path) {
  // A dot segment, plain or encoded, and an encoded slash-like or NUL would let two readers see two different paths.
  for (std::size_t at = path.find('%'); at != std::string_view::npos; at = path.find('%', at + 1)) {
    const std::string escape = ascii_lower(path.substr(at, 3));
    if (escape == "%00" || escape == "%2e" || escape == "%5c") return true;
  }
  for (std::size_t at = path.find("/."); at != std::string_view::npos; at = path.find("/.", at + 1)) {
    const std::string_view rest = path.substr(at + 1);
    const std::string_view segment = rest.substr(0, rest.find('/'));
    if (segment == "." || segment == "..") return true;
  }
  return path.find("//") != std::string_view::npos;
}

bool is_good_target(std::string_view target) {
  if (!target.starts_with('/')) return false;
  const bool printable = std::all_of(target.begin(), target.end(), [](char letter) {
    return letter > 0x20 && letter < 0x7F && letter != '\\' && letter != '#';
  });
  const std::size_t mark = target.find('?');
  return printable && !has_hidden_step(target.substr(0, mark)) && target.find("%00") == std::string_view::npos;
}

// Another 1.x is told apart later, because under it an encoding is a worse mistake than the version itself.
Complaint read_version(std::string_view version, bool& is_http_1_1) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  const bool shape = version.size() == 8 && version.starts_with("HTTP/") && version[6] == '.' && is_digit(version[5]) &&
                     is_digit(version[7]);
  if (!shape) return refuse(400, GateReason::bad_request_line);
  if (version[5] != '1') return refuse(505, GateReason::bad_version);
  is_http_1_1 = version[7] == '1';
  return std::nullopt;
}

}  // namespace

std::variant<std::monostate, std::size_t, GateRefusal> HeadScanner::look(std::string_view received) {
  if (seen_ == 0 && !received.empty() && !is_token_char(received.front())) {
    return GateRefusal{400, GateReason::not_http};  // TLS, a folded first line, an empty line: nothing we answer to.
  }
  for (; seen_ < received.size(); ++seen_) {
    if (seen_ == most_head_bytes) return GateRefusal{431, GateReason::head_too_large};
    const char letter = received[seen_];
    const char before = seen_ == 0 ? ' ' : received[seen_ - 1];
    if ((letter == '\n') != (before == '\r')) return GateRefusal{400, GateReason::bad_line_end};
    if (letter != '\n') continue;
    const std::size_t line_size = seen_ - 1 - line_begin_;
    if (line_size == 0) return seen_ + 1;
    if (line_begin_ == 0) {
      // Whoever speaks another language may wait for an answer before the empty line comes.
      const auto line = read_request_line(received.substr(0, seen_ + 1));
      if (const auto* refusal = std::get_if<GateRefusal>(&line)) return *refusal;
    }
    line_begin_ = seen_ + 1;
  }
  return std::monostate();
}

std::variant<RequestLine, GateRefusal> read_request_line(std::string_view head) {
  const std::string_view text = head.substr(0, head.find(line_end));
  const std::size_t first = text.find(' ');
  const std::size_t last = text.rfind(' ');
  if (first == std::string_view::npos || first == last || !is_token(text.substr(0, first))) {
    return GateRefusal{400, GateReason::bad_request_line};
  }
  RequestLine line{};
  if (const auto complaint = read_version(text.substr(last + 1), line.is_http_1_1)) return *complaint;
  if (const auto complaint = read_method(text.substr(0, first), line.method)) return *complaint;
  line.target = text.substr(first + 1, last - first - 1);
  if (line.target.size() > most_target_bytes || !is_good_target(line.target)) {
    return GateRefusal{400, GateReason::bad_target};
  }
  line.path = line.target.substr(0, line.target.find('?'));
  return line;
}

std::variant<AcceptedHead, GateRefusal> judge_head(std::string_view head, const RequestLine& line,
                                                   const GateRules& rules, const std::vector<std::string>& hosts) {
  if (head.size() > rules.most_head_bytes) return GateRefusal{431, GateReason::head_too_large};
  AcceptedHead accepted{};
  Fields fields;
  const std::string_view lines = head.substr(head.find(line_end) + line_end.size());
  if (const auto complaint = take_lines(lines, fields)) return *complaint;
  if (!rules.methods.has(line.method)) return GateRefusal{405, GateReason::method_not_here};
  accepted.method = line.method;
  if (const auto complaint = judge_framing(fields, line, rules, accepted)) return *complaint;
  if (const auto complaint = judge_host(fields, hosts)) return *complaint;
  if (const auto complaint = judge_wishes(fields, accepted)) return *complaint;
  return accepted;
}

Literal name_of(GateReason reason) {
  switch (reason) {
    case GateReason::not_http: return "not_http";
    case GateReason::bad_line_end: return "bad_line_end";
    case GateReason::control_character: return "control_character";
    case GateReason::bad_request_line: return "bad_request_line";
    case GateReason::bad_version: return "bad_version";
    case GateReason::bad_target: return "bad_target";
    case GateReason::unknown_route: return "unknown_route";
    case GateReason::unknown_method: return "unknown_method";
    case GateReason::method_not_here: return "method_not_here";
    case GateReason::head_too_large: return "head_too_large";
    case GateReason::too_many_lines: return "too_many_lines";
    case GateReason::bad_field: return "bad_field";
    case GateReason::folded_line: return "folded_line";
    case GateReason::repeated_field: return "repeated_field";
    case GateReason::host_missing: return "host_missing";
    case GateReason::host_not_ours: return "host_not_ours";
    case GateReason::length_invalid: return "length_invalid";
    case GateReason::length_missing: return "length_missing";
    case GateReason::length_with_encoding: return "length_with_encoding";
    case GateReason::body_not_allowed: return "body_not_allowed";
    case GateReason::body_too_large: return "body_too_large";
    case GateReason::encoding_invalid: return "encoding_invalid";
    case GateReason::chunked_not_here: return "chunked_not_here";
    case GateReason::expectation: return "expectation";
    case GateReason::upgrade: return "upgrade";
    case GateReason::head_too_slow: return "head_too_slow";
    case GateReason::body_too_slow: return "body_too_slow";
    case GateReason::body_invalid: return "body_invalid";
  }
  return "not_http";
}

}  // namespace meldmaat
