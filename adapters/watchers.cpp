// SPDX-License-Identifier: EUPL-1.2
#include "adapters/watchers.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace meldmaat {

void Watchers::Watch::ring() {
  rung_ = true;
  bell_.cancel();
}

boost::asio::awaitable<bool> Watchers::Watch::wait(std::chrono::milliseconds limit) {
  if (!rung_) {
    bell_.expires_after(limit);
    boost::system::error_code cancelled;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, cancelled);
    co_await bell_.async_wait(token);
  }
  const bool rung = rung_;
  rung_ = false;
  co_return rung;
}

std::shared_ptr<Watchers::Watch> Watchers::watch(const ConversationKey& key) {
  std::erase_if(watches_, [](const auto& entry) { return entry.second.expired(); });
  auto made = std::make_shared<Watch>(executor_);
  watches_.emplace(key, made);
  return made;
}

void Watchers::look_again(const Touched& touched) {
  if (watches_.empty()) return;
  for (const auto& key : touched) {
    const auto [first, last] = watches_.equal_range(key);
    for (auto entry = first; entry != last; ++entry) {
      if (const auto watch = entry->second.lock()) watch->ring();
    }
  }
}

void Watchers::look_again() {
  for (const auto& [key, entry] : watches_) {
    if (const auto watch = entry.lock()) watch->ring();
  }
}

}  // namespace meldmaat
