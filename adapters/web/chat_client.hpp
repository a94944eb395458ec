// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A person at a terminal: a client of the public HTTP interface (docs/openapi.yaml), for people who like terminals,
/// for scripts and for tests. It knows nothing that a browser does not know.
#pragma once

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "bot/clock.hpp"

namespace meldmaat {

/// "http://127.0.0.1:8080" taken apart. Plain HTTP on this machine only.
struct WebAddress {
  std::string host;  ///< numeric
  std::uint16_t port = 0;
  std::string origin;
};
/// Nothing when it is not such an address. "localhost" is 127.0.0.1.
[[nodiscard]] std::optional<WebAddress> read_web_address(const std::string& url);

struct ChatOptions {
  WebAddress at;
  std::string person;
  std::string link;  ///< one-time link, outside the demo; empty: none
  /// Waits a moment for the person at the terminal. True: a line, or the end, can be read. Empty: a script.
  std::function<bool()> wait_for_line;
};

/// Sends every line of `in` as a message and prints every message to `out` until `in` ends and every answer is in; what
/// comes while nobody types is printed as well. A line "/file PATH" sends that file. \return the exit code: 0, or 1
/// after a problem that was printed to `err`
[[nodiscard]] int chat(const ChatOptions& options, Random& random, std::istream& in, std::ostream& out,
                       std::ostream& err);

/// Moves the demo's clock ("25h") and prints what the clock says then. \return the exit code
[[nodiscard]] int move_demo_clock(const WebAddress& at, const std::string& forward, std::ostream& out,
                                  std::ostream& err);

/// Whether /readyz of a running meldmaat says it is ready. \return the exit code
[[nodiscard]] int ask_health(const WebAddress& at, std::ostream& out, std::ostream& err);

}  // namespace meldmaat
