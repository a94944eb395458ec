// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a homeserver pushes: PUT /_matrix/app/v1/transactions/{txnId} (Matrix spec v1.19, application service API
/// "Pushing events"). The homeserver repeats what is refused for ever and sends nothing else meanwhile, so one event
/// that cannot be read must never make us refuse the others.
#pragma once

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/json_reader.hpp"
#include "adapters/matrix/room_event.hpp"

namespace meldmaat {

/// Above what a homeserver may lawfully send: 100 events of 64 KiB, and as much again that is not for the room.
inline constexpr std::size_t most_transaction_bytes = 32UL * 1024 * 1024;

/// Two hundred times as many as a homeserver pushes at once. What is further is not looked at, for it would keep
/// everybody waiting; a sync brings it.
inline constexpr std::size_t most_transaction_events = 20'000;

struct Transaction {
  std::vector<RoomEvent> events;  ///< in the order in which they came
  std::size_t unreadable = 0;
};

/// The transaction, or why it is none: no JSON object, no list "events". Each event is read by itself, under limits of
/// its own.
[[nodiscard]] std::variant<Transaction, JsonRefusal> read_transaction(std::string_view body);

}  // namespace meldmaat
