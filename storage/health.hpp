// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How the disk under the store is doing (plan M8). It says what to do, not what went wrong.
#pragma once

namespace meldmaat {

enum class Health {
  healthy,    ///< takes everything
  full,       ///< no space: reading goes on, writing answers StoreBusy until `probe` says healthy again
  read_only,  ///< the file system refuses writing: as `full`
  broken      ///< damaged, or an fsync failed: every verb throws StoreBroken; the process must end
};

}  // namespace meldmaat
