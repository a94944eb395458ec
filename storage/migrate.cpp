// SPDX-License-Identifier: EUPL-1.2
#include "storage/migrate.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <string>
#include <system_error>

#include "bot/store.hpp"

namespace meldmaat {

namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& file, const char* ending) {
  return file.string() + ending;
}

/// A rename is on disk only when its directory is.
void sync_directory(const fs::path& file) {
  const fs::path directory = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  const auto reason = std::generic_category().message(errno);
  if (descriptor >= 0) ::close(descriptor);
  if (!synced) throw StoreBroken("cannot sync " + directory.string() + ": " + reason);
}

}  // namespace

void rename_durably(const fs::path& from, const fs::path& to) {
  std::error_code failed;
  fs::rename(from, to, failed);
  if (failed) throw StoreBroken("cannot rename " + from.string() + ": " + failed.message());
  sync_directory(to);
}

void create_when_missing(const fs::path& file, const std::string& vfs, const std::function<void(Connection&)>& fill) {
  std::error_code failed;
  if (fs::exists(file, failed)) {
    if (fs::file_size(file, failed) != 0 || failed) return;
    throw StoreBroken(file.string() + " is empty: it was cut off, or its copy went wrong. Restore a backup.");
  }
  if (failed) throw StoreBroken("cannot reach " + file.string() + ": " + failed.message());
  if (fs::exists(beside(file, "-wal"), failed)) {
    throw StoreBroken(file.string() + " is gone, but its -wal file is there. Put it back or restore a backup.");
  }
  const fs::path fresh = beside(file, ".new");
  fs::remove(fresh, failed);
  fs::remove(beside(fresh, "-journal"), failed);
  {
    Connection connection(fresh, vfs, Connection::Missing::create);
    fill(connection);
  }
  rename_durably(fresh, file);
}

std::int64_t identify(Connection& connection, const std::vector<const char*>& steps, std::int64_t id) {
  const auto newest = static_cast<std::int64_t>(steps.size());
  const auto found = connection.ask_number("PRAGMA application_id");
  const auto version = connection.ask_number("PRAGMA user_version");
  const auto& name = connection.file().string();
  if (found != id) throw StoreBroken(name + " belongs to another program");
  if (version > newest) {
    throw StoreBroken(name + " was written by a newer meldmaat (schema " + std::to_string(version) +
                      "); this one knows schema " + std::to_string(newest) + ". Start the newer one.");
  }
  return version;
}

void migrate(Connection& connection, const std::vector<const char*>& steps, std::int64_t id) {
  auto version = connection.ask_number("PRAGMA user_version");
  if (version >= static_cast<std::int64_t>(steps.size())) return;
  connection.begin();
  try {
    for (auto step = static_cast<std::size_t>(version); step < steps.size(); ++step) connection.execute(steps[step]);
    connection.execute("PRAGMA user_version = " + std::to_string(steps.size()));
    connection.execute("PRAGMA application_id = " + std::to_string(id));
    connection.commit();
  } catch (...) {
    connection.roll_back();
    throw;
  }
}

void check_integrity(Connection& connection) {
  const auto& name = connection.file().string();
  Query quick(connection, "PRAGMA quick_check(1)");
  const std::string found = quick.next() ? quick.text(0) : "no answer";
  if (found != "ok") throw StoreBroken(name + " is damaged: " + found + ". Restore a backup.");
  Query foreign(connection, "PRAGMA foreign_key_check");
  if (foreign.next()) throw StoreBroken(name + " is damaged: a row of " + foreign.text(0) + " points to nothing");
}

}  // namespace meldmaat
