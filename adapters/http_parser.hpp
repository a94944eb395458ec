// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Boost.Beast's parser behind plain values, so that one translation unit pays for it (decision D16). The server runs
/// it behind its own gate (http_gate.hpp), the client alone. One thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "adapters/http_message.hpp"

namespace meldmaat {

/// How far a message has been read.
enum class Reading : std::uint8_t {
  need_more,
  complete,
  invalid,    ///< Not HTTP, a chunk extension or a trailer.
  too_large,  ///< The body is over its limit.
};

struct ReadingStep {
  Reading reading;
  std::size_t consumed;  ///< Bytes taken from the front; the rest must be offered again, with more behind it.
};

/// Reads requests, one after another.
class RequestParser {
 public:
  RequestParser();
  ~RequestParser();
  RequestParser(const RequestParser&) = delete;
  RequestParser& operator=(const RequestParser&) = delete;

  /// Begins a request. Headers and body go into `request`, which must stay where it is until the request is complete.
  void start(Request& request, std::uint64_t most_body_bytes);

  [[nodiscard]] ReadingStep feed(std::string_view bytes);

  /// What the head promised: a length, or chunks.
  [[nodiscard]] std::uint64_t content_length() const;
  [[nodiscard]] bool chunked() const;

 private:
  class Beast;
  std::unique_ptr<Beast> beast_;
};

/// Reads answers.
class AnswerParser {
 public:
  AnswerParser();
  ~AnswerParser();
  AnswerParser(const AnswerParser&) = delete;
  AnswerParser& operator=(const AnswerParser&) = delete;

  /// Begins the answer to a request of this method. Headers and body go into the two objects, which must stay where
  /// they are; what is read of the body may be taken out between two calls.
  void start(Method asked, Headers& headers, std::string& body, std::uint64_t most_body_bytes);

  [[nodiscard]] ReadingStep feed(std::string_view bytes);

  /// The other side closed: complete when the body had no announced end, invalid when something is missing.
  [[nodiscard]] Reading finish();

  [[nodiscard]] bool head_complete() const;
  [[nodiscard]] int status() const;
  [[nodiscard]] bool keep_alive() const;

 private:
  class Beast;
  std::unique_ptr<Beast> beast_;
};

}  // namespace meldmaat
