// SPDX-License-Identifier: EUPL-1.2
#include "bot/ring.hpp"

#include <map>
#include <vector>

#include "bot/ban_round.hpp"
#include "bot/case_work.hpp"
#include "bot/duty_round.hpp"
#include "bot/postbox_round.hpp"
#include "bot/proposal_round.hpp"
#include "bot/visit_round.hpp"

namespace meldmaat {

Rung ring_tasks(const Desk& desk, Moment now, std::size_t limit) {
  Rung rung;
  std::map<CaseNumber, Rang> by_case;
  for (const auto& key : desk.store.due_tasks(now, limit)) {
    by_case[key.number].tasks.push_back(key);
    ++rung.count;
  }
  for (const auto& [number, tasks] : by_case) happen(desk, now, number, tasks, rung.touched);
  return rung;
}

Rung ring_reminders(const Desk& desk, Moment now, std::size_t limit) {
  Rung rung;
  for (const auto& reminder : desk.store.due_reminders(now, limit)) {
    // Dropped first: a dialog that wants to be woken again sets it again in the same turn.
    desk.store.drop_reminder(reminder.conversation, reminder.id);
    const auto* person = desk.town.organisation.person_at(reminder.conversation);
    const auto due = std::to_string(reminder.due.time_since_epoch().count());
    const Inbound inbound{.conversation = reminder.conversation,
                          .person = person == nullptr ? PersonId{} : person->id,
                          .event = EventId{"reminder:" + reminder.id.str() + ":" + due},
                          .question = 0,
                          .what = Elapsed{reminder.id},
                          .once = {}};
    auto taken = take_turn(desk, now, inbound);
    rung.touched.merge(taken.touched);
    ++rung.count;
  }
  return rung;
}

Rung ring_all(const Desk& desk, Moment now, std::size_t limit) {
  // First: somebody may be in danger.
  auto visits = look_at_visits(desk, now);
  Rung rung = ring_tasks(desk, now, limit);
  rung.touched.merge(visits);
  auto reminders = ring_reminders(desk, now, limit);
  rung.count += reminders.count;
  rung.touched.merge(reminders.touched);
  // These have no limit, so they do not say that there may be more.
  rung.touched.merge(begin_duties(desk, now));
  rung.touched.merge(look_at_bans(desk, now));
  rung.touched.merge(tell_of_slot(desk, now));
  rung.touched.merge(tell_of_proposal(desk, now));
  return rung;
}

}  // namespace meldmaat
