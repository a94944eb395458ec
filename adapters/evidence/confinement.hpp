// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Takes from this process everything but computing, and reading and writing what is open already. There is no way
/// back: whoever takes over a decoder has a process that can tell a wrong picture to its parent, and nothing else.
#pragma once

namespace meldmaat {

// What a sanitizer keeps beside the memory is counted in terabytes, and at the end it opens files and starts threads: a
// build with one limits the time only, and its decoders are watched instead.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool is_confined = false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool is_confined = false;
#else
inline constexpr bool is_confined = true;
#endif
#else
inline constexpr bool is_confined = true;
#endif

/// No new files, sockets, processes or rights, no core dump, no look into its memory; at most 30 s of computing and
/// 448 MiB of memory, of which packaging/meldmaat.service knows.
/// \return whether all of it holds from now on
[[nodiscard]] bool confine();

}  // namespace meldmaat
