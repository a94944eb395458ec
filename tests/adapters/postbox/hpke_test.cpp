// SPDX-License-Identifier: EUPL-1.2
// Sealing gives exactly what RFC 9180 says, and what was changed or belongs elsewhere does not open. How: the vectors
// of appendix A.1.1 and A.3.1 in tests/vectors/hpke.json, which the browser's side reproduces too.
#include "adapters/postbox/hpke.hpp"
#include "adapters/hexadecimal.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace meldmaat {
namespace {

std::string bytes(const nlohmann::json& hex) {
  return from_hex(hex.get<std::string>()).value();
}

/// A private key as PKCS #8 without its public half (RFC 5915, RFC 8410).
KeyPair key_of(const std::string& kem, const std::string& scalar) {
  const std::string before = kem == "p256" ? "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420"
                                           : "302e020100300506032b656e04220420";
  return KeyPair::read(from_hex(before).value() + scalar).value();
}

TEST(Hpke, ReproducesTheVectorsOfTheRfc) {
  std::ifstream file(MELDMAAT_SOURCE_DIR "/tests/vectors/hpke.json");
  const auto vectors = nlohmann::json::parse(file);
  ASSERT_EQ(vectors.size(), 2U);
  for (const auto& vector : vectors) {
    const auto kem = vector["kem"].get<std::string>();
    const auto recipient = key_of(kem, bytes(vector["recipient_private"]));
    const auto ephemeral = key_of(kem, bytes(vector["sender_private"]));
    EXPECT_EQ(recipient.public_bytes(), bytes(vector["recipient_public"])) << kem;
    const auto& sealed = vector["sealed"][0];
    const auto info = bytes(vector["info"]);
    const auto associated = bytes(sealed["associated"]);
    const auto plain = bytes(sealed["plain"]);
    const auto wanted = bytes(vector["enc"]) + bytes(sealed["sealed"]);
    const auto to = PublicKey::read(recipient.public_bytes()).value();
    EXPECT_EQ(hpke_seal_with(ephemeral, to, {info, associated}, plain), wanted) << kem;
    EXPECT_EQ(hpke_open(recipient, {info, associated}, wanted), plain) << kem;
  }
}

TEST(Hpke, OpensForItsRecipientInItsPlaceOnly) {
  const auto own = KeyPair::make();
  const auto other = KeyPair::make();
  const auto sealed = hpke_seal(PublicKey::read(own.public_bytes()).value(), {"use", "place"}, "sleutel").value();
  EXPECT_EQ(hpke_open(own, {"use", "place"}, sealed), "sleutel");
  EXPECT_FALSE(hpke_open(other, {"use", "place"}, sealed));
  EXPECT_FALSE(hpke_open(own, {"use", "elsewhere"}, sealed));
  EXPECT_FALSE(hpke_open(own, {"another use", "place"}, sealed));
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    auto changed = sealed;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(hpke_open(own, {"use", "place"}, changed)) << at;
  }
  EXPECT_FALSE(hpke_open(own, {"use", "place"}, sealed.substr(0, 40)));
}

TEST(Hpke, SealsTheSameTwiceDifferently) {
  const auto to = PublicKey::read(KeyPair::make().public_bytes()).value();
  EXPECT_NE(hpke_seal(to, {"use", "place"}, "sleutel"), hpke_seal(to, {"use", "place"}, "sleutel"));
}

TEST(Hpke, RefusesWhatIsNoKey) {
  EXPECT_FALSE(PublicKey::read(""));
  EXPECT_FALSE(PublicKey::read(std::string(65, '\x04'))) << "no point of the curve";
  EXPECT_FALSE(PublicKey::read(std::string(64, '\x04')));
  EXPECT_FALSE(KeyPair::read("not a key"));
  const auto zero = PublicKey::read(std::string(32, '\0'));
  EXPECT_TRUE(!zero || !hpke_seal(*zero, {"use", "place"}, "sleutel")) << "RFC 9180 §7.1.4: no secret comes of it";
}

}  // namespace
}  // namespace meldmaat
