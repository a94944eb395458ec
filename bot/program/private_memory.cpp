// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/private_memory.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cerrno>
#include <system_error>

namespace meldmaat {

void keep_memory_private() {
  constexpr rlimit none{0, 0};
  const bool limited = ::setrlimit(RLIMIT_CORE, &none) == 0;
#ifdef MELDMAAT_SANITIZED
  constexpr bool hidden = true;
#else
  // A program that takes cores from the kernel through a pipe is not bound by the limit, but by this.
  const bool hidden = ::prctl(PR_SET_DUMPABLE, 0) == 0;
#endif
  if (!limited || !hidden) throw std::system_error(errno, std::generic_category(), "memory cannot be kept private");
}

}  // namespace meldmaat
