// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Gives the intake what came, on whatever road, in slices: each is a commit of its own, so that a large backlog holds
/// up nobody else's turn for long. I/O thread only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <vector>

#include "adapters/matrix/intake.hpp"
#include "adapters/switchboard.hpp"

namespace meldmaat {

/// In this order. When the store takes no more, what was taken before stands: whoever comes again is not counted twice.
/// \param heard called with what each slice gave, once it is on disk; outlives this, as the others do
/// \return all of it together, of which everybody was told
/// \throws StoreBusy
[[nodiscard]] boost::asio::awaitable<Heard> take_in_slices(Switchboard& switchboard, const MatrixIntake& intake,
                                                           std::vector<RoomEvent> events,
                                                           const std::function<void(const Heard&)>& heard);

}  // namespace meldmaat
