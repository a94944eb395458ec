// SPDX-License-Identifier: EUPL-1.2
#include "adapters/evidence/confinement.hpp"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace meldmaat {

namespace {

constexpr rlim_t mebibyte = 1024UL * 1024UL;
constexpr rlim_t most_data = 448 * mebibyte;        ///< what it may fill
constexpr rlim_t most_addresses = 1024 * mebibyte;  ///< the same with the program and its libraries, which are shared
constexpr rlim_t most_seconds = 30;

bool limit_all() {
  const auto limit = [](auto what, rlim_t most) {
    const rlimit wanted{most, most};
    return ::setrlimit(what, &wanted) == 0;
  };
  if (!limit(RLIMIT_CPU, most_seconds) || !limit(RLIMIT_CORE, 0)) return false;
  if (!is_confined) return true;
  return limit(RLIMIT_DATA, most_data) && limit(RLIMIT_AS, most_addresses) && limit(RLIMIT_NOFILE, 0) &&
         limit(RLIMIT_FSIZE, 0);
}

/// What memory, standard input and output, and an end need. Everything else fails with EPERM, also on a libc that asks
/// for something new: a list of what is forbidden would let that through.
bool filter_calls() {
  auto* const filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
  if (filter == nullptr) return false;
  constexpr std::array allowed{
      SCMP_SYS(read),          SCMP_SYS(write),        SCMP_SYS(writev),       SCMP_SYS(fstat),
      SCMP_SYS(newfstatat),    SCMP_SYS(lseek),        SCMP_SYS(brk),          SCMP_SYS(munmap),
      SCMP_SYS(mremap),        SCMP_SYS(madvise),      SCMP_SYS(futex),        SCMP_SYS(getrandom),
      SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask),
      SCMP_SYS(exit),          SCMP_SYS(exit_group)};
  const auto allow = [&](int call) { return seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0; };
  // Memory, but none that could be run as a program.
  constexpr unsigned protection = 2;  // the third argument of both
  constexpr scmp_arg_cmp no_program{protection, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0};
  const auto allow_data = [&](int call) {
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &no_program) == 0;
  };
  const bool holds = std::ranges::all_of(allowed, allow) && allow_data(SCMP_SYS(mmap)) &&
                     allow_data(SCMP_SYS(mprotect)) && seccomp_load(filter) == 0;
  seccomp_release(filter);
  return holds;
}

}  // namespace

bool confine() {
  if (!limit_all()) return false;
  if (!is_confined) return true;
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && filter_calls();
}

}  // namespace meldmaat
