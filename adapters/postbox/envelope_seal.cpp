// SPDX-License-Identifier: EUPL-1.2
#include "adapters/postbox/envelope_seal.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "adapters/hexadecimal.hpp"
#include "adapters/postbox/hpke.hpp"
#include "adapters/sha256.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view label = "meldmaat postbox v1";
constexpr std::size_t name_bytes = 16;
constexpr std::size_t key_bytes = 32;
constexpr std::size_t length_bytes = 4;
constexpr std::array<std::size_t, 3> content_sizes{2048, 8192, 32768};
constexpr std::size_t frame_bytes = gcm_nonce_bytes + gcm_tag_bytes;

std::string bytes_of(const std::string& hex) {
  return from_hex(hex).value_or("");
}

std::string associated(const EnvelopePlace& place) {
  const char side = place.from == Envelope::From::counsellor ? '\x01' : '\0';
  return bytes_of(place.inbox.str()) + bytes_of(place.id.str()) + side;
}

/// Length, content, zeros; nothing when no size is large enough.
std::optional<std::string> padded(std::string_view content) {
  const auto needed = content.size() + length_bytes;
  const auto* size = std::ranges::lower_bound(content_sizes, needed);
  if (size == content_sizes.end()) return std::nullopt;
  std::string text;
  for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>((content.size() >> shift) & 0xffU);
  text += content;
  text.resize(*size, '\0');
  return text;
}

std::optional<std::string> unpadded(std::string_view text) {
  if (text.size() < length_bytes) return std::nullopt;
  std::size_t size = 0;
  for (const char byte : text.substr(0, length_bytes)) size = size << 8U | static_cast<unsigned char>(byte);
  if (size > text.size() - length_bytes) return std::nullopt;
  return std::string(text.substr(length_bytes, size));
}

}  // namespace

InboxId inbox_id(std::string_view name) {
  return InboxId{sha256_hex(name)};
}

KeyId key_id(std::string_view public_key) {
  return KeyId{sha256_hex(public_key).substr(0, 32)};
}

CodeKeys::CodeKeys(std::string_view code) {
  const Secret secret{hkdf_extract(label, code)};
  inbox = inbox_id(hkdf_expand(secret.reveal(), "name", name_bytes));
  token_hash = sha256_hex(hkdf_expand(secret.reveal(), "token", key_bytes));
  wrap = Secret{hkdf_expand(secret.reveal(), "wrap", key_bytes)};
}

Inbox make_inbox(const CodeKeys& keys, Random& random) {
  const auto pair = KeyPair::make();
  const auto nonce = random_bytes(random, gcm_nonce_bytes);
  const Secret own{pair.pkcs8()};
  return {keys.inbox, keys.token_hash, pair.public_bytes(),
          nonce + gcm_seal(keys.wrap.reveal(), nonce, bytes_of(keys.inbox.str()), own.reveal())};
}

std::optional<KeyPair> unlock(const CodeKeys& keys, const Inbox& inbox) {
  if (inbox.wrapped_key.size() < gcm_nonce_bytes) return std::nullopt;
  const std::string_view wrapped = inbox.wrapped_key;
  const auto pkcs8 = gcm_open(keys.wrap.reveal(), wrapped.substr(0, gcm_nonce_bytes), bytes_of(keys.inbox.str()),
                              wrapped.substr(gcm_nonce_bytes));
  if (!pkcs8) return std::nullopt;
  const Secret own{*pkcs8};
  return KeyPair::read(own.reveal());
}

bool is_body_size(std::size_t bytes) {
  return std::ranges::find(content_sizes, bytes - frame_bytes) != content_sizes.end();
}

std::optional<Envelope> seal_envelope(const EnvelopePlace& place, std::string_view content,
                                      const std::vector<std::string>& public_keys, Random& random) {
  const auto text = padded(content);
  if (!text) return std::nullopt;
  const auto where = associated(place);
  const Secret key{random_bytes(random, key_bytes)};
  const auto nonce = random_bytes(random, gcm_nonce_bytes);
  Envelope made{place.id, place.from, nonce + gcm_seal(key.reveal(), nonce, where, *text), {}, {}};
  for (const auto& bytes : public_keys) {
    const auto recipient = PublicKey::read(bytes);
    auto sealed = recipient ? hpke_seal(*recipient, {label, where}, key.reveal()) : std::nullopt;
    if (sealed) made.keys.push_back({key_id(bytes), std::move(*sealed)});
  }
  return made;
}

std::optional<std::string> open_envelope(const InboxId& inbox, const Envelope& envelope, const KeyPair& own) {
  const auto mine = std::ranges::find(envelope.keys, key_id(own.public_bytes()), &SealedKey::to);
  if (mine == envelope.keys.end() || envelope.body.size() < frame_bytes) return std::nullopt;
  const auto where = associated({inbox, envelope.id, envelope.from});
  const auto opened = hpke_open(own, {label, where}, mine->sealed);
  if (!opened || opened->size() != key_bytes) return std::nullopt;
  const Secret key{*opened};
  const std::string_view body = envelope.body;
  const auto text = gcm_open(key.reveal(), body.substr(0, gcm_nonce_bytes), where, body.substr(gcm_nonce_bytes));
  return text ? unpadded(*text) : std::nullopt;
}

}  // namespace meldmaat
