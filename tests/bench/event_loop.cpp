// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/event_loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>

namespace meldmaat::bench {

EventLoop::EventLoop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {}

EventLoop::~EventLoop() {
  ::close(epoll_);
}

void EventLoop::watch(int descriptor, Watched& who) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = &who;
  ::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event);
}

void EventLoop::forget(int descriptor) {
  ::epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
}

void EventLoop::wait(Clock::time_point until) {
  const auto left = std::max(until - Clock::now(), Clock::duration{0});
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
  const timespec limit{seconds.count(), std::chrono::nanoseconds(left - seconds).count()};
  std::array<epoll_event, 64> events{};
  const int count = ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &limit, nullptr);
  for (int i = 0; i < count; ++i) static_cast<Watched*>(events.at(static_cast<std::size_t>(i)).data.ptr)->readable();
}

}  // namespace meldmaat::bench
