// SPDX-License-Identifier: EUPL-1.2
#include "adapters/file_kind.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "adapters/sha256.hpp"

namespace meldmaat {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t at;
  std::string_view bytes;
  std::size_t also_at;  ///< a second mark; used when `also` is not empty
  std::string_view also;
  FileKind kind;
};

constexpr FileKind jpeg{"image/jpeg", "jpg"};
constexpr FileKind png{"image/png", "png"};
constexpr FileKind webp{"image/webp", "webp"};
constexpr FileKind heic{"image/heic", "heic"};
constexpr FileKind mp3{"audio/mpeg", "mp3"};
constexpr FileKind m4a{"audio/mp4", "m4a"};
constexpr FileKind ogg{"audio/ogg", "ogg"};
constexpr FileKind wav{"audio/wav", "wav"};
constexpr FileKind pdf{"application/pdf", "pdf"};

constexpr std::array signatures{
    Signature{0, "\xFF\xD8\xFF"sv, 0, {}, jpeg}, Signature{0, "\x89PNG\r\n\x1A\n"sv, 0, {}, png},
    Signature{0, "RIFF"sv, 8, "WEBP"sv, webp},   Signature{4, "ftypheic"sv, 0, {}, heic},
    Signature{4, "ftypheix"sv, 0, {}, heic},     Signature{4, "ftypmif1"sv, 0, {}, heic},
    Signature{0, "ID3"sv, 0, {}, mp3},           Signature{0, "\xFF\xFB"sv, 0, {}, mp3},
    Signature{0, "\xFF\xF3"sv, 0, {}, mp3},      Signature{0, "\xFF\xF2"sv, 0, {}, mp3},
    Signature{4, "ftypM4A "sv, 0, {}, m4a},      Signature{0, "OggS"sv, 0, {}, ogg},
    Signature{0, "RIFF"sv, 8, "WAVE"sv, wav},    Signature{0, "%PDF-"sv, 0, {}, pdf},
};

bool has(std::string_view bytes, std::size_t at, std::string_view mark) {
  return bytes.size() >= at && bytes.substr(at).starts_with(mark);
}

}  // namespace

std::optional<FileKind> file_kind(std::string_view bytes) {
  const auto* const found = std::ranges::find_if(signatures, [&](const Signature& signature) {
    return has(bytes, signature.at, signature.bytes) &&
           (signature.also.empty() || has(bytes, signature.also_at, signature.also));
  });
  if (found == signatures.end()) return std::nullopt;
  return found->kind;
}

bool has_reader_copy(std::string_view media_type) {
  return media_type == jpeg.media_type || media_type == png.media_type || media_type == webp.media_type ||
         media_type == pdf.media_type;
}

Attachment describe_file(std::string name, const FileKind& kind, std::string_view bytes, Random& random) {
  return {BlobId{random.hex(16)}, std::move(name), std::string(kind.media_type), bytes.size(), sha256_hex(bytes)};
}

}  // namespace meldmaat
