// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/private_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace meldmaat {

bool make_private_file(const std::filesystem::path& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  const bool written = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  const bool kept = ::fsync(file) == 0;
  const bool whole = ::close(file) == 0 && written && kept;
  if (!whole) ::unlink(path.c_str());
  return whole;
}

}  // namespace meldmaat
