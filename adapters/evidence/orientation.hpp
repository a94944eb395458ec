// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which way up a photo is. Cameras write it beside the picture, in Exif, which no copy keeps: so a copy is turned.
/// Pure; any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace meldmaat {

/// 1 to 8 as Exif numbers them (CIPA DC-008, tag 0x0112); 1, upright, when `tiff` does not say.
/// \param tiff Exif as it begins with its byte order, without "Exif" and two zeros before it
[[nodiscard]] int orientation_of(std::string_view tiff);

/// A whole picture in memory, a byte a channel.
struct Picture {
  std::size_t width = 0;
  std::size_t height = 0;
  std::size_t channels = 0;
  std::vector<std::uint8_t> bytes;
};

/// The picture as somebody should see it, a row at a time: turned, it would take its memory twice.
class Upright {
 public:
  /// `picture` outlives this. \param orientation 1 to 8
  Upright(const Picture& picture, int orientation) : picture_(picture), orientation_(orientation) {}

  [[nodiscard]] std::size_t width() const { return lies() ? picture_.height : picture_.width; }
  [[nodiscard]] std::size_t height() const { return lies() ? picture_.width : picture_.height; }
  /// \param row of width() pixels, filled \param y below height()
  void read_row(std::size_t y, std::vector<std::uint8_t>& row) const;

 private:
  [[nodiscard]] bool lies() const { return orientation_ >= 5; }
  [[nodiscard]] const std::uint8_t* pixel(std::size_t x, std::size_t y) const;

  const Picture& picture_;
  int orientation_;
};

}  // namespace meldmaat
