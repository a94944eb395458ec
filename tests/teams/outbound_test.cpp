// SPDX-License-Identifier: EUPL-1.2
// Checks what goes out to Teams: a whole report by typing and by cards, the manager who is told first and answers from
// the card, and what follows each thing that can go wrong on the way (plan F20-F25; testcases B7-B9, S02-S03).
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/teams/teams_town.hpp"

namespace meldmaat {
namespace {

/// Friday 20 November 2026, 17:05 in Amsterdam.
constexpr Moment friday{std::chrono::milliseconds{1795190700000}};

/// Everything there is to read in a message of Teams.
std::string words_in(const nlohmann::json& node) {
  std::string words;
  if (node.is_object() && node.contains("text")) words = node["text"].get<std::string>() + '\n';
  if (node.is_object() || node.is_array()) {
    for (const auto& child : node) words += words_in(child);
  }
  return words;
}

std::string first_line(const Message& message) {
  return message.text.substr(0, message.text.find('\n'));
}

class TeamsOutbound : public testing::Test {
 protected:
  void say(const TeamsPerson& who, const std::string& text) {
    EXPECT_EQ(town.post(town.text(who, text)).status, 200) << text;
  }
  /// As little as a report can hold: safe, nobody hurt, what happened, and the rest passed over.
  void report(const TeamsPerson& who) {
    for (const auto* text : {"ik wil iets melden", "nee", "nee", "voor mijzelf",
                             "Vanochtend rond tien uur ben ik aan de telefoon uitgescholden en bedreigd.", "ja",
                             "een man die over zijn uitkering belde", "nu versturen", "versturen"}) {
      say(who, text);
    }
  }
  std::string number() {
    return town.look([&](Store& store) { return store.read_case(CaseNumber{"2026-0001"}).has_value(); }) ? "2026-0001"
                                                                                                         : "";
  }
  std::size_t copies(const TeamsPerson& who, const std::string& text) {
    std::size_t count = 0;
    for (const auto& body : town.microsoft.chat(who.chat())) count += body.dump().find(text) != std::string::npos;
    return count;
  }

  const fakes::TemporaryFolder folder;
  TeamsTown town{folder, friday};
  const TeamsPerson noor{"medewerker"};
  const TeamsPerson anouk{"leidinggevende"};
};

TEST_F(TeamsOutbound, AReportReachesTheManagerWhoNeverWrote) {  // P03, E07
  report(noor);
  ASSERT_EQ(number(), "2026-0001");
  const auto made = "a:made-for-" + anouk.object();
  ASSERT_TRUE(town.until([&] { return !town.microsoft.chat(made).empty(); }));
  for (const auto& body : town.microsoft.chat(made)) {
    EXPECT_EQ(body.value("summary", ""), "Nieuw bericht van Meldmaat") << "nothing of the content";
  }
  EXPECT_TRUE(town.until([&] {
    const auto reach = town.look([&](Store& store) { return store.reach(anouk.key()); });
    return reach && reach->details.find(made) != std::string::npos;
  })) << "the next reminder goes to the same chat";
}

TEST_F(TeamsOutbound, KeepsTheOrderOfAConversation) {  // O11
  for (const auto* text : {"hallo", "help", "hulpnummers", "ik wil iets melden", "nee", "menu"}) say(noor, text);
  ASSERT_TRUE(town.delivered());
  const auto said = town.look([&](Store& store) {
    std::map<std::uint64_t, std::string> texts;
    for (const auto& line : store.transcript(noor.key(), 0, 1000)) {
      if (!line.from_person) texts[line.revises == 0 ? line.sequence : line.revises] = first_line(line.message);
    }
    return texts;
  });
  std::set<std::string> different;
  const auto shown = town.microsoft.chat(noor.chat());
  ASSERT_EQ(shown.size(), said.size());
  auto body = shown.begin();
  for (const auto& [sequence, text] : said) {
    EXPECT_NE(words_in(*body++).find(text), std::string::npos) << "line " << sequence << ": " << text;
    different.insert(text);
  }
  EXPECT_GE(different.size(), 5U) << "else their order would show nothing";
}

TEST_F(TeamsOutbound, WaitsAsLongAsItIsAsked) {  // F21, S03
  Response busy = connector_error(429, "Throttled");
  busy.headers.add("Retry-After", "40");
  town.microsoft.answer_next(std::move(busy));
  say(noor, "hallo");
  ASSERT_TRUE(town.waits());
  town.pass(std::chrono::seconds{39});
  say(TeamsPerson{"collega"}, "hallo");
  ASSERT_TRUE(town.shows(TeamsPerson{"collega"}, "Meldmaat")) << "nobody else waits";
  EXPECT_TRUE(town.microsoft.chat(noor.chat()).empty());
  town.pass(std::chrono::seconds{2});
  EXPECT_TRUE(town.shows(noor, "ik ben Meldmaat"));
  EXPECT_EQ(copies(noor, "mogelijk dubbel"), 0U);
}

TEST_F(TeamsOutbound, AfterAnAnswerThatLeavesItOpenOnceMoreAndMarked) {  // F22, F23, O09, P6
  town.microsoft.answer_next(connector_error(504, "Timeout"));
  say(noor, "hallo");
  ASSERT_TRUE(town.waits());
  town.pass(std::chrono::seconds{29});
  EXPECT_EQ(town.microsoft.posts().size(), 1U);
  town.pass(std::chrono::seconds{2});
  ASSERT_TRUE(town.delivered());
  EXPECT_EQ(copies(noor, "mogelijk dubbel"), 1U);
}

TEST_F(TeamsOutbound, AfterTheSecondDoubtSomebodyIsTold) {  // F23, P5, P6
  town.microsoft.answer_next(connector_error(500, "ServiceError"));
  say(noor, "hallo");
  ASSERT_TRUE(town.waits());
  town.microsoft.answer_next(connector_error(500, "ServiceError"));
  town.pass(std::chrono::minutes{1});
  const auto coordinator = "a:made-for-" + TeamsPerson{"coordinator"}.object();
  EXPECT_TRUE(town.until([&] { return !town.microsoft.chat(coordinator).empty(); }));
  ASSERT_TRUE(town.delivered());
  EXPECT_EQ(copies(noor, "mogelijk dubbel"), 0U) << "the marked copy was in doubt as well, and there is no third";
}

TEST_F(TeamsOutbound, RenewsTheTokenOnce) {  // O10, F20
  say(noor, "hallo");
  ASSERT_TRUE(town.delivered());
  const int given = town.microsoft.tokens_given();
  town.microsoft.accepted = "other";
  say(noor, "help");
  ASSERT_TRUE(town.delivered());
  EXPECT_EQ(town.microsoft.tokens_given(), given + 1);
  EXPECT_EQ(copies(noor, "mogelijk dubbel"), 0U);
}

TEST_F(TeamsOutbound, WhoRemovedTheBotIsReachedElsewhereAndTheCoordinatorHearsIt) {  // F25, P02, P05
  const auto made = anouk.object();
  town.microsoft.answer_always(made, 403, "BotNotInConversationRoster");
  report(noor);
  const ConversationKey on_web{"web", anouk.id};
  ASSERT_TRUE(town.until([&] { return town.look([&](Store& store) { return store.last_sequence(on_web) > 0; }); }))
      << "the case is on the manager's web page";
  EXPECT_TRUE(town.look([&](Store& store) { return store.reach(anouk.key())->dead; }));
  const auto coordinator = "a:made-for-" + TeamsPerson{"coordinator"}.object();
  EXPECT_TRUE(town.until([&] {
    for (const auto& body : town.microsoft.chat(coordinator)) {
      if (body.dump().find("Anouk Strandhof") != std::string::npos) return true;
    }
    return false;
  }));

  town.microsoft.be_kind();
  say(anouk, "hallo");
  EXPECT_FALSE(town.look([&](Store& store) { return store.reach(anouk.key())->dead; })) << "heard from again";
}

TEST_F(TeamsOutbound, UpdatesTheAnsweredCardInItsPlace) {  // D07, E05
  say(noor, "ik wil iets melden");
  const auto question = town.action(noor, "Nee, nu niet");
  ASSERT_FALSE(question.is_null());
  EXPECT_EQ(town.post(town.invoke(noor, question)).status, 200);
  ASSERT_TRUE(town.delivered());
  bool updated = false;
  for (const auto& post : town.microsoft.posts()) updated = updated || (post.method == "PUT" && post.status == 200);
  EXPECT_TRUE(updated);
}

TEST_F(TeamsOutbound, SendsAnUpdateAsNewWhenWhatItReplacesIsGone) {  // D07
  say(noor, "ik wil iets melden");
  const auto question = town.action(noor, "Nee, nu niet");
  ASSERT_TRUE(town.delivered());
  const auto asked = town.look([&](Store& store) {
    const auto lines = store.transcript(noor.key(), 0, 1000);
    return std::ranges::find(lines, Expects::choice, [](const auto& line) { return line.message.expects; })->message;
  });
  const auto before = town.microsoft.posts().size();
  town.microsoft.answer_next(connector_error(404, "ActivityNotFoundInConversation"));
  EXPECT_EQ(town.post(town.invoke(noor, question)).status, 200);
  ASSERT_TRUE(town.delivered());
  EXPECT_EQ(copies(noor, "mogelijk dubbel"), 0U);

  const auto& posts = town.microsoft.posts();
  ASSERT_GT(posts.size(), before + 1);
  EXPECT_EQ(posts[before].method, "PUT");
  EXPECT_EQ(posts[before].status, 404);
  const auto again = posts[before + 1];
  EXPECT_EQ(again.method, "POST") << "as a message of its own";
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body["attachments"], posts[before].body["attachments"]) << "what the update would have shown";
  EXPECT_NE(words_in(again.body).find(first_line(asked)), std::string::npos);

  auto changed = asked;
  changed.text = "Deze vraag is vervallen.";
  town.look([&](Store& store) { return store.say(noor.key(), town.clock.now(), changed, true); });
  town.pass(std::chrono::seconds{1});
  ASSERT_TRUE(town.delivered());
  EXPECT_EQ(posts.back().method, "PUT");
  EXPECT_EQ(posts.back().activity, "m" + std::to_string(before + 1)) << "under the name the new one got";
  EXPECT_EQ(posts.back().status, 200);
}

TEST_F(TeamsOutbound, AVanishedConversationIsMadeAnew) {
  say(noor, "hallo");
  ASSERT_TRUE(town.delivered());
  town.microsoft.answer_next(connector_error(404, "ConversationNotFound"));
  say(noor, "help");
  ASSERT_TRUE(town.delivered());
  EXPECT_FALSE(town.microsoft.chat("a:made-for-" + noor.user()).empty());
}

TEST(TeamsKilled, WhatWasUnderWayComesOnceMoreAndMarked) {  // P09
  const fakes::TemporaryFolder folder;
  const TeamsPerson noor{"medewerker"};
  {
    TeamsTown town(folder, friday);
    ASSERT_EQ(town.post(town.text(noor, "hallo")).status, 200);
    ASSERT_TRUE(town.delivered());
    town.look([&](Store& store) {
      store.say(
          noor.key(), friday,
          [] {
            Message message;
            message.text = "halverwege";
            return message;
          }(),
          false);
      auto delivery = store.waiting_deliveries(friday, 1).front();
      delivery.status = Delivery::Status::under_way;
      delivery.attempts = 1;
      store.write_delivery(delivery);
    });
  }
  TeamsTown town(folder, friday + std::chrono::minutes{1});
  ASSERT_EQ(town.post(town.text(noor, "bent u er nog?")).status, 200);
  ASSERT_TRUE(town.waits());
  town.pass(std::chrono::minutes{1});
  ASSERT_TRUE(town.shows(noor, "halverwege"));
  EXPECT_TRUE(town.shows(noor, "mogelijk dubbel"));
}

}  // namespace
}  // namespace meldmaat
