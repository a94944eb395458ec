// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A strict reading of the raw head of a request, before Beast sees it. Beast of Boost 1.81 accepts shapes that another
/// server on the road reads differently (RFC 9112 §11.2, request smuggling); what is not plainly one request is refused
/// here (reliability M13, rows H1-H34). Pure: bytes in, value out. Any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/http_message.hpp"
#include "adapters/literal.hpp"

namespace meldmaat {

/// The methods a route answers.
class MethodSet {
 public:
  constexpr MethodSet(std::initializer_list<Method> methods) {
    for (const Method method : methods) bits_ |= bit(method);
  }
  [[nodiscard]] constexpr bool has(Method method) const { return (bits_ & bit(method)) != 0; }

 private:
  static constexpr unsigned bit(Method method) { return 1U << static_cast<unsigned>(method); }
  unsigned bits_ = 0;
};

/// What one route lets in. Limits lie above what a platform may lawfully send: a homeserver repeats a transaction that
/// got 413 for ever.
struct GateRules {
  MethodSet methods = {Method::get, Method::head};
  std::size_t most_head_bytes = 8 * 1024;  ///< 8 KiB for webhooks, 16 KiB for pages (cookies).
  std::uint64_t most_body_bytes = 0;
  bool chunked_allowed = false;  ///< Exactly "chunked", without extensions and trailers.
  bool counted = true;           ///< False: no figure and no log line tells that somebody was here.
};

/// No head may be larger on any route; the session stops reading there.
inline constexpr std::size_t most_head_bytes = 16 * 1024;
inline constexpr std::size_t most_head_lines = 64;
inline constexpr std::size_t most_target_bytes = 2000;
inline constexpr std::size_t most_field_name_bytes = 256;

/// Why a request was refused. The only thing about it that is ever logged.
enum class GateReason : std::uint8_t {
  not_http,
  bad_line_end,
  control_character,
  bad_request_line,
  bad_version,
  bad_target,
  unknown_route,
  unknown_method,
  method_not_here,
  head_too_large,
  too_many_lines,
  bad_field,
  folded_line,
  repeated_field,
  host_missing,
  host_not_ours,
  length_invalid,
  length_missing,
  length_with_encoding,
  body_not_allowed,
  body_too_large,
  encoding_invalid,
  chunked_not_here,
  expectation,
  upgrade,
  head_too_slow,
  body_too_slow,
  body_invalid,
};

[[nodiscard]] Literal name_of(GateReason reason);

struct GateRefusal {
  int status;
  GateReason reason;
};

/// A request line in good order; views into the head.
struct RequestLine {
  Method method;
  std::string_view target;
  std::string_view path;  ///< The target before '?'.
  bool is_http_1_1;
};

/// What the head promises about the rest of the request.
struct AcceptedHead {
  Method method;
  std::uint64_t content_length;  ///< 0 when chunked.
  bool chunked;
  bool expects_continue;
  bool keep_alive;
};

/// Looks for the end of the head in bytes that are still coming in. Call it with everything received so far.
class HeadScanner {
 public:
  /// The size of the head with its empty line; nothing when more bytes are needed; or why no head can follow.
  [[nodiscard]] std::variant<std::monostate, std::size_t, GateRefusal> look(std::string_view received);

  /// Bytes were taken from the front: begin again.
  void reset() { *this = HeadScanner(); }

 private:
  std::size_t seen_ = 0;
  std::size_t line_begin_ = 0;
};

/// Reads and judges the first line, which must be complete. The route's rules are chosen by its path.
[[nodiscard]] std::variant<RequestLine, GateRefusal> read_request_line(std::string_view head);

/// Judges the whole head. `hosts` are the exact Host values that are ours, in lower case, with port where one is used.
[[nodiscard]] std::variant<AcceptedHead, GateRefusal> judge_head(std::string_view head, const RequestLine& line,
                                                                 const GateRules& rules,
                                                                 const std::vector<std::string>& hosts);

}  // namespace meldmaat
