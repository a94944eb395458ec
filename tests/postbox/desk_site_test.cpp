// SPDX-License-Identifier: EUPL-1.2
// The counsellors' desk: who may come there, what they get, and that facts without a name reach the right people.
#include "tests/postbox/postbox_house.hpp"

namespace meldmaat {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

using DeskSiteTest = PostboxHouse;

TEST_F(DeskSiteTest, LetsInTheCounsellorsAndWhoStandsInForThem) {
  EXPECT_EQ(get("/p/vertrouwenspersoon/desk", "vertrouwenspersoon").status, 200);
  EXPECT_EQ(get("/p/tweede_vertrouwenspersoon/desk", "tweede_vertrouwenspersoon").status, 200);
  for (const std::string person : {"coordinator", "medewerker", "beheerder"}) {
    EXPECT_EQ(get("/p/" + person + "/desk", person).status, 404) << person;
    EXPECT_EQ(get("/p/" + person + "/desk/inboxes", person).status, 404) << person;
  }
  EXPECT_EQ(get("/p/vertrouwenspersoon/desk/inboxes", "coordinator").status, 401) << "not at somebody else's";
}

TEST_F(DeskSiteTest, GivesALockedKeyToItsOwnerOnly) {
  make_keys();
  const auto own = Json::parse(get("/p/vertrouwenspersoon/desk/keys", "vertrouwenspersoon").body);
  EXPECT_EQ(own["own"]["locked_key"], "bG9ja2Vk");
  EXPECT_THAT(own["recipients"], SizeIs(2));
  EXPECT_THAT(own["people"], SizeIs(2));
  EXPECT_EQ(own["people"][1]["has_key"], true);
  EXPECT_EQ(own["recipients"].dump().find("bG9ja2Vk"), std::string::npos);
}

TEST_F(DeskSiteTest, TakesANewKeyAndKnowsTheOldOne) {
  make_keys();
  const auto fresh = KeyPair::make();
  const auto answer =
      post("/p/vertrouwenspersoon/desk/keys", {{"key", base64url_encode(fresh.public_bytes())}, {"locked_key", "bmV3"}},
           "vertrouwenspersoon");
  EXPECT_EQ(answer.status, 200);
  const auto keys = Json::parse(get("/p/vertrouwenspersoon/desk/keys", "vertrouwenspersoon").body);
  EXPECT_EQ(keys["own"]["id"], key_id(fresh.public_bytes()).str());
  EXPECT_THAT(keys["people"][0]["keys"], SizeIs(2));
  EXPECT_THAT(keys["recipients"], SizeIs(2)) << "nobody seals for the old one any more";
  EXPECT_EQ(
      post("/p/vertrouwenspersoon/desk/keys", {{"key", "AAAA"}, {"locked_key", "bmV3"}}, "vertrouwenspersoon").status,
      400);
}

TEST_F(DeskSiteTest, GivesAColleagueTheKeyToWhatOneCanRead) {
  make_keys();
  constexpr std::string_view code = "00H28CT4ASV7F26AQCNQ";
  EXPECT_EQ(post("/postvak/api/inboxes", report(code, R"({"kind":"report"})")).status, 200);
  pass_slots();
  const auto fresh = KeyPair::make();
  EXPECT_EQ(post("/p/vertrouwenspersoon/desk/keys",
                 {{"key", base64url_encode(fresh.public_bytes())}, {"locked_key", "bmV3"}}, "vertrouwenspersoon")
                .status,
            200);
  const auto inbox =
      Json::parse(get("/p/tweede_vertrouwenspersoon/desk/inboxes", "tweede_vertrouwenspersoon").body)["inboxes"][0];
  const auto target = "/p/tweede_vertrouwenspersoon/desk/inboxes/" + inbox["id"].get<std::string>() + "/keys";
  const auto envelope = inbox["envelopes"][0]["id"].get<std::string>();
  const auto one = [&](const std::string& key) {
    return Json{
        {"keys", {{envelope, {{{"to", key_id(key).str()}, {"sealed", base64url_encode(std::string(113, 's'))}}}}}}};
  };
  EXPECT_EQ(post(target, one(fresh.public_bytes()), "tweede_vertrouwenspersoon").status, 200);
  EXPECT_EQ(post(target, one(KeyPair::make().public_bytes()), "tweede_vertrouwenspersoon").status, 409) << "a stranger";
  const auto after = Json::parse(get("/p/vertrouwenspersoon/desk/inboxes", "vertrouwenspersoon").body);
  EXPECT_THAT(after["inboxes"][0]["envelopes"][0]["keys"], SizeIs(4));
}

TEST_F(DeskSiteTest, GivesNothingToWhomTheReporterLeftOut) {
  make_keys();
  // Sealed for the second counsellor and the recovery key alone.
  constexpr std::string_view code = "00H28CT4ASV7F26AQCNQ";
  auto body = report(code, R"({"kind":"report"})");
  const auto keys = Json::parse(get("/p/vertrouwenspersoon/desk/keys", "vertrouwenspersoon").body);
  const auto left_out = keys["own"]["id"].get<std::string>();
  auto& sealed = body["envelope"]["keys"];
  for (auto key = sealed.begin(); key != sealed.end();) key = (*key)["to"] == left_out ? sealed.erase(key) : key + 1;
  ASSERT_THAT(sealed, SizeIs(2));
  EXPECT_EQ(post("/postvak/api/inboxes", body).status, 200);
  pass_slots();
  const auto inbox =
      Json::parse(get("/p/tweede_vertrouwenspersoon/desk/inboxes", "tweede_vertrouwenspersoon").body)["inboxes"][0];
  const auto target = "/p/tweede_vertrouwenspersoon/desk/inboxes/" + inbox["id"].get<std::string>() + "/keys";
  const auto envelope = inbox["envelopes"][0]["id"].get<std::string>();
  const Json more{{"keys", {{envelope, {{{"to", left_out}, {"sealed", base64url_encode(std::string(113, 's'))}}}}}}};
  EXPECT_EQ(post(target, more, "tweede_vertrouwenspersoon").status, 409);
  const auto theirs = Json::parse(get("/p/vertrouwenspersoon/desk/inboxes", "vertrouwenspersoon").body);
  EXPECT_THAT(theirs["inboxes"], SizeIs(0));
}

// Whoever has the recovery key can read what a reporter kept from them: nobody makes one in silence.
TEST_F(DeskSiteTest, TellsEveryCounsellorOfANewKey) {
  make_keys();
  const auto* colleague = town_.organisation.person(fakes::who("tweede_vertrouwenspersoon"));
  const auto* maker = town_.organisation.person(fakes::who("vertrouwenspersoon"));
  std::string heard;
  for (const auto& line : store_.transcript(colleague->channels.front(), 0, 20)) heard += line.message.text + "\n";
  EXPECT_THAT(heard, HasSubstr(maker->name + " heeft een nieuwe sleutel"));
  EXPECT_THAT(heard, HasSubstr(maker->name + " heeft een reservesleutel"));
}

TEST_F(DeskSiteTest, HandsFactsOnWithoutAName) {
  make_keys();
  const auto answer =
      post("/p/vertrouwenspersoon/desk/facts",
           {{"to", "coordinator"}, {"team", ""}, {"text", "Bij de balie is gespuugd."}}, "vertrouwenspersoon");
  EXPECT_EQ(answer.status, 200);
  EXPECT_GE(Json::parse(answer.body)["told"].get<int>(), 1);
  const auto* coordinator = town_.organisation.person(town_.organisation.role(roles::coordinator)->holders.front());
  const auto lines = store_.transcript(coordinator->channels.front(), 0, 10);
  ASSERT_FALSE(lines.empty());
  EXPECT_THAT(lines.back().message.text, HasSubstr("Bij de balie is gespuugd."));
  EXPECT_THAT(lines.back().message.text, HasSubstr("anoniem")) << "and says where it comes from";
  EXPECT_EQ(post("/p/vertrouwenspersoon/desk/facts", {{"to", "manager"}, {"team", "nowhere"}, {"text", "x"}},
                 "vertrouwenspersoon")
                .status,
            409)
      << "nobody heard it, and nobody is told that somebody did";
  EXPECT_EQ(post("/p/vertrouwenspersoon/desk/facts", {{"to", "director"}, {"text", "x"}}, "vertrouwenspersoon").status,
            400);
  EXPECT_EQ(
      post("/p/vertrouwenspersoon/desk/facts", {{"to", "coordinator"}, {"text", "  "}}, "vertrouwenspersoon").status,
      400);
}

TEST_F(DeskSiteTest, NoLookWithoutATrace) {
  make_keys();
  EXPECT_EQ(get("/p/vertrouwenspersoon/desk/keys", "vertrouwenspersoon").status, 200);
  EXPECT_EQ(get("/p/coordinator/desk/keys", "coordinator").status, 404);
  EXPECT_EQ(post("/p/vertrouwenspersoon/desk/facts",
                 {{"to", "coordinator"}, {"team", ""}, {"text", "Bij de balie is gespuugd."}}, "vertrouwenspersoon")
                .status,
            200);
  std::vector<std::string> trail;
  for (const auto& line : store_.audit(0, 20)) trail.push_back(line.by.str() + " " + line.what);
  EXPECT_THAT(trail, testing::ElementsAre("vertrouwenspersoon desk_key", "tweede_vertrouwenspersoon desk_key",
                                          "vertrouwenspersoon recovery_key", "vertrouwenspersoon desk",
                                          "vertrouwenspersoon facts"));
}

}  // namespace
}  // namespace meldmaat
