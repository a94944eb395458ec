// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A municipality made for a measurement, and how `meldmaat serve` is started with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "tests/bench/process.hpp"

namespace meldmaat::bench {

/// What meldmaat must know to be in the Teams of the bench.
struct TeamsPlan {
  std::string app_id;
  std::string tenant;
  std::string secret;
  std::string cloud;  ///< origin of everything that is Microsoft's
};

/// The folder of configuration and database, and the ports that were free when it was made.
struct Town {
  std::filesystem::path folder;
  std::uint16_t web = 0;
  std::uint16_t ops = 0;
  std::uint16_t teams = 0;  ///< 0: not in Teams
  [[nodiscard]] std::filesystem::path data() const { return folder / "data"; }
};

/// Writes organisation.toml and meldmaat.toml: the roles that must be held, and `employees` people at one desk, named
/// employee_id(0), employee_id(1), ..., in Teams as object_id(0), ... when there is a plan for it.
[[nodiscard]] Town make_town(const std::filesystem::path& folder, std::size_t employees,
                             const std::optional<TeamsPlan>& plan = std::nullopt);
[[nodiscard]] std::string employee_id(std::size_t number);
[[nodiscard]] std::string object_id(std::size_t number);

[[nodiscard]] Command serve(const std::filesystem::path& program, const Town& town);

}  // namespace meldmaat::bench
