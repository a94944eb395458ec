// SPDX-License-Identifier: EUPL-1.2
// Checks what becomes of a delivery after an attempt: every row of the table of plan M4 that channels share, the
// pauses with their limits, and giving up. How: single steps, and the whole life of a delivery that never arrives.
#include "bot/retry_plan.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using Status = Delivery::Status;
using Kind = Outcome::Kind;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Moment start{hours{500000}};

Delivery attempted(int attempts) {
  Delivery delivery;
  delivery.created = start;
  delivery.attempts = attempts - 1;
  return begin_attempt(delivery);
}

Delivery settled(const Delivery& delivery, const Outcome& outcome, double fraction = 0.5) {
  return settle_attempt(delivery, outcome, start, fraction);
}

Outcome of(Kind kind, Milliseconds retry_after = Milliseconds{0}) {
  return {kind, "", retry_after, "code"};
}

TEST(RetryPlan, AnAttemptIsCountedBeforeTheNetworkIsTouched) {
  EXPECT_EQ(attempted(1).status, Status::under_way);
  EXPECT_EQ(attempted(1).attempts, 1);
}

TEST(RetryPlan, SentKeepsTheOtherSidesId) {
  const auto sent = settled(attempted(1), {Kind::sent, "remote-7", Milliseconds{0}, ""});
  EXPECT_EQ(sent.status, Status::sent);
  EXPECT_EQ(sent.remote_id, "remote-7");
  EXPECT_FALSE(sent.maybe_double);
}

TEST(RetryPlan, NotTakenWaitsLongerEachTimeUpToAQuarterOfAnHour) {
  EXPECT_EQ(settled(attempted(1), of(Kind::not_taken)).not_before, start + Milliseconds{500});
  EXPECT_EQ(settled(attempted(4), of(Kind::not_taken)).not_before, start + seconds{4});
  EXPECT_EQ(settled(attempted(11), of(Kind::not_taken)).not_before, start + minutes{7} + seconds{30});
  EXPECT_EQ(settled(attempted(1), of(Kind::not_taken)).status, Status::waiting);
}

TEST(RetryPlan, TheJitterIsFull) {
  EXPECT_EQ(settled(attempted(5), of(Kind::not_taken), 0.0).not_before, start);
  EXPECT_LT(settled(attempted(5), of(Kind::not_taken), 0.9999).not_before, start + seconds{16});
  EXPECT_GT(settled(attempted(5), of(Kind::not_taken), 0.9999).not_before, start + seconds{15});
}

TEST(RetryPlan, WhatTheOtherSideAsksIsKeptWithinLimits) {
  EXPECT_EQ(settled(attempted(1), of(Kind::not_taken, seconds{30})).not_before, start + seconds{30});
  EXPECT_EQ(settled(attempted(1), of(Kind::not_taken, Milliseconds{1})).not_before, start + seconds{1});
  EXPECT_EQ(settled(attempted(1), of(Kind::not_taken, hours{9})).not_before, start + minutes{15});
  EXPECT_EQ(settled(attempted(1), of(Kind::not_taken, seconds{-5})).not_before, start + Milliseconds{500})
      << "nonsense counts as nothing";
}

TEST(RetryPlan, AnAmbiguousAnswerIsTriedOnceMoreAndMarked) {
  const auto again = settled(attempted(1), of(Kind::ambiguous));
  EXPECT_EQ(again.status, Status::waiting);
  EXPECT_TRUE(again.maybe_double);
  EXPECT_EQ(settled(begin_attempt(again), of(Kind::ambiguous)).status, Status::parked);
  EXPECT_EQ(settled(begin_attempt(again), of(Kind::not_taken)).status, Status::waiting)
      << "a clear no is no second doubt";
}

TEST(RetryPlan, ARefusalIsParkedAtOnce) {
  EXPECT_EQ(settled(attempted(1), of(Kind::refused)).status, Status::parked);
}

TEST(RetryPlan, GivesUpAfterTwelveAttempts) {
  EXPECT_EQ(settled(attempted(11), of(Kind::not_taken)).status, Status::waiting);
  EXPECT_EQ(settled(attempted(12), of(Kind::not_taken)).status, Status::parked);
  EXPECT_EQ(settled(attempted(12), of(Kind::sent)).status, Status::sent);
}

TEST(RetryPlan, GivesUpAfterADay) {
  const auto just_before = start + hours{24} - Milliseconds{1};
  EXPECT_EQ(settle_attempt(attempted(3), of(Kind::not_taken), just_before, 0.5).status, Status::waiting);
  EXPECT_EQ(settle_attempt(attempted(3), of(Kind::not_taken), start + hours{24}, 0.5).status, Status::parked);
}

TEST(RetryPlan, ADeliveryThatNeverArrivesEndsParked) {
  Delivery delivery;
  delivery.created = start;
  Moment now = start;
  int attempts = 0;
  while (delivery.status == Status::waiting) {
    now = std::max(now, delivery.not_before);
    delivery = settle_attempt(begin_attempt(delivery), of(Kind::not_taken), now, 0.99);
    ++attempts;
  }
  EXPECT_EQ(delivery.status, Status::parked);
  EXPECT_EQ(attempts, most_attempts);
  EXPECT_LT(now - start, hours{1});
}

}  // namespace
}  // namespace meldmaat
