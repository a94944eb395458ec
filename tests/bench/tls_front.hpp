// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The cloud of the bench under Microsoft's names, over TLS: for bots that fetch keys and tokens from nowhere else. A
/// thread of its own that is asked once or twice a bot, at its start.
#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <thread>

#include "tests/bench/cloud.hpp"

namespace meldmaat::bench {

class TlsFront {
 public:
  /// \param cloud outlives this  \param authority a file that is written: whose certificates are to be trusted, as PEM
  TlsFront(const Cloud& cloud, const std::filesystem::path& authority);
  ~TlsFront();
  TlsFront(const TlsFront&) = delete;
  TlsFront& operator=(const TlsFront&) = delete;

  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  struct FreeContext {
    void operator()(SSL_CTX* context) const;
  };

  void serve();
  void answer_one(int descriptor);

  const Cloud& cloud_;
  std::unique_ptr<SSL_CTX, FreeContext> context_;
  int listener_;
  std::uint16_t port_ = 0;
  std::jthread thread_;
};

}  // namespace meldmaat::bench
