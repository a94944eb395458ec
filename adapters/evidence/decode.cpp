// SPDX-License-Identifier: EUPL-1.2
#include "adapters/evidence/decode.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <exception>
#include <string>

#include "adapters/evidence/confinement.hpp"
#include "adapters/file_kind.hpp"

namespace meldmaat {

namespace {

/// Nothing when standard input cannot be read to its end.
bool read_all(std::string& bytes) {
  std::array<char, 65536> piece{};
  while (true) {
    const auto came = ::read(STDIN_FILENO, piece.data(), piece.size());
    if (came == 0) return true;
    if (came < 0 && errno != EINTR) return false;
    if (came > 0) bytes.append(piece.data(), static_cast<std::size_t>(came));
  }
}

DecodeEnd copy_to(std::FILE* out) {
  std::string bytes;
  if (!read_all(bytes)) return DecodeEnd::broken;
  const auto kind = file_kind(bytes);
  if (!kind) return DecodeEnd::broken;
  if (kind->media_type == "image/jpeg") return copy_jpeg(bytes, out);
  if (kind->media_type == "image/png") return copy_png(bytes, out);
  if (kind->media_type == "image/webp") return copy_webp(bytes, out);
  if (kind->media_type == "application/pdf") return copy_pdf(bytes, out);
  return DecodeEnd::no_copy;
}

/// Without the clearing up of a normal end: there is nothing to keep, and no right left to do it with.
[[noreturn]] void end(DecodeEnd how) {
  ::_exit(static_cast<int>(how));
}

}  // namespace

void decode_standard_input() {
  if (!confine()) end(DecodeEnd::unconfined);
  try {
    const auto how = copy_to(stdout);
    const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
    end(written ? how : DecodeEnd::broken);
  } catch (const std::exception&) {
    end(DecodeEnd::broken);
  }
}

}  // namespace meldmaat
