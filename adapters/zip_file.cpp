// SPDX-License-Identifier: EUPL-1.2
#include "adapters/zip_file.hpp"

#include <cstdint>

namespace meldmaat {

namespace {

/// CRC-32 of ISO 3309, bit by bit: a package is a few kilobytes.
std::uint32_t crc32_of(const std::string& bytes) {
  constexpr std::uint32_t polynomial = 0xEDB88320U;
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? polynomial : 0U);
  }
  return ~crc;
}

/// Little-endian, `bytes` of them.
void put(std::string& to, std::size_t value, int bytes) {
  for (int index = 0; index < bytes; ++index, value >>= 8U) to += static_cast<char>(value & 0xFFU);
}

constexpr int local_file = 0x04034b50;
constexpr int central_entry = 0x02014b50;
constexpr int end_of_directory = 0x06054b50;

/// What a local header and its entry in the directory have alike: version needed 1.0, no flags, stored, midnight of
/// 1 January 1980, CRC, both sizes, length of the name, no extra field.
void put_facts(std::string& to, const ZippedFile& file, std::uint32_t crc) {
  constexpr int version = 10;
  constexpr int first_day = (1 << 5) | 1;
  put(to, version, 2);
  put(to, 0, 2);
  put(to, 0, 2);
  put(to, 0, 2);
  put(to, first_day, 2);
  put(to, crc, 4);
  put(to, file.content.size(), 4);
  put(to, file.content.size(), 4);
  put(to, file.name.size(), 2);
  put(to, 0, 2);
}

}  // namespace

std::string zip_file(const std::vector<ZippedFile>& files) {
  std::string zip;
  std::string directory;
  for (const auto& file : files) {
    const auto crc = crc32_of(file.content);
    constexpr int made_by = 10;
    put(directory, central_entry, 4);
    put(directory, made_by, 2);
    put_facts(directory, file, crc);
    put(directory, 0, 2 + 2 + 2 + 4);  // no comment, first disk, no attributes
    put(directory, zip.size(), 4);
    directory += file.name;

    put(zip, local_file, 4);
    put_facts(zip, file, crc);
    zip += file.name + file.content;
  }
  const auto directory_at = zip.size();
  zip += directory;
  put(zip, end_of_directory, 4);
  put(zip, 0, 4);  // one disk, this one
  put(zip, files.size(), 2);
  put(zip, files.size(), 2);
  put(zip, directory.size(), 4);
  put(zip, directory_at, 4);
  put(zip, 0, 2);
  return zip;
}

}  // namespace meldmaat
