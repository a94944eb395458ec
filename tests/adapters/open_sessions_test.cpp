// SPDX-License-Identifier: EUPL-1.2
// Checks what is remembered of who is signed in: nobody longer than their session lasts or after they left, and never
// more than a limit.
#include "adapters/web/open_sessions.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

using std::chrono::hours;

const Moment now{std::chrono::milliseconds{1'790'000'000'000}};

Session session(const std::string& hash, const char* person) {
  return {hash, PersonId{person}, now + hours{1}};
}

TEST(OpenSessions, KnowsWhoCameBefore) {
  OpenSessions sessions;
  EXPECT_EQ(sessions.person("hash", now), std::nullopt);
  sessions.remember(session("hash", "medewerker"));
  EXPECT_EQ(sessions.person("hash", now), PersonId{"medewerker"});
  EXPECT_EQ(sessions.person("other", now), std::nullopt);
}

TEST(OpenSessions, LetsNobodyInAfterTheEndOfTheSession) {
  OpenSessions sessions;
  sessions.remember(session("hash", "medewerker"));
  EXPECT_NE(sessions.person("hash", now + hours{1} - Milliseconds{1}), std::nullopt);
  EXPECT_EQ(sessions.person("hash", now + hours{1}), std::nullopt);
}

TEST(OpenSessions, ForgetsWhoLeft) {
  OpenSessions sessions;
  sessions.remember(session("hash", "medewerker"));
  sessions.remember(session("other", "collega"));
  sessions.forget("hash");
  EXPECT_EQ(sessions.person("hash", now), std::nullopt);
  EXPECT_EQ(sessions.person("other", now), PersonId{"collega"});
}

TEST(OpenSessions, NeverHoldsMoreThanItsLimit) {
  OpenSessions sessions(2);
  for (const char* hash : {"a", "b", "c"}) sessions.remember(session(hash, "medewerker"));
  int known = 0;
  for (const char* hash : {"a", "b", "c"}) known += sessions.person(hash, now) ? 1 : 0;
  EXPECT_LE(known, 2);
  EXPECT_NE(sessions.person("c", now), std::nullopt) << "the newest is kept";
}

}  // namespace
}  // namespace meldmaat
