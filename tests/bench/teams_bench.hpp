// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Measures Teams: meldmaat, and beside it in the same run the bots in tests/bench/peers. One client is the Connector
/// to all of them: it posts activities with one token, as Teams does, and takes what the bots post to it.
///
/// To meldmaat a turn is the same as on the web: a step of a report, committed before it is answered. To its peers,
/// which keep nothing, it is an echo. Before anything is measured each bot must refuse tokens that are wrong.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/bench/options.hpp"
#include "tests/bench/report.hpp"

namespace meldmaat::bench {

/// \return of meldmaat first, then of each peer  \param folder empty, for everything that is written
/// \throws std::runtime_error when a bot cannot be started, takes a wrong token, or loses or doubles a message
[[nodiscard]] std::vector<TeamsResults> measure_teams(const Options& options, const std::filesystem::path& folder);

}  // namespace meldmaat::bench
