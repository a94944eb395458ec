// SPDX-License-Identifier: EUPL-1.2
#include "bot/postbox_round.hpp"

#include "bot/case_work.hpp"
#include "bot/rules/on_duty.hpp"
#include "bot/rules/slots.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view last_told = "postbox_slot";

std::string noted_as(Moment slot) {
  return std::to_string(slot.time_since_epoch().count());
}

void tell_counsellors(const Desk& desk, Moment now, const TextArgs& args, Touched& touched) {
  for (const auto& counsellor : desk.town.organisation.people_in(roles::counsellor)) {
    Notice notice;
    notice.kind = Notice::Kind::postbox;
    notice.to = counsellor;
    notice.as = roles::counsellor;
    notice.args = args;
    tell(desk, now, notice, touched);
  }
}

}  // namespace

Touched tell_of_slot(const Desk& desk, Moment now) {
  Touched touched;
  if (!desk.town.postbox) return touched;
  const auto slot = noted_as(last_slot(now, desk.town));
  const auto told = desk.store.note(last_told);
  if (told == slot) return touched;
  desk.store.write_note(last_told, slot);
  // Whoever opens the postbox today has heard nothing of it before, and misses nothing.
  if (!told) return touched;
  tell_counsellors(desk, now, {}, touched);
  return touched;
}

void tell_of_key(const Desk& desk, Moment now, const PersonId& by, NewKey what, Touched& touched) {
  const auto* person = desk.town.organisation.person(by);
  const TextArgs args{{"what", what == NewKey::recovery ? "recovery" : "key"},
                      {"name", person == nullptr ? by.str() : person->name}};
  tell_counsellors(desk, now, args, touched);
}

std::size_t hand_on(const Desk& desk, Moment now, const HandedFacts& facts, Touched& touched) {
  Case nobodys;
  nobodys.team = facts.team;
  const auto today = date_of(desk.town.zone.to_local(now));
  const auto readers = on_duty_in(facts.to, nobodys, desk.town.organisation, today);
  for (const auto& reader : readers) {
    Notice notice;
    notice.kind = Notice::Kind::handed_on;
    notice.to = reader.person;
    notice.as = facts.to;
    notice.args["text"] = facts.text;
    tell(desk, now, notice, touched);
  }
  return readers.size();
}

void keep_postbox(Postbox& postbox, const Municipality& town, Moment now, bool may_expire) {
  const auto oldest = may_expire ? iso_week(date_of(town.zone.to_local(now - code_lasts))) : std::string{};
  postbox.keep(last_slot(now, town), oldest);
}

}  // namespace meldmaat
