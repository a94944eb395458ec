// SPDX-License-Identifier: EUPL-1.2
// Checks what is left to a process that opens a file of somebody else's, by trying everything in one.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

#include "adapters/evidence/confinement.hpp"

namespace meldmaat {
namespace {

constexpr int confined = 7;

/// The exit code of a process that gives up its rights and then tries this: `confined` when it does not work.
int after_confinement(const std::function<bool()>& works) {
  const auto child = ::fork();
  if (child == 0) {
    if (!confine()) ::_exit(1);
    ::_exit(works() ? 2 : confined);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Confinement, LeavesNoFilesAndNoNetwork) {
  EXPECT_EQ(after_confinement([] { return ::open("/etc/passwd", O_RDONLY | O_CLOEXEC) >= 0; }), confined);
  EXPECT_EQ(after_confinement([] { return ::open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) >= 0; }), confined);
  EXPECT_EQ(after_confinement([] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }), confined);
  EXPECT_EQ(after_confinement([] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }), confined);
  EXPECT_EQ(after_confinement([] { return ::dup(STDOUT_FILENO) >= 0; }), confined);
}

TEST(Confinement, LeavesNoOtherProcesses) {
  EXPECT_EQ(after_confinement([] { return ::fork() >= 0; }), confined);
  EXPECT_EQ(after_confinement([] { return ::execl("/bin/true", "true", nullptr) == 0; }), confined);
  EXPECT_EQ(after_confinement([] { return ::kill(::getppid(), 0) == 0; }), confined);
  EXPECT_EQ(after_confinement([] { return ::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0; }), confined);
}

TEST(Confinement, LimitsMemoryAndRunsNoneOfIt) {
  constexpr std::size_t page = 4096;
  const auto maps = [](std::size_t size, int protection) {
    return ::mmap(nullptr, size, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
  };
  const auto much = [&] { return maps(500UL * 1024UL * 1024UL, PROT_READ | PROT_WRITE); };
  EXPECT_EQ(after_confinement(much), confined);
  EXPECT_EQ(after_confinement([&] { return maps(page, PROT_READ | PROT_EXEC); }), confined);
  EXPECT_EQ(after_confinement([&] { return !maps(page, PROT_READ | PROT_WRITE); }), confined) << "some is needed";
}

}  // namespace
}  // namespace meldmaat
