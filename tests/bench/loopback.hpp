// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A socket that listens on 127.0.0.1.
#pragma once

#include <cstdint>

namespace meldmaat::bench {

struct Listening {
  int descriptor = -1;  ///< the caller closes it
  std::uint16_t port = 0;
};

/// On a port that nobody had. \throws std::runtime_error
[[nodiscard]] Listening listen_on_loopback();

}  // namespace meldmaat::bench
