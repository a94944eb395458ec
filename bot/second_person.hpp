// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Four eyes for the configuration: what decides who receives, stands in and reads is changed by whoever runs the
/// machine, and counts only when a second person agrees (threat model, C17). Immutable after loading.
#pragma once

#include <string>
#include <vector>

#include "bot/ids.hpp"

namespace meldmaat {

/// A file of the configuration as it was agreed with.
struct ConfigurationFile {
  std::string name;  ///< relative to the folder: "protocols/zandrecht.toml"
  std::string text;
  bool operator==(const ConfigurationFile&) const = default;
};

/// One thing that would be different, for a person to read.
struct ChangedSetting {
  enum class What {
    channels,          ///< where a person is reached, and signs in
    place,             ///< the team of a person
    office,            ///< whether a person holds office
    returned,          ///< somebody is known again whose cases are still there
    manager,           ///< of a team
    team_deputy,       ///< ... who stands in
    parent,            ///< ... the team above it
    team_protocol,     ///< ... its own rules
    holders,           ///< of a role
    role_deputy,       ///< ... who stands in
    report_years,      ///< how long reports are kept
    withdrawn_years,   ///< ... withdrawn ones
    anonymous_route,   ///< where people are sent who want to tell without a name
    protocol,          ///< the rules of new cases
    form,              ///< the questions of new reports
    protocol_content,  ///< a version of rules says something else
    form_content,      ///< ... of questions
    service            ///< where the service is found, and whom it believes
  };
  What what = What::service;
  std::string of;    ///< whose or what's: the name of a person or team, an id with a version, a key of meldmaat.toml
  RoleId role;       ///< for `holders` and `role_deputy`; then `of` is the team, empty for the whole municipality
  std::string from;  ///< in words and names; empty: nothing or nobody
  std::string to;
  bool operator==(const ChangedSetting&) const = default;
};

/// What the folder holds beside what is in force.
struct Proposal {
  std::string print;  ///< of the files, hexadecimal: what a decision is about
  std::vector<ChangedSetting> changes;
  std::vector<PersonId> deciders;  ///< each of them may decide; none: nobody can
  bool forced = false;             ///< it is in force without a second person; the deciders only hear of it
  bool operator==(const Proposal&) const = default;
};

}  // namespace meldmaat
