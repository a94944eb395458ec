// SPDX-License-Identifier: EUPL-1.2
// Commands on a database that no service uses.
#include <sys/stat.h>

#include <fstream>
#include <iostream>
#include <utility>

#include "adapters/iso_utc.hpp"
#include "adapters/paper/csv.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/town.hpp"
#include "bot/program/trail.hpp"
#include "bot/removal_round.hpp"
#include "storage/audit_anchors.hpp"
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
    return work(database, key_file_of(loaded->settings, options.credentials), loaded->municipality);
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

SqliteStoreOptions store_at(const std::filesystem::path& database, const KeyFile& key) {
  return {.file = database, .delivered_by_writing = {"web"}, .vfs = {}, .key = key};
}

/// A database that cannot be opened any more cannot tell; then what a backup brings back is announced and removed anew.
std::vector<CaseNumber> removed_from(const std::filesystem::path& database, const KeyFile& key) {
  if (!std::filesystem::exists(database)) return {};
  const auto unread = [](const std::exception& error) {
    std::cerr << "meldmaat: the database that is replaced cannot be read: " << error.what()
              << ". Cases that were removed from it since the backup are there again, until their term is looked at\n";
    return std::vector<CaseNumber>{};
  };
  try {
    SqliteStore store(store_at(database, key));
    return removed_cases(store);
  } catch (const StoreBroken& error) {
    return unread(error);
  } catch (const KeyRefused& error) {
    return unread(error);
  }
}

/// Removes what had been removed before the backup brought it back. \return how many cases
std::size_t remove_again(Store& store, const Municipality& town, const std::vector<CaseNumber>& removed) {
  const Moment now = moment_for(store);
  std::size_t count = 0;
  for (const auto& number : removed) {
    if (!store.read_case(number)) continue;
    store.begin_batch();
    erase_case(store, town, number, now);
    store.commit_batch();
    store.tidy();
    ++count;
  }
  return count;
}

/// Nothing was asked to be held against when the path is empty.
std::vector<AuditHead> anchors_in(const std::filesystem::path& log) {
  if (log.empty()) return {};
  std::ifstream file(log);
  auto anchors = read_anchors(file);
  if (anchors.empty()) throw BackupRefused("there is no line of audit_head in " + log.string());
  return anchors;
}

}  // namespace

int back_up_database(const DataOptions& options, const std::filesystem::path& to) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Municipality&) {
    require_database(database);
    SqliteStore store(store_at(database, key));
    const auto postbox = postbox_in(database.parent_path());
    const bool has_postbox = std::filesystem::exists(postbox);
    require_free(to);
    note_on_trail(store, audits::backup, {});
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
  return with_database(
      options, [&](const std::filesystem::path& database, const KeyFile& key, const Municipality& town) {
        std::filesystem::create_directories(database.parent_path());
        const auto existing = replace ? Existing::set_aside : Existing::refuse;
        const auto postbox = postbox_in(database.parent_path());
        const bool has_postbox = std::filesystem::exists(postbox_beside(from));
        const auto removed = replace ? removed_from(database, key) : std::vector<CaseNumber>{};
        if (has_postbox && existing == Existing::refuse) require_free(postbox);
        restore(from, database, existing, key);
        if (has_postbox) {
          restore_postbox(postbox_beside(from), postbox, existing);
          std::cout << "the postbox: restored\n";
        }
        SqliteStore store(store_at(database, key));
        note_on_trail(store, audits::restored, {});
        if (const auto again = remove_again(store, town, removed); again > 0) {
          std::cout << "removed again: " << again << " cases that had been removed since that backup\n";
        }
        std::cout << "restored to " << database.string() << '\n';
        return done;
      });
}

int verify_database(const DataOptions& options, const std::filesystem::path& anchors) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Municipality&) {
    const auto kept = anchors_in(anchors);
    const auto postbox = postbox_in(database.parent_path());
    // Opening it looks at every page and every reference.
    if (std::filesystem::exists(postbox)) const SqlitePostbox sound(SqlitePostboxOptions{postbox, {}});
    const auto verified = verify(database, key, "", kept);
    for (const auto& finding : verified.findings) std::cout << finding.where << ": " << finding.what << '\n';
    if (!verified.findings.empty()) return broken;
    std::int64_t rows = 0;
    for (const auto& [table, count] : verified.rows) rows += count;
    std::cout << "the database is whole: " << rows << " rows in " << verified.rows.size() << " tables\n";
    if (!kept.empty()) std::cout << "the audit trail is the one of which " << kept.size() << " ends were kept\n";
    return done;
  });
}

int print_audit(const DataOptions& options, const std::string& number) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Municipality&) {
    require_database(database);
    SqliteStore store(store_at(database, key));
    std::vector<std::vector<std::string>> rows{{"at", "by", "what", "case", "about"}};
    constexpr std::size_t page = 1000;
    std::uint64_t after = 0;
    for (auto lines = store.audit(after, page); !lines.empty(); lines = store.audit(after, page)) {
      after += lines.size();
      for (const auto& line : lines) {
        if (!number.empty() && line.number.str() != number) continue;
        rows.push_back({iso_utc(line.at), line.by.str(), line.what, line.number.str(), line.about});
      }
    }
    std::cout << to_csv(rows);
    return done;
  });
}

int rotate_key(const DataOptions& options, const std::filesystem::path& to) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Municipality&) {
    require_database(database);
    auto old_key = master_key_for(database, key, NoKeyYet::refuse);
    const auto old_path = old_key.path().string();
    auto new_key = MasterKey::read({.path = to});
    const auto id = new_key.id();
    const auto wrapped = [&] {
      KeyRotation rotation(database, std::move(old_key), std::move(new_key));
      while (!rotation.step()) {
      }
      return rotation.wrapped();
    }();
    SqliteStore store(store_at(database, {.path = to}));
    note_on_trail(store, audits::key_changed, id);
    std::cout << wrapped << " keys wrapped. The database opens with the master key " << id << " only: put "
              << to.string() << " in the place of " << old_path << " before you start meldmaat\n"
              << "Backups of before still need the old key\n";
    return done;
  });
}

}  // namespace meldmaat
