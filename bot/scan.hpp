// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The ten-point self-scan: what a municipality says of itself, once a year, and what meldmaat counted beside it.
/// Handbook §14; S1-1 to S1-5.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

inline constexpr std::size_t scan_points = 10;

struct Scan {
  Moment at;
  PersonId by;
  RoleId as;                              ///< the role in which it was filled in
  std::array<bool, scan_points> ticks{};  ///< point 1 first
  bool operator==(const Scan&) const = default;
};

/// About so many beside so many.
struct Share {
  int part = 0;
  int whole = 0;
  bool operator==(const Share&) const = default;
};

/// What stands in the last annual report. Empty where that hides it (rules/scan).
struct ScanMeasures {
  std::optional<Share> police;     ///< point 5: a decision about the police, beside how many reports were serious
  std::optional<Share> reaction;   ///< point 6: the other was reacted to within the term, of all reports
  std::optional<Share> aftercare;  ///< point 10: the victim was asked about aftercare, of all reports
  bool operator==(const ScanMeasures&) const = default;
};

/// What is shown to who fills in a scan.
struct ScanView {
  std::vector<Scan> earlier;             ///< the latest ones, newest first
  std::optional<ScanMeasures> measures;  ///< only when a scan begins (begins_scan)
  bool operator==(const ScanView&) const = default;
};

/// Frame::dialog of a scan, and the Frame::step that waits for the person to begin.
namespace scan_frame {
inline constexpr std::string_view name = "scan";
inline constexpr std::string_view start = "start";
}  // namespace scan_frame

}  // namespace meldmaat
