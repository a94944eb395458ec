// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The public keys with which the Connector signs, fetched from its OpenID metadata and kept fresh.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

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

class KeyRing {
 public:
  /// All outlive this. `metadata_url` is https, or http on loopback for tests (settings decide); jwks_uri must have the
  /// same host.
  KeyRing(const boost::asio::any_io_executor& executor, Outside& outside, const Clock& clock, Log& log,
          std::string metadata_url);
  ~KeyRing();
  KeyRing(const KeyRing&) = delete;
  KeyRing& operator=(const KeyRing&) = delete;

  /// Single-flight: many who wait cause one fetch. A kid that is not in the set causes a fetch at most once in five
  /// minutes, whoever asks.
  [[nodiscard]] boost::asio::awaitable<KeyFound> find(std::string kid);

  /// Refreshes when the set is an hour old; the caller decides when to ask. Old keys stay when it fails.
  [[nodiscard]] boost::asio::awaitable<void> refresh();

  /// There is a set that may be used, for readiness.
  [[nodiscard]] bool ready() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace meldmaat
