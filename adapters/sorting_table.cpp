// SPDX-License-Identifier: EUPL-1.2
#include "adapters/sorting_table.hpp"

#include "bot/retry_plan.hpp"
#include "bot/undelivered.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t uncertain_a_round = 200;

double fraction(Random& random) {
  constexpr std::uint64_t steps = 1'000'000;
  return static_cast<double>(random.below(steps)) / static_cast<double>(steps);
}

/// A draft that was discarded while its questions were on their way leaves blanks.
bool is_blank(const Message& message) {
  return message.text.empty() && message.lines.empty() && message.options.empty() && !message.attachment;
}

}  // namespace

void SortingTable::settle_uncertain() {
  const auto uncertain = desk_.store.uncertain_deliveries(uncertain_a_round);
  for (const auto& delivery : uncertain) settle(delivery, {Outcome::Kind::ambiguous, {}, Milliseconds{0}});
  sorted_.uncertain = uncertain.size() == uncertain_a_round;
}

void SortingTable::settle(const Returned& returned) {
  Delivery delivery = returned.parcel.delivery;
  // What went as a message of its own can be there twice, unlike what was put in the place of another.
  if (returned.sent.as_new) delivery.revises = 0;
  learn(returned.parcel, returned.sent);
  settle(delivery, returned.sent.outcome);
}

void SortingTable::settle(const Delivery& delivery, const Outcome& outcome) {
  auto settled = settle_attempt(delivery, outcome, now_, fraction(random_));
  if (settled.status == Delivery::Status::parked) return park(std::move(settled), outcome.kind);
  desk_.store.write_delivery(settled);
  if (is_held_up(settled)) hold_up(desk_, now_, settled, sorted_.touched);
}

void SortingTable::park(Delivery delivery, Outcome::Kind why) {
  delivery.status = Delivery::Status::parked;
  desk_.store.write_delivery(delivery);
  ++sorted_.parked;
  // Others may go now that it is out of the way.
  sorted_.more = true;
  if (!is_blank(delivery.message)) give_up(desk_, now_, delivery, why, sorted_.touched);
}

void SortingTable::learn(const Parcel& parcel, const Sent& sent) {
  const bool revived = sent.outcome.kind == Outcome::Kind::sent && parcel.reach && parcel.reach->dead;
  if (!sent.details && !revived) return;
  const auto& key = parcel.delivery.conversation;
  const auto now_known = desk_.store.reach(key);
  // Whoever was heard from while it was under way is found as that said.
  if (now_known != parcel.reach) return;
  Reach reach = now_known.value_or(Reach{.conversation = key, .details = {}, .dead = false, .at = now_, .told = {}});
  if (sent.details) reach.details = *sent.details;
  if (revived) reach.dead = false;
  reach.at = now_;
  desk_.store.write_reach(reach);
}

void SortingTable::take(std::size_t places) {
  if (sorted_.uncertain) {
    sorted_.more = true;
    return;
  }
  const auto waiting = desk_.store.waiting_deliveries(now_, places);
  for (const auto& delivery : waiting) take_one(delivery);
  if (waiting.size() < places) sorted_.next = desk_.store.next_delivery();
}

void SortingTable::take_one(const Delivery& delivery) {
  const auto& key = delivery.conversation;
  if (is_blank(delivery.message) || !channels_.contains(key.channel)) return park(delivery, Outcome::Kind::refused);
  Parcel parcel(begin_attempt(delivery));
  desk_.store.write_delivery(parcel.delivery);
  parcel.reach = desk_.store.reach(key);
  if (delivery.revises != 0) {
    parcel.revised_id = desk_.store.remote_id(key, delivery.revises);
    // There is nothing to replace: it is a message like any other.
    if (parcel.revised_id.empty()) parcel.delivery.revises = 0;
  }
  if (const auto* person = desk_.town.organisation.person_at(key)) {
    parcel.language = person->language;
    parcel.informal = person->informal;
  }
  sorted_.parcels.push_back(std::move(parcel));
}

Sorted SortingTable::result() && {
  sorted_.open = desk_.store.open_deliveries();
  return std::move(sorted_);
}

}  // namespace meldmaat
