// SPDX-License-Identifier: EUPL-1.2
// Checks what becomes of a delivery after an attempt: every row of the table of plan M4 that channels share, the
// pauses with their limits, giving up, and how long what comes behind is held up (P7). How: single steps, and the whole
// life of a delivery that never arrives.
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
  return {kind, "", retry_after};
}

TEST(RetryPlan, AnAttemptIsCountedBeforeTheNetworkIsTouched) {
  EXPECT_EQ(attempted(1).status, Status::under_way);
  EXPECT_EQ(attempted(1).attempts, 1);
}

TEST(RetryPlan, SentKeepsTheOtherSidesId) {
  const auto sent = settled(attempted(1), {Kind::sent, "remote-7", Milliseconds{0}});
  EXPECT_EQ(sent.status, Status::sent);
  EXPECT_EQ(sent.remote_id, "remote-7");
  EXPECT_FALSE(sent.maybe_double);
}

TEST(RetryPlan, NotTakenWaitsLongerEachTimeUpToAMinute) {
  EXPECT_EQ(settled(attempted(1), of(Kind::not_taken)).not_before, start + Milliseconds{500});
  EXPECT_EQ(settled(attempted(4), of(Kind::not_taken)).not_before, start + seconds{4});
  EXPECT_EQ(settled(attempted(7), of(Kind::not_taken)).not_before, start + seconds{30});
  EXPECT_LT(settled(attempted(39), of(Kind::not_taken), 0.9999).not_before, start + minutes{1});
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

TEST(RetryPlan, AnAmbiguousAnswerIsTriedOnceMoreHalfAMinuteLaterAndMarked) {
  const auto again = settled(attempted(1), of(Kind::ambiguous));
  EXPECT_EQ(again.status, Status::waiting);
  EXPECT_TRUE(again.maybe_double);
  EXPECT_EQ(again.not_before, start + seconds{30});
  EXPECT_EQ(settled(attempted(1), of(Kind::ambiguous, seconds{3})).not_before, start + seconds{30});
  EXPECT_EQ(settled(attempted(1), of(Kind::ambiguous, minutes{2})).not_before, start + minutes{2});
  EXPECT_EQ(settled(begin_attempt(again), of(Kind::ambiguous)).status, Status::parked);
  EXPECT_EQ(settled(begin_attempt(again), of(Kind::not_taken)).status, Status::waiting)
      << "a clear no is no second doubt";
}

TEST(RetryPlan, ARevisionIsNeverDoubleAndIsTriedAsIfNotTaken) {
  Delivery delivery = attempted(1);
  delivery.revises = 4;
  for (int attempt = 2; attempt < 6; ++attempt) {
    const auto again = settled(delivery, of(Kind::ambiguous));
    EXPECT_EQ(again, settled(delivery, of(Kind::not_taken)));
    EXPECT_FALSE(again.maybe_double);
    delivery = begin_attempt(again);
  }
}

TEST(RetryPlan, WhatCanNeverArriveIsParkedAtOnce) {
  EXPECT_EQ(settled(attempted(1), of(Kind::refused)).status, Status::parked);
  EXPECT_EQ(settled(attempted(1), of(Kind::unreachable)).status, Status::parked);
}

TEST(RetryPlan, GivesUpAfterFortyAttempts) {
  EXPECT_EQ(settled(attempted(39), of(Kind::not_taken)).status, Status::waiting);
  EXPECT_EQ(settled(attempted(40), of(Kind::not_taken)).status, Status::parked);
  EXPECT_EQ(settled(attempted(40), of(Kind::sent)).status, Status::sent);
}

Delivery about_a_case(int attempts) {
  Delivery delivery = attempted(attempts);
  delivery.message.about = CaseNumber{"2026-0001"};
  return delivery;
}

TEST(RetryPlan, WhatMustBeSaidIsTriedForADayWithLongerPausesAndIsHeldUpOnce) {
  Delivery alarm = attempted(40);
  alarm.message.slot = must_arrive;
  for (const auto& delivery : {about_a_case(40), alarm}) {
    const auto on = settled(delivery, of(Kind::not_taken), 0.9999);
    EXPECT_EQ(on.status, Status::waiting);
    EXPECT_TRUE(is_held_up(on));
    EXPECT_GT(on.not_before, start + minutes{4});
    EXPECT_LT(on.not_before, start + minutes{5});
    EXPECT_FALSE(is_held_up(settled(begin_attempt(on), of(Kind::not_taken)))) << "once";
  }
  EXPECT_FALSE(is_held_up(settled(about_a_case(39), of(Kind::not_taken))));
  EXPECT_FALSE(is_held_up(settled(about_a_case(40), of(Kind::sent))));
  EXPECT_FALSE(is_held_up(settled(about_a_case(40), of(Kind::refused)))) << "given up, which says the same";
  EXPECT_EQ(settle_attempt(about_a_case(400), of(Kind::not_taken), start + hours{24}, 0.5).status, Status::parked);
}

TEST(RetryPlan, GivesUpWhatMustBeSaidAfterADayAndNothingThatWasHardlyTried) {
  const auto just_before = start + hours{24} - Milliseconds{1};
  EXPECT_EQ(settle_attempt(about_a_case(41), of(Kind::not_taken), just_before, 0.5).status, Status::waiting);
  EXPECT_EQ(settle_attempt(about_a_case(41), of(Kind::not_taken), start + hours{24}, 0.5).status, Status::parked);
  EXPECT_EQ(settle_attempt(attempted(3), of(Kind::not_taken), start + hours{24}, 0.5).status, Status::waiting)
      << "the house may have been away";
}

TEST(RetryPlan, AClosedChannelIsTriedForAsLongAsItTakesAndCostsNoAttempt) {
  Delivery delivery;
  delivery.created = start;
  Moment now = start;
  while (now < start + hours{24 * 7}) {
    delivery = settle_attempt(begin_attempt(delivery), of(Kind::closed), now, 0.5);
    ASSERT_EQ(delivery.status, Status::waiting);
    ASSERT_EQ(delivery.attempts, 0);
    ASSERT_FALSE(delivery.maybe_double);
    ASSERT_GE(delivery.not_before - now, seconds{30}) << "many others wait with it";
    ASSERT_LE(delivery.not_before - now, now - start < minutes{40} ? minutes{1} : minutes{5});
    now = delivery.not_before;
  }
  EXPECT_LT(settle_attempt(attempted(1), of(Kind::closed), start, 0.1).not_before,
            settle_attempt(attempted(1), of(Kind::closed), start, 0.9).not_before);
  EXPECT_EQ(settle_attempt(attempted(1), of(Kind::closed, minutes{2}), start, 0.5).not_before, start + minutes{2});
  const Outcome perhaps{Kind::closed, "", Milliseconds{0}, true};
  EXPECT_EQ(settled(attempted(1), perhaps).attempts, 1) << "it may be there";
  EXPECT_EQ(settled(attempted(39), perhaps).attempts, 38);
}

TEST(RetryPlan, WhatMustBeSaidIsHeldUpOnceByAClosedChannelAndKept) {
  Delivery delivery;
  delivery.message.about = CaseNumber{"2026-0001"};
  delivery.created = start;
  Moment now = start;
  int held_up = 0;
  Milliseconds after{0};
  while (now < start + hours{24 * 7}) {
    delivery = settle_attempt(begin_attempt(delivery), of(Kind::closed), now, 0.5);
    ASSERT_EQ(delivery.status, Status::waiting);
    if (is_held_up(delivery) && ++held_up == 1) after = now - start;
    now = delivery.not_before;
  }
  EXPECT_EQ(held_up, 1);
  EXPECT_LT(after, minutes{40}) << "a human hears of it in time";
}

/// Tries until it is parked. \return how long that took
Milliseconds life(const Outcome& outcome, double fraction, Milliseconds longest_hold, Delivery delivery = {}) {
  delivery.created = start;
  Moment now = start;
  while (delivery.status == Status::waiting) {
    EXPECT_LE(delivery.not_before - now, longest_hold);
    now = std::max(now, delivery.not_before);
    delivery = settle_attempt(begin_attempt(delivery), outcome, now, fraction);
  }
  EXPECT_EQ(delivery.status, Status::parked);
  return now - start;
}

Delivery about_a_case_at_rest() {
  Delivery delivery;
  delivery.message.about = CaseNumber{"2026-0001"};
  return delivery;
}

TEST(RetryPlan, WhatMustBeSaidOutlivesAnEveningsOutageAndNoMore) {
  const auto lasts = life(of(Kind::not_taken), 0.5, minutes{5}, about_a_case_at_rest());
  EXPECT_GE(lasts, hours{24});
  EXPECT_LE(lasts, hours{24} + minutes{5});
}

TEST(RetryPlan, ADeliveryThatNeverArrivesEndsParkedAndIsTriedOnceAMinuteUntilThen) {
  EXPECT_GT(life(of(Kind::not_taken), 0.5, minutes{1}), minutes{15});
  EXPECT_LT(life(of(Kind::not_taken), 0.99, minutes{1}), minutes{40});
  EXPECT_LT(life(of(Kind::not_taken, hours{1}), 0.5, minutes{15}), hours{11});
}

TEST(RetryPlan, AMessageThatCannotBeDeliveredHoldsUpTheNextForAMinuteAtMost) {
  constexpr seconds an_attempt{15};
  EXPECT_LE(life(of(Kind::ambiguous), 0.99, minutes{1}) + 2 * an_attempt, minutes{1});
  EXPECT_EQ(life(of(Kind::refused), 0.5, minutes{1}), Milliseconds{0});
  EXPECT_EQ(life(of(Kind::unreachable), 0.5, minutes{1}), Milliseconds{0});
}

}  // namespace
}  // namespace meldmaat
