// SPDX-License-Identifier: EUPL-1.2
#include "adapters/evidence/jpeg_segments.hpp"

#include <algorithm>
#include <cstddef>

namespace meldmaat {

namespace {

constexpr unsigned char start_of_scan = 0xDA;
constexpr unsigned char app1 = 0xE1;
constexpr unsigned char adobe = 0xEE;  ///< APP14 tells which colours these are
constexpr unsigned char app15 = 0xEF;
constexpr unsigned char comment = 0xFE;

bool tells_of_the_camera(unsigned char marker) {
  return marker == comment || (marker >= app1 && marker <= app15 && marker != adobe);
}

unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

}  // namespace

std::string without_camera(std::string_view jpeg) {
  constexpr std::string_view begin("\xFF\xD8", 2);
  constexpr std::string_view end("\xFF\xD9", 2);
  constexpr std::size_t head = 4;  // a marker and a length
  std::string bare(jpeg);
  if (!jpeg.starts_with(begin)) return bare;
  bare = begin;
  std::size_t at = begin.size();
  while (at + head <= jpeg.size() && byte_at(jpeg, at) == 0xFF && byte_at(jpeg, at + 1) != start_of_scan) {
    const std::size_t length = 2 + static_cast<std::size_t>(byte_at(jpeg, at + 2)) * 256 + byte_at(jpeg, at + 3);
    if (!tells_of_the_camera(byte_at(jpeg, at + 1))) bare += jpeg.substr(at, length);
    at += std::min(length, jpeg.size() - at);
  }
  const auto last = jpeg.rfind(end);
  const auto stop = last == std::string_view::npos || last < at ? jpeg.size() : last + end.size();
  bare += jpeg.substr(at, stop - at);
  return bare;
}

}  // namespace meldmaat
