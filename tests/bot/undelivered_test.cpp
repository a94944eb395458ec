// SPDX-License-Identifier: EUPL-1.2
// Checks what follows when a delivery is given up: who is told what, what is said again and where, what happens to a
// dead address, and that notices neither storm nor run in circles. How: the small town with Teams before the web, the
// memory store, and a dialog that only says which notice it got.
#include "bot/undelivered.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/case_work.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/town_on_teams.hpp"

namespace meldmaat {
namespace {

using fakes::teams;
using fakes::web;
using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;
using Kind = Outcome::Kind;
using Status = Delivery::Status;

struct Undelivered : testing::Test {
  Municipality town = fakes::town_on_teams();
  fakes::MemoryStore store{{"web"}};
  fakes::PlainDialog dialog;
  Desk desk{store, dialog, town};
  Moment now = fakes::at("2026-10-23 17:00");
  Touched touched;

  Undelivered() {
    auto threat = fakes::reported_case({"threat"}, now, now);
    threat.readers = {{who("chef"), roles::manager, "", {}}, {who("coordinator"), roles::coordinator, "", {}}};
    auto secret = threat;
    secret.number = CaseNumber{"2026-0002"};
    secret.readers = {{who("vertrouwenspersoon"), roles::counsellor, "", {}}};
    commit([&] {
      store.write_case(threat);
      store.write_case(secret);
    });
  }

  template <class Work>
  void commit(Work work) {
    store.begin_batch();
    work();
    store.commit_batch();
  }

  static Message message(const std::string& text, const std::string& number = "") {
    Message made;
    made.text = text;
    made.about = CaseNumber{number};
    return made;
  }

  void say(const ConversationKey& key, const Message& what, bool revise = false) {
    commit([&] { store.say(key, now, what, revise); });
  }

  /// The oldest delivery of this conversation comes back for good.
  void fails(const ConversationKey& key, Kind why = Kind::refused) {
    auto delivery = store.waiting_of(key).at(0);
    touched.clear();
    commit([&] {
      delivery.status = Status::parked;
      store.write_delivery(delivery);
      give_up(desk, now, delivery, why, touched);
    });
  }

  std::vector<std::string> said(const ConversationKey& key) {
    std::vector<std::string> texts;
    for (const auto& line : store.transcript(key, 0, 1000)) texts.push_back(line.message.text);
    return texts;
  }
};

TEST_F(Undelivered, TheCoordinatorHearsAtOnceWhomAndAboutWhichCase) {
  say(teams("chef"), message("er is een melding", "2026-0001"));
  fails(teams("chef"));
  EXPECT_THAT(said(teams("coordinator")), ElementsAre("undelivered chef 2026-0001"));
  EXPECT_TRUE(touched.contains(teams("coordinator")));
}

TEST_F(Undelivered, ACaseTheCoordinatorMayNotReadKeepsItsNumber) {
  say(teams("vertrouwenspersoon"), message("in vertrouwen", "2026-0002"));
  fails(teams("vertrouwenspersoon"));
  EXPECT_THAT(said(teams("coordinator")), ElementsAre("undelivered vertrouwenspersoon"));
}

TEST_F(Undelivered, WhatIsAboutACaseIsSaidAgainOnTheNextChannelWithWhatWorksThere) {
  auto about = message("er is een melding", "2026-0001");
  about.options = {{"case/2026-0001/open", "Open", {}}, {"q4/yes", "Ja", {}}, {"menu/help", "Help", {}}};
  about.lines = {{"Stap", "Bellen", Option{"case/2026-0001/T16/1/1/step", "Doen", {}}},
                 {"Wie", "iemand", Option{"q4/who", "Anders", {}}}};
  about.expects = Expects::choice;
  say(teams("chef"), about);
  fails(teams("chef"));
  const auto lines = store.transcript(web("chef"), 0, 9);
  ASSERT_EQ(lines.size(), 1U);
  const auto& again = lines[0].message;
  EXPECT_EQ(again.text, about.text);
  EXPECT_EQ(again.about, about.about);
  ASSERT_EQ(again.options.size(), 2U);
  EXPECT_EQ(again.options[0].id, "case/2026-0001/open");
  EXPECT_EQ(again.options[1].id, "menu/help");
  EXPECT_TRUE(again.lines[0].change);
  EXPECT_FALSE(again.lines[1].change);
  EXPECT_EQ(again.expects, Expects::nothing);
  EXPECT_TRUE(touched.contains(web("chef")));
}

TEST_F(Undelivered, AnAlarmIsSaidAgainAndAConversationIsNot) {
  auto alarm = message("een collega is in gevaar");
  alarm.slot = must_arrive;
  say(teams("chef"), alarm);
  say(teams("chef"), message("Wat is er gebeurd?"));
  fails(teams("chef"));
  fails(teams("chef"));
  EXPECT_THAT(said(web("chef")), ElementsAre("een collega is in gevaar"));
}

TEST_F(Undelivered, ARevisionIsSaidAgainWhereWhatItReplacesWasSaid) {
  auto task = message("doe dit", "2026-0001");
  task.slot = "case/2026-0001/T16";
  auto done = task;
  done.text = "gedaan";
  say(teams("chef"), task);
  say(teams("chef"), done, true);
  fails(teams("chef"));
  fails(teams("chef"));
  EXPECT_THAT(said(web("chef")), ElementsAre("doe dit", "gedaan"));
  EXPECT_EQ(store.transcript(web("chef"), 1, 1).at(0).revises, 1U);

  say(teams("jurist"), task);
  auto sent = store.waiting_of(teams("jurist")).at(0);
  sent.status = Status::sent;
  commit([&] { store.write_delivery(sent); });
  say(teams("jurist"), done, true);
  fails(teams("jurist"));
  EXPECT_THAT(said(web("jurist")), IsEmpty());
}

TEST_F(Undelivered, ADeadAddressTakesWhatWaitsWithItAndIsToldOnce) {
  say(teams("chef"), message("een", "2026-0001"));
  say(teams("chef"), message("praatje"));
  say(teams("chef"), message("twee", "2026-0002"));
  fails(teams("chef"), Kind::unreachable);
  EXPECT_TRUE(store.reach(teams("chef"))->dead);
  EXPECT_TRUE(store.waiting_of(teams("chef")).empty());
  EXPECT_THAT(said(web("chef")), ElementsAre("een", "twee"));
  EXPECT_THAT(said(teams("coordinator")), ElementsAre("undelivered chef 2026-0001"));

  say(teams("chef"), message("drie", "2026-0001"));
  now += std::chrono::hours{20};
  fails(teams("chef"), Kind::unreachable);
  EXPECT_EQ(said(teams("coordinator")).size(), 1U) << "it is known";
  say(teams("chef"), message("vier", "2026-0001"));
  now += std::chrono::hours{5};
  fails(teams("chef"), Kind::unreachable);
  EXPECT_EQ(said(teams("coordinator")).size(), 2U) << "but not forgotten";
}

TEST_F(Undelivered, NoticesGoToALivingChannelAndComeBackWhenThePersonIsHeardFrom) {
  say(teams("chef"), message("een", "2026-0001"));
  fails(teams("chef"), Kind::unreachable);
  const auto tell_chef = [&] {
    Notice notice;
    notice.to = who("chef");
    notice.number = CaseNumber{"2026-0001"};
    commit([&] { tell(desk, now, notice, touched); });
  };
  tell_chef();
  EXPECT_THAT(said(web("chef")), ElementsAre("een", "other 2026-0001"));
  commit([&] { heard_from(store, now, teams("chef"), "{}"); });
  tell_chef();
  EXPECT_THAT(said(teams("chef")), ElementsAre("een", "other 2026-0001"));
  fails(teams("chef"), Kind::unreachable);
  EXPECT_EQ(said(teams("coordinator")).size(), 2U) << "it died again: that is news";
}

TEST_F(Undelivered, WhoIsOnNoLivingChannelIsTriedOnTheFirst) {
  commit([&] {
    store.write_reach({teams("chef"), "{}", true, now, {}});
    store.write_reach({web("chef"), "", true, now, {}});
    Notice notice;
    notice.to = who("chef");
    tell(desk, now, notice, touched);
  });
  EXPECT_EQ(said(teams("chef")).size(), 1U);
}

TEST_F(Undelivered, RefusalsAreToldOnceAQuarterOfAnHour) {
  for (int i = 0; i < 5; ++i) {
    say(teams("chef"), message("bericht", "2026-0001"));
    fails(teams("chef"));
    now += std::chrono::minutes{4};
  }
  EXPECT_EQ(said(teams("coordinator")).size(), 2U);
  EXPECT_EQ(said(web("chef")).size(), 5U);
  EXPECT_FALSE(store.reach(teams("chef"))->dead);
}

TEST_F(Undelivered, TheCoordinatorIsNotToldAboutTheCoordinator) {
  say(teams("coordinator"), message("bericht", "2026-0001"));
  fails(teams("coordinator"));
  EXPECT_THAT(said(teams("coordinatorvervanger")), ElementsAre("undelivered coordinator"));

  auto& role = *std::ranges::find(town.organisation.roles, roles::coordinator, &RoleHolder::role);
  role.deputy = {};
  now += std::chrono::hours{1};
  say(teams("coordinator"), message("bericht", "2026-0001"));
  fails(teams("coordinator"));
  EXPECT_THAT(said(teams("informatie")), ElementsAre("undelivered coordinator")) << "the administrator, no number";
  EXPECT_EQ(said(teams("coordinator")).size(), 2U) << "the two that failed";
}

TEST_F(Undelivered, NoticesAboutNoticesComeToAnEnd) {
  say(teams("chef"), message("bericht", "2026-0001"));
  int failures = 0;
  const auto fail_everything = [&] {
    for (const auto& person : town.organisation.people) {
      while (!store.waiting_of(teams(person.id.str())).empty() && failures < 1000) {
        fails(teams(person.id.str()));
        ++failures;
      }
    }
  };
  for (int round = 0; round < 20; ++round) fail_everything();
  EXPECT_LT(failures, 10);
  EXPECT_EQ(store.open_deliveries(), 0U);
  EXPECT_THAT(said(web("coordinator")), testing::Contains("undelivered chef 2026-0001"))
      << "said again where it can be";
}

TEST_F(Undelivered, AnAddressOfNobodyEndsSilently) {
  say({"teams", "stranger"}, message("algemene hulp"));
  fails({"teams", "stranger"}, Kind::unreachable);
  EXPECT_TRUE(store.reach({"teams", "stranger"})->dead);
  EXPECT_TRUE(touched.empty());
}

}  // namespace
}  // namespace meldmaat
