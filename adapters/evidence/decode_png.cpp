// SPDX-License-Identifier: EUPL-1.2
#include <png.h>

#include <vector>

#include "adapters/evidence/decode.hpp"

namespace meldmaat {

DecodeEnd copy_png(std::string_view bytes, std::FILE* out) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  if (png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()) == 0) return DecodeEnd::broken;
  if (static_cast<std::uint64_t>(image.width) * image.height > most_pixels) return DecodeEnd::broken;
  // A byte a channel, without a palette.
  image.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA;
  std::vector<png_byte> pixels(PNG_IMAGE_SIZE(image));
  if (png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) == 0) return DecodeEnd::broken;
  const bool written = png_image_write_to_stdio(&image, out, 0, pixels.data(), 0, nullptr) != 0;
  return written ? DecodeEnd::made : DecodeEnd::broken;
}

}  // namespace meldmaat
