// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One entry of the outbox, and what sending it gave (plan M4).
#pragma once

#include <cstdint>
#include <string>

#include "bot/ids.hpp"
#include "bot/message.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct Delivery {
  enum class Status {
    waiting,    ///< may go at `not_before`
    under_way,  ///< committed before the network is touched
    sent,
    uncertain,  ///< nobody knows whether it arrived
    parked      ///< given up: a human must look
  };
  std::int64_t id = 0;
  ConversationKey conversation;
  std::uint64_t sequence = 0;  ///< of its transcript line
  Message message;
  std::uint64_t revises = 0;
  Status status = Status::waiting;
  Moment created;
  Moment not_before;
  int attempts = 0;
  bool maybe_double = false;  ///< sent again after an answer that left it open: carries "mogelijk dubbel"
  std::string remote_id;      ///< what the channel calls it
  bool operator==(const Delivery&) const = default;
};

/// What sending gave, in words every channel shares.
struct Outcome {
  enum class Kind {
    sent,
    not_taken,    ///< certainly not there: try again later
    ambiguous,    ///< perhaps there
    refused,      ///< never: park it
    unreachable,  ///< never, and nothing else will arrive there either: the person's next channel
    /// As not_taken, and so it goes with whatever is sent to anybody: our credentials are not accepted, or the other
    /// side is away as a whole. No fault of this message.
    closed
  };
  Kind kind = Kind::sent;
  std::string remote_id;
  Milliseconds retry_after{0};  ///< what the other side asked for; 0: nothing
  bool perhaps = false;         ///< with `closed`: it may be there all the same, where sending it again does no harm
  bool operator==(const Outcome&) const = default;
};

}  // namespace meldmaat
