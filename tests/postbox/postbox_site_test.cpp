// SPDX-License-Identifier: EUPL-1.2
// The anonymous postbox as docs/postbox.md describes it: what is handed in is kept and found again, the counsellors
// read it after its slot, whoever has no code finds nothing, and nothing tells a known code from an unknown one.
#include "tests/postbox/postbox_house.hpp"

namespace meldmaat {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view code = "00H28CT4ASV7F26AQCNQ";
constexpr std::string_view other_code = "00H28CT4ASV7F26AQCNP";
const std::string story = R"({"kind":"report","n":1,"what":"Er is bij de balie gespuugd.","hand_on":"coordinator"})";

struct PostboxSiteTest : PostboxHouse {
  Json call(const std::string& what, const Json& body) {
    const auto answer = post("/postvak/api/" + what, body);
    EXPECT_EQ(answer.status, 200) << what << answer.body.substr(0, 300);
    return Json::parse(answer.body);
  }
  void hand_in() { EXPECT_EQ(call("inboxes", report(code, story)).value("kept", false), true); }
  /// A counsellor's answer in the only inbox there is.
  Response reply(const std::string& person, const std::string& content) {
    const auto inbox = Json::parse(get("/p/" + person + "/desk/inboxes", person).body)["inboxes"][0];
    const InboxId id{inbox["id"].get<std::string>()};
    const auto envelope = seal_envelope({id, EnvelopeId{random_.hex(16)}, Envelope::From::counsellor}, content,
                                        {base64url_decode(inbox["public_key"].get<std::string>()).value(),
                                         first_.public_bytes(), second_.public_bytes(), recovery_.public_bytes()},
                                        random_)
                              .value();
    return post("/p/" + person + "/desk/inboxes/" + id.str() + "/messages", {{"envelope", to_json(envelope)}}, person);
  }
};

TEST_F(PostboxSiteTest, IsShutUntilTwoCounsellorsAndARecoveryKeyAreThere) {
  EXPECT_EQ(Json::parse(get("/postvak/api/keys").body)["open"], false);
  make_keys();
  EXPECT_EQ(Json::parse(get("/postvak/api/keys").body)["open"], true);
}

TEST_F(PostboxSiteTest, CarriesAWholeDialogue) {
  make_keys();
  hand_in();
  EXPECT_THAT(opened_by("vertrouwenspersoon"), IsEmpty()) << "its slot has not come";
  pass_slots();
  EXPECT_THAT(opened_by("vertrouwenspersoon"), ElementsAre(story));
  EXPECT_THAT(opened_by("tweede_vertrouwenspersoon"), ElementsAre(story));
  EXPECT_EQ(reply("vertrouwenspersoon", R"({"kind":"message","n":1,"text":"Wanneer was dat?"})").status, 200);
  EXPECT_THAT(call("open", access(code))["replies"], IsEmpty()) << "answers wait for a slot too";
  pass_slots();
  const auto opened = call("open", access(code));
  ASSERT_THAT(opened["replies"], SizeIs(1));
  EXPECT_EQ(opened["sent"], 1);
  EXPECT_THAT(opened["replies"][0]["week"].get<std::string>(), HasSubstr("2026-W4"));
  auto again = access(code);
  again["envelope"] = sealed(code, R"({"kind":"message","n":2,"text":"Op dinsdag."})", every_key());
  EXPECT_EQ(call("messages", again), (Json{{"found", true}, {"kept", true}}));
  EXPECT_EQ(call("messages", again), (Json{{"found", true}, {"kept", true}})) << "sent twice, kept once";
  EXPECT_EQ(call("open", access(code))["sent"], 2);
}

TEST_F(PostboxSiteTest, KeepsTheFirstReportOnce) {
  make_keys();
  const auto body = report(code, story);
  EXPECT_EQ(call("inboxes", body)["kept"], true);
  EXPECT_EQ(call("inboxes", body)["kept"], true);
  pass_slots();
  EXPECT_THAT(opened_by("vertrouwenspersoon"), SizeIs(1));
}

// P1, P5: who guesses learns nothing, and an observer sees no difference.
TEST_F(PostboxSiteTest, AnswersUnknownAndClosedCodesAlike) {
  make_keys();
  hand_in();
  const auto known = post("/postvak/api/open", access(code));
  const auto unknown = post("/postvak/api/open", access(other_code));
  EXPECT_EQ(known.status, unknown.status);
  EXPECT_EQ(known.body.size(), unknown.body.size());
  EXPECT_EQ(call("close", access(code))["closed"], true);
  const auto closed = post("/postvak/api/open", access(code));
  EXPECT_EQ(closed.body, unknown.body);
  EXPECT_EQ(closed.headers.text(), unknown.headers.text());
  EXPECT_EQ(call("close", access(code)), (Json{{"found", false}}));
  auto half = access(code);
  half["token"] = access(other_code)["token"];
  EXPECT_EQ(post("/postvak/api/open", half).body, unknown.body) << "the name alone opens nothing";
}

TEST_F(PostboxSiteTest, KeepsNoAddressNoCookieAndNoLine) {
  make_keys();
  hand_in();
  for (const auto* target : {"/postvak", "/postvak/melden", "/postbox/read", "/postvak/api/keys"}) {
    const auto answer = get(target);
    EXPECT_EQ(answer.headers.find("Set-Cookie"), std::nullopt) << target;
    EXPECT_EQ(answer.headers.value("Cache-Control"), "no-store") << target;
    EXPECT_EQ(answer.body.size() % (16 * 1024), 0U) << target << ": how much there is does not show";
  }
  EXPECT_EQ(log_.text(), "");
}

// P4
TEST_F(PostboxSiteTest, DoesNothingWithACodeInAnAddress) {
  make_keys();
  hand_in();
  EXPECT_EQ(get("/postvak/lezen?code=" + std::string(code)).status, 404);
  EXPECT_EQ(get("/postvak/" + std::string(code)).status, 404);
  EXPECT_EQ(get("/postvak/lezen/" + std::string(code)).status, 404);
}

// P8
TEST_F(PostboxSiteTest, TakesNothingFromAnotherSite) {
  make_keys();
  Request foreign(Method::post, "/postvak/api/open");
  foreign.body = access(code).dump();
  foreign.headers.add("Sec-Fetch-Site", "cross-site");
  EXPECT_EQ(answer_to(std::move(foreign)).status, 403);
}

TEST_F(PostboxSiteTest, RefusesWhatIsNotSealedForThoseWhoCanRead) {
  make_keys();
  const auto with_keys = [&](const std::vector<std::string>& keys) {
    auto body = report(code, story);
    body["envelope"] = sealed(code, story, keys);
    return post("/postvak/api/inboxes", body).status;
  };
  const auto stranger = KeyPair::make().public_bytes();
  EXPECT_EQ(with_keys({recovery_.public_bytes()}), 409) << "no counsellor";
  EXPECT_EQ(with_keys({first_.public_bytes()}), 409) << "no way back from a lost key";
  EXPECT_EQ(with_keys({first_.public_bytes(), recovery_.public_bytes(), stranger}), 409);
  EXPECT_EQ(with_keys({first_.public_bytes(), recovery_.public_bytes()}), 200) << "one counsellor may be left out";
}

TEST_F(PostboxSiteTest, LeavesOutOfMessagesWhoWasLeftOutOfTheReport) {
  make_keys();
  auto body = report(code, story);
  body["envelope"] = sealed(code, story, {second_.public_bytes(), recovery_.public_bytes()});
  EXPECT_EQ(call("inboxes", body)["kept"], true);
  const auto opened = call("open", access(code));
  ASSERT_THAT(opened["recipients"], SizeIs(1));
  EXPECT_EQ(opened["recipients"][0]["person"], "tweede_vertrouwenspersoon");
  auto message = access(code);
  message["envelope"] = sealed(code, R"({"kind":"message"})", every_key());
  EXPECT_EQ(post("/postvak/api/messages", message).status, 409);
  pass_slots();
  EXPECT_THAT(opened_by("vertrouwenspersoon"), IsEmpty());
  const auto desk = Json::parse(get("/p/vertrouwenspersoon/desk/inboxes", "vertrouwenspersoon").body);
  EXPECT_THAT(desk["inboxes"], IsEmpty()) << "not even that it is there";
}

TEST_F(PostboxSiteTest, RefusesWhatCannotBeRead) {
  make_keys();
  auto good = report(code, story);
  const auto status_without = [&](const std::string& field) {
    auto body = good;
    body.erase(field);
    return post("/postvak/api/inboxes", body).status;
  };
  for (const auto* field : {"name", "token", "public_key", "wrapped_key", "envelope"}) {
    EXPECT_EQ(status_without(field), 400) << field;
  }
  auto odd = good;
  odd["envelope"]["body"] = "AAAA";
  EXPECT_EQ(post("/postvak/api/inboxes", odd).status, 400) << "a size that tells something";
  odd = good;
  odd["public_key"] = base64url_encode(std::string(65, '\x04'));
  EXPECT_EQ(post("/postvak/api/inboxes", odd).status, 400) << "no point of the curve";
  EXPECT_EQ(request(Method::post, "/postvak/api/open", "{").status, 400);
  EXPECT_EQ(request(Method::post, "/postvak/api/open", "[]").status, 400);
  EXPECT_EQ(get("/postvak/api/open").status, 404);
}

// P3: guesses cost work, and who is patient gets in.
TEST_F(PostboxSiteTest, WantsWorkForEveryRequest) {
  const auto with = [&](const std::string& work) {
    Request asked(Method::post, "/postvak/api/open");
    asked.body = access(other_code).dump();
    asked.headers.add("Sec-Fetch-Site", "same-origin");
    if (!work.empty()) asked.headers.add("Postbox-Work", work);
    return answer_to(std::move(asked)).status;
  };
  const auto done = work();
  EXPECT_EQ(with(""), 428);
  EXPECT_EQ(with("1-1-1-1 5"), 428);
  EXPECT_EQ(with(done + "0"), 428) << "not the number";
  EXPECT_EQ(with(done), 200);
  EXPECT_EQ(with(done), 428) << "once";
}

TEST_F(PostboxSiteTest, LetsSoManyFormsThroughAndSaysThatItIsBusy) {
  int refused = 0;
  for (int number = 0; number < 100; ++number) {
    const auto answer = post_form("/postvak/lezen", "action=open&code=" + written(other_code));
    if (answer.status == 429) ++refused;
  }
  EXPECT_EQ(refused, 50);
  EXPECT_EQ(post("/postvak/api/open", access(other_code)).status, 200) << "who does the work is not held up by it";
  clock_.pass(std::chrono::seconds{1});
  EXPECT_EQ(post_form("/postvak/lezen", "action=open&code=" + written(other_code)).status, 200);
}

TEST_F(PostboxSiteTest, AsksMoreWorkWhenMuchIsAsked) {
  const auto bits = [&] { return Json::parse(get("/postvak/api/work").body)["bits"].get<int>(); };
  const int at_rest = bits();
  for (int number = 0; number < 102; ++number) static_cast<void>(post("/postvak/api/open", access(other_code)));
  EXPECT_GT(bits(), at_rest);
  clock_.pass(std::chrono::minutes{1});
  EXPECT_EQ(bits(), at_rest);
}

TEST_F(PostboxSiteTest, KeepsAReportOnceWhenTwoTabsSendItAtOnce) {
  make_keys();
  const auto own = receipt_code(random_.hex(13));
  std::vector<Request> twice(2, Request(Method::post, "/postvak/melden"));
  for (auto& request : twice) {
    request.body = "code=" + written(own) + "&last=" + written(own).substr(24) +
                   "&what=Er+is+gespuugd&hand_on=no&readers=" + key_id(first_.public_bytes()).str();
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Sec-Fetch-Site", "same-origin");
    request.headers.add("Accept", "text/html");
  }
  for (const auto& answer : answers_to(std::move(twice))) {
    EXPECT_EQ(answer.status, 200);
    EXPECT_THAT(answer.body, HasSubstr(written(own)));
  }
  pass_slots();
  EXPECT_THAT(opened_by("vertrouwenspersoon"), SizeIs(1));
}

// P10
TEST_F(PostboxSiteTest, WorksWithoutScript) {
  make_keys();
  const auto shown = get("/postvak/melden").body;
  const auto at = shown.find("name=\"code\" value=\"");
  ASSERT_NE(at, std::string::npos);
  const auto own = read_receipt_code(shown.substr(at + 19, 26)).value();
  const std::string readers =
      "&readers=" + key_id(first_.public_bytes()).str() + "&readers=" + key_id(second_.public_bytes()).str();
  const auto form = "code=" + written(own) + "&what=Er+is+gespuugd&who=een+bezoeker&hand_on=manager" + readers;
  EXPECT_EQ(post_form("/postvak/melden", form + "&last=ZZ").status, 400) << "the code was not written down";
  EXPECT_EQ(post_form("/postvak/melden", form + "&last=" + written(own).substr(24)).status, 200);
  EXPECT_EQ(post_form("/postvak/melden", form + "&last=" + written(own).substr(24)).status, 200) << "a double click";
  pass_slots();
  ASSERT_THAT(opened_by("vertrouwenspersoon"), SizeIs(1));
  const auto content = Json::parse(opened_by("vertrouwenspersoon").front());
  EXPECT_EQ(content["what"], "Er is gespuugd");
  EXPECT_EQ(content["hand_on"], "manager");
  EXPECT_EQ(reply("vertrouwenspersoon", R"({"kind":"message","n":1,"text":"Hoe gaat het nu?"})").status, 200);
  pass_slots();
  const auto open_form = "code=" + written(own);
  EXPECT_THAT(post_form("/postvak/lezen", open_form + "&action=open").body, HasSubstr("Hoe gaat het nu?"));
  const auto message = open_form + "&action=message&id=" + random_.hex(16) + "&text=Beter%2C+dank+u";
  EXPECT_EQ(post_form("/postvak/lezen", message).status, 200);
  EXPECT_EQ(post_form("/postvak/lezen", message).status, 200) << "kept once";
  EXPECT_EQ(post_form("/postvak/lezen", open_form + "&action=name&text=Sam&id=" + random_.hex(16)).status, 400)
      << "a name needs a yes";
  pass_slots();
  EXPECT_THAT(opened_by("vertrouwenspersoon"), SizeIs(3)) << "report, answer, and one message";
  EXPECT_THAT(post_form("/postvak/lezen", open_form + "&action=close&sure=yes").body,
              Not(HasSubstr("Hoe gaat het nu?")));
  EXPECT_THAT(post_form("/postvak/lezen", open_form + "&action=open").body, Not(HasSubstr("Hoe gaat het nu?")));
}

}  // namespace
}  // namespace meldmaat
