// SPDX-License-Identifier: EUPL-1.2
#include "storage/cipher.hpp"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace meldmaat {

namespace {

constexpr char version = 1;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t hash_size = 16;

unsigned char* bytes_of(char* text) {
  return reinterpret_cast<unsigned char*>(text);
}
const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

int length_of(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    throw std::logic_error("a value too large to seal");
  }
  return static_cast<int>(text.size());
}

void require(bool done) {
  if (!done) throw std::runtime_error("OpenSSL refuses to work");
}

void draw(unsigned char* to, std::size_t count) {
  // A repeated nonce would give away what is sealed with it, so nothing is sealed without true chance.
  require(RAND_bytes(to, static_cast<int>(count)) == 1);
}

}  // namespace

KeyBytes KeyBytes::drawn() {
  KeyBytes key;
  draw(key.bytes_.data(), size);
  return key;
}

KeyBytes::KeyBytes(std::string_view bytes) {
  if (bytes.size() != size) throw std::invalid_argument("a key has 32 bytes");
  std::ranges::copy(bytes, bytes_.begin());
}

KeyBytes::KeyBytes(KeyBytes&& other) noexcept : bytes_(other.bytes_) {
  OPENSSL_cleanse(other.bytes_.data(), size);
}

KeyBytes::~KeyBytes() {
  OPENSSL_cleanse(bytes_.data(), size);
}

std::string_view KeyBytes::view() const {
  return {reinterpret_cast<const char*>(bytes_.data()), size};
}

void Cipher::Freed::operator()(evp_cipher_ctx_st* context) const {
  EVP_CIPHER_CTX_free(context);  // wipes the key that was laid out in it last
}

Cipher::Context Cipher::context_for(bool sealing) {
  Context context(EVP_CIPHER_CTX_new());
  require(context != nullptr);
  require(EVP_CipherInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, nullptr, nullptr, sealing ? 1 : 0) == 1);
  return context;
}

Cipher::Cipher() : sealing_(context_for(true)), opening_(context_for(false)) {}

std::string Cipher::seal(const KeyBytes& key, std::string_view place, std::string_view plain) {
  std::string sealed(overhead + plain.size(), '\0');
  sealed.front() = version;
  auto* const nonce = bytes_of(sealed.data()) + 1;
  auto* const text = nonce + nonce_size;
  draw(nonce, nonce_size);
  auto* const context = sealing_.get();
  int written = 0;
  require(EVP_EncryptInit_ex(context, nullptr, nullptr, key.data(), nonce) == 1);
  require(EVP_EncryptUpdate(context, nullptr, &written, bytes_of(place), length_of(place)) == 1);
  if (!plain.empty()) require(EVP_EncryptUpdate(context, text, &written, bytes_of(plain), length_of(plain)) == 1);
  require(EVP_EncryptFinal_ex(context, text + plain.size(), &written) == 1);
  require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, tag_size, text + plain.size()) == 1);
  return sealed;
}

std::optional<std::string> Cipher::open(const KeyBytes& key, std::string_view place, std::string_view sealed) {
  if (sealed.size() < overhead || sealed.front() != version) return std::nullopt;
  const auto* const nonce = bytes_of(sealed) + 1;
  const auto text = sealed.substr(1 + nonce_size, sealed.size() - overhead);
  std::array<unsigned char, tag_size> tag{};
  std::ranges::copy(sealed.substr(sealed.size() - tag_size), tag.begin());
  std::string plain(text.size(), '\0');
  auto* const context = opening_.get();
  int written = 0;
  require(EVP_DecryptInit_ex(context, nullptr, nullptr, key.data(), nonce) == 1);
  require(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1);
  require(EVP_DecryptUpdate(context, nullptr, &written, bytes_of(place), length_of(place)) == 1);
  if (!plain.empty()) {
    require(EVP_DecryptUpdate(context, bytes_of(plain.data()), &written, bytes_of(text), length_of(text)) == 1);
  }
  std::array<unsigned char, tag_size> rest{};
  if (EVP_DecryptFinal_ex(context, rest.data(), &written) != 1) return std::nullopt;
  return plain;
}

void KeyedHash::Freed::operator()(evp_mac_ctx_st* context) const {
  EVP_MAC_CTX_free(context);
}

KeyedHash::KeyedHash(const KeyBytes& key) {
  EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
  require(mac != nullptr);
  context_.reset(EVP_MAC_CTX_new(mac));
  EVP_MAC_free(mac);
  require(context_ != nullptr);
  std::string digest = "SHA256";
  const std::array parameters{OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0),
                              OSSL_PARAM_construct_end()};
  require(EVP_MAC_init(context_.get(), key.data(), KeyBytes::size, parameters.data()) == 1);
}

std::string KeyedHash::of(std::string_view kind, std::string_view value) {
  constexpr unsigned char between = 0;
  std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
  std::size_t length = 0;
  auto* const context = context_.get();
  require(EVP_MAC_init(context, nullptr, 0, nullptr) == 1);  // begins anew with the same key
  require(EVP_MAC_update(context, bytes_of(kind), kind.size()) == 1);
  require(EVP_MAC_update(context, &between, 1) == 1);
  require(EVP_MAC_update(context, bytes_of(value), value.size()) == 1);
  require(EVP_MAC_final(context, made.data(), &length, made.size()) == 1 && length >= hash_size);
  return hexadecimal({reinterpret_cast<const char*>(made.data()), hash_size});
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4U];
    text += digits[value & 15U];
  }
  return text;
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  require(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha256(), nullptr) == 1);
  return {reinterpret_cast<const char*>(digest.data()), length};
}

void wipe(std::string& secret) {
  OPENSSL_cleanse(secret.data(), secret.size());
}

}  // namespace meldmaat
