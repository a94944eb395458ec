// SPDX-License-Identifier: EUPL-1.2
#include "adapters/sealed_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <utility>

#include "adapters/postbox/hpke.hpp"

namespace meldmaat {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = "meldmaat sealed file 1\n";
constexpr std::string_view purpose = "meldmaat sealed file v1";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t wrapped_bytes = 65 + key_bytes + gcm_tag_bytes;  // the point of P-256 before it
constexpr std::size_t chunk_bytes = 64UL * 1024;
constexpr std::size_t sealed_chunk = chunk_bytes + gcm_tag_bytes;
constexpr std::uint64_t step_bytes = 1024UL * 1024;
constexpr std::size_t length_bytes = 8;

HpkePlace place() {
  return {purpose, mark};
}

std::string number(std::uint64_t value, std::size_t size) {
  constexpr unsigned bits_a_byte = 8;
  constexpr std::uint64_t low = 0xFF;
  std::string bytes(size, '\0');
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, value >>= bits_a_byte) {
    *byte = static_cast<char>(value & low);
  }
  return bytes;
}

std::uint64_t number(std::string_view bytes) {
  constexpr unsigned bits_a_byte = 8;
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << bits_a_byte) | static_cast<unsigned char>(byte);
  return value;
}

/// The key is drawn for this file, so a counter is never used twice with it; the last chunk has another mark, so that a
/// file that was cut off does not open.
std::string nonce(std::uint64_t chunk, bool last) {
  return number(chunk, gcm_nonce_bytes - 1) + (last ? '\1' : '\0');
}

void make_durable(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool durable = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!durable) throw SealedFileRefused(path.string() + " cannot be written durably");
}

/// The length before the content, and zeros after it up to a whole mebibyte.
std::uint64_t padded(std::uint64_t length) {
  return (length + length_bytes + step_bytes - 1) / step_bytes * step_bytes;
}

/// What is written beside the place and gets its name when it is whole.
class Part {
 public:
  explicit Part(fs::path to) : to_(std::move(to)), path_(to_.string() + ".part") {
    std::error_code failed;
    fs::remove(path_, failed);
    stream_.open(path_, std::ios::binary | std::ios::trunc);
    fs::permissions(path_, fs::perms::owner_read | fs::perms::owner_write, failed);
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;
  ~Part() {
    std::error_code failed;
    fs::remove(path_, failed);
  }
  void add(std::string_view bytes) {
    stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream_) throw SealedFileRefused(to_.string() + " cannot be written");
  }
  void finish() {
    stream_.close();
    if (!stream_) throw SealedFileRefused(to_.string() + " cannot be written");
    make_durable(path_);
    std::error_code failed;
    fs::rename(path_, to_, failed);
    if (failed) throw SealedFileRefused(to_.string() + " cannot be written: " + failed.message());
    make_durable(to_.parent_path().empty() ? "." : to_.parent_path());
  }

 private:
  fs::path to_;
  fs::path path_;
  std::ofstream stream_;
};

std::ifstream reading(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw SealedFileRefused(file.string() + " cannot be read");
  return stream;
}

/// At most that many bytes.
std::string next(std::ifstream& stream, std::size_t size) {
  std::string bytes(size, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

std::string unwrap(std::ifstream& stream, const fs::path& from, const KeyPair& key) {
  if (next(stream, mark.size()) != mark) throw SealedFileRefused(from.string() + " is no sealed file");
  auto content_key = hpke_open(key, place(), next(stream, wrapped_bytes));
  if (!content_key) throw SealedFileRefused(from.string() + " is sealed for another key than this one, or was changed");
  return std::move(*content_key);
}

}  // namespace

void seal_file(const fs::path& from, const fs::path& to, const PublicKey& reader, Random& random) {
  auto stream = reading(from);
  const std::uint64_t length = fs::file_size(from);
  const auto key = random_bytes(random, key_bytes);
  const auto wrapped = hpke_seal(reader, place(), key);
  if (!wrapped || wrapped->size() != wrapped_bytes)
    throw SealedFileRefused("the public key for backups is no such key");
  Part part(to);
  part.add(mark);
  part.add(*wrapped);
  const std::uint64_t chunks = padded(length) / chunk_bytes;
  std::uint64_t read = 0;
  for (std::uint64_t chunk = 0; chunk < chunks; ++chunk) {
    std::string plain = chunk == 0 ? number(length, length_bytes) : std::string{};
    const auto piece = next(stream, chunk_bytes - plain.size());
    read += piece.size();
    plain += piece;
    plain.resize(chunk_bytes);
    part.add(gcm_seal(key, nonce(chunk, chunk + 1 == chunks), {}, plain));
  }
  if (read != length) throw SealedFileRefused(from.string() + " changed while it was read");
  part.finish();
}

bool is_sealed_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return stream && next(stream, mark.size()) == mark;
}

void open_file(const fs::path& from, const fs::path& to, const KeyPair& key) {
  const SealedFileRefused changed(from.string() + " was changed or cut off after it was sealed");
  auto stream = reading(from);
  const auto content_key = unwrap(stream, from, key);
  Part part(to);
  std::uint64_t left = 0;
  auto sealed = next(stream, sealed_chunk);
  for (std::uint64_t chunk = 0;; ++chunk) {
    auto following = next(stream, sealed_chunk);
    const bool last = following.empty();
    const auto plain = gcm_open(content_key, nonce(chunk, last), {}, sealed);
    if (!plain || plain->size() != chunk_bytes) throw changed;
    std::string_view content = *plain;
    if (chunk == 0) {
      left = number(content.substr(0, length_bytes));
      content.remove_prefix(length_bytes);
    }
    content = content.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(left, content.size())));
    part.add(content);
    left -= content.size();
    if (last) break;
    sealed = std::move(following);
  }
  if (left > 0) throw changed;
  part.finish();
}

}  // namespace meldmaat
