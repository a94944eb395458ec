// SPDX-License-Identifier: EUPL-1.2
// Commands on a database that no service uses.
#include <sys/stat.h>

#include <iostream>
#include <utility>

#include "bot/program/commands.hpp"
#include "bot/program/town.hpp"
#include "storage/backup.hpp"
#include "storage/key_rotation.hpp"
#include "storage/postbox_backup.hpp"
#include "storage/sqlite_postbox.hpp"
#include "storage/verify.hpp"

namespace meldmaat {

namespace {

constexpr int done = 0;
constexpr int refused = 1;
constexpr int broken = 70;

/// Runs `work` on the database's path and the place of its key, and turns what may go wrong into words and an exit
/// code.
template <class Work>
int with_database(const DataOptions& options, Work work) {
  ::umask(077);
  const auto loaded = load_or_complain(options.config);
  if (!loaded) return refused;
  const auto database = database_in(loaded->settings.data);
  try {
    return work(database, key_file_of(loaded->settings, options.credentials));
  } catch (const StoreBroken& error) {
    std::cerr << "meldmaat: the database cannot be used: " << error.what() << '\n';
    return broken;
  } catch (const StoreBusy& error) {
    std::cerr << "meldmaat: the database is in use, or cannot be opened now: " << error.what() << '\n';
  } catch (const BackupRefused& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
  } catch (const KeyRefused& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
  }
  return refused;
}

void require_database(const std::filesystem::path& database) {
  if (!std::filesystem::exists(database)) throw BackupRefused("there is no database at " + database.string());
}

/// Before anything else is written, so that two files are both made or neither is.
void require_free(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) throw BackupRefused(file.string() + " is there already: nothing is overwritten");
}

}  // namespace

int back_up_database(const DataOptions& options, const std::filesystem::path& to) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key) {
    require_database(database);
    SqliteStore store({.file = database, .delivered_by_writing = {"web"}, .vfs = {}, .key = key});
    const auto postbox = postbox_in(database.parent_path());
    const bool has_postbox = std::filesystem::exists(postbox);
    require_free(to);
    if (has_postbox) {
      back_up_postbox(postbox, postbox_beside(to));
      std::cout << "the postbox: copied to " << postbox_beside(to).string() << '\n';
    }
    back_up(store, to);
    std::cout << "copied to " << to.string() << " and compared row by row. It opens with the master key "
              << store.master_key().id() << ": keep a copy of that key, elsewhere than the backups\n";
    return done;
  });
}

int restore_database(const DataOptions& options, const std::filesystem::path& from, bool replace) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key) {
    std::filesystem::create_directories(database.parent_path());
    const auto existing = replace ? Existing::set_aside : Existing::refuse;
    const auto postbox = postbox_in(database.parent_path());
    const bool has_postbox = std::filesystem::exists(postbox_beside(from));
    if (has_postbox && existing == Existing::refuse) require_free(postbox);
    restore(from, database, existing, key);
    if (has_postbox) {
      restore_postbox(postbox_beside(from), postbox, existing);
      std::cout << "the postbox: restored\n";
    }
    std::cout << "restored to " << database.string() << '\n';
    return done;
  });
}

int verify_database(const DataOptions& options) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key) {
    const auto postbox = postbox_in(database.parent_path());
    // Opening it looks at every page and every reference.
    if (std::filesystem::exists(postbox)) const SqlitePostbox sound(SqlitePostboxOptions{postbox, {}});
    const auto verified = verify(database, key);
    for (const auto& finding : verified.findings) std::cout << finding.where << ": " << finding.what << '\n';
    if (!verified.findings.empty()) return broken;
    std::int64_t rows = 0;
    for (const auto& [table, count] : verified.rows) rows += count;
    std::cout << "the database is whole: " << rows << " rows in " << verified.rows.size() << " tables\n";
    return done;
  });
}

int rotate_key(const DataOptions& options, const std::filesystem::path& to) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key) {
    require_database(database);
    auto old_key = master_key_for(database, key, NoKeyYet::refuse);
    const auto old_path = old_key.path().string();
    auto new_key = MasterKey::read({.path = to});
    const auto id = new_key.id();
    KeyRotation rotation(database, std::move(old_key), std::move(new_key));
    while (!rotation.step()) {
    }
    std::cout << rotation.wrapped() << " keys wrapped. The database opens with the master key " << id << " only: put "
              << to.string() << " in the place of " << old_path << " before you start meldmaat\n"
              << "Backups of before still need the old key\n";
    return done;
  });
}

}  // namespace meldmaat
