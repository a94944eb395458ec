// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Servers elsewhere, without a network: gives the answers a test wrote and remembers what was asked.
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/outside.hpp"

namespace meldmaat {

class ScriptedOutside final : public Outside {
 public:
  explicit ScriptedOutside(const boost::asio::any_io_executor& executor) : bell_(executor) {}

  /// The answers to this address come in this order, and the last one again and again. An address without any is not
  /// reached.
  void answer(const std::string& url, int status, std::string body) {
    OutsideAnswer given;
    given.status = status;
    given.body = std::move(body);
    answer(url, std::move(given));
  }
  void answer(const std::string& url, OutsideResult result) { script_[url].push_back(std::move(result)); }

  /// Forgets the answers to this address, so that it can be given others.
  void forget(const std::string& url) { script_.erase(url); }

  /// From now on requests are heard and wait for their answer until release().
  void hold() { bell_.expires_at(boost::asio::steady_timer::time_point::max()); }
  void release() { bell_.expires_at(boost::asio::steady_timer::time_point::min()); }

  /// In the order they came, those that wait included.
  [[nodiscard]] const std::vector<OutsideRequest>& requests() const { return requests_; }
  [[nodiscard]] std::size_t requests_to(std::string_view url) const {
    const auto count =
        std::count_if(requests_.begin(), requests_.end(), [&](const auto& request) { return request.url == url; });
    return static_cast<std::size_t>(count);
  }

  /// An answer that is larger than the request allows becomes OutsideFault::too_large, as from the real client.
  [[nodiscard]] boost::asio::awaitable<OutsideResult> exchange(OutsideRequest request) override {
    requests_.push_back(request);
    boost::system::error_code released;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, released);
    co_await bell_.async_wait(token);
    co_return next_answer(request);
  }

 private:
  OutsideResult next_answer(const OutsideRequest& request) {
    const auto found = script_.find(request.url);
    if (found == script_.end()) return OutsideFault::not_reached;
    std::deque<OutsideResult>& answers = found->second;
    OutsideResult result = answers.front();
    if (answers.size() > 1) answers.pop_front();
    const auto* answer = std::get_if<OutsideAnswer>(&result);
    if (answer != nullptr && answer->body.size() > request.most_answer_bytes) return OutsideFault::too_large;
    return result;
  }

  boost::asio::steady_timer bell_;  // Not set: expired long ago, nobody waits.
  std::map<std::string, std::deque<OutsideResult>> script_;
  std::vector<OutsideRequest> requests_;
};

}  // namespace meldmaat
