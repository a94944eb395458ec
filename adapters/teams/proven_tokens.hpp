// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The tokens that were proved, so that the price of a signature is paid once per token. Belongs to proof.cpp. I/O
/// thread only.
#pragma once

#include <openssl/evp.h>

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "adapters/teams/jwk.hpp"
#include "adapters/teams/proof.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

class ProvenTokens {
 public:
  /// SHA-256 of the token: the tokens themselves, which open the door, are not kept.
  using Digest = std::array<unsigned char, 32>;

  /// At most `most` are kept, then the one that ends first makes room. \pre most > 0
  explicit ProvenTokens(std::size_t most);

  [[nodiscard]] Digest digest_of(std::string_view token) const;

  /// What was proved, while the token has not expired and the key that signed it is still in the ring; else null.
  [[nodiscard]] std::shared_ptr<const Proven> find(const Digest& digest, Moment now);

  void remember(const Digest& digest, std::shared_ptr<const Proven> proven, const std::shared_ptr<const Jwk>& key);

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }

 private:
  // A digest is as good as random, and only tokens with a true signature come in.
  struct Hash {
    std::size_t operator()(const Digest& digest) const;
  };
  struct Entry {
    std::shared_ptr<const Proven> proven;
    std::weak_ptr<const Jwk> key;
    std::multimap<Moment, Digest>::iterator place;
  };
  using Tokens = std::unordered_map<Digest, Entry, Hash>;
  void forget(Tokens::iterator token);

  std::size_t most_;
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> sha256_;
  Tokens tokens_;
  std::multimap<Moment, Digest> by_expiry_;
};

}  // namespace meldmaat
