// SPDX-License-Identifier: EUPL-1.2
/// \file
/// protocols/*.toml: the follow-up rules (handbook §8), one file a version.
#pragma once

#include <string>
#include <vector>

#include "bot/protocol.hpp"
#include "config/table.hpp"

namespace meldmaat {

struct ProtocolFile {
  Protocol protocol;
  std::vector<ReadFrom<Rule>> rules;
  std::vector<ReadFrom<Rule>> off;  ///< switched off; what they are done by is known all the same
  std::vector<Word> texts;          ///< keys that must be in the catalogue, where they are named or follow from
  std::vector<Word> roles;          ///< roles that owe something or are escalated to
  Place id_place;
  Place version_place;
};

/// Complains about everything that can be judged without another file.
[[nodiscard]] ProtocolFile read_protocol(const Document& document, Complaints& complaints);

[[nodiscard]] FileReference protocol_keys();

/// Rules that name each other, and terms that do not follow each other.
void check_protocol(const ProtocolFile& file, Complaints& complaints);

}  // namespace meldmaat
