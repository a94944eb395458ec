// SPDX-License-Identifier: EUPL-1.2
#include "bot/municipality.hpp"

#include <algorithm>
#include <stdexcept>

namespace meldmaat {

namespace {
template <class Thing, class Ref>
const Thing* find_version(const std::vector<Thing>& shelf, const Ref& ref) {
  const auto found = std::ranges::find(shelf, ref, &Thing::ref);
  return found == shelf.end() ? nullptr : &*found;
}

template <class Thing, class TheId>
const Thing& newest(const std::vector<Thing>& shelf, const TheId& id) {
  const Thing* best = nullptr;
  for (const auto& thing : shelf) {
    if (thing.ref.id == id && (best == nullptr || thing.ref.version > best->ref.version)) best = &thing;
  }
  if (best == nullptr) throw std::logic_error("not on the shelf: " + id.str());
  return *best;
}
}  // namespace

const Protocol* Municipality::protocol_of(const ProtocolRef& ref) const {
  return find_version(protocols, ref);
}
const Form* Municipality::form_of(const FormRef& ref) const {
  return find_version(forms, ref);
}
const Protocol& Municipality::current_protocol() const {
  return newest(protocols, protocol);
}
const Protocol& Municipality::protocol_for(const TeamId& team) const {
  const Team* at = organisation.team(team);
  // No longer than there are teams: they may point at each other.
  for (auto left = organisation.teams.size(); at != nullptr && left > 0; --left) {
    if (!at->protocol.empty()) return newest(protocols, at->protocol);
    at = organisation.team(at->parent);
  }
  return current_protocol();
}
const Form& Municipality::current_form() const {
  return newest(forms, form);
}

}  // namespace meldmaat
