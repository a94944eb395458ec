// SPDX-License-Identifier: EUPL-1.2
// Rows survive the way to JSON and back, with every member set and with none; nlohmann-json, which reads any JSON,
// agrees with what is written; what was written by format 1 stays readable; anything else is refused without a word of
// its content. The structured bindings count members: who adds one must come here and to storage/row_codec.cpp.
#include "storage/row_codec.hpp"

#include <gtest/gtest.h>

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>
#include <nlohmann/json.hpp>

#include "bot/store.hpp"

namespace meldmaat {
namespace {

const Moment noon{Milliseconds{1'790'000'000'123}};

Option full_option() {
  Option option;
  auto& [id, label, style] = option;
  id = "q1/ja";
  label = "Ja, \"meteen\" \\ nu";
  style = Option::Style::danger;
  return option;
}

Attachment full_attachment() {
  Attachment attachment;
  auto& [id, name, media_type, bytes, sha256] = attachment;
  id = BlobId{"b1"};
  name = "foto één.jpg";
  media_type = "image/jpeg";
  bytes = 9'007'199'254'740'993;
  sha256 = "ab12";
  return attachment;
}

Message full_message() {
  Message message;
  auto& [kind, text, options, many, expects, lines, about, attachment, slot] = message;
  kind = Message::Kind::summary;
  text = "regel\nregel\t\x01\x7f €😀";
  options = {full_option(), Option{}};
  many = true;
  expects = Expects::file;
  lines = {Line{"Wie", "een man", full_option()}, Line{}};
  about = CaseNumber{"2026-0001"};
  attachment = full_attachment();
  slot = "q1";
  return message;
}

Answer full_answer() {
  Answer answer;
  auto& [status, value, said, at] = answer;
  status = Answer::Status::from_story;
  value = "desk";
  said = "aan de balie";
  at = noon;
  return answer;
}

State full_state() {
  State state;
  auto& [language, informal, turn, frames, open] = state;
  language = Language::en;
  informal = true;
  turn = ~std::uint64_t{0};
  Frame& frame = frames.emplace_back();
  auto& [dialog, version, step, answers, trail, attachments, subject] = frame;
  dialog = "intake";
  version = -3;
  step = "who";
  answers = {{"who", full_answer()}, {"sleutel \"met\" tekens", Answer{}}};
  trail = {"danger", ""};
  attachments = {full_attachment()};
  subject = CaseNumber{"2026-0002"};
  frames.emplace_back();
  auto& [slot, question, text, expects, many, options] = open.emplace();
  slot = "q7";
  question = "where";
  text = "Waar was het?";
  expects = Expects::choice;
  many = true;
  options = {full_option()};
  return state;
}

Fact full_fact() {
  Fact fact;
  auto& [name, rule, step, happened, about, kind, channel, number, note, by, recorded] = fact;
  name = "reaction";
  rule = RuleId{"T16"};
  step = 0;
  happened = noon;
  about = true;
  kind = "letter";
  channel = "post";
  number = "PL-1";
  note = "n";
  by = PersonId{"carla"};
  recorded = noon + Milliseconds{1};
  return fact;
}

Ban a_plain_ban() {
  Ban ban;
  ban.first = std::chrono::year{2026} / 11 / 24;
  ban.last = std::chrono::year{2027} / 2 / 23;
  return ban;
}

Ban full_ban() {
  Ban made;
  auto& [id, person, looks, image, area, phone, first, last, warned, reason, signed_by, by, recorded, exceptions, ended,
         announced] = made;
  id = BanId{"2026-0003-V1"};
  person = "Piet Voorbeeld";
  looks = "lang, rode jas";
  image = full_attachment();
  area = "stadhuis";
  phone = true;
  first = std::chrono::year{2026} / 11 / 24;
  last = std::chrono::year{2027} / 1 / 31;
  warned = LocalDate{std::chrono::year{2026} / 10 / 1};
  reason = "eerste keer";
  signed_by = PersonId{"carla"};
  by = PersonId{"daan"};
  recorded = noon;
  exceptions = {{std::chrono::year{2026} / 12 / 1, "paspoort", PersonId{"carla"}}};
  ended = noon;
  announced = last;
  return made;
}

Case full_case() {
  Case made;
  auto& [number, protocol, form, incident, reported, reporter, victim, team, flags, answers, evidence, readers,
         excluded, facts, inquiries, additions, calls, series, bans, status, opened, hold, leaves] = made;
  number = CaseNumber{"2026-0003"};
  protocol = {ProtocolId{"standaard"}, 4};
  form = {FormId{"incident"}, 5};
  auto& [at, time_known, about, said] = incident;
  at = noon;
  time_known = false;
  about = true;
  said = "gisteravond";
  reported = noon;
  reporter = PersonId{"anna"};
  victim = PersonId{"bram"};
  team = TeamId{"balie"};
  flags = {"threat", "verbal"};
  answers = {{"who", full_answer()}};
  evidence = {full_attachment()};
  Reader& reader = readers.emplace_back();
  auto& [person, role, why, standing_in_for] = reader;
  person = PersonId{"carla"};
  role = RoleId{"manager"};
  why = "why.manager";
  standing_in_for = PersonId{"daan"};
  excluded = {PersonId{"eva"}};
  facts = {full_fact(), Fact{}};
  inquiries = {{PersonId{"carla"}, "Hoe gaat het?", noon, "Goed", noon}, Inquiry{}};
  additions = {{PersonId{"anna"}, noon, "nog iets"}};
  calls = {{"7KQ2M9C4", PersonId{"anna"}, noon, noon + std::chrono::days{14}, PersonId{"bram"}, "ik zag het", noon},
           WitnessCall{}};
  series = CaseNumber{"2026-0001"};
  bans = {full_ban(), a_plain_ban()};
  status = Case::Status::closed;
  opened = Moment{};
  hold = Hold{PersonId{"carla"}, noon, "claim"};
  leaves = noon;
  return made;
}

Visit full_visit() {
  Visit made;
  auto& [id, visitor, colleague, place, place_said, halfway, back, help, since, told_until, told, next] = made;
  id = VisitId{"7"};
  visitor = PersonId{"anna"};
  colleague = PersonId{"bram"};
  place = "Dorpsstraat \"1\"";
  place_said = noon;
  halfway = noon;
  back = noon + std::chrono::minutes{1};
  help = true;
  since = noon;
  told_until = noon;
  VisitTold& one = told.emplace_back();
  auto& [person, stair, answered] = one;
  person = PersonId{"carla"};
  stair = VisitStair::security;
  answered = true;
  told.emplace_back();
  next = noon + std::chrono::minutes{2};
  return made;
}

Task full_task() {
  Task task;
  auto& [key, owner, handed_to, status, started, due, next, rung, postponed_until, reason, concerns, proposed_by,
         ordered_by] = task;
  auto& [number, rule, step, round] = key;
  number = CaseNumber{"2026-0003"};
  rule = RuleId{"T24"};
  step = 0;
  round = 3;
  owner = RoleId{"manager"};
  handed_to = PersonId{"carla"};
  status = Task::Status::not_applicable;
  started = noon;
  due = Moment{Milliseconds{-1}};
  next = Moment{};
  rung = 2;
  postponed_until = noon;
  reason = "ziek";
  concerns = PersonId{"eva"};
  proposed_by = PersonId{"carla"};
  ordered_by = PersonId{"dirk"};
  return task;
}

TEST(RowCodec, KeepsEveryMember) {
  EXPECT_EQ(decode_message(encode(full_message())), full_message());
  EXPECT_EQ(decode_state(encode(full_state())), full_state());
  EXPECT_EQ(decode_case(encode(full_case())), full_case());
  EXPECT_EQ(decode_task(encode(full_task())), full_task());
  EXPECT_EQ(decode_visit(encode(full_visit())), full_visit());
}

TEST(RowCodec, LeavesOutWhatIsUsual) {
  EXPECT_EQ(encode(State{}), R"({"f":1})");
  EXPECT_EQ(decode_state(encode(State{})), State{});
  EXPECT_EQ(decode_message(encode(Message{})), Message{});
  EXPECT_EQ(decode_case(encode(Case{})), Case{});
  EXPECT_EQ(decode_task(encode(Task{})), Task{});
  EXPECT_EQ(decode_visit(encode(Visit{})), Visit{});
}

TEST(RowCodec, WritesJsonThatAnotherReaderUnderstands) {
  const auto json = nlohmann::json::parse(encode(full_message()));
  EXPECT_EQ(json.at("t"), full_message().text);
  EXPECT_EQ(json.at("o").at(0).at("l"), full_option().label);
  EXPECT_EQ(json.at("a").at("b"), full_attachment().bytes);
  EXPECT_EQ(json.at("k"), "summary");
}

TEST(RowCodec, ReadsWhatFormatOneWrote) {
  const auto state = decode_state(
      R"({"f":1,"l":"en","j":true,"t":2,"s":[{"d":"intake","v":1,"s":"who","a":{"when":{"s":"unknown","v":"","w":"weet )"
      R"(ik niet","a":1790000000123}},"t":["when"]}],"o":{"s":"q2","q":"who","t":"Wie?","e":"text"}})");
  EXPECT_EQ(state.language, Language::en);
  EXPECT_EQ(state.frames.at(0).answers.at("when").status, Answer::Status::unknown);
  EXPECT_EQ(state.frames.at(0).answers.at("when").at, noon);
  EXPECT_EQ(state.open.value().text, "Wie?");
  const auto message = decode_message(
      R"({"f":1,"k":"question","t":"Eén\nregel \u0001","o":[{"i":"q1/a","l":"A","y":"primary"}],"e":"choice","s":"q1"})");
  EXPECT_EQ(message.text, "Eén\nregel \x01");
  EXPECT_EQ(message.options.at(0).style, Option::Style::primary);
  const auto task = decode_task(R"({"f":1,"key":{"n":"2026-0001","r":"T16"},"owner":"manager","due":5,"next":5})");
  EXPECT_EQ(task.key.step, 1) << "left out: the usual";
  EXPECT_EQ(task.next, Moment{Milliseconds{5}});
  const auto the_case =
      decode_case(R"({"f":1,"number":"2026-0001","protocol":{"i":"standaard","v":1},"status":"closed"})");
  EXPECT_EQ(the_case.protocol.version, 1);
  EXPECT_TRUE(the_case.incident.time_known);
}

TEST(RowCodec, SkipsFieldsNobodyKnows) {
  const auto message = decode_message(R"({"f":1,"new":{"a":[1,{"b":"}]\" "}],"c":null},"t":"x","old":-1.5,"many":[]})");
  EXPECT_EQ(message.text, "x");
}

TEST(RowCodec, RefusesAFormatOfTheFuture) {
  EXPECT_THROW((void)decode_state(R"({"f":2})"), StoreBroken);
}

TEST(RowCodec, RefusesWhatIsNotWhatWasWritten) {
  const std::vector<std::string> documents{
      "",
      "{}",
      "null",
      R"({"f":"1"})",
      R"({"f":1)",
      R"({"f":1} )",
      R"({"f":1,})",
      R"({"f":1,"t":1})",
      R"({"f":1,"t":"x)",
      R"({"f":1,"t)",
      R"({"f":1,"t":"\x"})",
      R"({"f":1,"t":"\u00"})",
      R"({"f":1,"t":"\u0080"})",
      R"({"f":1,"t":"\u00zz"})",
      "{\"f\":1,\"t\":\"\xff\"}",
      "{\"f\":1,\"t\":\"a\nb\"}",
      R"({"f":1,"m":1})",
      R"({"f":1,"k":"banana"})",
      R"({"f":1,"k":7})",
      R"({"f":1,"o":{}})",
      R"({"f":1,"o":[{"i":"x"})",
      R"({"f":1,"a":[]})",
      R"({"f":1,"a":{"b":-1}})",
      R"({"f":1,"a":{"b":99999999999999999999}})",
      R"({"f":1,"new":[)",
      R"({"f":1 "t":"x"})",
  };
  for (const auto& document : documents) {
    EXPECT_THROW((void)decode_message(document), StoreBroken) << document;
  }
}

TEST(RowCodec, SaysNothingOfTheContentWhenItRefuses) {
  try {
    (void)decode_message(R"({"f":1,"t":"geheim",)");
    FAIL();
  } catch (const StoreBroken& error) {
    EXPECT_EQ(std::string(error.what()).find("geheim"), std::string::npos);
  }
}

TEST(RowCodec, ReplacesBytesThatAreNoText) {
  const std::vector<std::pair<std::string, std::string>> rows{
      {"a\x80z", "a\xEF\xBF\xBDz"},
      {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},                                                  // overlong
      {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},                                  // a surrogate
      {"\xE0\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},                                  // overlong
      {"\xF0\x80\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},                  // overlong
      {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},                  // beyond U+10FFFF
      {"\xE2\x82", "\xEF\xBF\xBD\xEF\xBF\xBD"},                                                  // cut off
      {"\xE2\x82\xAC\xF0\x9F\x98\x80\xED\x9F\xBF", "\xE2\x82\xAC\xF0\x9F\x98\x80\xED\x9F\xBF"},  // all right
  };
  for (const auto& [written, expected] : rows) {
    Message message;
    message.text = written;
    EXPECT_EQ(decode_message(encode(message)).text, expected);
  }
}

RC_GTEST_PROP(RowCodec, AnyBytesComeBackAsNlohmannReadsThem, (const std::string& text)) {
  Message message;
  message.text = text;
  const auto written = encode(message);
  const auto json = nlohmann::json::parse(written);
  RC_ASSERT(decode_message(written).text == json.value("t", ""));
}

RC_GTEST_PROP(RowCodec, OneWrongByteIsRefusedOrReadButNeverHarmful, ()) {
  auto written = encode(full_state());
  const auto at = *rc::gen::inRange<std::size_t>(0, written.size());
  written[at] = *rc::gen::arbitrary<char>();
  try {
    (void)decode_state(written);
  } catch (const StoreBroken&) {
    return;
  }
}

}  // namespace
}  // namespace meldmaat
