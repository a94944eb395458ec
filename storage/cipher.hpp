// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Sealing bytes so that only the key opens them, and only in the place they were sealed for (AES-256-GCM, threat C13).
/// A sealed value is: one byte with the version of this form, 12 bytes of nonce drawn anew for each, the ciphertext,
/// 16 bytes of tag. Use one object from one thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_cipher_ctx_st;
struct evp_mac_ctx_st;

namespace meldmaat {

/// The bytes of a key. They are wiped when it goes, and copied only by who says so.
class KeyBytes {
 public:
  static constexpr std::size_t size = 32;

  [[nodiscard]] static KeyBytes drawn();
  /// \throws std::invalid_argument unless there are `size` of them
  explicit KeyBytes(std::string_view bytes);
  KeyBytes(KeyBytes&& other) noexcept;
  KeyBytes& operator=(KeyBytes&&) = delete;
  KeyBytes(const KeyBytes&) = delete;
  KeyBytes& operator=(const KeyBytes&) = delete;
  ~KeyBytes();

  [[nodiscard]] const unsigned char* data() const { return bytes_.data(); }
  [[nodiscard]] std::string_view view() const;

 private:
  KeyBytes() = default;
  std::array<unsigned char, size> bytes_{};
};

/// Holds no key: laying one out takes a fraction of what making a context does.
class Cipher {
 public:
  /// How much longer a sealed value is.
  static constexpr std::size_t overhead = 1 + 12 + 16;

  Cipher();

  /// \param place where it will lie: bound to the value without being kept in it
  [[nodiscard]] std::string seal(const KeyBytes& key, std::string_view place, std::string_view plain);
  /// Nothing when any bit of it, the place or the key is another one.
  [[nodiscard]] std::optional<std::string> open(const KeyBytes& key, std::string_view place, std::string_view sealed);

 private:
  struct Freed {
    void operator()(evp_cipher_ctx_st* context) const;
  };
  using Context = std::unique_ptr<evp_cipher_ctx_st, Freed>;
  static Context context_for(bool sealing);

  Context sealing_;
  Context opening_;
};

/// Turns a value into another that is always the same and tells nobody without the key what it was (HMAC-SHA256, of
/// which 128 bits are kept). It is what equal values are looked up by.
class KeyedHash {
 public:
  explicit KeyedHash(const KeyBytes& key);
  /// \return 32 hexadecimal digits
  [[nodiscard]] std::string of(std::string_view kind, std::string_view value);

 private:
  struct Freed {
    void operator()(evp_mac_ctx_st* context) const;
  };
  std::unique_ptr<evp_mac_ctx_st, Freed> context_;
};

/// In lower case.
[[nodiscard]] std::string hexadecimal(std::string_view bytes);
/// \return the SHA-256 itself, 32 bytes
[[nodiscard]] std::string sha256(std::string_view bytes);

/// Overwrites a text that held a key.
void wipe(std::string& secret);

}  // namespace meldmaat
