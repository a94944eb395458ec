// SPDX-License-Identifier: EUPL-1.2
// Checks hundreds of fixed phrases in each language against the answers written beside them in nl.txt and en.txt. Every
// difference is listed; fewer than 300 phrases is a failure too.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "dialogs/phrases/when.hpp"
#include "tests/dialogs/phrases/written.hpp"

namespace meldmaat::phrases {
namespace {

constexpr std::string_view between_fields = " | ";

struct Phrase {
  std::string now;
  std::string text;
  std::string answer;
};

Phrase split(const std::string& line) {
  const std::size_t first = line.find(between_fields);
  const std::size_t last = line.rfind(between_fields);
  if (first == std::string::npos || first == last) throw std::invalid_argument{line};
  const std::size_t text = first + between_fields.size();
  return {line.substr(0, first), line.substr(text, last - text), line.substr(last + between_fields.size())};
}

void check_file(const std::string& name, Language language) {
  std::ifstream file{std::string{MELDMAAT_SOURCE_DIR} + "/tests/dialogs/phrases/" + name};
  ASSERT_TRUE(file) << name;
  int phrases = 0;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.starts_with('#')) continue;
    const Phrase phrase = split(line);
    const Direction direction = phrase.now.ends_with(" future") ? Direction::future : Direction::past;
    const WhenAnswer answer = read_when(phrase.text, wall_clock(phrase.now), language, direction);
    EXPECT_EQ(written(answer), phrase.answer) << name << ":" << number << ": " << line;
    ++phrases;
  }
  constexpr int fewest_phrases = 300;
  EXPECT_GE(phrases, fewest_phrases);
}

TEST(Phrases, dutch) {
  check_file("nl.txt", Language::nl);
}
TEST(Phrases, english) {
  check_file("en.txt", Language::en);
}

}  // namespace
}  // namespace meldmaat::phrases
