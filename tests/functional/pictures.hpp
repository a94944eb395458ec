// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Photos and documents as people send them, with what a camera or an office wrote into them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace meldmaat::functional {

/// Stand in the Exif, XMP and comments of what is made here, and must stand in no copy.
inline constexpr std::array<std::string_view, 4> marks{"Rotterdam 51.9225", "SN-4711", "xap-1.0", "Sanne was hier"};

/// 16 x 8, left half red and right half blue, with orientation 6: red above blue when it is shown.
[[nodiscard]] std::string phone_photo();
/// The same picture upright, as WebP with the same Exif.
[[nodiscard]] std::string webp_photo();
/// 4 x 2 with a text chunk.
[[nodiscard]] std::string screenshot();
/// A PNG that says it is so large, and holds nothing.
[[nodiscard]] std::string huge_png(std::uint32_t width, std::uint32_t height);
/// A page with a photo, a script, a program to launch, a file inside, an author and XMP.
[[nodiscard]] std::string busy_pdf(const std::string& filter = "/DCTDecode");

struct Seen {
  std::size_t width = 0;
  std::size_t height = 0;
  std::array<int, 3> first{};  ///< red, green and blue of the pixel left above
  std::array<int, 3> last{};   ///< ... right below
};
/// What a viewer that knows no Exif shows. \pre it is a JPEG
[[nodiscard]] Seen look_at(const std::string& jpeg);

}  // namespace meldmaat::functional
