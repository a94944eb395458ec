// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A time zone as a plain value: the list of moments at which the offset changes. It is read from the system's time
/// zone database by config/zone_file (decision D15) and passed in, so that rules and dialogs stay pure.
#pragma once

#include <string>
#include <vector>

#include "bot/moment.hpp"

namespace meldmaat {

/// From `since` on, local time is UTC plus `offset`.
struct ZoneChange {
  Moment since;
  std::chrono::seconds offset{0};
  std::string abbreviation;
  bool operator==(const ZoneChange&) const = default;
};

/// What a local moment means in UTC.
struct Resolved {
  enum class Kind {
    once,   ///< an ordinary moment: `first` == `second`
    never,  ///< skipped when the clock went forward: both are the first moment after the gap
    twice   ///< shown twice when the clock went back: `first` is the earlier one
  };
  Kind kind = Kind::once;
  Moment first;
  Moment second;
  bool operator==(const Resolved&) const = default;
};

class Zone {
 public:
  /// UTC, for tests and for moments without a place.
  Zone();
  /// \pre `changes` is sorted by `since` and not empty; the first one counts for everything before it.
  Zone(std::string name, std::string database_version, std::vector<ZoneChange> changes);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The version of the database the changes came from; stored with calendar deadlines (plan M6).
  [[nodiscard]] const std::string& database_version() const { return database_version_; }
  [[nodiscard]] const std::vector<ZoneChange>& changes() const { return changes_; }

  [[nodiscard]] LocalMoment to_local(Moment moment) const;
  [[nodiscard]] Resolved resolve(LocalMoment local) const;
  /// The one moment a rule uses (decision D21): a missing time moves to the first moment after the gap, a doubled time
  /// is the first of the two.
  [[nodiscard]] Moment to_moment(LocalMoment local) const { return resolve(local).first; }
  /// "CET" or "CEST" and the like, for telling a doubled hour apart.
  [[nodiscard]] const std::string& abbreviation_at(Moment moment) const;

 private:
  [[nodiscard]] const ZoneChange& change_at(Moment moment) const;

  std::string name_;
  std::string database_version_;
  std::vector<ZoneChange> changes_;
};

}  // namespace meldmaat
