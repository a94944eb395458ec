// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Everything a municipality chose, loaded once at start and immutable (decision D25).
#pragma once

#include <optional>
#include <vector>

#include "bot/form.hpp"
#include "bot/organisation.hpp"
#include "bot/protocol.hpp"
#include "bot/second_person.hpp"
#include "bot/texts.hpp"
#include "bot/zone.hpp"

namespace meldmaat {

struct Municipality {
  Organisation organisation;
  std::string web_origin;  ///< of the web channel, without a slash at the end; empty: links cannot be given
  bool postbox = false;    ///< whether the anonymous postbox is open there
  Texts texts;
  Zone zone;
  std::vector<Protocol> protocols;   ///< every version that is on the shelf
  std::vector<Form> forms;           ///< every version that is on the shelf
  ProtocolId protocol{"standaard"};  ///< the one new cases get, in its highest version, unless their team has another
  FormId form{"incident"};
  std::optional<Proposal> proposal;  ///< a change that waits for a second person, or did not wait

  /// \return nullptr when that version is not on the shelf: a fault in configuration, because a case still uses it.
  [[nodiscard]] const Protocol* protocol_of(const ProtocolRef& ref) const;
  [[nodiscard]] const Form* form_of(const FormRef& ref) const;
  /// \pre configuration was checked: both exist.
  [[nodiscard]] const Protocol& current_protocol() const;
  /// What new cases about this team get: the team's own, else of the nearest team above it (S2-41), else the
  /// municipality's. \param team may be empty: office holders have none
  [[nodiscard]] const Protocol& protocol_for(const TeamId& team) const;
  [[nodiscard]] const Form& current_form() const;
};

}  // namespace meldmaat
