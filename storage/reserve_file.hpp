// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Space that is taken while there is plenty and given back when the disk is full, so that the program can still finish
/// what it has in hand (plan M8).
#pragma once

#include <cstdint>
#include <filesystem>

namespace meldmaat {

class ReserveFile {
 public:
  /// `<database>.reserve`, of `bytes`; 0: no reserve at all.
  ReserveFile(const std::filesystem::path& database, std::uint64_t bytes);

  /// Takes the space, unless it has it. \return whether the reserve is complete
  bool fill() noexcept;
  void release() noexcept;

 private:
  std::filesystem::path file_;
  std::uint64_t bytes_;
};

}  // namespace meldmaat
