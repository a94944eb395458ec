// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Every key of every configuration file with its explanation, out of the sections that the files are read with.
#pragma once

#include <string>

namespace meldmaat {

/// Markdown: the second half of docs/configuration.md.
[[nodiscard]] std::string configuration_reference();

}  // namespace meldmaat
