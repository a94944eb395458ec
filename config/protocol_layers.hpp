// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A protocol that extends another says only what is otherwise: a municipality on top of a shipped one, a team on top
/// of its municipality's. Works on trees, so that every value keeps the file and line it came from. Issue 5; handbook
/// S0-22, S2-41, S4-18.
#pragma once

#include <iosfwd>
#include <vector>

#include "bot/ids.hpp"
#include "config/complaint.hpp"
#include "config/reader.hpp"

namespace meldmaat {

/// Every protocol whole, in the order given: under each lies what it extends. The key `extends` is gone then. Rules are
/// told apart by id and step; a rule takes over the keys that are given anew, and the others stay, as do those of
/// home_visit. What is laid over a rule with `always` may not switch it off, nor make it come later or for fewer
/// reports.
[[nodiscard]] std::vector<Document> lay_protocols(const std::vector<const Document*>& files, Complaints& complaints);

/// Which protocol the tree says it is. \pre it was read without a mistake
[[nodiscard]] ProtocolRef ref_of(const Document& protocol);

/// Every value of the protocol with the file and line it comes from.
void print_origins(const Document& protocol, std::ostream& out);

}  // namespace meldmaat
