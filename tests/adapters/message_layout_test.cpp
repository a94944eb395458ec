// SPDX-License-Identifier: EUPL-1.2
// What every channel decides alike: which options stand beside the answers, and how a size is said.
#include "adapters/message_layout.hpp"

#include <gtest/gtest.h>

namespace meldmaat {
namespace {

Option with(const char* id) {
  return {id, "", Option::Style::plain};
}

TEST(MessageLayout, TellsWhatStandsBesideTheAnswers) {
  for (const char* id : {"menu/help", "q3/.skip", "q12/.later"}) EXPECT_TRUE(stands_beside(with(id))) << id;
  for (const char* id : {"q3/yes", "q3/a.b", "case/M-1/R07/done", "menu", ".x", ""}) {
    EXPECT_FALSE(stands_beside(with(id))) << id;
  }
}

TEST(MessageLayout, KnowsAMenuByHavingNothingElse) {
  Message message;
  message.options = {with("menu/report"), with("menu/help")};
  EXPECT_TRUE(all_beside(message));
  message.options.push_back(with("q3/yes"));
  EXPECT_FALSE(all_beside(message));
}

TEST(MessageLayout, SaysASizeInRoundFigures) {
  EXPECT_EQ(size_words(0), "0 B");
  EXPECT_EQ(size_words(999), "999 B");
  EXPECT_EQ(size_words(1'000), "1 kB");
  EXPECT_EQ(size_words(12'499), "12 kB");
  EXPECT_EQ(size_words(12'500), "13 kB");
  EXPECT_EQ(size_words(1'500'000), "2 MB");
}

}  // namespace
}  // namespace meldmaat
