// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the program has in its memory stays there: texts of reports, and the key of keys.
#pragma once

namespace meldmaat {

/// From here on no crash writes the memory of this process to a file, and no other process of the same user reads it or
/// traces this one (root can). The builds with sanitizers leave the second out: their search for leaks traces.
/// Call it before anything is read; main() does. \throws std::system_error when the system refuses
void keep_memory_private();

}  // namespace meldmaat
