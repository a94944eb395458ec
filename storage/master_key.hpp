// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The key that wraps all others. It lies outside the database, so that a copy of the database alone opens nothing.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include "storage/cipher.hpp"
#include "storage/sqlite_connection.hpp"

namespace meldmaat {

/// There is no key that fits, or others can read it. Nothing was changed; the text says what to do and holds no key.
class KeyRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Where the master key lies: a file of 64 hexadecimal digits and a line break.
struct KeyFile {
  /// Empty: `master.key` beside the database, which is made when the database is.
  std::filesystem::path path = {};  // NOLINT(readability-redundant-member-init): so that naming the others is enough
  /// The service manager handed it over: it lies in a folder for this service alone, and its group may be root's.
  bool handed_over = false;
};

class MasterKey {
 public:
  /// \throws KeyRefused when it is not there, is no key, or another user of the machine can read it
  [[nodiscard]] static MasterKey read(const KeyFile& file);
  /// Draws one and has it on disk when it returns. \throws KeyRefused when that cannot be done
  static void make(const std::filesystem::path& path);

  /// Another one of the same bytes, for another thread or owner.
  [[nodiscard]] MasterKey copy() const { return {KeyBytes(bytes_.view()), path_}; }

  /// Names the key without telling anything of it: 16 hexadecimal digits.
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const KeyBytes& bytes() const { return bytes_; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  MasterKey(KeyBytes bytes, std::filesystem::path path);

  KeyBytes bytes_;
  std::string id_;
  std::filesystem::path path_;
};

/// The id of the master key that opens this database; empty while nothing in it is sealed.
[[nodiscard]] std::string key_needed_by(Connection& connection);

enum class NoKeyYet {
  refuse,
  make  ///< in the place beside the database, while nothing in it is sealed
};

/// The key for `database`, which need not be there yet.
/// \throws KeyRefused, StoreBroken when there is no key and the database cannot be asked either
[[nodiscard]] MasterKey master_key_for(const std::filesystem::path& database, const KeyFile& file, NoKeyYet none,
                                       const std::string& vfs = "");

}  // namespace meldmaat
