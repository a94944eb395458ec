// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Measures Matrix: meldmaat, and beside it in the same run the bot in tests/bench/peers/matrix-echo. One client is the
/// homeserver to both: it pushes transactions with its token, and takes what the bots send to it.
///
/// To meldmaat an event is the same turn as on the web: a step of a report, committed before it is answered. To its
/// peer it is a row that is committed before it is answered, and an echo. Before anything is measured each bot must
/// refuse who has not the homeserver's token.
#pragma once

#include <filesystem>
#include <vector>

#include "tests/bench/options.hpp"
#include "tests/bench/report.hpp"

namespace meldmaat::bench {

/// \return of meldmaat first, then of the peer  \param folder empty, for everything that is written
/// \throws std::runtime_error when a bot cannot be started, takes a wrong token, or loses or doubles a message
[[nodiscard]] std::vector<MatrixResults> measure_matrix(const Options& options, const std::filesystem::path& folder);

}  // namespace meldmaat::bench
