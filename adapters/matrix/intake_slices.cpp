// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/intake_slices.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace meldmaat {

namespace {

/// As many as a homeserver pushes at once (protocol reference §4).
constexpr std::size_t events_in_slice = 100;

}  // namespace

boost::asio::awaitable<Heard> take_in_slices(Switchboard& switchboard, const MatrixIntake& intake,
                                             std::vector<RoomEvent> events,
                                             const std::function<void(const Heard&)>& heard) {
  Heard whole;
  for (std::size_t begin = 0; begin < events.size(); begin += events_in_slice) {
    const auto from = std::next(events.begin(), static_cast<std::ptrdiff_t>(begin));
    const auto size = std::min(events_in_slice, events.size() - begin);
    std::vector<RoomEvent> slice(std::make_move_iterator(from),
                                 std::make_move_iterator(std::next(from, static_cast<std::ptrdiff_t>(size))));
    auto work = [&switchboard, &intake, slice = std::move(slice)](Store& store) {
      return intake.take(switchboard.desk(store), switchboard.clock().now(), slice);
    };
    const Heard part = co_await on_store(switchboard.store(), std::move(work));
    heard(part);
    whole.add(part);
  }
  co_return whole;
}

}  // namespace meldmaat
