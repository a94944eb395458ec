// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which files may be added as evidence, decided by their first bytes and never by their name or by what the sender
/// says they are (plan §7, F2 and F6). Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace meldmaat {

struct FileKind {
  std::string_view media_type;
  std::string_view extension;  ///< without a dot
};

/// Photos and screenshots (JPEG, PNG, WebP, HEIC), sound (MP3, M4A, Ogg, WAV) and PDF; nothing for anything else.
[[nodiscard]] std::optional<FileKind> file_kind(std::string_view bytes);

}  // namespace meldmaat
