// SPDX-License-Identifier: EUPL-1.2
#include "bot/retry_plan.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

/// Full jitter: anything between nothing and the doubled pause, so that many who failed together do not return
/// together.
Milliseconds backoff(int attempts, double fraction) {
  const int doublings = std::clamp(attempts - 1, 0, 20);
  const auto longest = std::min(longest_pause, first_pause * (1 << doublings));
  return std::chrono::duration_cast<Milliseconds>(longest * std::clamp(fraction, 0.0, 1.0));
}

Milliseconds pause(const Outcome& outcome, int attempts, double fraction) {
  if (outcome.retry_after > Milliseconds{0}) return std::clamp(outcome.retry_after, first_pause, longest_pause);
  return backoff(attempts, fraction);
}

}  // namespace

Delivery begin_attempt(Delivery delivery) {
  delivery.status = Delivery::Status::under_way;
  ++delivery.attempts;
  return delivery;
}

Delivery settle_attempt(Delivery delivery, const Outcome& outcome, Moment now, double fraction) {
  using Status = Delivery::Status;
  using Kind = Outcome::Kind;
  if (outcome.kind == Kind::sent) {
    delivery.status = Status::sent;
    delivery.remote_id = outcome.remote_id;
    return delivery;
  }
  const bool given_up = delivery.attempts >= most_attempts || now - delivery.created >= longest_trying;
  const bool twice_unclear = outcome.kind == Kind::ambiguous && delivery.maybe_double;
  if (given_up || twice_unclear || outcome.kind == Kind::refused) {
    delivery.status = Status::parked;
    return delivery;
  }
  if (outcome.kind == Kind::ambiguous) delivery.maybe_double = true;
  delivery.status = Status::waiting;
  delivery.not_before = now + pause(outcome, delivery.attempts, fraction);
  return delivery;
}

}  // namespace meldmaat
