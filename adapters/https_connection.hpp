// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One outgoing connection: reaching the server, perhaps through a proxy and behind TLS, and one exchange at a time
/// over it. Whether it may be made at all is decided by its owner (https_client.cpp). I/O thread only.
#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/http_parser.hpp"
#include "adapters/outside.hpp"

namespace meldmaat {

class HttpsConnection {
 public:
  explicit HttpsConnection(const boost::asio::any_io_executor& executor);

  /// Each of the next three is a step towards the server; false: it failed, see failure(). To the first of these that
  /// answers.
  [[nodiscard]] boost::asio::awaitable<bool> reach(std::vector<boost::asio::ip::tcp::endpoint> endpoints);
  /// Asks the proxy at the other end to pass on everything that follows. \param request a whole CONNECT request
  [[nodiscard]] boost::asio::awaitable<bool> pass_proxy(std::string request);
  /// TLS with this host: its name is sent, and the certificate must bear it. \param tls outlives the connection
  [[nodiscard]] boost::asio::awaitable<bool> secure(boost::asio::ssl::context& tls, std::string host);

  /// Sends `request`, a whole HTTP request, and reads the answer. Nothing: take_answer() has it.
  [[nodiscard]] boost::asio::awaitable<std::optional<OutsideFault>> exchange(Method method, std::string request,
                                                                             std::size_t most_answer_bytes);
  [[nodiscard]] OutsideAnswer take_answer();
  /// A buffer of an earlier exchange to write the next request into; saves an allocation.
  [[nodiscard]] std::string take_buffer();

  /// The request, or a part of it, may be at the server.
  [[nodiscard]] bool has_sent() const { return sent_; }
  /// The last answer was whole and left nothing behind, and the server says it stays.
  [[nodiscard]] bool may_be_kept() const { return may_be_kept_; }
  /// The other side has neither hung up nor spoken out of turn.
  [[nodiscard]] bool is_quiet();
  /// Why a step failed: a number of the system or of OpenSSL; the status of a proxy that refused.
  [[nodiscard]] int failure() const { return failure_; }

  /// How often the owner's clock has gone round since the last use.
  int rounds_idle = 0;

 private:
  using Tls = boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>;
  static constexpr std::size_t buffer_bytes = 16UL * 1024;

  [[nodiscard]] boost::asio::awaitable<bool> connect(boost::asio::ip::tcp::endpoint endpoint);
  [[nodiscard]] boost::asio::awaitable<bool> send();
  [[nodiscard]] boost::asio::awaitable<Reading> read_message();
  [[nodiscard]] boost::asio::awaitable<Reading> read_some();
  [[nodiscard]] Reading feed();
  void begin_answer(Method method, std::size_t most_answer_bytes);
  bool passed(const boost::system::error_code& failed);

  boost::asio::ip::tcp::socket socket_;
  std::optional<Tls> tls_;
  std::array<char, buffer_bytes> buffer_;
  std::size_t filled_ = 0;
  std::string out_;
  AnswerParser parser_;
  OutsideAnswer answer_;
  bool sent_ = false;
  bool may_be_kept_ = false;
  int failure_ = 0;
};

}  // namespace meldmaat
