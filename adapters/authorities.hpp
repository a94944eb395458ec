// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Whether a file of CA certificates is one, known before anything depends on it.
#pragma once

#include <string>

namespace meldmaat {

/// True when TLS can read authorities from this file (PEM), judged by the same OpenSSL reader that HttpsClient uses.
[[nodiscard]] bool holds_authorities(const std::string& file);

}  // namespace meldmaat
