// SPDX-License-Identifier: EUPL-1.2
// An HttpsClient with a loop of its own, and names that lead where a test says.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/https_client.hpp"
#include "adapters/ip_rules.hpp"
#include "tests/adapters/log_text.hpp"

namespace meldmaat {

/// The names of a test, instead of the system's. Counts what was asked.
class TestNames {
 public:
  using Addresses = std::vector<boost::asio::ip::address>;

  /// For this machine the addresses of loopback count as public; no other private address does.
  [[nodiscard]] HttpsSeams seams() {
    HttpsSeams seams;
    seams.look_up = [this](std::string host) { return find(std::move(host)); };
    seams.is_public = [](const boost::asio::ip::address& address) {
      return address == boost::asio::ip::address_v4::loopback() || is_public(address);
    };
    return seams;
  }

  std::map<std::string, Addresses> known;
  std::vector<std::string> asked;

 private:
  boost::asio::awaitable<Addresses> find(std::string host) {
    asked.push_back(host);
    co_return known[host];
  }
};

class OutsideCaller {
 public:
  explicit OutsideCaller(const HttpsSettings& settings, HttpsSeams seams = HttpsSeams())
      : client(io.get_executor(), log.log, settings, std::move(seams)) {}
  ~OutsideCaller() {
    client.stop();
    io.restart();
    io.run();
  }
  OutsideCaller(const OutsideCaller&) = delete;
  OutsideCaller& operator=(const OutsideCaller&) = delete;

  OutsideResult call(OutsideRequest request) {
    io.restart();
    begin(std::move(request));
    const std::size_t wanted = results.size() + 1;
    while (results.size() < wanted) io.run_one();
    OutsideResult result = std::move(results.back());
    results.pop_back();
    return result;
  }

  /// Its result comes last in `results` when the loop runs.
  void begin(OutsideRequest request) {
    boost::asio::co_spawn(io, client.exchange(std::move(request)),
                          [this](const std::exception_ptr& thrown, OutsideResult result) {
                            if (thrown) std::rethrow_exception(thrown);
                            results.push_back(std::move(result));
                          });
  }

  boost::asio::io_context io{1};
  LogText log;
  HttpsClient client;
  std::vector<OutsideResult> results;
};

[[nodiscard]] inline OutsideRequest ask(const std::string& url,
                                        std::chrono::milliseconds limit = std::chrono::seconds(20)) {
  OutsideRequest request(Method::get, url);
  request.limit = limit;
  return request;
}

[[nodiscard]] inline OutsideRequest ask_with_token(const std::string& url) {
  OutsideRequest request = ask(url);
  request.bearer = "the-token";
  return request;
}

[[nodiscard]] inline int status_of(const OutsideResult& result) {
  const auto* answer = std::get_if<OutsideAnswer>(&result);
  return answer == nullptr ? 0 : answer->status;
}

[[nodiscard]] inline std::string outcome_of(const OutsideResult& result) {
  const auto* fault = std::get_if<OutsideFault>(&result);
  return fault == nullptr ? std::to_string(status_of(result)) : std::string(name_of(*fault).view());
}

}  // namespace meldmaat
