// SPDX-License-Identifier: EUPL-1.2
#include "bot/retry_plan.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

/// Full jitter: anything between nothing and the doubled pause, so that many who failed together do not return
/// together.
Milliseconds backoff(int attempts, double fraction) {
  const int doublings = std::clamp(attempts - 1, 0, 20);
  const auto longest_own = attempts < usual_attempts ? longest_usual_pause : longest_patient_pause;
  const auto longest = std::min(longest_own, first_pause * (1 << doublings));
  return std::chrono::duration_cast<Milliseconds>(longest * std::clamp(fraction, 0.0, 1.0));
}

/// No doubling: others were refused before this one, and it may be one of many that wait.
Milliseconds pause_while_closed(const Delivery& delivery, Moment now, double fraction) {
  const bool lasts = must_be_said(delivery.message) ? delivery.attempts >= usual_attempts
                                                    : now - delivery.created >= usual_attempts * longest_usual_pause;
  const auto longest = lasts ? longest_patient_pause : longest_usual_pause;
  return longest / 2 + std::chrono::duration_cast<Milliseconds>(longest / 2 * std::clamp(fraction, 0.0, 1.0));
}

Milliseconds pause(const Delivery& delivery, const Outcome& outcome, Moment now, double fraction) {
  if (outcome.retry_after > Milliseconds{0}) return std::clamp(outcome.retry_after, first_pause, longest_asked_pause);
  if (outcome.kind == Outcome::Kind::closed) return pause_while_closed(delivery, now, fraction);
  return backoff(delivery.attempts, fraction);
}

bool is_over(const Delivery& delivery, Outcome::Kind kind, Moment now) {
  if (kind == Outcome::Kind::closed) return false;
  const bool in_doubt_again = kind == Outcome::Kind::ambiguous && delivery.maybe_double;
  const bool never = kind == Outcome::Kind::refused || kind == Outcome::Kind::unreachable;
  const bool has_time = must_be_said(delivery.message) && now - delivery.created < longest_trying;
  const bool tried_enough = delivery.attempts >= usual_attempts && !has_time;
  return never || in_doubt_again || tried_enough;
}

}  // namespace

bool must_be_said(const Message& message) {
  return !message.about.empty() || message.slot == must_arrive;
}

Delivery begin_attempt(Delivery delivery) {
  delivery.status = Delivery::Status::under_way;
  ++delivery.attempts;
  return delivery;
}

Delivery settle_attempt(Delivery delivery, const Outcome& outcome, Moment now, double fraction) {
  using Status = Delivery::Status;
  if (outcome.kind == Outcome::Kind::sent) {
    delivery.status = Status::sent;
    delivery.remote_id = outcome.remote_id;
    return delivery;
  }
  if (is_over(delivery, outcome.kind, now)) {
    delivery.status = Status::parked;
    return delivery;
  }
  auto wait = pause(delivery, outcome, now, fraction);
  if (outcome.kind == Outcome::Kind::closed && !must_be_said(delivery.message)) {
    delivery.attempts = std::max(delivery.attempts - 1, outcome.perhaps ? 1 : 0);
  }
  if (outcome.kind == Outcome::Kind::ambiguous && delivery.revises == 0) {
    delivery.maybe_double = true;
    wait = std::max(wait, pause_in_doubt);
  }
  delivery.status = Status::waiting;
  delivery.not_before = now + wait;
  return delivery;
}

bool is_held_up(const Delivery& settled) {
  return settled.status == Delivery::Status::waiting && settled.attempts == usual_attempts;
}

}  // namespace meldmaat
