// SPDX-License-Identifier: EUPL-1.2
/// \file
/// organisation.toml: who works at the municipality and who holds which role (handbook §2.1).
#pragma once

#include <vector>

#include "bot/form.hpp"
#include "bot/organisation.hpp"
#include "bot/protocol.hpp"
#include "config/table.hpp"

namespace meldmaat {

struct OrganisationFile {
  Organisation organisation;
  ProtocolId protocol{"standaard"};  ///< the one new cases get
  FormId form{"incident"};
  Place zone_place;
  Place protocol_place;
  std::vector<Word> team_protocols;  ///< those that teams name
  Place form_place;
  std::vector<Word> teams_addresses;   ///< of every channel "teams", with its place
  std::vector<Word> matrix_addresses;  ///< the same of "matrix"
};

/// Complains about everything that can be judged without another file.
[[nodiscard]] OrganisationFile read_organisation(const Document& document, Complaints& complaints);

[[nodiscard]] FileReference organisation_keys();

/// What was read, with the places, for organisation_checks.
struct RoleRow {
  RoleHolder value;
  Table from;
  std::vector<Word> holders;
};
struct PersonRow {
  Person value;
  Table from;
  std::vector<Word> teams_addresses;
  std::vector<Word> matrix_addresses;
};
struct OrganisationRows {
  std::string file;
  std::vector<PersonRow> people;
  std::vector<ReadFrom<Team>> teams;
  std::vector<RoleRow> roles;
  std::vector<ReadFrom<Absence>> absences;
};

/// People, teams and roles that name each other: unknown names, doubles, loops, roles that nobody holds.
void check_organisation(const OrganisationRows& rows, Complaints& complaints);

}  // namespace meldmaat
