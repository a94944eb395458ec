// SPDX-License-Identifier: EUPL-1.2
#include "adapters/system_clock.hpp"

#include <sys/timex.h>

#include <ctime>
#include <fstream>
#include <mutex>
#include <optional>

namespace meldmaat {

namespace {

Milliseconds since_boot() {
  // CLOCK_BOOTTIME counts while the machine is suspended; std::chrono has no clock for it.
  timespec time{};
  ::clock_gettime(CLOCK_BOOTTIME, &time);
  return std::chrono::duration_cast<Milliseconds>(std::chrono::seconds{time.tv_sec} +
                                                  std::chrono::nanoseconds{time.tv_nsec});
}

std::string boot_name() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string name;
  file >> name;
  return name.empty() ? "unknown" : name;
}

bool synchronised() {
  timex state{};
  return ::adjtimex(&state) != TIME_ERROR && (static_cast<unsigned>(state.status) & STA_UNSYNC) == 0;
}

}  // namespace

std::chrono::nanoseconds monotonic_now() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

Moment WallClock::now() const {
  return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now());
}

struct SystemClock::Guarded {
  mutable std::mutex mutex;
  EffectiveTime time;
  bool last_answer = false;           ///< of the kernel: its clock follows a time server
  std::optional<Milliseconds> asked;  ///< when it gave that answer, on the boot clock; empty: never asked

  /// Whether the wall clock follows a time server, as the kernel said at most a second ago: it needs longer for this
  /// answer than for all other clocks, and a second more or less changes nothing.
  bool follows_server(Milliseconds booted_for) {
    constexpr Milliseconds fresh = std::chrono::seconds{1};
    if (!asked || booted_for - *asked >= fresh) {
      last_answer = synchronised();
      asked = booted_for;
    }
    return last_answer;
  }
};

SystemClock::SystemClock(const std::string& kept) : guarded_(std::make_unique<Guarded>()) {
  if (auto restored = EffectiveTime::restore(kept)) guarded_->time = *restored;
}

SystemClock::~SystemClock() = default;

Moment SystemClock::now() const {
  static const std::string boot = boot_name();
  const std::scoped_lock lock(guarded_->mutex);
  const auto booted_for = since_boot();
  const ClockReading reading{WallClock{}.now(), booted_for, boot, guarded_->follows_server(booted_for)};
  return guarded_->time.read(reading);
}

std::string SystemClock::keep() const {
  const std::scoped_lock lock(guarded_->mutex);
  return guarded_->time.to_text();
}

bool SystemClock::suspect() const {
  const std::scoped_lock lock(guarded_->mutex);
  return !guarded_->time.may_destroy();
}

}  // namespace meldmaat
