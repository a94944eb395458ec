// SPDX-License-Identifier: EUPL-1.2
#include "bot/visit_round.hpp"

#include <algorithm>
#include <utility>

#include "bot/case_work.hpp"
#include "bot/rules/visits.hpp"

namespace meldmaat {

namespace {

void carry_out(const Desk& desk, Moment now, const Visit& before, const VisitChange& change, Touched& touched) {
  if (!change.visit) {
    desk.store.remove_visit(before.id);
  } else if (*change.visit != before) {
    desk.store.write_visit(*change.visit);
  }
  for (const auto& notice : change.notices) tell(desk, now, notice, touched);
  for (const auto& id : change.forget) {
    const auto* person = desk.town.organisation.person(id);
    if (person == nullptr) continue;
    for (const auto& key : person->channels) {
      erase_place(desk.store, key, before.place, before.place_said);
      touched.insert(key);
    }
  }
}

bool is_under_way(Store& store, const PersonId& visitor) {
  const auto visits = store.visits();
  return std::ranges::find(visits, visitor, &Visit::visitor) != visits.end();
}

/// The line without the place; nothing when it does not hold it.
std::optional<Message> without_place(const TranscriptLine& line, const std::string& place, Moment said) {
  Message message = line.message;
  if (line.from_person) {
    if (line.at != said || message.kind != Message::Kind::said) return std::nullopt;
    message.text.clear();
    return message;
  }
  const auto holds_it = [&](const Line& one) { return one.text == place; };
  if (std::erase_if(message.lines, holds_it) == 0) return std::nullopt;
  return message;
}

}  // namespace

std::vector<Visit> visits_seen_by(Store& store, const PersonId& person) {
  std::vector<Visit> seen;
  for (const auto& visit : store.visits()) {
    if (auto known = seen_by(visit, person)) seen.push_back(*std::move(known));
  }
  return seen;
}

void plan_visit(const Desk& desk, Moment now, const Visit& visit, Touched& touched) {
  if (fault_in(visit, now, desk.town) || is_under_way(desk.store, visit.visitor)) return;
  auto change = begin_visit(visit, desk.town);
  Visit begun = change.visit.value_or(visit);
  begun.id = desk.store.add_visit(begun);
  for (auto& notice : change.notices) {
    if (notice.visit) notice.visit->id = begun.id;
  }
  change.visit = begun;
  carry_out(desk, now, begun, change, touched);
}

void take_step(const Desk& desk, Moment now, const VisitStep& step, Touched& touched) {
  const auto visits = desk.store.visits();
  const auto visit = std::ranges::find(visits, step.visit, &Visit::id);
  if (visit == visits.end()) return;
  carry_out(desk, now, *visit, take_visit_step(*visit, step, now, desk.town), touched);
}

Touched look_at_visits(const Desk& desk, Moment now) {
  Touched touched;
  for (const auto& visit : desk.store.visits()) {
    if (visit.next <= now) carry_out(desk, now, visit, ring_visit(visit, now, desk.town), touched);
  }
  return touched;
}

void erase_place(Store& store, const ConversationKey& key, const std::string& place, Moment said) {
  constexpr std::uint64_t page = 100;
  auto until = store.last_sequence(key);
  while (until > 0) {
    const auto after = until - std::min(until, page);
    const auto lines = store.transcript(key, after, until - after);
    for (const auto& line : lines) {
      if (line.at < said) continue;
      if (const auto erased = without_place(line, place, said)) store.rewrite_line(key, line.sequence, *erased);
    }
    if (lines.empty() || lines.front().at < said) return;
    until = after;
  }
}

}  // namespace meldmaat
