// SPDX-License-Identifier: EUPL-1.2
// Through libjpeg's own interface: TurboJPEG's tells a file that ends too early from the harmless faults of cameras by
// words only.
#include <cstdio>
// jpeglib.h wants FILE.
#include <jpeglib.h>
// ... and jerror.h jpeglib.h.
#include <jerror.h>
#include <unistd.h>

#include <string_view>

#include "adapters/evidence/decode.hpp"
#include "adapters/evidence/orientation.hpp"

namespace meldmaat {

namespace {

/// libjpeg cannot go on after this. It has to end here: leaving it by an exception or a jump is what others get wrong.
void give_up(j_common_ptr /*where*/) {
  ::_exit(static_cast<int>(DecodeEnd::broken));
}

/// A level below zero is damage. Cameras leave bytes over between two segments, and nobody sees it; a file that ends
/// too early lacks a part of the picture.
void hear(j_common_ptr where, int level) {
  if (level < 0 && where->err->msg_code == JWRN_JPEG_EOF) give_up(where);
}

jpeg_error_mgr* quiet(jpeg_error_mgr& errors) {
  jpeg_std_error(&errors);
  errors.error_exit = give_up;
  errors.emit_message = hear;
  errors.output_message = [](j_common_ptr) {};
  return &errors;
}

int orientation_of(const jpeg_decompress_struct& in) {
  constexpr std::string_view mark("Exif\0\0", 6);
  for (const auto* segment = in.marker_list; segment != nullptr; segment = segment->next) {
    const std::string_view bytes(reinterpret_cast<const char*>(segment->data), segment->data_length);
    if (bytes.starts_with(mark)) return meldmaat::orientation_of(bytes.substr(mark.size()));
  }
  return 1;
}

J_COLOR_SPACE colours(int channels) {
  if (channels == 1) return JCS_GRAYSCALE;
  return channels == 4 ? JCS_CMYK : JCS_RGB;
}

struct Photo {
  Picture picture;
  int orientation = 1;
};

/// Empty when it is larger than a picture may be.
Photo read(std::string_view bytes) {
  constexpr unsigned whole_segment = 0xFFFF;
  Photo photo;
  jpeg_error_mgr errors{};
  jpeg_decompress_struct in{};
  in.err = quiet(errors);
  jpeg_create_decompress(&in);
  jpeg_save_markers(&in, JPEG_APP0 + 1, whole_segment);
  jpeg_mem_src(&in, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&in, TRUE);
  if (static_cast<std::uint64_t>(in.image_width) * in.image_height > most_pixels) return photo;
  photo.orientation = orientation_of(in);
  in.out_color_space = colours(in.num_components);
  jpeg_start_decompress(&in);
  auto& picture = photo.picture;
  picture.width = in.output_width;
  picture.height = in.output_height;
  picture.channels = static_cast<std::size_t>(in.output_components);
  const std::size_t stride = picture.width * picture.channels;
  picture.bytes.resize(stride * picture.height);
  while (in.output_scanline < in.output_height) {
    JSAMPROW row = &picture.bytes[in.output_scanline * stride];
    jpeg_read_scanlines(&in, &row, 1);
  }
  jpeg_finish_decompress(&in);
  jpeg_destroy_decompress(&in);
  return photo;
}

void write(const Upright& upright, std::size_t channels, std::FILE* to) {
  constexpr int quality = 92;
  jpeg_error_mgr errors{};
  jpeg_compress_struct out{};
  out.err = quiet(errors);
  jpeg_create_compress(&out);
  jpeg_stdio_dest(&out, to);
  out.image_width = static_cast<JDIMENSION>(upright.width());
  out.image_height = static_cast<JDIMENSION>(upright.height());
  out.input_components = static_cast<int>(channels);
  out.in_color_space = colours(out.input_components);
  jpeg_set_defaults(&out);
  jpeg_set_quality(&out, quality, TRUE);
  jpeg_start_compress(&out, TRUE);
  std::vector<std::uint8_t> row;
  while (out.next_scanline < out.image_height) {
    upright.read_row(out.next_scanline, row);
    JSAMPROW first = row.data();
    jpeg_write_scanlines(&out, &first, 1);
  }
  jpeg_finish_compress(&out);
  jpeg_destroy_compress(&out);
}

}  // namespace

DecodeEnd copy_jpeg(std::string_view bytes, std::FILE* out) {
  const auto photo = read(bytes);
  if (photo.picture.bytes.empty()) return DecodeEnd::broken;
  write(Upright(photo.picture, photo.orientation), photo.picture.channels, out);
  return DecodeEnd::made;
}

}  // namespace meldmaat
