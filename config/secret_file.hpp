// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A secret stands in a file of its own, never in meldmaat.toml: so that the configuration can be shown to anybody.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "config/table.hpp"

namespace meldmaat {

/// The content of the file that `key` names, without the line break at its end. Empty when the key is not given or,
/// after a complaint, when the file is absent, empty, larger than 64 KiB or open to other users of the machine.
[[nodiscard]] std::string read_secret_file(const Table& table, std::string_view key);

/// The same file again, later: its secret may have been replaced. Empty when a complaint would follow.
[[nodiscard]] std::string read_secret_again(const std::filesystem::path& path);

/// The same for what is no secret: a certificate may be readable for everybody.
[[nodiscard]] std::string read_public_file(const Table& table, std::string_view key);

}  // namespace meldmaat
