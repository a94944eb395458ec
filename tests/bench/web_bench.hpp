// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Measures the web: 64 employees, each signed in over a one-time link and in the middle of a report, speak the public
/// HTTP interface (docs/openapi.yaml). `serve` and not `demo`, because the demo has 29 people and asks nobody who they
/// are: here each of the 64 connections is a conversation of its own and each request pays for its session. The links
/// are put where `meldmaat invite` puts them.
///
/// A turn is one POST .../messages, acknowledged after its commit was synced to disk: see script.hpp for what is said.
/// Each answer is checked. Each round measures the machine's ceilings, then the program, so that ratios hold on a noisy
/// machine.
#pragma once

#include <filesystem>

#include "tests/bench/options.hpp"
#include "tests/bench/report.hpp"

namespace meldmaat::bench {

/// \param folder empty, for everything that is written
/// \throws std::runtime_error when an answer is not what it should be
[[nodiscard]] WebResults measure_web(const Options& options, const std::filesystem::path& folder);

}  // namespace meldmaat::bench
