// SPDX-License-Identifier: EUPL-1.2
// Checks strict reading of JSON: rows J1-J18 of the bad-input table, each as bytes and the reason it is refused for.
#include "adapters/json_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace meldmaat {
namespace {

using nlohmann::json;

// By doubling: one row of the table is twenty million bytes long.
std::string repeated(std::string_view text, std::size_t times) {
  std::string all(text);
  while (all.size() < text.size() * times) all.append(all, 0, text.size() * times - all.size());
  return all;
}

std::optional<JsonReason> reason_of(std::string_view bytes, const JsonLimits& limits = {}) {
  const auto read = read_json(bytes, limits);
  if (const auto* refusal = std::get_if<JsonRefusal>(&read)) return refusal->reason;
  return std::nullopt;
}

struct Row {
  const char* name;
  std::string bytes;
  JsonReason reason;
};

void expect_refused(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    const auto reason = reason_of(row.bytes);
    EXPECT_TRUE(reason == row.reason) << row.name << " got " << (reason ? name_of(*reason).view() : "accepted");
  }
}

TEST(JsonReader, RefusesDeepAndLargeDocuments) {
  expect_refused({
      {"J1 33", "{\"a\":" + repeated("[", 32) + repeated("]", 32) + "}", JsonReason::too_deep},
      {"J1 million", "{\"a\":" + repeated("[", 1'000'000), JsonReason::too_deep},
      {"J1 objects", repeated("{\"a\":", 33) + "1" + repeated("}", 33), JsonReason::too_deep},
      {"J9 one over", "{\"a\":[" + repeated("0,", 1'998) + "0]}", JsonReason::too_many_values},
      {"J9 millions", "{\"a\":[" + repeated("0,", 10'000'000) + "0]}", JsonReason::too_many_values},
      {"J10", "{\"a\":\"" + std::string(128 * 1024 + 1, 'x') + "\"}", JsonReason::string_too_long},
      {"J10 key", "{\"" + std::string(128 * 1024 + 1, 'x') + "\":1}", JsonReason::string_too_long},
  });
  EXPECT_EQ(reason_of("{\"a\":" + repeated("[", 31) + repeated("]", 31) + "}"), std::nullopt);
  EXPECT_EQ(reason_of("{\"a\":[" + repeated("0,", 1'997) + "0]}"), std::nullopt);
  EXPECT_EQ(reason_of("{\"a\":\"" + std::string(128 * 1024, 'x') + "\"}"), std::nullopt);
  JsonLimits matrix;
  matrix.most_values = 1'000'000;
  EXPECT_EQ(reason_of("{\"a\":[" + repeated("0,", 500'000) + "0]}", matrix), std::nullopt);
}

TEST(JsonReader, RefusesWhatIsNotOneStrictDocument) {
  expect_refused({
      {"J2", R"({"a":1,"a":2})", JsonReason::duplicate_key},
      {"J2 escaped", R"({"a":1,"\u0061":2})", JsonReason::duplicate_key},
      {"J2 inside", R"({"b":[{"a":1,"a":1}]})", JsonReason::duplicate_key},
      {"J3", "\xEF\xBB\xBF{}", JsonReason::byte_order_mark},
      {"J4 invalid", "{\"a\":\"\xFF\"}", JsonReason::syntax},
      {"J4 overlong", "{\"a\":\"\xC0\xAF\"}", JsonReason::syntax},
      {"J4 surrogate bytes", "{\"a\":\"\xED\xA0\x80\"}", JsonReason::syntax},
      {"J4 truncated", "{\"a\":\"\xE2\x82\"}", JsonReason::syntax},
      {"J4 too high", "{\"a\":\"\xF5\x80\x80\x80\"}", JsonReason::syntax},
      {"J5 high", R"({"a":"\ud800"})", JsonReason::syntax},
      {"J5 low", R"({"a":"\udc00"})", JsonReason::syntax},
      {"J5 high twice", R"({"a":"\ud800\ud800"})", JsonReason::syntax},
      {"J6 raw", std::string("{\"a\":\"\0\"}", 9), JsonReason::raw_nul},
      {"J6 behind", std::string("{}\0{}", 5), JsonReason::raw_nul},
      {"J7 NaN", R"({"a":NaN})", JsonReason::syntax},
      {"J7 Infinity", R"({"a":-Infinity})", JsonReason::syntax},
      {"J7 1e400", R"({"a":1e400})", JsonReason::syntax},
      {"J7 digits", "{\"a\":" + std::string(100'000, '9') + "}", JsonReason::syntax},
      {"J7 fraction", "{\"a\":0." + std::string(100'000, '1') + "}", JsonReason::number_too_long},
      {"J7 leading zero", R"({"a":01})", JsonReason::syntax},
      {"J11 comment", R"({"a":1/*x*/})", JsonReason::syntax},
      {"J11 comma", R"({"a":1,})", JsonReason::syntax},
      {"J11 quotes", R"({'a':1})", JsonReason::syntax},
      {"J11 two", R"({}{})", JsonReason::syntax},
      {"J11 trailing", R"({} x)", JsonReason::syntax},
      {"J11 control", "{\"a\":\"\x01\"}", JsonReason::syntax},
      {"J16 empty", "", JsonReason::syntax},
      {"J16 spaces", "   ", JsonReason::syntax},
      {"J16 null", "null", JsonReason::not_an_object},
      {"J16 array", "[]", JsonReason::not_an_object},
      {"J16 string", "\"\"", JsonReason::not_an_object},
      {"J16 number", "1", JsonReason::not_an_object},
      {"J17 le", std::string("{\0}\0", 4), JsonReason::raw_nul},
      {"J17 marked", std::string("\xFF\xFE{\0}\0", 6), JsonReason::raw_nul},
  });
}

TEST(JsonReader, RefusesEveryPrefix) {  // J18
  std::string items;
  for (int count = 0; count < 40; ++count) items += R"({"id":17,"text":"caf\u00e9 €","on":true,"none":null},)";
  const std::string whole = R"({"items":[)" + items + R"({}],"ratio":-1.5e3})";
  ASSERT_GT(whole.size(), 2'000U);
  EXPECT_EQ(reason_of(whole), std::nullopt);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_TRUE(reason_of(std::string_view(whole).substr(0, size))) << size;
  }
}

TEST(JsonReader, KeepsTheDocumentAsItIs) {
  const std::string text = R"({"a":[1,-2,{"b":"\u20ac \ud83d\ude00"}],"c":{"d":null,"e":[[],{}]},"f":1.5,"g":true})";
  const auto read = read_json(text, {});
  ASSERT_TRUE(std::holds_alternative<json>(read));
  EXPECT_EQ(std::get<json>(read), json::parse(text));
}

TEST(JsonReader, IgnoresUnknownFields) {  // J6, J8, J13, J14
  std::string many;
  for (int count = 0; count < 50; ++count) many += "\"x" + std::to_string(count) + "\":{\"y\":[1.5,\"\\u0000\"]},";
  const std::string text =
      "{" + many + R"("__proto__":{},"constructor":1,")" + std::string(1'000, 'k') + R"(":2,"text":"hallo"})";
  const auto read = read_json(text, {});
  ASSERT_TRUE(std::holds_alternative<json>(read));
  JsonFields fields(std::get<json>(read));
  EXPECT_EQ(fields.required_string("text", 10), "hallo");
  EXPECT_FALSE(fields.refusal());
}

TEST(JsonReader, ReadsFieldsByType) {
  const json object = json::parse(R"({"s":"x","n":null,"i":-3,"b":false,"o":{"p":1},"l":[1],"big":9007199254740992})");
  JsonFields fields(object);
  EXPECT_EQ(fields.required_string("s", 1), "x");
  EXPECT_EQ(fields.optional_string("n", 1), std::nullopt);
  EXPECT_EQ(fields.optional_string("absent", 1), std::nullopt);
  EXPECT_EQ(fields.required_integer("i"), -3);
  EXPECT_EQ(fields.optional_integer("big"), std::int64_t{1} << 53);
  EXPECT_EQ(fields.optional_bool("b"), false);
  EXPECT_EQ(fields.required_object("o")->size(), 1U);
  EXPECT_EQ(fields.required_array("l")->size(), 1U);
  EXPECT_EQ(fields.optional_object("n"), nullptr);
  EXPECT_FALSE(fields.refusal());
}

// J6, J8, J12: each value where it does not belong, one at a time.
TEST(JsonReader, RefusesFieldsOfAnotherKind) {
  struct Wrong {
    const char* value;
    void (*ask)(JsonFields&);
    JsonReason reason;
  };
  const auto string = [](JsonFields& fields) { (void)fields.required_string("a", 3); };
  const auto some_string = [](JsonFields& fields) { (void)fields.optional_string("a", 3); };
  const auto integer = [](JsonFields& fields) { (void)fields.required_integer("a"); };
  const auto some_integer = [](JsonFields& fields) { (void)fields.optional_integer("a"); };
  const auto boolean = [](JsonFields& fields) { (void)fields.optional_bool("a"); };
  const auto object = [](JsonFields& fields) { (void)fields.required_object("a"); };
  const auto array = [](JsonFields& fields) { (void)fields.required_array("a"); };
  const std::vector<Wrong> rows = {
      {"null", string, JsonReason::field_missing},
      {"{}", string, JsonReason::field_wrong_type},
      {"1", some_string, JsonReason::field_wrong_type},
      {R"("\u0000")", string, JsonReason::field_has_nul},
      {R"("long")", some_string, JsonReason::field_too_long},
      {"null", integer, JsonReason::field_missing},
      {"1.5", integer, JsonReason::field_wrong_type},
      {"1.0", integer, JsonReason::field_wrong_type},
      {"9007199254740993", integer, JsonReason::integer_out_of_range},
      {"-9007199254740993", some_integer, JsonReason::integer_out_of_range},
      {"-9223372036854775808", some_integer, JsonReason::integer_out_of_range},
      {"18446744073709551615", integer, JsonReason::integer_out_of_range},
      {R"("1")", integer, JsonReason::field_wrong_type},
      {"1", boolean, JsonReason::field_wrong_type},
      {R"("x")", object, JsonReason::field_wrong_type},
      {"null", object, JsonReason::field_missing},
      {"{}", array, JsonReason::field_wrong_type},
      {"null", array, JsonReason::field_missing},
  };
  for (const Wrong& row : rows) {
    const json document = json::parse(std::string("{\"a\":") + row.value + "}");
    JsonFields fields(document);
    row.ask(fields);
    ASSERT_TRUE(fields.refusal()) << row.value;
    EXPECT_EQ(name_of(fields.refusal()->reason).view(), name_of(row.reason).view()) << row.value;
  }
}

TEST(JsonReader, KeepsTheFirstComplaint) {
  const json document = json::parse(R"({"a":1,"b":"x"})");
  JsonFields fields(document);
  (void)fields.required_string("a", 3);
  (void)fields.required_integer("c");
  EXPECT_EQ(fields.refusal(), JsonRefusal{JsonReason::field_wrong_type});
}

TEST(JsonReader, TakesALooseTextOrNone) {
  const json document = json::parse(R"({"a":"x","b":1,"c":null})");
  EXPECT_EQ(text_at(document, "a"), "x");
  EXPECT_EQ(text_at(document, "b"), "");
  EXPECT_EQ(text_at(document, "c"), "");
  EXPECT_EQ(text_at(document, "d"), "");
  EXPECT_EQ(text_at(document.at("a"), "a"), "");
  EXPECT_EQ(text_at(json::array({"a"}), "a"), "");
}

TEST(JsonReader, WantsJsonContent) {  // J15
  EXPECT_TRUE(is_json_content("application/json", ""));
  EXPECT_TRUE(is_json_content("Application/JSON; charset=UTF-8", "identity"));
  EXPECT_TRUE(is_json_content("application/json;charset=\"utf-8\"", ""));
  for (const char* type :
       {"", "text/plain", "application/json; charset=utf-16", "application/jsonp", "application/json; charset",
        "application/json; charset=utf-8; charset=latin1", "text/json"}) {
    EXPECT_FALSE(is_json_content(type, "")) << type;
  }
  EXPECT_FALSE(is_json_content("application/json", "gzip"));
}

TEST(JsonReader, ReasonsKnowTheirStatus) {
  EXPECT_EQ(status_of(JsonReason::wrong_content_type), 415);
  EXPECT_EQ(status_of(JsonReason::too_many_values), 413);
  EXPECT_EQ(status_of(JsonReason::string_too_long), 413);
  EXPECT_EQ(status_of(JsonReason::too_deep), 400);
  EXPECT_EQ(status_of(JsonReason::duplicate_key), 400);
}

}  // namespace
}  // namespace meldmaat
