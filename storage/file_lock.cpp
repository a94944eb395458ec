// SPDX-License-Identifier: EUPL-1.2
#include "storage/file_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <string>
#include <system_error>

#include "bot/store.hpp"

namespace meldmaat {

FileLock::FileLock(const std::filesystem::path& database) {
  const std::string file = database.string() + ".lock";
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor_ < 0) throw StoreBroken("cannot make " + file + ": " + std::generic_category().message(errno));
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(descriptor_);
  throw StoreBusy(database.string() + " is in use by another process (it holds " + file + ")");
}

FileLock::~FileLock() {
  ::close(descriptor_);
}

}  // namespace meldmaat
