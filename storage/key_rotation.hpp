// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Another master key: every key it wrapped is wrapped anew, in slices that are committed one by one. Broken off
/// anywhere, it goes on where it was (fault F34). What the keys seal is not touched.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "storage/file_lock.hpp"
#include "storage/master_key.hpp"
#include "storage/sqlite_connection.hpp"

namespace meldmaat {

class KeyRotation {
 public:
  static constexpr int keys_a_slice = 100;

  /// \throws KeyRefused when the database belongs to neither key, or is of another version than this program; StoreBusy
  /// when a process uses it; StoreBroken
  KeyRotation(const std::filesystem::path& database, MasterKey from, MasterKey to, const std::string& vfs = "");

  /// Wraps one slice. \return whether all is done, and the old key needed no more \throws StoreBroken, StoreBusy
  [[nodiscard]] bool step();
  [[nodiscard]] std::size_t wrapped() const { return wrapped_; }  ///< by this object

 private:
  void wrap_slice();

  FileLock lock_;
  MasterKey from_;
  MasterKey to_;
  Connection connection_;
  Cipher cipher_;
  std::size_t wrapped_ = 0;
};

}  // namespace meldmaat
