// SPDX-License-Identifier: EUPL-1.2
// Commands on a database that no service uses.
#include <sys/stat.h>

#include <iostream>

#include "bot/program/commands.hpp"
#include "bot/program/town.hpp"
#include "storage/backup.hpp"
#include "storage/postbox_backup.hpp"
#include "storage/sqlite_postbox.hpp"
#include "storage/verify.hpp"

namespace meldmaat {

namespace {

constexpr int done = 0;
constexpr int refused = 1;
constexpr int broken = 70;

/// Runs `work` on the database's path and turns what may go wrong into words and an exit code.
template <class Work>
int with_database(const std::filesystem::path& config, Work work) {
  ::umask(077);
  const auto loaded = load_or_complain(config);
  if (!loaded) return refused;
  const auto database = database_in(loaded->settings.data);
  try {
    return work(database);
  } catch (const StoreBroken& error) {
    std::cerr << "meldmaat: the database cannot be used: " << error.what() << '\n';
    return broken;
  } catch (const StoreBusy& error) {
    std::cerr << "meldmaat: the database is in use, or cannot be opened now: " << error.what() << '\n';
  } catch (const BackupRefused& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
  }
  return refused;
}

}  // namespace

int back_up_database(const std::filesystem::path& config, const std::filesystem::path& to) {
  return with_database(config, [&](const std::filesystem::path& database) {
    if (!std::filesystem::exists(database)) throw BackupRefused("there is no database at " + database.string());
    SqliteStore store({.file = database, .delivered_by_writing = {"web"}, .vfs = {}});
    const auto postbox = postbox_in(database.parent_path());
    const bool has_postbox = std::filesystem::exists(postbox);
    if (has_postbox) back_up_postbox(postbox, postbox_beside(to));
    back_up(store, to);
    if (has_postbox) std::cout << "the postbox: copied to " << postbox_beside(to).string() << '\n';
    std::cout << "copied to " << to.string() << " and compared row by row\n";
    return done;
  });
}

int restore_database(const std::filesystem::path& config, const std::filesystem::path& from, bool replace) {
  return with_database(config, [&](const std::filesystem::path& database) {
    std::filesystem::create_directories(database.parent_path());
    const auto existing = replace ? Existing::set_aside : Existing::refuse;
    restore(from, database, existing);
    if (std::filesystem::exists(postbox_beside(from))) {
      restore_postbox(postbox_beside(from), postbox_in(database.parent_path()), existing);
      std::cout << "the postbox: restored\n";
    }
    std::cout << "restored to " << database.string() << '\n';
    return done;
  });
}

int verify_database(const std::filesystem::path& config) {
  return with_database(config, [&](const std::filesystem::path& database) {
    const auto postbox = postbox_in(database.parent_path());
    // Opening it looks at every page and every reference.
    if (std::filesystem::exists(postbox)) const SqlitePostbox sound(SqlitePostboxOptions{postbox, {}});
    const auto verified = verify(database);
    for (const auto& finding : verified.findings) std::cout << finding.where << ": " << finding.what << '\n';
    if (!verified.findings.empty()) return broken;
    std::int64_t rows = 0;
    for (const auto& [table, count] : verified.rows) rows += count;
    std::cout << "the database is whole: " << rows << " rows in " << verified.rows.size() << " tables\n";
    return done;
  });
}

}  // namespace meldmaat
