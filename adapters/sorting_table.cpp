// SPDX-License-Identifier: EUPL-1.2
#include "adapters/sorting_table.hpp"

#include <algorithm>
#include <utility>

#include "bot/retry_plan.hpp"
#include "bot/undelivered.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t uncertain_a_round = 200;
/// So many more than there are places for are named for the next rounds, which then need not look everywhere.
constexpr std::size_t look_ahead = 64;
/// By the other side of a channel that repeats safely; an hour less than a day, for clocks that differ.
constexpr Milliseconds names_are_remembered = std::chrono::hours{23};
constexpr Milliseconds look_again_after = std::chrono::seconds{1};

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
  auto uncertain = desk_.store.uncertain_deliveries(uncertain_a_round);
  for (auto& delivery : uncertain) {
    const auto channel = channels_.find(delivery.conversation.channel);
    const bool is_remembered = now_ - delivery.created < names_are_remembered;
    Outcome cut_off;
    cut_off.kind = Outcome::Kind::ambiguous;
    if (channel != channels_.end() && channel->second && is_remembered) cut_off.kind = Outcome::Kind::not_taken;
    settle(std::move(delivery), cut_off);
  }
  sorted_.uncertain = uncertain.size() == uncertain_a_round;
}

void SortingTable::settle(const Returned& returned) {
  Delivery delivery = returned.parcel.delivery;
  // What went as a message of its own can be there twice, unlike what was put in the place of another.
  if (returned.sent.as_new) delivery.revises = 0;
  learn(returned.parcel, returned.sent);
  settle(std::move(delivery), returned.sent.outcome);
}

void SortingTable::settle(Delivery delivery, const Outcome& outcome) {
  auto settled = settle_attempt(std::move(delivery), outcome, now_, fraction(random_));
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

void SortingTable::take(const Search& search) {
  if (sorted_.uncertain) {
    sorted_.more = true;
  } else if (search.everywhere) {
    take_everywhere(search.places);
  } else {
    take_among(search.among, search.places);
  }
  if (search.everywhere || sorted_.parcels.empty()) sorted_.open = desk_.store.open_deliveries();
}

void SortingTable::take_everywhere(std::size_t places) {
  const std::size_t most = places + look_ahead;
  auto waiting = desk_.store.waiting_deliveries(now_, most);
  for (auto& delivery : waiting) {
    if (sorted_.parcels.size() < places) {
      take_one(std::move(delivery));
    } else {
      sorted_.left.push_back(std::move(delivery.conversation));
    }
  }
  if (waiting.size() == most) {
    sorted_.more = true;
  } else {
    // While some are left, the next moment is theirs, which has come: whatever is due later is looked for soon.
    sorted_.next = sorted_.left.empty() ? desk_.store.next_delivery() : now_ + look_again_after;
  }
}

void SortingTable::take_among(const std::vector<ConversationKey>& keys, std::size_t places) {
  for (const auto& key : keys) {
    if (sorted_.parcels.size() == places) {
      sorted_.left.push_back(key);
      continue;
    }
    auto first = desk_.store.first_waiting(key);
    if (!first) continue;
    if (first->not_before <= now_) {
      take_one(std::move(*first));
    } else {
      sorted_.next = std::min(sorted_.next.value_or(Moment::max()), first->not_before);
    }
  }
}

void SortingTable::take_one(Delivery delivery) {
  const auto channel = channels_.find(delivery.conversation.channel);
  if (is_blank(delivery.message) || channel == channels_.end()) {
    return park(std::move(delivery), Outcome::Kind::refused);
  }
  // An earlier attempt may have arrived, under a name that means nothing there any more.
  const bool is_forgotten = channel->second && delivery.attempts > 0 && now_ - delivery.created >= names_are_remembered;
  if (is_forgotten && delivery.revises == 0) delivery.maybe_double = true;
  Parcel& parcel = sorted_.parcels.emplace_back(begin_attempt(std::move(delivery)));
  const auto& key = parcel.delivery.conversation;
  desk_.store.write_delivery(parcel.delivery);
  parcel.reach = desk_.store.reach(key);
  if (parcel.delivery.revises != 0) {
    parcel.revised_id = desk_.store.remote_id(key, parcel.delivery.revises);
    // There is nothing to replace: it is a message like any other.
    if (parcel.revised_id.empty()) parcel.delivery.revises = 0;
  }
  if (const auto* person = desk_.town.organisation.person_at(key)) {
    parcel.language = person->language;
    parcel.informal = person->informal;
  }
}

Sorted SortingTable::result() && {
  return std::move(sorted_);
}

}  // namespace meldmaat
