// SPDX-License-Identifier: EUPL-1.2
// Checks JSON that is written straight into a text: its shape, and that every string comes back from nlohmann's reader
// as it was, with U+FFFD for what is no UTF-8. How: small documents, and all bytes as strings of their own.
#include "adapters/json_text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <nlohmann/json.hpp>

namespace meldmaat {
namespace {

std::string string_of(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonText, BracesOfCppAreBracesOfJson) {
  std::string text = "before ";
  {
    JsonObject card(text);
    card.add("type", "card").add("wide", true).add("line", std::uint64_t{18'446'744'073'709'551'615U});
    {
      JsonArray body = card.array("body");
      body.add("one");
      body.object().add("two", false);
      {
        const JsonObject nothing = body.object();
      }
      EXPECT_EQ(body.bytes(), text.size());
    }
    card.object("last").add_json("given", "[1,2]");
  }
  EXPECT_EQ(text, R"(before {"type":"card","wide":true,"line":18446744073709551615,"body":["one",{"two":false},{}],)"
                  R"("last":{"given":[1,2]}})");
}

TEST(JsonText, EveryCharacterComesBackAsItWas) {
  std::string all;
  for (char letter = 0; letter < 0x7F; ++letter) all += letter;
  all += "\x7F\u00E9\u20AC\U0001F600";
  EXPECT_EQ(nlohmann::json::parse(string_of(all)), all);
  EXPECT_EQ(string_of("a\"b\\c\nd\x01"), R"("a\"b\\c\nd\u0001")");
}

TEST(JsonText, WhatIsNoUtf8IsReplaced) {
  for (int byte = 0x80; byte < 0x100; ++byte) {
    const std::string text{'a', static_cast<char>(byte), 'b'};
    EXPECT_EQ(string_of(text), "\"a\uFFFDb\"") << byte;
  }
  EXPECT_EQ(string_of("\xE2\x82"), "\"\uFFFD\uFFFD\"") << "cut off";
  EXPECT_EQ(string_of("\xC0\xAF"), "\"\uFFFD\uFFFD\"") << "overlong";
}

}  // namespace
}  // namespace meldmaat
