// SPDX-License-Identifier: EUPL-1.2
#include "storage/master_key.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <iterator>
#include <system_error>
#include <utility>

#include "storage/migrate.hpp"
#include "storage/sealed_schema.hpp"

namespace meldmaat {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t digits = 2 * KeyBytes::size;

std::string reason() {
  return std::generic_category().message(errno);
}

/// A file that is closed at the end.
class OpenFile {
 public:
  OpenFile(const fs::path& path, int flags) : descriptor_(::open(path.c_str(), flags | O_CLOEXEC, S_IRUSR | S_IWUSR)) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  [[nodiscard]] bool works() const { return descriptor_ >= 0; }
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

/// Another user of the machine, or of the file's group.
bool open_to_others(const OpenFile& file, bool handed_over) {
  struct stat about{};
  if (::fstat(file.descriptor(), &about) != 0 || !S_ISREG(about.st_mode)) return true;
  const mode_t others = handed_over ? S_IRWXO : S_IRWXO | S_IRWXG;
  return (about.st_mode & others) != 0;
}

KeyBytes key_in(std::string_view hex, const fs::path& path) {
  std::string bytes;
  bytes.reserve(KeyBytes::size);
  for (; hex.size() >= 2; hex.remove_prefix(2)) {
    unsigned int value = 0;
    const auto* const end = std::next(hex.begin(), 2);
    if (std::from_chars(hex.begin(), end, value, 16).ptr != end) break;
    bytes += static_cast<char>(value);
  }
  const bool whole = hex.empty() && bytes.size() == KeyBytes::size;
  if (!whole) wipe(bytes);
  if (!whole) throw KeyRefused(path.string() + " is no master key: 64 hexadecimal digits and a line break are one");
  KeyBytes key(bytes);
  wipe(bytes);
  return key;
}

std::string id_of(const KeyBytes& key) {
  constexpr std::size_t bytes_of_id = 8;
  std::string named = "meldmaat master key\n";
  named.reserve(named.size() + KeyBytes::size);
  named += key.view();
  const auto id = hexadecimal(sha256(named).substr(0, bytes_of_id));
  wipe(named);
  return id;
}

}  // namespace

MasterKey::MasterKey(KeyBytes bytes, fs::path path)
    : bytes_(std::move(bytes)), id_(id_of(bytes_)), path_(std::move(path)) {}

MasterKey MasterKey::read(const KeyFile& where) {
  const auto& path = where.path;
  const OpenFile file(path, O_RDONLY);
  if (!file.works() && errno == ENOENT) {
    throw KeyRefused("there is no master key at " + path.string());
  }
  if (!file.works()) throw KeyRefused("the master key " + path.string() + " cannot be read: " + reason());
  if (open_to_others(file, where.handed_over)) {
    throw KeyRefused("others can read the master key " + path.string() + ": chmod 600 " + path.string() +
                     ", and think about who may have read it");
  }
  std::string text(digits + 2, '\0');
  const auto count = ::read(file.descriptor(), text.data(), text.size());
  if (count < 0) throw KeyRefused("the master key " + path.string() + " cannot be read: " + reason());
  std::string_view hex(text.data(), static_cast<std::size_t>(count));
  if (hex.ends_with('\n')) hex.remove_suffix(1);
  MasterKey key(key_in(hex, path), path);
  wipe(text);
  return key;
}

void MasterKey::make(const fs::path& path) {
  std::error_code failed;
  const fs::path part = path.string() + ".part";
  fs::remove(part, failed);
  {
    const OpenFile file(part, O_WRONLY | O_CREAT | O_EXCL);
    std::string line = hexadecimal(KeyBytes::drawn().view()) + '\n';
    const bool written = file.works() &&
                         ::write(file.descriptor(), line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
                         ::fsync(file.descriptor()) == 0;
    wipe(line);
    if (!written) throw KeyRefused("the master key " + path.string() + " cannot be made: " + reason());
  }
  rename_durably(part, path);
}

std::string key_needed_by(Connection& connection) {
  if (connection.ask_number("PRAGMA user_version") < sealed_since) return "";
  Query query(connection, "SELECT under FROM key WHERE owner = 'common'");
  return query.next() ? query.text(0) : "";
}

MasterKey master_key_for(const fs::path& database, const KeyFile& file, NoKeyYet none, const std::string& vfs) {
  KeyFile found = file;
  if (found.path.empty()) found.path = database.parent_path() / "master.key";
  std::error_code failed;
  if (fs::exists(found.path, failed)) return MasterKey::read(found);
  std::string needed;
  if (fs::exists(database, failed)) {
    Connection connection(database, vfs, Connection::Missing::refuse);
    needed = key_needed_by(connection);
  }
  if (!needed.empty()) {
    throw KeyRefused("there is no master key at " + found.path.string() + ". " + database.string() +
                     " opens with the key " + needed + " only: put the copy that you keep there");
  }
  if (none == NoKeyYet::make && file.path.empty()) MasterKey::make(found.path);
  if (none == NoKeyYet::make && !file.path.empty()) {
    throw KeyRefused("there is no master key at " + found.path.string() + ". Make one with: (umask 077; openssl rand " +
                     "-hex 32 > " + found.path.string() + ")");
  }
  return MasterKey::read(found);
}

}  // namespace meldmaat
