// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Writes a ZIP file of a few small files (PKWARE APPNOTE 6.3, ISO/IEC 21320-1): stored without compression and with a
/// fixed time, so that the same files always make the same bytes. Pure; any thread.
#pragma once

#include <string>
#include <vector>

namespace meldmaat {

struct ZippedFile {
  std::string name;  ///< ASCII; a folder before it with a slash
  std::string content;
};

/// \pre every file is smaller than 4 GiB and there are fewer than 65,536
[[nodiscard]] std::string zip_file(const std::vector<ZippedFile>& files);

}  // namespace meldmaat
