// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A municipality made for a measurement, and how `meldmaat serve` is started with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>

#include "tests/bench/process.hpp"

namespace meldmaat::bench {

/// What meldmaat must know to be in the Teams of the bench.
struct TeamsPlan {
  std::string app_id;
  std::string tenant;
  std::string secret;
  std::string cloud;  ///< origin of everything that is Microsoft's
};

/// What meldmaat must know to be on the Matrix of the bench.
struct MatrixPlan {
  std::string homeserver;  ///< its origin
  std::string server_name;
  std::string as_token;
  std::string hs_token;
};

/// The chat of the municipality beside the web.
using ChatPlan = std::variant<std::monostate, TeamsPlan, MatrixPlan>;

/// The folder of configuration and database, and the ports that were free when it was made.
struct Town {
  std::filesystem::path folder;
  std::uint16_t web = 0;
  std::uint16_t ops = 0;
  std::uint16_t chat = 0;  ///< where Teams or the homeserver calls; 0: there is none
  [[nodiscard]] std::filesystem::path data() const { return folder / "data"; }
};

/// Writes organisation.toml and meldmaat.toml: the roles that must be held, and `employees` people at one desk, named
/// employee_id(0), employee_id(1), ..., in Teams as object_id(0), ... and on Matrix as matrix_user(0), ... when that is
/// the plan.
[[nodiscard]] Town make_town(const std::filesystem::path& folder, std::size_t employees, const ChatPlan& plan = {});
[[nodiscard]] std::string employee_id(std::size_t number);
[[nodiscard]] std::string object_id(std::size_t number);
[[nodiscard]] std::string matrix_user(const MatrixPlan& plan, std::size_t number);

[[nodiscard]] Command serve(const std::filesystem::path& program, const Town& town);

}  // namespace meldmaat::bench
