// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The public keys with which the Connector signs, fetched from its OpenID metadata and kept fresh.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "adapters/log.hpp"
#include "adapters/outside.hpp"
#include "adapters/teams/jwk.hpp"
#include "bot/clock.hpp"

namespace meldmaat {

/// A key, or why there is none.
struct KeyFound {
  enum class Kind : std::uint8_t {
    found,
    unknown,  ///< the set is fresh enough and does not hold it: 401
    no_keys   ///< no usable set could be had: 503
  };
  KeyFound() = default;
  Kind kind = Kind::no_keys;
  std::shared_ptr<const Jwk> key;  ///< set when found
};

/// I/O thread only. A fetch is the metadata and then the keys it names. The set it gives takes the place of the old one
/// as a whole, so that a key that was withdrawn is gone; the Jwk objects of the old set end with it. A fetch that fails
/// in any way leaves the old set as it was. However it ended, the next one waits until a pause is over.
class KeyRing {
 public:
  /// A set as old as this is renewed by refresh().
  static constexpr Milliseconds renew_after = std::chrono::hours(1);
  /// A set as old as this is not used any more. Microsoft's own clients stop at 24 hours, which turned an outage of one
  /// server into silence of every bot; our fault matrix (reliability F18) asks for seven days, and renewing every hour
  /// is what makes a withdrawn key disappear.
  static constexpr Milliseconds keep_for = std::chrono::days(7);
  /// Between the beginnings of two fetches, whatever asks for them: unknown kids must not make a flood of us (F19).
  static constexpr Milliseconds pause = std::chrono::minutes(5);
  /// The same while there is no set at all and every request is turned away with 503.
  static constexpr Milliseconds pause_without_keys = std::chrono::seconds(30);

  /// All outlive this. `metadata_url` is https, or http on loopback for tests (settings decide); jwks_uri must have the
  /// same scheme, host and port.
  KeyRing(const boost::asio::any_io_executor& executor, Outside& outside, const Clock& clock, Log& log,
          std::string metadata_url);
  ~KeyRing();
  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;

  /// Single-flight: many who wait cause one fetch. A kid that is not in the set causes a fetch at most once in five
  /// minutes, whoever asks. Ends within a dozen seconds.
  [[nodiscard]] boost::asio::awaitable<KeyFound> find(std::string kid);

  /// Refreshes when the set is an hour old; the caller decides when to ask. Old keys stay when it fails.
  [[nodiscard]] boost::asio::awaitable<void> refresh();

  /// There is a set that may be used, for readiness.
  [[nodiscard]] bool ready() const;

 private:
  struct State;
  // Shared with the fetch: its coroutine frame may be destroyed by the io_context after this object.
  std::shared_ptr<State> state_;
};

}  // namespace meldmaat
