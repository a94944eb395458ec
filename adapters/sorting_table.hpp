// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The courier's work on the outbox: settles what came back, gives up what was parked, and takes what may go. On the
/// storage thread, inside a Part of an open batch.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "adapters/channel.hpp"
#include "bot/clock.hpp"
#include "bot/moment.hpp"
#include "bot/take_turn.hpp"

namespace meldmaat {

/// A delivery that came back from its channel.
struct Returned {
  Returned(Parcel what, Sent how) : parcel(std::move(what)), sent(std::move(how)) {}
  Parcel parcel;
  Sent sent;
};

/// Where one round looks for deliveries that may go. Everywhere costs as much as is open, so under load a round looks
/// only where something can have changed.
struct Search {
  std::size_t places = 0;   ///< so many are taken at most
  bool everywhere = false;  ///< the whole outbox, oldest first
  /// ... else these conversations, in this order; one may be named twice.
  std::vector<ConversationKey> among;
};

/// What one round of sorting gave; nothing of it may be used before the commit.
struct Sorted {
  std::vector<Parcel> parcels;        ///< under way now
  std::vector<ConversationKey> left;  ///< were not looked at: there was no place for more
  std::optional<Moment> next;         ///< when the next may go, of those that were looked at
  std::optional<std::size_t> open;    ///< deliveries that wait or are under way; not counted in every round
  std::size_t parked = 0;             ///< given up in this round
  bool more = false;                  ///< another look everywhere may find work at once
  bool uncertain = false;             ///< there is more of an earlier run to settle
  Touched touched;
};

class SortingTable {
 public:
  /// All outlive this. \param channels those that can be called, and whether they repeat safely (channel.hpp)
  SortingTable(const Desk& desk, Moment now, const std::map<std::string, bool>& channels, Random& random)
      : desk_(desk), now_(now), channels_(channels), random_(random) {}

  /// What an earlier run left uncertain, a bounded number of it. Before anything else goes, so that order is kept.
  void settle_uncertain();
  void settle(const Returned& returned);
  /// Takes what may go now, one delivery of a conversation. Nothing while there is something uncertain.
  void take(const Search& search);

  [[nodiscard]] Sorted result() &&;

 private:
  void settle(Delivery delivery, const Outcome& outcome);
  void park(Delivery delivery, Outcome::Kind why);
  void learn(const Parcel& parcel, const Sent& sent);
  void take_everywhere(std::size_t places);
  void take_among(const std::vector<ConversationKey>& keys, std::size_t places);
  void take_one(Delivery delivery);

  const Desk& desk_;
  Moment now_;
  const std::map<std::string, bool>& channels_;
  Random& random_;
  Sorted sorted_;
};

}  // namespace meldmaat
