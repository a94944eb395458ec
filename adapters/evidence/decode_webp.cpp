// SPDX-License-Identifier: EUPL-1.2
#include <webp/decode.h>
#include <webp/encode.h>

#include <algorithm>

#include "adapters/evidence/decode.hpp"
#include "adapters/evidence/orientation.hpp"

namespace meldmaat {

namespace {

std::size_t little_number(std::string_view four) {
  std::size_t value = 0;
  for (std::size_t i = four.size(); i > 0; --i) value = value << 8U | static_cast<unsigned char>(four[i - 1]);
  return value;
}

/// The content of the chunk EXIF; empty when there is none.
std::string_view exif(std::string_view bytes) {
  constexpr std::size_t before_chunks = 12;
  constexpr std::size_t head = 8;
  constexpr std::string_view of_jpeg("Exif\0\0", 6);
  bytes.remove_prefix(std::min(before_chunks, bytes.size()));
  while (bytes.size() > head) {
    const std::size_t length = std::min(little_number(bytes.substr(4, 4)), bytes.size() - head);
    auto content = bytes.substr(head, length);
    if (bytes.starts_with("EXIF")) {
      // Not as the format has it, and yet often there.
      if (content.starts_with(of_jpeg)) content.remove_prefix(of_jpeg.size());
      return content;
    }
    bytes.remove_prefix(std::min(head + length + length % 2, bytes.size()));
  }
  return {};
}

Picture turned(const Picture& picture, int orientation) {
  const Upright upright(picture, orientation);
  Picture made{upright.width(), upright.height(), picture.channels, {}};
  made.bytes.reserve(picture.bytes.size());
  std::vector<std::uint8_t> row;
  for (std::size_t y = 0; y < made.height; ++y) {
    upright.read_row(y, row);
    made.bytes.insert(made.bytes.end(), row.begin(), row.end());
  }
  return made;
}

int write_piece(const std::uint8_t* bytes, std::size_t length, const WebPPicture* picture) {
  auto* const out = static_cast<std::FILE*>(picture->custom_ptr);
  return std::fwrite(bytes, 1, length, out) == length ? 1 : 0;
}

bool write(const Picture& picture, std::FILE* out) {
  constexpr float quality = 92;
  constexpr int quick = 2;
  WebPConfig config;
  WebPPicture encoded;
  if (WebPConfigInit(&config) == 0 || WebPPictureInit(&encoded) == 0) return false;
  config.quality = quality;
  config.method = quick;
  encoded.width = static_cast<int>(picture.width);
  encoded.height = static_cast<int>(picture.height);
  encoded.writer = write_piece;
  encoded.custom_ptr = out;
  const auto stride = static_cast<int>(picture.width * picture.channels);
  const bool written = WebPPictureImportRGBA(&encoded, picture.bytes.data(), stride) != 0 &&  //
                       WebPEncode(&config, &encoded) != 0;
  WebPPictureFree(&encoded);
  return written;
}

}  // namespace

DecodeEnd copy_webp(std::string_view bytes, std::FILE* out) {
  constexpr std::size_t channels = 4;
  const auto* const first = reinterpret_cast<const std::uint8_t*>(bytes.data());
  WebPBitstreamFeatures features;
  if (WebPGetFeatures(first, bytes.size(), &features) != VP8_STATUS_OK) return DecodeEnd::broken;
  if (features.has_animation != 0) return DecodeEnd::no_copy;
  Picture picture{static_cast<std::size_t>(features.width), static_cast<std::size_t>(features.height), channels, {}};
  if (static_cast<std::uint64_t>(picture.width) * picture.height > most_pixels) return DecodeEnd::broken;
  picture.bytes.resize(picture.width * picture.height * channels);
  const auto stride = static_cast<int>(picture.width * channels);
  if (WebPDecodeRGBAInto(first, bytes.size(), picture.bytes.data(), picture.bytes.size(), stride) == nullptr) {
    return DecodeEnd::broken;
  }
  const int orientation = orientation_of(exif(bytes));
  if (orientation != 1) picture = turned(picture, orientation);
  return write(picture, out) ? DecodeEnd::made : DecodeEnd::broken;
}

}  // namespace meldmaat
