// SPDX-License-Identifier: EUPL-1.2
#include "storage/postbox_backup.hpp"

#include "bot/store.hpp"
#include "storage/file_lock.hpp"
#include "storage/migrate.hpp"
#include "storage/sqlite_postbox.hpp"

namespace meldmaat {

namespace {

namespace fs = std::filesystem;

/// A copy under another name until it is proved; gone when it is not.
class Unfinished {
 public:
  explicit Unfinished(fs::path file) : file_(std::move(file)) { remove(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() { remove(); }
  [[nodiscard]] const fs::path& file() const { return file_; }

 private:
  void remove() const {
    std::error_code ignored;
    fs::remove(file_, ignored);
    fs::remove(file_.string() + "-journal", ignored);
    fs::remove(file_.string() + ".lock", ignored);
  }
  fs::path file_;
};

void copy_proved(const fs::path& from, const fs::path& to) {
  const Unfinished part(to.string() + ".part");
  try {
    SqlitePostbox(SqlitePostboxOptions{from, {}}).copy_to(part.file());
    const SqlitePostbox proved(SqlitePostboxOptions{part.file(), {}});
  } catch (const StoreBroken& error) {
    throw BackupRefused(error.what());
  }
  rename_durably(part.file(), to);
}

}  // namespace

fs::path postbox_beside(const fs::path& backup) {
  return backup.string() + ".postbox";
}

void back_up_postbox(const fs::path& file, const fs::path& to) {
  if (fs::exists(to)) throw BackupRefused(to.string() + " is there already: nothing is overwritten");
  copy_proved(file, to);
}

void restore_postbox(const fs::path& from, const fs::path& to, Existing existing) {
  const FileLock lock(to);
  if (fs::exists(to) && existing == Existing::refuse) {
    throw BackupRefused(to.string() + " is there already: nothing is overwritten");
  }
  if (!fs::exists(from)) throw BackupRefused("there is no backup at " + from.string());
  // Brought up to date beside its place first, so that a backup that is none changes nothing.
  const Unfinished part(to.string() + ".restored");
  fs::copy_file(from, part.file());
  copy_proved(part.file(), to.string() + ".new");
  if (fs::exists(to)) rename_durably(to, to.string() + ".replaced");
  rename_durably(to.string() + ".new", to);
}

}  // namespace meldmaat
