// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One HTTP exchange as plain values: no socket, no Beast. A channel reads a Request and answers with a Response.
/// Both have constructors because they travel through coroutines (design/house: no aggregate temporaries there).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace meldmaat {

class ResponseStream;

/// The methods this house answers. Every other one is refused by the gate (405 or 501).
enum class Method : std::uint8_t { get, head, post, put };

[[nodiscard]] std::string_view name_of(Method method);

/// Header lines in the order they came. Kept as one block of text, because that is how they travel and it costs two
/// allocations instead of two per line. Views point into this object and live until it changes.
class Headers {
 public:
  /// Throws std::invalid_argument when the name is not an RFC 9110 token or the value holds a control character: a
  /// header that could split the answer in two is a fault of ours, never something to send.
  void add(std::string_view name, std::string_view value);

  /// The value of the first line with this name (ASCII case is ignored), or nothing.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

  /// The same, with an empty text for an absent header.
  [[nodiscard]] std::string_view value(std::string_view name) const;

  [[nodiscard]] std::size_t size() const { return lines_.size(); }
  [[nodiscard]] std::pair<std::string_view, std::string_view> at(std::size_t index) const;

  /// All lines as "Name: value\r\n".
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  struct Line {
    std::size_t name_at;
    std::size_t name_size;
    std::size_t value_at;
    std::size_t value_size;
  };
  std::string text_;
  std::vector<Line> lines_;
};

/// What a handler found out about a request from its head alone, kept until the body is there too.
struct Admission {
  Admission() = default;
  Admission(const Admission&) = default;
  Admission& operator=(const Admission&) = default;
  virtual ~Admission() = default;
};

/// A request that passed the gate (http_gate.hpp), with its whole body.
struct Request {
  Request() = default;
  Request(Method asked, std::string_view asked_target);

  /// The first query value of this name, decoded; nothing when absent.
  [[nodiscard]] std::optional<std::string_view> query_value(std::string_view name) const;

  /// The parts of the path between slashes, each percent-decoded after splitting, so that %2F stays inside its part.
  /// None for "/"; an empty last one for a path that ends in a slash.
  /// Nothing when a part does not decode to UTF-8 text without control characters.
  [[nodiscard]] std::optional<std::vector<std::string>> path_parts() const;

  Method method = Method::get;
  std::string target;                                      ///< As received: path and query, printable ASCII.
  std::string path;                                        ///< The target before '?', not decoded.
  std::vector<std::pair<std::string, std::string>> query;  ///< Decoded; empty when the query does not decode.
  Headers headers;
  std::string body;
  std::string peer;  ///< Numeric address of the other end of the connection. Personal data: never log it.
  std::shared_ptr<const Admission> admission;  ///< From HttpHandler::admit; null when it gave none.
};

/// An answer. The server adds the status line, Content-Length and Connection; everything else is the handler's.
struct Response {
  explicit Response(int status_code = 200);

  /// An answer with a body of this Content-Type.
  Response(int status_code, std::string_view content_type, std::string text);

  int status = 200;
  Headers headers;
  std::string body;

  /// When set, `body` is sent first and then whatever is pushed, until either side ends it (response_stream.hpp).
  /// Shared by the channel that pushes and the session that writes.
  std::shared_ptr<ResponseStream> stream;

  bool close = false;  ///< End the connection after this answer.
};

}  // namespace meldmaat
