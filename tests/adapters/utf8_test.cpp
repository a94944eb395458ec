// SPDX-License-Identifier: EUPL-1.2
// Checks UTF-8 against a table of the standard's edges, and against every code point encoded by a second, naive
// encoder.
#include "adapters/utf8.hpp"

#include <gtest/gtest.h>

#include <string>

namespace meldmaat {
namespace {

std::string encode(unsigned code) {
  const auto byte = [](unsigned value) { return static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) return {byte(code)};
  if (code < 0x800) return {byte(0xC0 | code >> 6), byte(0x80 | (code & 0x3F))};
  if (code < 0x10000) return {byte(0xE0 | code >> 12), byte(0x80 | (code >> 6 & 0x3F)), byte(0x80 | (code & 0x3F))};
  return {byte(0xF0 | code >> 18), byte(0x80 | (code >> 12 & 0x3F)), byte(0x80 | (code >> 6 & 0x3F)),
          byte(0x80 | (code & 0x3F))};
}

TEST(Utf8, AcceptsEveryScalarValueAndNoOther) {
  for (unsigned code = 0; code < 0x120000; ++code) {
    const bool scalar = code < 0xD800 || (code > 0xDFFF && code < 0x110000);
    ASSERT_EQ(is_utf8(encode(code)), scalar) << code;
  }
}

TEST(Utf8, RefusesOtherBytes) {
  for (const std::string_view text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC2", "\xC2\x41", "\xE0\x9F\xBF",
                                      "\xE2\x82", "\xF0\x8F\xBF\xBF", "\xF5\x80\x80\x80", "\xFE", "\xFF", "a\xFF"}) {
    EXPECT_FALSE(is_utf8(text));
  }
  EXPECT_TRUE(is_utf8(""));
}

}  // namespace
}  // namespace meldmaat
