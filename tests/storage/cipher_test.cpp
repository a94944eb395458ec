// SPDX-License-Identifier: EUPL-1.2
// Sealing alone: what opens is what was sealed, any other bit, place or key opens nothing, and no nonce comes twice.
#include "storage/cipher.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <algorithm>
#include <stdexcept>
#include <vector>

namespace meldmaat {
namespace {

TEST(CipherTest, OpensWhatItSealed) {
  const auto key = KeyBytes::drawn();
  Cipher cipher;
  const bool kept = rc::check([&](const std::string& place, const std::string& plain) {
    const auto sealed = cipher.seal(key, place, plain);
    RC_ASSERT(sealed.size() == plain.size() + Cipher::overhead);
    RC_ASSERT(cipher.open(key, place, sealed) == plain);
    RC_ASSERT(!cipher.open(key, place + "x", sealed));
    RC_ASSERT(cipher.seal(key, place, plain) != sealed);
  });
  EXPECT_TRUE(kept);
}

TEST(CipherTest, NeedsEveryBit) {
  const auto key = KeyBytes::drawn();
  Cipher cipher;
  const auto sealed = cipher.seal(key, "line.message\n1", "geheim");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    for (unsigned int bit = 0; bit < 8; ++bit) {
      auto changed = sealed;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
      EXPECT_FALSE(cipher.open(key, "line.message\n1", changed)) << at;
    }
    EXPECT_FALSE(cipher.open(key, "line.message\n1", sealed.substr(0, at))) << at;
  }
  EXPECT_EQ(cipher.open(key, "line.message\n1", sealed), "geheim") << "a refusal leaves nothing behind";
  EXPECT_FALSE(cipher.open(KeyBytes::drawn(), "line.message\n1", sealed));
}

TEST(CipherTest, DrawsNoNonceTwice) {
  constexpr std::size_t sealings = 1'000'000;
  const auto key = KeyBytes::drawn();
  Cipher cipher;
  std::vector<std::string> nonces;
  nonces.reserve(sealings);
  for (std::size_t i = 0; i < sealings; ++i) nonces.push_back(cipher.seal(key, "", "").substr(1, 12));
  std::ranges::sort(nonces);
  EXPECT_EQ(std::ranges::adjacent_find(nonces), nonces.end());
}

TEST(KeyedHashTest, IsTheSameForTheSameValueKindAndKeyOnly) {
  const auto key = KeyBytes::drawn();
  KeyedHash hash(key);
  const auto anna = hash.of("person", "anna");
  EXPECT_EQ(anna.size(), 32U);
  EXPECT_NE(hash.of("person", "bram"), anna);
  EXPECT_NE(hash.of("address web", "anna"), anna);
  EXPECT_NE(hash.of("persona", "nna"), anna);
  EXPECT_EQ(hash.of("person", "anna"), anna);
  EXPECT_EQ(KeyedHash(key).of("person", "anna"), anna);
  EXPECT_NE(KeyedHash(KeyBytes::drawn()).of("person", "anna"), anna);
}

TEST(KeyBytesTest, AreWipedWhereTheyMovedFrom) {
  auto key = KeyBytes::drawn();
  const std::string bytes(key.view());
  const KeyBytes moved(std::move(key));
  EXPECT_EQ(moved.view(), bytes);
  EXPECT_EQ(key.view(), std::string(KeyBytes::size, '\0'));  // NOLINT(bugprone-use-after-move)
  EXPECT_THROW(KeyBytes(std::string(31, 'x')), std::invalid_argument);
}

}  // namespace
}  // namespace meldmaat
