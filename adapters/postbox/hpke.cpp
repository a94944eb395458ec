// SPDX-License-Identifier: EUPL-1.2
#include "adapters/postbox/hpke.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t secret_bytes = 32;
constexpr std::size_t key_bytes = 16;

std::string two_bytes(std::size_t number) {
  return {static_cast<char>(number >> 8U), static_cast<char>(number & 0xffU)};
}

/// RFC 9180 §7: the numbers of the algorithms.
struct Suite {
  explicit Suite(std::size_t public_bytes)
      : kem_id(two_bytes(public_bytes == 32 ? 0x0020 : 0x0010)),
        kem("KEM" + kem_id),
        whole("HPKE" + kem_id + two_bytes(0x0001) + two_bytes(0x0001)) {}
  std::string kem_id;
  std::string kem;
  std::string whole;
};

// §4: what is extracted and expanded says what it is for.
std::string labelled_extract(std::string_view suite, std::string_view salt, std::string_view label,
                             std::string_view material) {
  return hkdf_extract(salt, "HPKE-v1" + std::string(suite) + std::string(label) + std::string(material));
}

std::string labelled_expand(std::string_view suite, std::string_view secret, std::string_view label,
                            std::string_view info, std::size_t size) {
  const auto labelled = two_bytes(size) + "HPKE-v1" + std::string(suite) + std::string(label) + std::string(info);
  return hkdf_expand(secret, labelled, size);
}

struct MessageKey {
  std::string key;
  std::string nonce;
};

// §4.1 and §5.1, base mode.
MessageKey schedule(const Suite& suite, std::string_view agreed, const std::string& enc, const std::string& recipient,
                    std::string_view info) {
  const auto prk = labelled_extract(suite.kem, "", "eae_prk", agreed);
  const auto shared = labelled_expand(suite.kem, prk, "shared_secret", enc + recipient, secret_bytes);
  const auto context = std::string(1, '\0') + labelled_extract(suite.whole, "", "psk_id_hash", "") +
                       labelled_extract(suite.whole, "", "info_hash", info);
  const auto secret = labelled_extract(suite.whole, shared, "secret", "");
  return {labelled_expand(suite.whole, secret, "key", context, key_bytes),
          labelled_expand(suite.whole, secret, "base_nonce", context, gcm_nonce_bytes)};
}

}  // namespace

std::optional<std::string> hpke_seal_with(const KeyPair& ephemeral, const PublicKey& recipient, const HpkePlace& place,
                                          std::string_view plain) {
  const auto agreed = ephemeral.agree(recipient);
  if (!agreed) return std::nullopt;
  const auto& enc = ephemeral.public_bytes();
  const auto key = schedule(Suite{enc.size()}, *agreed, enc, recipient.bytes(), place.info);
  return enc + gcm_seal(key.key, key.nonce, place.associated, plain);
}

std::optional<std::string> hpke_seal(const PublicKey& recipient, const HpkePlace& place, std::string_view plain) {
  const auto ephemeral = KeyPair::make_like(recipient);
  return hpke_seal_with(ephemeral, recipient, place, plain);
}

std::optional<std::string> hpke_open(const KeyPair& recipient, const HpkePlace& place, std::string_view sealed) {
  const auto& own = recipient.public_bytes();
  if (sealed.size() < own.size()) return std::nullopt;
  const std::string enc(sealed.substr(0, own.size()));
  const auto sender = PublicKey::read(enc);
  if (!sender) return std::nullopt;
  const auto agreed = recipient.agree(*sender);
  if (!agreed) return std::nullopt;
  const auto key = schedule(Suite{enc.size()}, *agreed, enc, own, place.info);
  return gcm_open(key.key, key.nonce, place.associated, sealed.substr(enc.size()));
}

}  // namespace meldmaat
