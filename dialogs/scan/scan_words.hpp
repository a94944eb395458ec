// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is said in a self-scan: a point with what was counted beside it, the result, earlier scans. The words are the
/// texts "scan.p<point>.title", ".ask", ".why" and ".first".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "bot/scan.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// Newest first.
[[nodiscard]] std::vector<Scan> earlier_scans(const Talk& talk);

/// Writes down in the frame on top what was counted, so that it can be asked again without the view.
void note_measures(Talk& talk);

/// The question about a point from 1 to 10. \pre the frame on top is a scan
[[nodiscard]] std::string point_words(const Talk& talk, std::size_t point);

/// Score, band and advice, what changed since the scan before, and for each open point what to do first.
void say_result(Talk& talk, const Scan& scan);

/// The earlier scans, for who fills them in.
void say_scans(Talk& talk);

}  // namespace meldmaat
