// SPDX-License-Identifier: EUPL-1.2
// Checks that a photo stands upright however the camera was held, and that no Exif, whole or not, reads beyond its end.
#include <gtest/gtest.h>

#include <string>

#include "adapters/evidence/jpeg_segments.hpp"
#include "adapters/evidence/orientation.hpp"

namespace meldmaat {
namespace {

using namespace std::string_literals;

const std::string little =
    "II*\0\x08\0\0\0\x02\0"s + "\x0F\x01\x02\0\0\0\0\0\0\0\0\0"s + "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"s;
const std::string big = "MM\0*\0\0\0\x08\0\x01"s + "\x01\x12\0\x03\0\0\0\x01\0\x08\0\0"s;

TEST(Orientation, IsReadInBothByteOrders) {
  EXPECT_EQ(orientation_of(little), 6);
  EXPECT_EQ(orientation_of(big), 8);
}

TEST(Orientation, IsUprightWhenExifDoesNotSay) {
  for (std::size_t length = 0; length < big.size() - 2; ++length) EXPECT_EQ(orientation_of(big.substr(0, length)), 1);
  EXPECT_EQ(orientation_of("II*\0\xFF\xFF\xFF\xFF"s), 1);
  auto ninth = little;
  ninth[little.size() - 4] = '\x09';
  EXPECT_EQ(orientation_of(ninth), 1);
}

/// The letters of the picture
///     a b c
///     d e f
/// as they stand when it was kept with this orientation and is turned back.
std::string turned(int orientation) {
  const Picture picture{3, 2, 1, {'a', 'b', 'c', 'd', 'e', 'f'}};
  const Upright upright(picture, orientation);
  std::string rows;
  std::vector<std::uint8_t> row;
  for (std::size_t y = 0; y < upright.height(); ++y) {
    upright.read_row(y, row);
    rows.append(row.begin(), row.end()).append(" ");
  }
  return rows;
}

// 6 is a camera that was held upright: its top is on the left of what it kept.
TEST(Orientation, TurnsAndMirrors) {
  EXPECT_EQ(turned(1), "abc def ");
  EXPECT_EQ(turned(2), "cba fed ");
  EXPECT_EQ(turned(3), "fed cba ");
  EXPECT_EQ(turned(4), "def abc ");
  EXPECT_EQ(turned(5), "ad be cf ");
  EXPECT_EQ(turned(6), "da eb fc ");
  EXPECT_EQ(turned(7), "fc eb da ");
  EXPECT_EQ(turned(8), "cf be ad ");
}

TEST(JpegSegments, LeaveOutTheCameraAndWhatFollows) {
  const auto jfif = "\xFF\xE0\0\x04JF"s;
  const auto adobe =
      "\xFF\xEE\0\x04"
      "AD"s;
  const auto picture = "\xFF\xDA\0\x02picture\xFF\xD9"s;
  const auto bare = "\xFF\xD8"s + jfif + adobe + picture;
  const auto taken = "\xFF\xD8"s + jfif +
                     "\xFF\xE1\0\x08"
                     "Exif.."s +
                     adobe +
                     "\xFF\xFE\0\x05"
                     "SN1"s +
                     picture + "PK film";
  EXPECT_EQ(without_camera(taken), bare);
  EXPECT_EQ(without_camera(bare), bare);
  EXPECT_EQ(without_camera("no photo"), "no photo");
  for (std::size_t length = 0; length < taken.size(); ++length) {
    EXPECT_LE(without_camera(taken.substr(0, length)).size(), length);
  }
}

}  // namespace
}  // namespace meldmaat
