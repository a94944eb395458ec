// SPDX-License-Identifier: EUPL-1.2
#include "bot/proposal_round.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>

#include "bot/case_work.hpp"

namespace meldmaat {

namespace {

/// "<print> <milliseconds>": which one was told of last, and when.
constexpr std::string_view told_note = "proposal_told";
constexpr std::chrono::hours told_again{24};

bool is_decided(const Desk& desk, const Proposal& proposal) {
  return desk.store.note(proposal_decision_note).value_or("").ends_with(' ' + proposal.print);
}

bool is_told(const Desk& desk, const Proposal& proposal, Moment now) {
  const auto note = desk.store.note(told_note).value_or("");
  const auto space = note.find(' ');
  if (space == std::string::npos || note.substr(0, space) != proposal.print) return false;
  if (proposal.forced) return true;
  Milliseconds::rep last = 0;
  std::from_chars(note.data() + space + 1, note.data() + note.size(), last);
  return now < Moment{Milliseconds{last}} + told_again;
}

void tell_deciders(const Desk& desk, Moment now, const TextArgs& args, Touched& touched) {
  for (const auto& decider : desk.town.proposal->deciders) {
    Notice notice;
    notice.kind = Notice::Kind::proposal;
    notice.to = decider;
    notice.args = args;
    tell(desk, now, notice, touched);
  }
}

}  // namespace

const Proposal* proposal_for(const Desk& desk, const PersonId& person) {
  if (!desk.town.proposal || desk.town.proposal->forced) return nullptr;
  const auto& proposal = *desk.town.proposal;
  const bool is_theirs = std::ranges::find(proposal.deciders, person) != proposal.deciders.end();
  return is_theirs && !is_decided(desk, proposal) ? &proposal : nullptr;
}

void decide_proposal(const Desk& desk, Moment now, const DecideProposal& wish, const PersonId& by, Touched& touched) {
  const auto* proposal = proposal_for(desk, by);
  if (proposal == nullptr || proposal->print != wish.print) return;
  desk.store.write_note(proposal_decision_note, (wish.agreed ? "yes " : "no ") + proposal->print);
  desk.store.add_audit({now, by, std::string(wish.agreed ? audits::agreed : audits::refused), {}, proposal->print});
  const auto* person = desk.town.organisation.person(by);
  tell_deciders(desk, now,
                {{"what", wish.agreed ? "agreed" : "refused"}, {"person", person == nullptr ? by.str() : person->name}},
                touched);
}

Touched tell_of_proposal(const Desk& desk, Moment now) {
  Touched touched;
  if (!desk.town.proposal) return touched;
  const auto& proposal = *desk.town.proposal;
  if (!proposal.forced && is_decided(desk, proposal)) return touched;
  if (is_told(desk, proposal, now)) return touched;
  desk.store.write_note(told_note, proposal.print + ' ' + std::to_string(now.time_since_epoch().count()));
  tell_deciders(desk, now, {{"what", proposal.forced ? "forced" : "waits"}}, touched);
  return touched;
}

}  // namespace meldmaat
