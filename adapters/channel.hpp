// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The port to a channel that must be called to reach somebody. The courier decides what goes, when, and what becomes
/// of it; the channel lays a message out and sends it once.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <optional>
#include <string>
#include <utility>

#include "bot/delivery.hpp"
#include "bot/language.hpp"
#include "bot/reach.hpp"

namespace meldmaat {

/// A delivery with everything its channel needs. A constructor, because it travels through coroutines.
struct Parcel {
  Parcel() = default;
  explicit Parcel(Delivery what) : delivery(std::move(what)) {}

  Delivery delivery;
  std::optional<Reach> reach;  ///< nothing: the person was never heard on this channel
  std::string revised_id;      ///< what the channel calls the message this one replaces; empty: none was sent
  Language language = Language::nl;
  bool informal = false;
};

/// What sending gave.
struct Sent {
  Sent() = default;
  explicit Sent(Outcome what) : outcome(std::move(what)) {}

  Outcome outcome;
  std::optional<std::string> details;  ///< the new Reach::details, when sending taught the channel a better way
  bool as_new = false;  ///< what it was to replace is gone: it went, or perhaps went, as a message of its own
};

class Channel {
 public:
  Channel() = default;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  virtual ~Channel() = default;

  /// As in ConversationKey::channel.
  [[nodiscard]] virtual const std::string& name() const = 0;

  /// Whether sending a delivery again within a day of saying it has no effect when it arrived the first time: the
  /// channel gives it the same name each time, and the other side remembers names.
  [[nodiscard]] virtual bool repeats_safely() const { return false; }

  /// One attempt, on the I/O thread, within the channel's own limits of time. Never two at once for one conversation.
  /// The parcel is owned by whoever waits for this.
  [[nodiscard]] virtual boost::asio::awaitable<Sent> send(const Parcel& parcel) = 0;
};

}  // namespace meldmaat
