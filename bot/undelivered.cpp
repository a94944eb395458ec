// SPDX-License-Identifier: EUPL-1.2
#include "bot/undelivered.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "bot/case_work.hpp"
#include "bot/retry_plan.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/on_duty.hpp"

namespace meldmaat {

namespace {

/// Answers to a question of the other conversation mean nothing here; steps in a case and the menu do.
bool works_everywhere(const Option& option) {
  return option.id.starts_with("case/") || option.id.starts_with("menu/");
}

Message without_foreign_answers(Message message) {
  std::erase_if(message.options, [](const Option& option) { return !works_everywhere(option); });
  for (auto& line : message.lines) {
    if (line.change && !works_everywhere(*line.change)) line.change.reset();
  }
  message.expects = Expects::nothing;
  return message;
}

void say_elsewhere(const Desk& desk, Moment now, const Person& person, const std::vector<Delivery>& lost,
                   Touched& touched) {
  const auto* next = living_channel(desk.store, person, lost.front().conversation);
  if (next == nullptr) return;
  for (const auto& delivery : lost) {
    const bool was_held_up = delivery.attempts > usual_attempts;
    if (!must_be_said(delivery.message) || was_held_up) continue;
    // A revision of what was never said there is not said either.
    const auto said = desk.store.say(*next, now, without_foreign_answers(delivery.message), delivery.revises != 0);
    if (said != 0) touched.insert(*next);
  }
}

std::vector<Delivery> park_what_waits(Store& store, const ConversationKey& key) {
  auto waiting = store.waiting_of(key);
  for (auto& delivery : waiting) {
    delivery.status = Delivery::Status::parked;
    store.write_delivery(delivery);
  }
  return waiting;
}

/// The case the human is told of: of the first message that was about one.
Case case_of(Store& store, const std::vector<Delivery>& lost) {
  const auto about = std::ranges::find_if(lost, [](const Delivery& one) { return !one.message.about.empty(); });
  if (about == lost.end()) return {};
  auto file = store.read_case(about->message.about);
  return file ? std::move(file->the_case) : Case{};
}

std::vector<Reader> humans_for(const Desk& desk, Moment now, const Person& person, Case concerned) {
  const auto& organisation = desk.town.organisation;
  const auto today = date_of(desk.town.zone.to_local(now));
  concerned.excluded.push_back(person.id);
  for (const auto& role : {roles::coordinator, roles::administrator}) {
    auto found = on_duty_in(role, concerned, organisation, today);
    if (!found.empty()) return found;
  }
  return on_duty(roles::coordinator, concerned, organisation, today);
}

bool tell_humans(const Desk& desk, Moment now, const Person& person, const Case& concerned, Touched& touched) {
  const auto humans = humans_for(desk, now, person, concerned);
  for (const auto& human : humans) {
    Notice notice;
    notice.kind = Notice::Kind::undelivered;
    notice.to = human.person;
    notice.as = human.role;
    if (may_read(concerned, human.person)) notice.number = concerned.number;
    notice.args["person"] = person.name;
    tell(desk, now, notice, touched);
  }
  return !humans.empty();
}

bool is_quiet(const Reach& before, bool dead, Moment now) {
  if (!before.told || dead != before.dead) return false;
  return now - *before.told < (dead ? quiet_while_dead : quiet_after_telling);
}

/// \param before how it was told of earlier
void tell_of(const Desk& desk, Moment now, const Person& person, const std::vector<Delivery>& lost, Reach reach,
             const Reach& before, Touched& touched) {
  say_elsewhere(desk, now, person, lost, touched);
  if (is_quiet(before, reach.dead, now)) return;
  if (!tell_humans(desk, now, person, case_of(desk.store, lost), touched)) return;
  reach.told = now;
  desk.store.write_reach(reach);
}

Reach reach_of(const Desk& desk, Moment now, const ConversationKey& key) {
  return desk.store.reach(key).value_or(Reach{key, {}, false, now, {}});
}

}  // namespace

void hold_up(const Desk& desk, Moment now, const Delivery& waiting, Touched& touched) {
  const auto* person = desk.town.organisation.person_at(waiting.conversation);
  if (person == nullptr) return;
  const Reach reach = reach_of(desk, now, waiting.conversation);
  tell_of(desk, now, *person, {waiting}, reach, reach, touched);
}

void give_up(const Desk& desk, Moment now, const Delivery& parked, Outcome::Kind why, Touched& touched) {
  const auto* person = desk.town.organisation.person_at(parked.conversation);
  std::vector<Delivery> lost{parked};
  Reach reach = reach_of(desk, now, parked.conversation);
  const Reach before = reach;
  if (why == Outcome::Kind::unreachable) {
    auto waiting = park_what_waits(desk.store, parked.conversation);
    std::ranges::move(waiting, std::back_inserter(lost));
    if (!reach.dead) reach.at = now;
    reach.dead = true;
    // Before anything is said: it must find the living channels only.
    desk.store.write_reach(reach);
  }
  if (person != nullptr) tell_of(desk, now, *person, lost, std::move(reach), before, touched);
}

}  // namespace meldmaat
