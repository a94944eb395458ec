// SPDX-License-Identifier: EUPL-1.2
// Checks the bytes of a ZIP file against APPNOTE 6.3, field by field, with the CRC's published check value. That other
// programs can unpack it is checked in tests/browser/package.test.mjs.
#include "adapters/zip_file.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace meldmaat {
namespace {

using namespace std::string_literals;

TEST(ZipFile, IsWrittenAsTheStandardSays) {
  // "123456789" has the CRC-32 cbf43926.
  const std::string facts =
      "\x0a\0"                                                             // version needed
      "\0\0\0\0"                                                           // no flags, stored
      "\0\0\x21\0"                                                         // midnight, 1 January 1980
      "\x26\x39\xf4\xcb"s                                                  // CRC
      "\x09\0\0\0\x09\0\0\0"s                                              // both sizes
      "\x05\0\0\0"s;                                                       // length of the name, no extra field
  const std::string expected = "PK\x03\x04"s + facts + "a.txt123456789" +  //
                               "PK\x01\x02\x0a\0"s + facts + "\0\0\0\0\0\0\0\0\0\0"s + "\0\0\0\0"s + "a.txt" +  //
                               "PK\x05\x06\0\0\0\0\x01\0\x01\0"s + "\x33\0\0\0"s + "\x2c\0\0\0"s + "\0\0"s;
  EXPECT_EQ(zip_file({{"a.txt", "123456789"}}), expected);
}

TEST(ZipFile, PointsAtEveryFile) {
  const std::string zip = zip_file({{"one", "1"}, {"empty", ""}, {"three", std::string(70'000, '3')}});
  const auto number = [&](std::size_t at) {
    std::size_t value = 0;
    for (int byte = 3; byte >= 0; --byte) {
      value = value * 256 + static_cast<unsigned char>(zip[at + static_cast<std::size_t>(byte)]);
    }
    return value;
  };
  std::size_t entry = number(zip.size() - 6);
  for (const std::string_view name : {"one", "empty", "three"}) {
    const std::size_t local = number(entry + 42);
    EXPECT_EQ(zip.substr(entry + 46, name.size()), name);
    EXPECT_EQ(zip.substr(local, 4), "PK\x03\x04") << name;
    EXPECT_EQ(zip.substr(local + 30, name.size()), name);
    entry += 46 + name.size();
  }
  EXPECT_EQ(entry, zip.size() - 22);
}

}  // namespace
}  // namespace meldmaat
