// SPDX-License-Identifier: EUPL-1.2
// Checks what comes in from Teams, over HTTP and down to the disk: who is let in, what each kind of activity does, that
// a repeat has its effect once, and that a changed message never changes a report (testcases B4-B6; plan F27, T3-T14).
#include <gtest/gtest.h>

#include "tests/teams/teams_town.hpp"

namespace meldmaat {
namespace {

/// Friday 20 November 2026, 17:05 in Amsterdam.
constexpr Moment friday{std::chrono::milliseconds{1795190700000}};

class TeamsInbound : public testing::Test {
 protected:
  std::size_t lines(const TeamsPerson& who) {
    return town.look([&](Store& store) { return store.transcript(who.key(), 0, 1000).size(); });
  }
  int answer_of(const nlohmann::json& activity) { return town.post(activity).status; }
  nlohmann::json change_of(const nlohmann::json& said, const std::string& text) {
    auto edit = town.activity(noor, "messageUpdate");
    edit["id"] = said["id"];
    edit["text"] = text;
    edit["channelData"]["eventType"] = "editMessage";
    return edit;
  }
  nlohmann::json removal_of(const nlohmann::json& said) {
    auto removal = town.activity(noor, "messageDelete");
    removal["id"] = said["id"];
    return removal;
  }
  /// Begins a report. \return the action that sends what is typed on the card of the story
  nlohmann::json story_card() {
    for (const auto* text : {"ik wil iets melden", "nee", "nee", "voor mijzelf"}) {
      EXPECT_EQ(answer_of(town.text(noor, text)), 200);
    }
    return town.action(noor, "Verstuur");
  }

  const fakes::TemporaryFolder folder;
  TeamsTown town{folder, friday};
  const TeamsPerson noor{"medewerker"};
};

TEST_F(TeamsInbound, WelcomesOnceWhateverComesFirst) {  // A17, A18
  auto installed = town.activity(noor, "installationUpdate");
  installed["action"] = "add";
  auto added = town.activity(noor, "conversationUpdate");
  added["membersAdded"] = {{{"id", "28:" + app_id}}};
  auto upgraded = town.activity(noor, "installationUpdate");
  upgraded["action"] = "add-upgrade";
  EXPECT_EQ(answer_of(added), 200);
  const auto after_first = lines(noor);
  EXPECT_GT(after_first, 0U);
  EXPECT_EQ(answer_of(installed), 200);
  EXPECT_EQ(answer_of(upgraded), 200);
  EXPECT_EQ(lines(noor), after_first);
  EXPECT_TRUE(town.shows(noor, "ik ben Meldmaat, een computerprogramma"));
}

TEST_F(TeamsInbound, TakesARepeatOnce) {  // A20, T3
  auto said = town.text(noor, "ik wil iets melden");
  EXPECT_EQ(answer_of(said), 200);
  const auto once = lines(noor);
  for (int copy = 0; copy < 5; ++copy) EXPECT_EQ(answer_of(said), 200);
  said["text"] = "iets anders";
  EXPECT_EQ(answer_of(said), 200) << "the first wins";
  EXPECT_EQ(lines(noor), once);
}

TEST_F(TeamsInbound, TheSameIdInTwoChatsIsTwoMessages) {  // A21
  const TeamsPerson samir{"collega"};
  auto said = town.text(noor, "hallo");
  auto other = town.text(samir, "hallo");
  other["id"] = said["id"];
  EXPECT_EQ(answer_of(said), 200);
  EXPECT_EQ(answer_of(other), 200);
  EXPECT_GT(lines(samir), 1U);
}

TEST_F(TeamsInbound, AnsweringACardTwiceSaysThatItIsThere) {  // D03, D06
  EXPECT_EQ(answer_of(town.text(noor, "ik wil iets melden")), 200);
  const auto no_danger = town.action(noor, "Nee, nu niet");
  ASSERT_FALSE(no_danger.is_null());
  const auto first = town.post(town.invoke(noor, no_danger));
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.body.value("type", ""), "application/vnd.microsoft.card.adaptive");
  EXPECT_EQ(first.body.dump().find("Action."), std::string::npos) << "an answered card can only be read";
  const auto once = lines(noor);

  const auto second = town.post(town.invoke(noor, no_danger));
  EXPECT_EQ(second.status, 200);
  EXPECT_NE(second.body.dump().find("al binnen"), std::string::npos);
  EXPECT_EQ(lines(noor), once);

  EXPECT_EQ(answer_of(town.submit(noor, no_danger)), 200);
  EXPECT_TRUE(town.shows(noor, "al binnen"));
  EXPECT_EQ(lines(noor), once + 1) << "said once, in the chat, because Submit shows no answer of its own";
}

TEST_F(TeamsInbound, ACardWhoseQuestionIsStillOpenCanBeAnswered) {
  const auto send = story_card();
  EXPECT_EQ(answer_of(town.invoke(noor, send, {{"text", "pauze"}})), 200);
  EXPECT_TRUE(town.shows(noor, "Ik bewaar"));
  const auto told = town.post(town.invoke(noor, send, {{"text", "Een man sloeg mij bij de balie met een tas."}}));
  EXPECT_EQ(told.body.dump().find("al binnen"), std::string::npos);
  const auto state = town.look([&](Store& store) { return store.state_of(noor.key()); });
  ASSERT_TRUE(state && !state->frames.empty());
  EXPECT_NE(nlohmann::json(state->frames.back().answers.at("story").value).dump().find("sloeg"), std::string::npos);
}

TEST_F(TeamsInbound, ATextOnTheCardOfAnEarlierQuestionAnswersNoOther) {
  const auto send = story_card();
  EXPECT_EQ(answer_of(town.text(noor, "Een man sloeg mij bij de balie met een tas.")), 200);
  const auto before = town.look([&](Store& store) { return store.state_of(noor.key()); });
  EXPECT_EQ(answer_of(town.submit(noor, send, {{"text", "Vergeten op te sturen."}})), 200);
  EXPECT_TRUE(town.shows(noor, "Die vraag is al beantwoord"));
  const auto after = town.look([&](Store& store) { return store.state_of(noor.key()); });
  ASSERT_TRUE(before && after);
  EXPECT_EQ(after->frames, before->frames);
}

TEST_F(TeamsInbound, ACardThatHoldsTooMuchIsRefusedWholeAndStaysOpen) {  // T9
  const auto send = story_card();
  const auto before = town.look([&](Store& store) { return store.state_of(noor.key()); });
  const std::string long_story(most_text_characters + 1, 'x');
  const auto refused = town.post(town.invoke(noor, send, {{"text", long_story}}));
  EXPECT_EQ(refused.body.value("statusCode", 0), 400);
  EXPECT_NE(refused.body.dump().find("te lang"), std::string::npos);
  EXPECT_EQ(answer_of(town.submit(noor, send, {{"text", long_story}})), 200);
  EXPECT_TRUE(town.shows(noor, "te lang"));
  EXPECT_EQ(town.look([&](Store& store) { return store.state_of(noor.key()); }), before);
}

TEST_F(TeamsInbound, ACardOfSomebodyElseDoesNothing) {  // D06, T10
  const TeamsPerson samir{"collega"};
  EXPECT_EQ(answer_of(town.text(noor, "ik wil iets melden")), 200);
  const auto hers = town.action(noor, "Nee, nu niet");
  const auto pressed = town.post(town.invoke(samir, hers));
  EXPECT_EQ(pressed.status, 200);
  const auto state = town.look([&](Store& store) { return store.state_of(noor.key()); });
  ASSERT_TRUE(state && state->open);
  EXPECT_NE(state->open->text.find("gevaar"), std::string::npos) << "her question is still open";
}

TEST_F(TeamsInbound, AnUnreadablePressIsAnsweredAndChangesNothing) {  // D05
  EXPECT_EQ(answer_of(town.text(noor, "ik wil iets melden")), 200);
  const auto before = lines(noor);
  auto press = town.activity(noor, "invoke");
  press["name"] = "adaptiveCard/action";
  for (const auto& value :
       {nlohmann::json{}, nlohmann::json{{"action", "text"}}, nlohmann::json{{"action", {{"verb", "other"}}}},
        nlohmann::json{{"action", {{"verb", "answer"}, {"data", "text"}}}}}) {
    press["value"] = value;
    const auto answer = town.post(press);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body.value("statusCode", 0), 400) << value;
  }
  EXPECT_EQ(lines(noor), before);
}

TEST_F(TeamsInbound, AnUnreadableSubmitIsAnsweredInTheChat) {  // D02, D05
  auto press = town.activity(noor);
  press["value"] = {{"line", "first"}, {"o", 7}};
  EXPECT_EQ(answer_of(press), 200);
  EXPECT_TRUE(town.shows(noor, "Ik kon deze knop niet lezen"));
}

TEST_F(TeamsInbound, KindsThatAreNoneOfOursAreLeftAlone) {  // H11, H12, T5
  for (const auto* type : {"messageReaction", "event", "typing", "tomorrow"}) {
    EXPECT_EQ(answer_of(town.activity(noor, type)), 200) << type;
  }
  auto invoke = town.activity(noor, "invoke");
  for (const auto* name : {"task/fetch", "composeExtension/query", "signin/verifyState", "fileConsent/invoke"}) {
    invoke["name"] = name;
    EXPECT_EQ(answer_of(invoke), 501) << name;
  }
  EXPECT_EQ(lines(noor), 0U);
}

TEST_F(TeamsInbound, InAGroupItPointsToThePrivateChatAndKeepsNothing) {  // A28, T7
  auto said = town.text(noor, "<at>Meldmaat</at> ik ben bedreigd");
  said["conversation"] = {
      {"id", "19:group@thread.v2"}, {"conversationType", "groupChat"}, {"isGroup", true}, {"tenantId", tenant}};
  EXPECT_EQ(answer_of(said), 200);
  EXPECT_TRUE(town.until([&] { return town.microsoft.chat("19:group@thread.v2").size() == 1; }));
  EXPECT_NE(town.microsoft.chat("19:group@thread.v2").front().dump().find("privéchat"), std::string::npos);
  EXPECT_EQ(lines(noor), 0U);
  EXPECT_FALSE(town.look([&](Store& store) { return store.reach(noor.key()).has_value(); }));
}

TEST_F(TeamsInbound, OurOwnEchoIsNoMessage) {  // T6
  auto echo = town.text(noor, "hallo");
  echo["from"]["id"] = "28:" + app_id;
  EXPECT_EQ(answer_of(echo), 200);
  EXPECT_EQ(lines(noor), 0U);
}

TEST_F(TeamsInbound, AChangedAnswerIsAskedAgainAndARemovedOneIsForgotten) {  // A25, T5
  EXPECT_EQ(answer_of(town.text(noor, "ik wil iets melden")), 200);
  const auto said = town.text(noor, "nee");
  EXPECT_EQ(answer_of(said), 200);
  const auto edit = change_of(said, "ja");
  EXPECT_EQ(answer_of(edit), 200);
  EXPECT_TRUE(town.shows(noor, "Daarom vraag ik het nog een keer"));
  const auto after = lines(noor);
  EXPECT_EQ(answer_of(edit), 200);
  EXPECT_EQ(lines(noor), after) << "once";
  const auto removal = removal_of(said);
  EXPECT_EQ(answer_of(removal), 200);
  EXPECT_TRUE(town.shows(noor, "Ik heb uw bericht gewist"));
}

TEST_F(TeamsInbound, AMessageThatIsEmptiedIsGone) {  // A25
  EXPECT_EQ(answer_of(town.text(noor, "ik wil iets melden")), 200);
  for (const auto* text : {"nee", "nee", "voor mijzelf"}) EXPECT_EQ(answer_of(town.text(noor, text)), 200);
  const auto story = town.text(noor, "Vanochtend heeft de heer Appelboom mij aan de balie bedreigd.");
  EXPECT_EQ(answer_of(story), 200);
  const auto edit = change_of(story, "");
  EXPECT_EQ(answer_of(edit), 200);
  EXPECT_TRUE(town.shows(noor, "Ik heb uw bericht gewist"));
  const auto draft = town.look([&](Store& store) { return store.state_of(noor.key()); });
  ASSERT_TRUE(draft && !draft->frames.empty());
  for (const auto& [id, answer] : draft->frames.front().answers) {
    EXPECT_EQ(answer.value.find("Appelboom"), std::string::npos) << id;
  }
}

TEST_F(TeamsInbound, ATextThatIsTooLongIsRefusedWhole) {  // T9
  EXPECT_EQ(answer_of(town.text(noor, std::string(most_text_characters + 1, 'x'))), 200);
  EXPECT_TRUE(town.shows(noor, "te lang"));
  EXPECT_FALSE(town.look([&](Store& store) { return store.state_of(noor.key()).has_value(); }));
}

TEST_F(TeamsInbound, SomebodyUnknownGetsGeneralHelpOnly) {  // T11
  auto guest = town.text(noor, "ik ben bedreigd");
  guest["from"] = {{"id", "29:guest"}, {"name", "Guest"}};
  guest["conversation"]["id"] = "a:guest";
  EXPECT_EQ(answer_of(guest), 200);
  EXPECT_TRUE(town.until([&] { return !town.microsoft.chat("a:guest").empty(); }));
  EXPECT_NE(town.microsoft.chat("a:guest").back().dump().find("Ik weet niet wie u bent"), std::string::npos);
  const auto cases = town.look([](Store& store) { return store.free_number(2026).str(); });
  EXPECT_EQ(cases, "2026-0001");
}

TEST_F(TeamsInbound, SaysWhoCanReadAlongBeforeTheFirstFreeText) {
  EXPECT_EQ(answer_of(town.text(noor, "ik wil iets melden")), 200);
  EXPECT_EQ(answer_of(town.text(noor, "nee")), 200);
  EXPECT_TRUE(town.shows(noor, "De beheerder van Teams kan het lezen"));
}

TEST_F(TeamsInbound, WithoutAGoodTokenNothingIsRead) {  // J02, C01-C08 through the real door
  const auto said = town.text(noor, "hallo");
  EXPECT_EQ(town.post(said, "").status, 401);
  EXPECT_EQ(town.post(said, "Bearer a.b.c").status, 401);
  const auto token_with = [&](const char* claim, const nlohmann::json& value) {
    auto claims = true_claims(app_id, town.microsoft.service_url(), friday);
    claims[claim] = value;
    return "Bearer " + make_token(town.microsoft.key, true_header(town.microsoft.key), claims);
  };
  EXPECT_EQ(town.post(said, token_with("iss", "https://sts.windows.net/")).status, 401);
  EXPECT_EQ(town.post(said, token_with("aud", "another")).status, 401);
  EXPECT_EQ(town.post(said, token_with("exp", 1)).status, 401);
  EXPECT_EQ(town.post(said, token_with("serviceurl", "https://smba.trafficmanager.net/emea/")).status, 401);
  auto elsewhere = said;
  elsewhere["channelData"]["tenant"]["id"] = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";
  elsewhere["conversation"]["tenantId"] = "99999999-bbbb-4ccc-8ddd-eeeeeeeeeeee";
  EXPECT_EQ(town.post(elsewhere).status, 403);
  EXPECT_EQ(lines(noor), 0U);
  EXPECT_TRUE(town.microsoft.posts().empty());
  EXPECT_EQ(town.post(said).status, 200) << "the good one still comes in";
}

TEST_F(TeamsInbound, AWithdrawnKeyLetsNobodyInAndANewOneDoes) {  // K04, S06
  const auto said = town.text(noor, "hallo");
  EXPECT_EQ(town.post(said).status, 200);
  town.pass(std::chrono::minutes{1});
  const auto old_token = town.good_token();  // Another than the one that was proven above.
  town.microsoft.key = SigningKey::second();
  town.pass(std::chrono::minutes{6});
  EXPECT_EQ(town.post(town.text(noor, "met de nieuwe sleutel")).status, 200);
  EXPECT_EQ(town.post(town.text(noor, "met de oude"), old_token).status, 401);
  EXPECT_EQ(town.microsoft.key_fetches(), 2);
}

TEST_F(TeamsInbound, RefusesWhatCannotBeRead) {  // H04, T4
  auto said = town.text(noor, "hallo");
  for (const auto* field : {"type", "serviceUrl", "conversation"}) {
    auto broken = said;
    broken.erase(field);
    EXPECT_EQ(answer_of(broken), 400) << field;
  }
  for (const std::string& id : {std::string(), std::string(10 * 1024, 'x'), std::string("a\nb")}) {
    auto broken = said;
    broken["id"] = id;
    EXPECT_EQ(answer_of(broken), 400) << id.size();
  }
  EXPECT_EQ(lines(noor), 0U);
}

TEST_F(TeamsInbound, AChangeAfterFilingIsAddedForTheReadersAndARemovalKeepsTheReport) {  // A25, handbook §6
  nlohmann::json story;
  for (const auto* words : {"ik wil iets melden", "nee", "nee", "voor mijzelf",
                            "Vanochtend rond tien uur ben ik aan de telefoon uitgescholden en bedreigd.", "ja",
                            "een man die over zijn uitkering belde", "nu versturen", "versturen"}) {
    const auto said = town.text(noor, words);
    if (std::string_view(words).starts_with("Vanochtend")) story = said;
    EXPECT_EQ(answer_of(said), 200) << words;
  }
  const CaseNumber number{"2026-0001"};
  const auto filed = town.look([&](Store& store) { return store.read_case(number); });
  ASSERT_TRUE(filed);
  const auto history = town.look([&](Store& store) { return store.entries(number); });

  town.pass(std::chrono::minutes{1});
  const auto edit = change_of(story, "Er is niets gebeurd.");
  const auto removal = removal_of(story);
  for (const auto* afterthought : {&edit, &edit, &removal, &removal}) EXPECT_EQ(answer_of(*afterthought), 200);

  auto expected = history;
  expected.push_back({town.clock.now(), PersonId{noor.id}, "message_changed", ""});
  expected.push_back({town.clock.now(), PersonId{noor.id}, "added", ""});
  expected.push_back({town.clock.now(), PersonId{noor.id}, "message_removed", ""});
  EXPECT_EQ(town.look([&](Store& store) { return store.entries(number); }), expected);
  auto now = town.look([&](Store& store) { return store.read_case(number); });
  ASSERT_EQ(now->the_case.additions.size(), 1U);
  EXPECT_NE(now->the_case.additions.front().text.find("Er is niets gebeurd."), std::string::npos);
  now->the_case.additions.clear();
  EXPECT_EQ(now, filed) << "and nothing else of it changed";
}

}  // namespace
}  // namespace meldmaat
