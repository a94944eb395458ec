// SPDX-License-Identifier: EUPL-1.2
/// \file
/// `meldmaat decode`: a file in on standard input, its copy for readers out on standard output. This is the child of
/// DecoderProcess, the only process that ever opens a file that somebody sent. It may do nothing but compute.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string_view>

namespace meldmaat {

/// How the child ends: its exit code.
enum class DecodeEnd : int {
  made = 0,
  no_copy = 3,      ///< see ReaderCopy
  broken = 4,       ///< see ReaderCopy
  unconfined = 75,  ///< this machine does not let it give up its rights, so it opened nothing
};

/// 8000 x 6250. A phone makes 12 million of them, and 50 when it is asked to.
inline constexpr std::uint64_t most_pixels = 50'000'000;

/// Reads the rest of standard input as one file, writes what may be shown of it and ends the process.
[[noreturn]] void decode_standard_input();

/// Each writes a copy of `bytes` to `out`. Only for a process that can be missed: a library that gives up ends it.
[[nodiscard]] DecodeEnd copy_jpeg(std::string_view bytes, std::FILE* out);
[[nodiscard]] DecodeEnd copy_png(std::string_view bytes, std::FILE* out);
[[nodiscard]] DecodeEnd copy_webp(std::string_view bytes, std::FILE* out);
[[nodiscard]] DecodeEnd copy_pdf(std::string_view bytes, std::FILE* out);

}  // namespace meldmaat
