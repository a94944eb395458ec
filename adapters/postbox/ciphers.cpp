// SPDX-License-Identifier: EUPL-1.2
#include "adapters/postbox/ciphers.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/hmac.h>
#include <openssl/param_build.h>
#include <openssl/x509.h>

#include <array>
#include <stdexcept>
#include <utility>

#include "adapters/hexadecimal.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t sha256_bytes = 32;
constexpr std::size_t p256_point_bytes = 65;
constexpr std::size_t x25519_key_bytes = 32;

struct Free {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
  void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
  void operator()(PKCS8_PRIV_KEY_INFO* info) const { PKCS8_PRIV_KEY_INFO_free(info); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

const unsigned char* in(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* out(std::string& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}
int length(std::string_view bytes) {
  return static_cast<int>(bytes.size());
}

void need(bool done, const char* what) {
  if (!done) throw std::runtime_error(what);
}

std::shared_ptr<EVP_PKEY> shared(EVP_PKEY* key) {
  return {key, EVP_PKEY_free};
}

std::string hmac(std::string_view key, std::string_view text) {
  std::string made(sha256_bytes, '\0');
  unsigned int size = 0;
  need(HMAC(EVP_sha256(), key.data(), length(key), in(text), text.size(), out(made), &size) != nullptr, "no HMAC");
  return made;
}

std::string public_bytes_of(EVP_PKEY* key) {
  unsigned char* bytes = nullptr;
  const auto size = EVP_PKEY_get1_encoded_public_key(key, &bytes);
  need(size > 0, "a key without a public half");
  std::string text(bytes, bytes + size);
  OPENSSL_free(bytes);
  return text;
}

bool is_ours(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "X25519") == 1) return true;
  std::array<char, 32> group{};
  return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
         std::string_view(group.data()) == SN_X9_62_prime256v1;
}

EVP_PKEY* point_of_p256(std::string_view bytes) {
  const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, SN_X9_62_prime256v1, 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size());
  const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return key;
}

const EVP_CIPHER* gcm_of(std::string_view key) {
  if (key.size() == 16) return EVP_aes_128_gcm();
  need(key.size() == 32, "no key of AES");
  return EVP_aes_256_gcm();
}

}  // namespace

std::string random_bytes(Random& random, std::size_t count) {
  auto bytes = from_hex(random.hex(count));
  if (!bytes) throw std::logic_error("chance is hexadecimal");
  return std::move(*bytes);
}

std::string hkdf_extract(std::string_view salt, std::string_view material) {
  return hmac(salt.empty() ? std::string(sha256_bytes, '\0') : std::string(salt), material);
}

std::string hkdf_expand(std::string_view secret, std::string_view info, std::size_t size) {
  std::string made;
  std::string block;
  for (unsigned char number = 1; made.size() < size; ++number) {
    block.append(info).push_back(static_cast<char>(number));
    block = hmac(secret, block);
    made += block;
  }
  made.resize(size);
  return made;
}

std::string gcm_seal(std::string_view key, std::string_view nonce, std::string_view associated,
                     std::string_view plain) {
  const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
  need(nonce.size() == gcm_nonce_bytes, "no nonce of GCM");
  std::string sealed(plain.size() + gcm_tag_bytes, '\0');
  int size = 0;
  const bool done = EVP_EncryptInit_ex(context.get(), gcm_of(key), nullptr, in(key), in(nonce)) == 1 &&
                    EVP_EncryptUpdate(context.get(), nullptr, &size, in(associated), length(associated)) == 1 &&
                    EVP_EncryptUpdate(context.get(), out(sealed), &size, in(plain), length(plain)) == 1 &&
                    EVP_EncryptFinal_ex(context.get(), out(sealed) + plain.size(), &size) == 1 &&
                    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(gcm_tag_bytes),
                                        out(sealed) + plain.size()) == 1;
  need(done, "cannot seal");
  return sealed;
}

std::optional<std::string> gcm_open(std::string_view key, std::string_view nonce, std::string_view associated,
                                    std::string_view sealed) {
  if (sealed.size() < gcm_tag_bytes || nonce.size() != gcm_nonce_bytes) return std::nullopt;
  const Owned<EVP_CIPHER_CTX> context(EVP_CIPHER_CTX_new());
  const auto text = sealed.substr(0, sealed.size() - gcm_tag_bytes);
  std::string tag(sealed.substr(text.size()));
  std::string plain(text.size(), '\0');
  int size = 0;
  const bool whole =
      EVP_DecryptInit_ex(context.get(), gcm_of(key), nullptr, in(key), in(nonce)) == 1 &&
      EVP_DecryptUpdate(context.get(), nullptr, &size, in(associated), length(associated)) == 1 &&
      EVP_DecryptUpdate(context.get(), out(plain), &size, in(text), length(text)) == 1 &&
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(gcm_tag_bytes), tag.data()) == 1 &&
      EVP_DecryptFinal_ex(context.get(), out(plain) + plain.size(), &size) == 1;
  if (whole) return plain;
  OPENSSL_cleanse(plain.data(), plain.size());
  return std::nullopt;
}

std::optional<PublicKey> PublicKey::read(std::string_view bytes) {
  EVP_PKEY* key = nullptr;
  if (bytes.size() == x25519_key_bytes) {
    key = EVP_PKEY_new_raw_public_key_ex(nullptr, "X25519", nullptr, in(bytes), bytes.size());
  } else if (bytes.size() == p256_point_bytes && bytes.front() == '\x04') {
    key = point_of_p256(bytes);
  }
  ERR_clear_error();
  if (key == nullptr) return std::nullopt;
  return PublicKey{shared(key), std::string(bytes)};
}

KeyPair::KeyPair(std::shared_ptr<EVP_PKEY> key) : key_(std::move(key)), public_(public_bytes_of(key_.get())) {}

KeyPair KeyPair::make() {
  EVP_PKEY* key = EVP_EC_gen(SN_X9_62_prime256v1);
  need(key != nullptr, "no key pair");
  return KeyPair{shared(key)};
}

KeyPair KeyPair::make_like(const PublicKey& key) {
  if (key.bytes().size() == p256_point_bytes) return make();
  EVP_PKEY* made = EVP_PKEY_Q_keygen(nullptr, nullptr, "X25519");
  need(made != nullptr, "no key pair");
  return KeyPair{shared(made)};
}

std::optional<KeyPair> KeyPair::read(std::string_view pkcs8) {
  const unsigned char* from = in(pkcs8);
  const Owned<PKCS8_PRIV_KEY_INFO> info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &from, static_cast<long>(pkcs8.size())));
  auto key = shared(info ? EVP_PKCS82PKEY(info.get()) : nullptr);
  ERR_clear_error();
  if (!key || !is_ours(key.get())) return std::nullopt;
  return KeyPair{std::move(key)};
}

std::string KeyPair::pkcs8() const {
  const Owned<PKCS8_PRIV_KEY_INFO> info(EVP_PKEY2PKCS8(key_.get()));
  unsigned char* bytes = nullptr;
  const int size = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &bytes) : 0;
  need(size > 0, "cannot write a key");
  std::string text(bytes, bytes + size);
  OPENSSL_clear_free(bytes, static_cast<std::size_t>(size));
  return text;
}

std::optional<std::string> KeyPair::agree(const PublicKey& other) const {
  const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
  std::size_t size = 0;
  std::string secret;
  const bool ready = EVP_PKEY_derive_init(context.get()) == 1 &&
                     EVP_PKEY_derive_set_peer(context.get(), other.get()) == 1 &&
                     EVP_PKEY_derive(context.get(), nullptr, &size) == 1;
  if (ready) secret.resize(size);
  const bool done = ready && EVP_PKEY_derive(context.get(), out(secret), &size) == 1;
  ERR_clear_error();
  if (!done) return std::nullopt;
  return secret;
}

}  // namespace meldmaat
