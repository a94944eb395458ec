// SPDX-License-Identifier: EUPL-1.2
// Checks where a person is told something: on the first living channel, and of danger on every living one (T01). How:
// the small town with Teams before the web, the memory store, and a dialog that only says which notice it got.
#include "bot/case_work.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/town_on_teams.hpp"

namespace meldmaat {
namespace {

using fakes::teams;
using fakes::web;

struct CaseWork : testing::Test {
  Municipality town = fakes::town_on_teams();
  fakes::MemoryStore store{{"web"}};
  fakes::PlainDialog dialog;
  Desk desk{store, dialog, town};
  Moment now = fakes::at("2026-10-23 17:00");

  Touched told(Notice::Kind kind) {
    Touched touched;
    Notice notice;
    notice.kind = kind;
    notice.to = fakes::who("chef");
    store.begin_batch();
    tell(desk, now, notice, touched);
    store.commit_batch();
    return touched;
  }
  void gone(const ConversationKey& key) {
    store.begin_batch();
    gone_from(store, now, key);
    store.commit_batch();
  }
};

TEST_F(CaseWork, TellsOnTheFirstLivingChannel) {
  EXPECT_EQ(told(Notice::Kind::due), Touched{teams("chef")});
  gone(teams("chef"));
  EXPECT_EQ(told(Notice::Kind::due), Touched{web("chef")});
  gone(web("chef"));
  EXPECT_EQ(told(Notice::Kind::due), Touched{teams("chef")}) << "it may work again";
}

TEST_F(CaseWork, TellsOfDangerOnEveryLivingChannel) {
  EXPECT_EQ(told(Notice::Kind::danger), (Touched{teams("chef"), web("chef")}));
  EXPECT_EQ(store.transcript(teams("chef"), 0, 9).size(), 1U);
  EXPECT_EQ(store.transcript(web("chef"), 0, 9).size(), 1U);
  gone(teams("chef"));
  EXPECT_EQ(told(Notice::Kind::danger), Touched{web("chef")});
  gone(web("chef"));
  EXPECT_EQ(told(Notice::Kind::danger), Touched{teams("chef")});
}

TEST_F(CaseWork, ShowsTheRegisterAtTheDoorAndNothingOfACaseOneIsKeptFrom) {
  auto made = fakes::reported_case({"threat"}, now, now);
  Ban ban;
  ban.id = BanId{"2026-0001-V1"};
  ban.person = "Piet Voorbeeld";
  ban.first = std::chrono::year{2026} / 10 / 23;
  ban.last = std::chrono::year{2027} / 1 / 22;
  made.bans = {ban};
  made.excluded = {fakes::who("bewaker")};
  store.begin_batch();
  store.write_case(made);
  store.commit_batch();
  const auto seen = [&](std::string_view person) { return register_for(store, town, fakes::who(person), ban.first); };
  EXPECT_EQ(seen("balie").size(), 1U);
  EXPECT_EQ(seen("coordinator").size(), 1U);
  for (const auto* person : {"bewaker", "medewerker", "chef", "niemand"}) EXPECT_TRUE(seen(person).empty()) << person;
  EXPECT_TRUE(register_for(store, town, fakes::who("balie"), std::chrono::year{2027} / 1 / 23).empty());
}

}  // namespace
}  // namespace meldmaat
