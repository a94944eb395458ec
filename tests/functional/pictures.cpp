// SPDX-License-Identifier: EUPL-1.2
#include "tests/functional/pictures.hpp"

#include <cstdio>
// jpeglib.h wants FILE.
#include <jpeglib.h>
#include <png.h>
#include <webp/encode.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

namespace meldmaat::functional {

namespace {

using namespace std::string_literals;

constexpr std::size_t width = 16;
constexpr std::size_t height = 8;

std::vector<std::uint8_t> red_and_blue() {
  std::vector<std::uint8_t> pixels;
  for (std::size_t at = 0; at < width * height; ++at) {
    const bool left = at % width < width / 2;
    for (const int channel : {left ? 255 : 0, 0, left ? 0 : 255}) pixels.push_back(static_cast<std::uint8_t>(channel));
  }
  return pixels;
}

/// Orientation 6, and text behind the table.
std::string exif() {
  return "II*\0\x08\0\0\0\x01\0"s + "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"s + "\0\0\0\0"s + std::string(marks[0]) + " " +
         std::string(marks[1]);
}

std::string number(std::uint32_t value) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(value >> static_cast<unsigned>(shift) & 0xFFU);
  return bytes;
}

/// CRC-32 of PNG, bit by bit.
std::uint32_t crc(std::string_view bytes) {
  std::uint32_t rest = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    rest ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) rest = rest % 2 == 1 ? rest >> 1U ^ 0xEDB88320U : rest >> 1U;
  }
  return ~rest;
}

std::string chunk(const std::string& name, const std::string& content) {
  return number(static_cast<std::uint32_t>(content.size())) + name + content + number(crc(name + content));
}

void mark(jpeg_compress_struct& out, int marker, const std::string& content) {
  jpeg_write_marker(&out, marker, reinterpret_cast<const JOCTET*>(content.data()),
                    static_cast<unsigned>(content.size()));
}

}  // namespace

std::string phone_photo() {
  auto pixels = red_and_blue();
  jpeg_error_mgr errors{};
  jpeg_compress_struct out{};
  out.err = jpeg_std_error(&errors);
  jpeg_create_compress(&out);
  unsigned char* bytes = nullptr;
  unsigned long size = 0;  // NOLINT(google-runtime-int): libjpeg's
  jpeg_mem_dest(&out, &bytes, &size);
  out.image_width = width;
  out.image_height = height;
  out.input_components = 3;
  out.in_color_space = JCS_RGB;
  jpeg_set_defaults(&out);
  jpeg_start_compress(&out, TRUE);
  mark(out, JPEG_APP0 + 1, "Exif\0\0"s + exif());
  mark(out, JPEG_APP0 + 1, "http://ns.adobe.com/xap/1.0/\0<x>"s + std::string(marks[2]));
  mark(out, JPEG_COM, std::string(marks[3]));
  while (out.next_scanline < height) {
    JSAMPROW row = &pixels[out.next_scanline * width * 3];
    jpeg_write_scanlines(&out, &row, 1);
  }
  jpeg_finish_compress(&out);
  std::string photo(reinterpret_cast<const char*>(bytes), size);
  jpeg_destroy_compress(&out);
  std::free(bytes);  // NOLINT(cppcoreguidelines-no-malloc): libjpeg's
  return photo;
}

std::string webp_photo() {
  const auto pixels = red_and_blue();
  std::uint8_t* bytes = nullptr;
  const auto size = WebPEncodeRGB(pixels.data(), width, height, width * 3, 90, &bytes);
  const std::string plain(reinterpret_cast<const char*>(bytes), size);
  WebPFree(bytes);
  // From the simple layout to the extended one, which may hold Exif.
  auto told = exif();
  if (told.size() % 2 == 1) told += ' ';
  const auto little = [](std::uint32_t value) {
    auto turned = number(value);
    std::ranges::reverse(turned);
    return turned;
  };
  const std::string extended = "VP8X" + little(10) + "\x08\0\0\0\x0F\0\0\x07\0\0"s;
  const std::string content =
      "WEBP" + extended + plain.substr(12) + "EXIF" + little(static_cast<std::uint32_t>(told.size())) + told;
  return "RIFF" + little(static_cast<std::uint32_t>(content.size())) + content;
}

std::string screenshot() {
  const std::vector<std::uint8_t> pixels(std::size_t{4} * 2 * 3, 200);
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = 4;
  image.height = 2;
  image.format = PNG_FORMAT_RGB;
  std::string bytes(4096, '\0');
  png_alloc_size_t size = bytes.size();
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, pixels.data(), 0, nullptr) == 0) {
    throw std::runtime_error("libpng writes no picture");
  }
  bytes.resize(size);
  constexpr std::size_t after_head = 33;
  return bytes.insert(after_head, chunk("tEXt", "Comment\0"s + std::string(marks[3])));
}

std::string huge_png(std::uint32_t wide, std::uint32_t high) {
  return "\x89PNG\r\n\x1a\n" + chunk("IHDR", number(wide) + number(high) + "\x08\x02\0\0\0"s) +
         chunk("IDAT", "\x78\x9c\x03\0\0\0\0\x01"s) + chunk("IEND", "");
}

std::string busy_pdf(const std::string& filter) {
  const auto stream = [](const std::string& dictionary, const std::string& content) {
    return "<< " + dictionary + " /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
           "\nendstream";
  };
  const std::string catalogue =
      "<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R /Metadata 9 0 R /Names << /EmbeddedFiles << /Names [(a) 7 0 R] "
      ">> /JavaScript << /Names [(b) 6 0 R] >> >> >>";
  const std::string page =
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /Im1 5 0 R >> >> "
      "/AA << /O 6 0 R >> /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd.exe) >> >> "
      "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://voorbeeld.example/) >> >> "
      "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 7 0 R >>] >>";
  const std::vector<std::string> objects{
      catalogue,
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      page,
      stream("", "q 100 0 0 50 0 0 cm /Im1 Do Q"),
      stream("/Type /XObject /Subtype /Image /Width 16 /Height 8 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter " +
                 filter,
             phone_photo()),
      "<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>",
      "<< /Type /Filespec /F (rekening.exe) /EF << /F 8 0 R >> >>",
      stream("/Type /EmbeddedFile", "MZ a program"),
      stream("/Type /Metadata /Subtype /XML", "<x>" + std::string(marks[2]) + "</x>"),
      "<< /Author (" + std::string(marks[3]) + ") /Producer (Kantoor) >>"};
  std::string pdf = "%PDF-1.7\n";
  std::string table = "xref\n0 11\n0000000000 65535 f \n";
  for (std::size_t at = 0; at < objects.size(); ++at) {
    const auto place = std::to_string(pdf.size());
    table += std::string(10 - place.size(), '0') + place + " 00000 n \n";
    pdf += std::to_string(at + 1) + " 0 obj\n" + objects[at] + "\nendobj\n";
  }
  const auto begin = std::to_string(pdf.size());
  return pdf + table + "trailer\n<< /Root 1 0 R /Info 10 0 R /Size 11 >>\nstartxref\n" + begin + "\n%%EOF\n";
}

Seen look_at(const std::string& jpeg) {
  jpeg_error_mgr errors{};
  jpeg_decompress_struct in{};
  in.err = jpeg_std_error(&errors);
  jpeg_create_decompress(&in);
  jpeg_mem_src(&in, reinterpret_cast<const unsigned char*>(jpeg.data()), jpeg.size());
  jpeg_read_header(&in, TRUE);
  in.out_color_space = JCS_RGB;
  jpeg_start_decompress(&in);
  Seen seen;
  seen.width = in.output_width;
  seen.height = in.output_height;
  std::vector<std::uint8_t> row(seen.width * 3);
  while (in.output_scanline < in.output_height) {
    JSAMPROW first = row.data();
    jpeg_read_scanlines(&in, &first, 1);
    if (in.output_scanline == 1) std::copy_n(row.begin(), 3, seen.first.begin());
  }
  std::copy_n(row.end() - 3, 3, seen.last.begin());
  jpeg_finish_decompress(&in);
  jpeg_destroy_decompress(&in);
  return seen;
}

}  // namespace meldmaat::functional
