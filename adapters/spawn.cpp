// SPDX-License-Identifier: EUPL-1.2
#include "adapters/spawn.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace meldmaat {

namespace {

bool is_cancellation(const std::exception& exception) {
  const auto* error = dynamic_cast<const boost::system::system_error*>(&exception);
  return error != nullptr && error->code() == boost::asio::error::operation_aborted;
}

enum class Ending : std::uint8_t { cancelled, failed };

Ending report(Literal name, const FailureDesk& desk, const std::exception_ptr& thrown) {
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& exception) {
    if (is_cancellation(exception)) return Ending::cancelled;
    desk.log.fault("coroutine_failed", exception, {{"coroutine", name}});
  } catch (...) {
    desk.log.error("coroutine_failed", {{"coroutine", name}});
  }
  return Ending::failed;
}

}  // namespace

void spawn(const boost::asio::any_io_executor& executor, Literal name, OnFailure on_failure, const FailureDesk& desk,
           boost::asio::awaitable<void> work) {
  boost::asio::co_spawn(executor, std::move(work), [name, on_failure, &desk](const std::exception_ptr& thrown) {
    if (!thrown || report(name, desk, thrown) == Ending::cancelled) return;
    if (on_failure == OnFailure::house_stops) desk.stop_house();
  });
}

}  // namespace meldmaat
