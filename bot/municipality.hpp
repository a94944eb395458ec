// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Everything a municipality chose, loaded once at start and immutable (decision D25).
#pragma once

#include <vector>

#include "bot/form.hpp"
#include "bot/organisation.hpp"
#include "bot/protocol.hpp"
#include "bot/texts.hpp"
#include "bot/zone.hpp"

namespace meldmaat {

struct Municipality {
  Organisation organisation;
  Texts texts;
  Zone zone;
  std::vector<Protocol> protocols;   ///< every version that is on the shelf
  std::vector<Form> forms;           ///< every version that is on the shelf
  ProtocolId protocol{"standaard"};  ///< the one new cases get, in its highest version
  FormId form{"incident"};

  /// \return nullptr when that version is not on the shelf: a fault in configuration, because a case still uses it.
  [[nodiscard]] const Protocol* protocol_of(const ProtocolRef& ref) const;
  [[nodiscard]] const Form* form_of(const FormRef& ref) const;
  /// \pre configuration was checked: both exist.
  [[nodiscard]] const Protocol& current_protocol() const;
  [[nodiscard]] const Form& current_form() const;
};

}  // namespace meldmaat
