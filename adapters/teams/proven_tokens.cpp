// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/proven_tokens.hpp"

#include <cstring>
#include <stdexcept>
#include <utility>

namespace meldmaat {

// Fetched once: looking an algorithm up by name costs more than a short token's digest.
ProvenTokens::ProvenTokens(std::size_t most)
    : most_(most), sha256_(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free) {
  if (sha256_ == nullptr) throw std::runtime_error("no SHA-256");
}

ProvenTokens::Digest ProvenTokens::digest_of(std::string_view token) const {
  Digest digest{};
  if (EVP_Digest(token.data(), token.size(), digest.data(), nullptr, sha256_.get(), nullptr) != 1) {
    throw std::runtime_error("no SHA-256");
  }
  return digest;
}

std::shared_ptr<const Proven> ProvenTokens::find(const Digest& digest, Moment now) {
  const auto token = tokens_.find(digest);
  if (token == tokens_.end()) return nullptr;
  if (now < token->second.proven->expires && !token->second.key.expired()) return token->second.proven;
  forget(token);
  return nullptr;
}

void ProvenTokens::remember(const Digest& digest, std::shared_ptr<const Proven> proven,
                            const std::shared_ptr<const Jwk>& key) {
  const auto known = tokens_.find(digest);
  if (known != tokens_.end()) forget(known);
  if (tokens_.size() == most_) forget(tokens_.find(by_expiry_.begin()->second));
  const auto place = by_expiry_.emplace(proven->expires, digest);
  tokens_.emplace(digest, Entry{std::move(proven), key, place});
}

void ProvenTokens::forget(Tokens::iterator token) {
  by_expiry_.erase(token->second.place);
  tokens_.erase(token);
}

std::size_t ProvenTokens::Hash::operator()(const Digest& digest) const {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof(hash));
  return hash;
}

}  // namespace meldmaat
