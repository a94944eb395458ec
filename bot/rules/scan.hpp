// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The ten-point self-scan: who fills it in, what its score means, how two compare, and what is counted beside it.
/// Pure. Handbook §14, §18 Q29; S1-1 to S1-5.
#pragma once

#include <optional>
#include <vector>

#include "bot/dialog.hpp"
#include "bot/figures.hpp"
#include "bot/municipality.hpp"
#include "bot/scan.hpp"

namespace meldmaat {

/// The role in which this person fills in the scan: director, coordinator or watcher, held or deputised. Nothing: not
/// for this person.
[[nodiscard]] std::optional<RoleId> scans_as(const PersonId& person, const Organisation& organisation);

/// How many of the ten points are ticked.
[[nodiscard]] int score_of(const Scan& scan);

enum class ScanBand {
  low,     ///< fewer than 4
  middle,  ///< 4 to 8, both included (Q29)
  high     ///< more than 8
};
[[nodiscard]] ScanBand band_of(int score);

/// Points by number, from 1.
struct ScanChange {
  std::vector<int> gained;
  std::vector<int> lost;
  bool operator==(const ScanChange&) const = default;
};
[[nodiscard]] ScanChange compare(const Scan& before, const Scan& after);

/// The roles this point asks for; none for points that are not about roles.
[[nodiscard]] std::vector<RoleId> roles_for_point(std::size_t point);
[[nodiscard]] bool is_filled(const RoleId& role, const Organisation& organisation);

/// Taken from the annual report, so that it says nothing that is hidden there. A row that is hidden counts as none.
[[nodiscard]] ScanMeasures measured(const Publication& year);

}  // namespace meldmaat
