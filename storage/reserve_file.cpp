// SPDX-License-Identifier: EUPL-1.2
#include "storage/reserve_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <system_error>

namespace meldmaat {

ReserveFile::ReserveFile(const std::filesystem::path& database, std::uint64_t bytes)
    : file_(database.string() + ".reserve"), bytes_(bytes) {}

bool ReserveFile::fill() noexcept {
  std::error_code failed;
  if (bytes_ == 0 || std::filesystem::file_size(file_, failed) == bytes_) return true;
  const int descriptor = ::open(file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  // Not a hole: the blocks must really be ours.
  const bool taken = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes_)) == 0;
  ::close(descriptor);
  if (!taken) release();
  return taken;
}

void ReserveFile::release() noexcept {
  std::error_code failed;
  std::filesystem::remove(file_, failed);
}

}  // namespace meldmaat
