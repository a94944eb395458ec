// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/pace.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

using std::chrono::nanoseconds;

constexpr nanoseconds second = std::chrono::seconds{1};
/// So many messages may go together before the gap counts: what a person's one answer brings about.
constexpr int burst = 4;
/// Each message moves the moment at which everything before it is paid for; it may go when that is at most a burst
/// away.
nanoseconds take_place(nanoseconds& paid, nanoseconds gap, nanoseconds now) {
  paid = std::max(paid, now) + gap;
  return std::max(now, paid - gap * burst);
}

}  // namespace

Pace::Pace(int a_tenant, nanoseconds conversation_gap)
    : gap_(second / std::max(1, a_tenant)), conversation_gap_(conversation_gap) {}

nanoseconds Pace::reserve(const std::string& conversation, nanoseconds now) {
  if (conversations_.size() >= look_through_at_) {
    std::erase_if(conversations_, [now](const auto& entry) { return entry.second <= now; });
    look_through_at_ = std::max(many, 2 * conversations_.size());
  }
  const auto own = take_place(conversations_[conversation], conversation_gap_, now);
  return take_place(tenant_free_, gap_, own);
}

}  // namespace meldmaat
