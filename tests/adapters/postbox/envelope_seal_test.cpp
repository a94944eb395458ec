// SPDX-License-Identifier: EUPL-1.2
// What the server seals for a browser without script opens for those it was sealed for, in its own place only, and has
// one of three sizes.
#include "adapters/postbox/envelope_seal.hpp"

#include <gtest/gtest.h>

#include "adapters/system_random.hpp"

namespace meldmaat {
namespace {

struct EnvelopeSeal : testing::Test {
  SystemRandom random;
  CodeKeys keys{"00H28CT4ASV7F26AQCNQ"};
  KeyPair counsellor = KeyPair::make();
  KeyPair stranger = KeyPair::make();

  [[nodiscard]] EnvelopePlace place() const {
    return {keys.inbox, EnvelopeId{std::string(32, 'a')}, Envelope::From::reporter};
  }
  [[nodiscard]] std::optional<Envelope> seal(std::string_view content) {
    return seal_envelope(place(), content, {counsellor.public_bytes()}, random);
  }
};

TEST_F(EnvelopeSeal, OpensForWhomItWasSealed) {
  const auto envelope = seal(R"({"kind":"report"})").value();
  EXPECT_EQ(open_envelope(keys.inbox, envelope, counsellor), R"({"kind":"report"})");
  EXPECT_FALSE(open_envelope(keys.inbox, envelope, stranger));
}

TEST_F(EnvelopeSeal, OpensNowhereElse) {
  const auto envelope = seal("inhoud").value();
  EXPECT_FALSE(open_envelope(InboxId{std::string(64, 'b')}, envelope, counsellor)) << "another inbox";
  auto renamed = envelope;
  renamed.id = EnvelopeId{std::string(32, 'c')};
  EXPECT_FALSE(open_envelope(keys.inbox, renamed, counsellor));
  auto answered = envelope;
  answered.from = Envelope::From::counsellor;
  EXPECT_FALSE(open_envelope(keys.inbox, answered, counsellor)) << "nobody can pass it off as an answer";
  auto spoilt = envelope;
  spoilt.body[100] = static_cast<char>(spoilt.body[100] ^ 1);
  EXPECT_FALSE(open_envelope(keys.inbox, spoilt, counsellor));
}

TEST_F(EnvelopeSeal, HasOneOfThreeSizes) {
  const auto size_of = [&](std::size_t content) { return seal(std::string(content, 'x')).value().body.size(); };
  EXPECT_EQ(size_of(1), size_of(2044));
  EXPECT_EQ(size_of(2045), size_of(8188));
  EXPECT_EQ(size_of(8189), size_of(32764));
  for (const std::size_t content : {1U, 2045U, 8189U}) EXPECT_TRUE(is_body_size(size_of(content)));
  EXPECT_FALSE(is_body_size(2048));
  EXPECT_FALSE(seal(std::string(32765, 'x'))) << "too long for one";
}

TEST_F(EnvelopeSeal, LocksTheInboxWithItsCode) {
  const auto inbox = make_inbox(keys, random);
  EXPECT_EQ(inbox.id, keys.inbox);
  EXPECT_EQ(unlock(keys, inbox).value().public_bytes(), inbox.public_key);
  const CodeKeys others{"00H28CT4ASV7F26AQCNP"};
  EXPECT_NE(others.inbox, keys.inbox);
  EXPECT_FALSE(unlock(others, inbox));
}

}  // namespace
}  // namespace meldmaat
