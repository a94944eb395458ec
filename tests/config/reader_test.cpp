// SPDX-License-Identifier: EUPL-1.2
// Checks the reading of TOML: every key and value with its place in the order of the file, and files that are none, too
// large or too deep.
#include "config/reader.hpp"

#include <gtest/gtest.h>

#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

const Node::Members& members(const Node& node) {
  return std::get<Node::Members>(node.value);
}

TEST(Reader, KnowsWhereEverythingStands) {
  Complaints complaints;
  const auto document = read_toml("a.toml", "zebra = 'z'\n\n  [[list]]\n  b.c = [1, 2026-12-24]\n", complaints);
  ASSERT_TRUE(document.has_value());
  const auto& top = members(document->root);
  ASSERT_EQ(top.size(), 2U);
  EXPECT_EQ(top[0].key, "zebra");
  EXPECT_EQ(top[0].place, (Place{"a.toml", 1, 1}));
  EXPECT_EQ(top[0].node.place, (Place{"a.toml", 1, 9}));
  const auto& table = std::get<Node::List>(top[1].node.value).at(0);
  EXPECT_EQ(table.place, (Place{"a.toml", 3, 3}));
  const auto& list = std::get<Node::List>(members(members(table)[0].node)[0].node.value);
  EXPECT_EQ(list[0].place, (Place{"a.toml", 4, 10}));
  EXPECT_EQ(std::get<LocalDate>(list[1].value), (LocalDate{std::chrono::year{2026} / 12 / 24}));
}

TEST(Reader, EveryKindHasAName) {
  Complaints complaints;
  const auto document = read_toml(
      "a.toml", "a = 'x'\nb = 1\nc = 1.5\nd = true\ne = 2026-12-24\nf = 12:00:00\ng = []\nh = {}\n", complaints);
  ASSERT_TRUE(document.has_value());
  std::vector<std::string> kinds;
  for (const auto& member : members(document->root)) kinds.push_back(member.node.kind());
  EXPECT_EQ(kinds, (std::vector<std::string>{"a text", "a whole number", "a number with a fraction", "true or false",
                                             "a date", "a time", "a list", "a table"}));
}

TEST(Reader, FindsEveryBrokenLine) {
  Complaints complaints;
  EXPECT_FALSE(read_toml("a.toml", "a = \nb = 1\nc 2\n[d\n", complaints).has_value());
  const auto list = complaints.in_order();
  ASSERT_EQ(list.size(), 3U);
  EXPECT_EQ(list[0].place.line, 1);
  EXPECT_EQ(list[1].place.line, 3);
  EXPECT_EQ(list[2].place.line, 4);
}

TEST(Reader, AMistakeThatSpansLinesIsOneMistake) {
  for (const auto* text : {"a = [1,\nb = 2\nc = 3\nd = 4\n", "a = [1\nb = 2\n", "a = {x = 1,\nb = 2\n",
                           "a = \"\"\"x\nb = 1\n", "a = 1\nb = ["}) {
    Complaints complaints;
    EXPECT_FALSE(read_toml("a.toml", text, complaints).has_value());
    EXPECT_EQ(complaints.in_order().size(), 1U) << described(complaints.in_order());
  }
}

TEST(Reader, StopsAfterTwentyBrokenLines) {
  std::string text;
  for (int line = 0; line < 100; ++line) text += "=\n";
  Complaints complaints;
  EXPECT_FALSE(read_toml("a.toml", text, complaints).has_value());
  EXPECT_EQ(complaints.in_order().size(), 20U);
}

TEST(Reader, RefusesWhatWouldExhaustIt) {
  std::string deep = "[a";
  for (int level = 0; level < 100'000; ++level) deep += ".a";
  for (const auto& text :
       {deep + "]\n", std::string(1024 * 1024 + 1, '\n'), "a = " + std::string(5'000, '[') + "\n",
        "a = '" + std::string(5'000, 'x') + "'\n", std::string("a = '\xff'\n"), std::string("a = '\0'\n", 8)}) {
    Complaints complaints;
    EXPECT_FALSE(read_toml("a.toml", text, complaints).has_value()) << text.substr(0, 20);
    EXPECT_FALSE(complaints.in_order().empty());
  }
}

TEST(Reader, TheDeepestTreeThatIsAcceptedDoesNoHarm) {
  std::string deep = "[a";
  for (int level = 0; level < 1'990; ++level) deep += ".a";
  Complaints complaints;
  EXPECT_TRUE(read_toml("a.toml", deep + "]\n" + deep.substr(1) + " = 1\n", complaints).has_value());
}

}  // namespace
}  // namespace meldmaat
