// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The one way to start a coroutine. Each has a name and a plan for the day it fails; none is forgotten.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>

#include "adapters/literal.hpp"
#include "adapters/log.hpp"

namespace meldmaat {

/// What follows when a coroutine ends with an exception.
enum class OnFailure : std::uint8_t {
  session_ends,  ///< One connection or exchange is lost; the house goes on.
  house_stops,   ///< A half-alive house is worse than a restart by the supervisor (design/house §9).
};

/// Who hears about failures. Lives as long as the house.
struct FailureDesk {
  Log& log;
  std::function<void()> stop_house;
};

/// Runs `work` on `executor`. An exception is logged under `name` and then treated as `on_failure` says; being
/// cancelled is an end, not a failure. `desk` outlives the coroutine. May be called from any thread.
void spawn(const boost::asio::any_io_executor& executor, Literal name, OnFailure on_failure, const FailureDesk& desk,
           boost::asio::awaitable<void> work);

}  // namespace meldmaat
