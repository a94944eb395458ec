// SPDX-License-Identifier: EUPL-1.2
// Commands on a database that no service uses.
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <utility>

#include "adapters/hexadecimal.hpp"
#include "adapters/iso_utc.hpp"
#include "adapters/paper/csv.hpp"
#include "adapters/sealed_file.hpp"
#include "adapters/system_random.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/in_force.hpp"
#include "bot/program/private_file.hpp"
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
  const auto loaded = load_or_complain(options.config, options.teams);
  if (!loaded) return refused;
  const auto database = database_in(loaded->settings.data);
  try {
    return work(database, key_file_of(loaded->settings, options.credentials), *loaded);
  } catch (const StoreBroken& error) {
    std::cerr << "meldmaat: the database cannot be used: " << error.what() << '\n';
    return broken;
  } catch (const StoreBusy& error) {
    std::cerr << "meldmaat: the database is in use, or cannot be opened now: " << error.what() << '\n';
  } catch (const BackupRefused& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
  } catch (const KeyRefused& error) {
    std::cerr << "meldmaat: " << error.what() << '\n';
  } catch (const SealedFileRefused& error) {
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

/// Makes copies in their place or, when there is a key for backups, beside the database, where they are as safe as that
/// is: then only what is sealed leaves.
class Outgoing {
 public:
  Outgoing(const std::string& key, const std::filesystem::path& database) : beside_(database.string() + ".backup") {
    if (key.empty()) return;
    reader_ = PublicKey::read(from_hex(key).value_or(""));
    if (!reader_) throw BackupRefused("the key for backups in meldmaat.toml is none");
  }
  [[nodiscard]] bool sealed() const { return reader_.has_value(); }

  template <class Make>
  void make(const std::filesystem::path& to, Make copy) const {
    if (!reader_) return copy(to);
    std::error_code failed;
    std::filesystem::remove(beside_, failed);  // of one that was broken off
    copy(beside_);
    SystemRandom random;
    seal_file(beside_, to, *reader_, random);
    std::filesystem::remove(beside_, failed);
  }

 private:
  std::filesystem::path beside_;
  std::optional<PublicKey> reader_;
};

KeyPair backup_key_in(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);
  auto key = KeyPair::read(from_hex(line).value_or(""));
  if (!key) throw BackupRefused(file.string() + " is no key that backup-key made");
  return std::move(*key);
}

/// A backup as it can be restored: itself or, when it is sealed, opened beside the database for as long as this lives.
class Incoming {
 public:
  Incoming(const std::filesystem::path& from, const std::filesystem::path& key, const std::filesystem::path& database)
      : path_(from) {
    if (from.empty() || !is_sealed_file(from)) return;
    if (key.empty()) throw BackupRefused(from.string() + " is sealed: say where its key is, with --backup-key");
    path_ = database.string() + ".opened";
    open_file(from, path_, backup_key_in(key));
    opened_ = true;
  }
  Incoming(const Incoming&) = delete;
  Incoming& operator=(const Incoming&) = delete;
  ~Incoming() {
    std::error_code failed;
    if (opened_) std::filesystem::remove(path_, failed);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  bool opened_ = false;
};

/// Nothing was asked to be held against when the path is empty.
std::vector<AuditHead> anchors_in(const std::filesystem::path& log) {
  if (log.empty()) return {};
  std::ifstream file(log);
  auto anchors = read_anchors(file);
  if (anchors.empty()) throw BackupRefused("there is no line of audit_head in " + log.string());
  return anchors;
}

}  // namespace

int make_backup_key(const std::filesystem::path& to) {
  const auto key = KeyPair::make();
  if (!make_private_file(to, to_hex(key.pkcs8()) + "\n")) {
    std::cerr << "meldmaat: " << to.string() << " cannot be written: " << std::strerror(errno) << '\n';
    return refused;
  }
  std::cerr << "The key is in " << to.string() << ". Without it no backup can be opened any more: keep it twice, "
            << "elsewhere than this machine and its backups. In meldmaat.toml:\n";
  std::cout << "[keys]\nbackup = \"" << to_hex(key.public_bytes()) << "\"\n";
  return done;
}

int back_up_database(const DataOptions& options, const std::filesystem::path& to) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Loaded& town) {
    require_database(database);
    SqliteStore store(store_at(database, key));
    const auto postbox = postbox_in(database.parent_path());
    const bool has_postbox = std::filesystem::exists(postbox);
    const Outgoing copies(town.settings.backup_key, database);
    require_free(to);
    if (has_postbox) require_free(postbox_beside(to));
    note_on_trail(store, audits::backup, {});
    if (has_postbox) {
      copies.make(postbox_beside(to), [&](const std::filesystem::path& copy) { back_up_postbox(postbox, copy); });
      std::cout << "the postbox: copied to " << postbox_beside(to).string() << '\n';
    }
    copies.make(to, [&](const std::filesystem::path& copy) { back_up(store, copy); });
    if (copies.sealed()) std::cout << "sealed for the key of backups: restore asks for --backup-key\n";
    std::cout << "copied to " << to.string() << " and compared row by row. It opens with the master key "
              << store.master_key().id() << ": keep a copy of that key, elsewhere than the backups\n";
    return done;
  });
}

int restore_database(const DataOptions& options, const RestoreOptions& what) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Loaded& town) {
    std::filesystem::create_directories(database.parent_path());
    const auto existing = what.replace ? Existing::set_aside : Existing::refuse;
    const auto postbox = postbox_in(database.parent_path());
    const bool has_postbox = std::filesystem::exists(postbox_beside(what.from));
    const auto removed = what.replace ? removed_from(database, key) : std::vector<CaseNumber>{};
    if (has_postbox && !what.replace) require_free(postbox);
    const Incoming copy(what.from, what.backup_key, database);
    const Incoming postbox_copy(has_postbox ? postbox_beside(what.from) : std::filesystem::path{}, what.backup_key,
                                postbox);
    restore(copy.path(), database, existing, key);
    if (has_postbox) {
      restore_postbox(postbox_copy.path(), postbox, existing);
      std::cout << "the postbox: restored\n";
    }
    SqliteStore store(store_at(database, key));
    note_on_trail(store, audits::restored, {});
    if (const auto again = remove_again(store, town.municipality, removed); again > 0) {
      std::cout << "removed again: " << again << " cases that had been removed since that backup\n";
    }
    std::cout << "restored to " << database.string() << '\n';
    return done;
  });
}

int verify_database(const DataOptions& options, const std::filesystem::path& anchors) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Loaded&) {
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
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Loaded&) {
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

int accept_configuration(const DataOptions& options) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Loaded&) {
    require_database(database);
    Sources sources = read_sources(options.config);
    sources.environment = options.teams;
    SqliteStore store(store_at(database, key));
    force(store, sources);
    std::cout
        << "this configuration counts from the next start on. Who might have refused it is told then, and it stands "
           "on the audit trail\n";
    return done;
  });
}

int rotate_key(const DataOptions& options, const std::filesystem::path& to) {
  return with_database(options, [&](const std::filesystem::path& database, const KeyFile& key, const Loaded&) {
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
