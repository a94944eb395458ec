// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which files may be added as evidence, decided by their first bytes and never by their name or by what the sender
/// says they are (plan §7, F2 and F6). Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "bot/clock.hpp"
#include "bot/message.hpp"

namespace meldmaat {

struct FileKind {
  std::string_view media_type;
  std::string_view extension;  ///< without a dot
};

/// A longer name is none.
inline constexpr std::size_t most_file_name_bytes = 255;

/// Photos and screenshots (JPEG, PNG, WebP, HEIC), sound (MP3, M4A, Ogg, WAV) and PDF; nothing for anything else.
[[nodiscard]] std::optional<FileKind> file_kind(std::string_view bytes);

/// Whether a copy without metadata can be made of such files: JPEG, PNG, WebP and PDF (adapters/evidence).
[[nodiscard]] bool has_reader_copy(std::string_view media_type);

/// What is kept about a file, under an id of its own. \param name as the sender told it, never empty
[[nodiscard]] Attachment describe_file(std::string name, const FileKind& kind, std::string_view bytes, Random& random);

}  // namespace meldmaat
