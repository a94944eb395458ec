// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What of a case each side may have of it: the one whose report it is, and the one complained of. Pure. AVG 15, legal
/// L8. What is hidden is gone, not marked, so that nothing made of an extract can show it.
#pragma once

#include <optional>
#include <vector>

#include "bot/case.hpp"
#include "bot/dialog.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

/// Somebody saw the case or took something of it, in a role.
struct Look {
  RoleId role;  ///< empty: no reader any more
  LocalDate day;
  bool operator==(const Look&) const = default;
};

struct Extract {
  Case the_case;
  bool of_reporter = false;         ///< the words are this person's own
  bool joined = false;              ///< was laid beside other reports about the same person
  std::vector<Look> looks;          ///< in order, each role once a day
  std::optional<Moment> removable;  ///< when the term of keeping ends, as far as that is known
  bool operator==(const Extract&) const = default;
};

/// For the reporter, or the victim who may know (Case::is_of); nothing for others. Their own words and the steps that
/// were taken; no name of anybody else, no notes of who worked on it, no statement of a witness, no register. Of what
/// somebody else reported about them neither wishes nor who was there.
[[nodiscard]] std::optional<Extract> own_extract(const CaseFile& file, const std::vector<Entry>& history,
                                                 const PersonId& person, const Municipality& town);

/// For the one complained of, to be handed on by `person`, who may do so (Action::rights); nothing for others. The
/// day, the kind of incident, what was done towards them and what the register says. Nothing from which the reporter,
/// the victim, a witness or who worked on it can be known, and nothing of the police, who may be at work.
[[nodiscard]] std::optional<Extract> accused_extract(const CaseFile& file, const PersonId& person, Moment now,
                                                     const Municipality& town);

/// Whether a kind of `rights_request` is the other side's: "accused_access", beside "own_access".
[[nodiscard]] bool asked_by_accused(const Fact& request);

}  // namespace meldmaat
