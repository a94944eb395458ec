// SPDX-License-Identifier: EUPL-1.2
// Checks lengths of time in both languages against fixed answers in minutes.
#include "dialogs/phrases/duration.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace meldmaat::phrases {
namespace {

using Lengths = std::vector<std::pair<std::string, int>>;

void expect_lengths(const Lengths& lengths, Language language) {
  for (const auto& [text, minutes] : lengths) {
    EXPECT_EQ(read_duration(text, language), std::optional<Milliseconds>{std::chrono::minutes{minutes}}) << text;
  }
}

TEST(ReadDuration, dutch) {
  expect_lengths({{"anderhalf uur", 90},
                  {"een uur", 60},
                  {"een half uur", 30},
                  {"½ uur", 30},
                  {"2½ uur", 150},
                  {"2,5 uur", 150},
                  {"twee en een half uur", 150},
                  {"een kwartiertje", 15},
                  {"drie kwartier", 45},
                  {"het duurde ongeveer 20 minuten", 20},
                  {"1 uur en 20 minuten", 80},
                  {"een uur of twee", 120},
                  {"een paar minuten", 3},
                  {"2 dagen", 2880},
                  {"anderhalve week", 15120}},
                 Language::nl);
}

TEST(ReadDuration, english) {
  expect_lengths({{"an hour", 60},
                  {"half an hour", 30},
                  {"an hour and a half", 90},
                  {"two and a half hours", 150},
                  {"2.5 hours", 150},
                  {"three quarters of an hour", 45},
                  {"about 20 minutes", 20},
                  {"a couple of hours", 120},
                  {"a fortnight", 20160}},
                 Language::en);
}

TEST(ReadDuration, refuses_what_has_no_single_length) {
  for (const char* text :
       {"", "lang", "3", "0 minuten", "2 of 3 uur", "een maand", "half jaar", "10 minuten, later 20 minuten"}) {
    EXPECT_EQ(read_duration(text, Language::nl), std::nullopt) << text;
  }
  EXPECT_EQ(read_duration(std::string(20'000, 'x'), Language::nl), std::nullopt);
}

}  // namespace
}  // namespace meldmaat::phrases
