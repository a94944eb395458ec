// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a page or program posts into a conversation, read strictly: either as JSON (docs/openapi.yaml) or as the form
/// of a page without script. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "adapters/file_kind.hpp"
#include "adapters/http_message.hpp"
#include "bot/event.hpp"

namespace meldmaat {

/// Why a request is not done: the status, and the key of the text behind "web.problem.".
struct WebProblem {
  int status;
  std::string_view reason;
};

struct WebPost {
  std::string key;             ///< idempotency key
  std::uint64_t question = 0;  ///< the message a press belongs to; 0: none
  Happened what;               ///< Said or Chose
};

struct WebFile {
  std::string key;
  std::string name;  ///< as the sender told it; text to show, never a path
  std::string bytes;
  FileKind kind{};  ///< of the bytes
};

[[nodiscard]] std::variant<WebPost, WebProblem> read_web_post(const Request& request);
[[nodiscard]] std::variant<WebFile, WebProblem> read_web_file(const Request& request, std::size_t most_bytes);

/// "25h", "90m", "3d": the demo's clock. 0 when it is none of these or longer than a year.
[[nodiscard]] Milliseconds read_forward(std::string_view text);
[[nodiscard]] std::variant<Milliseconds, WebProblem> read_clock_post(const Request& request);

/// Whether the request was made by a page of ours, so that no other site can act with a reader's cookie: by
/// Sec-Fetch-Site where the browser sends it, else by Origin. A program that is no browser sends Origin too.
[[nodiscard]] bool from_own_page(const Request& request);

/// The value of one cookie; empty when absent.
[[nodiscard]] std::string cookie(const Request& request, std::string_view name);

}  // namespace meldmaat
