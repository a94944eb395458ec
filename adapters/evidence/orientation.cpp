// SPDX-License-Identifier: EUPL-1.2
#include "adapters/evidence/orientation.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

constexpr int upright = 1;

/// Numbers of a TIFF in its own byte order; zero beyond its end.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), little_(bytes.starts_with("II")) {}

  [[nodiscard]] std::size_t number(std::size_t at, std::size_t length) const {
    if (at > bytes_.size() || bytes_.size() - at < length) return 0;
    std::size_t value = 0;
    for (std::size_t i = 0; i < length; ++i) {
      const std::size_t place = little_ ? length - 1 - i : i;
      value = value << 8U | static_cast<unsigned char>(bytes_[at + place]);
    }
    return value;
  }

 private:
  std::string_view bytes_;
  bool little_;
};

}  // namespace

int orientation_of(std::string_view tiff) {
  constexpr std::size_t entry_bytes = 12;
  constexpr std::size_t orientation_tag = 0x0112;
  if (!tiff.starts_with("II") && !tiff.starts_with("MM")) return upright;
  const Tiff read(tiff);
  if (read.number(2, 2) != 42) return upright;
  const std::size_t table = read.number(4, 4);
  const std::size_t entries = read.number(table, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const std::size_t at = table + 2 + i * entry_bytes;
    if (read.number(at, 2) != orientation_tag) continue;
    const auto found = static_cast<int>(read.number(at + 8, 2));
    return found >= 1 && found <= 8 ? found : upright;
  }
  return upright;
}

const std::uint8_t* Upright::pixel(std::size_t x, std::size_t y) const {
  const std::size_t right = picture_.width - 1;
  const std::size_t bottom = picture_.height - 1;
  std::size_t from_x = lies() ? y : x;
  std::size_t from_y = lies() ? x : y;
  if (orientation_ == 2 || orientation_ == 3 || orientation_ == 7 || orientation_ == 8) from_x = right - from_x;
  if (orientation_ == 3 || orientation_ == 4 || orientation_ == 6 || orientation_ == 7) from_y = bottom - from_y;
  return &picture_.bytes[(from_y * picture_.width + from_x) * picture_.channels];
}

void Upright::read_row(std::size_t y, std::vector<std::uint8_t>& row) const {
  row.resize(width() * picture_.channels);
  for (std::size_t x = 0; x < width(); ++x) {
    std::copy_n(pixel(x, y), picture_.channels, &row[x * picture_.channels]);
  }
}

}  // namespace meldmaat
