// SPDX-License-Identifier: EUPL-1.2
#include "bot/case_work.hpp"

#include <algorithm>
#include <utility>

#include "bot/proposal_round.hpp"
#include "bot/publishing.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/bans.hpp"
#include "bot/rules/duties.hpp"
#include "bot/rules/figures.hpp"
#include "bot/rules/figures_period.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/lessons.hpp"
#include "bot/rules/on_duty.hpp"
#include "bot/rules/scan.hpp"
#include "bot/visit_round.hpp"

namespace meldmaat {

namespace {

/// Enough for a list a person can read; older ones are found by their number.
constexpr std::size_t cases_in_view = 50;
constexpr std::size_t scans_in_view = 12;
constexpr std::size_t lessons_in_view = 10;

/// As far back as earlier reports about the same person are looked for.
constexpr std::size_t cases_beside = 500;

int year_of(Moment now, const Zone& zone) {
  return static_cast<int>(date_of(zone.to_local(now)).year());
}

bool is_living(Store& store, const ConversationKey& key) {
  const auto reach = store.reach(key);
  return !reach || !reach->dead;
}

/// Where this is told: see tell.
std::vector<ConversationKey> channels_for(Store& store, const Person& person, const Notice& notice) {
  std::vector<ConversationKey> channels;
  for (const auto& key : person.channels) {
    if (!is_living(store, key)) continue;
    channels.push_back(key);
    const bool is_alarm = notice.kind == Notice::Kind::visit && notice.urgent;
    if (notice.kind != Notice::Kind::danger && !is_alarm) break;
  }
  if (channels.empty()) channels.push_back(person.channels.front());
  return channels;
}

/// Whether the duty's file, a new one or the one there is, was begun under rules that have this one.
bool knows_rule(const Desk& desk, const Duty& duty) {
  const auto known = desk.store.read_case(duty.file.number);
  const auto* protocol = desk.town.protocol_of(known ? known->the_case.protocol : duty.file.protocol);
  return protocol != nullptr && protocol->rule(duty.rule.id, duty.rule.step) != nullptr;
}

void carry_out(const Desk& desk, Moment now, const Case& before, const FollowUp& result, Touched& touched) {
  if (result == FollowUp{before, {}, {}, {}}) return;  // nothing came of it
  desk.store.write_case(result.the_case);
  for (const auto& task : result.tasks) desk.store.write_task(task);
  for (const auto& entry : result.entries) desk.store.add_entry(result.the_case.number, entry);
  for (const auto& notice : result.notices) tell(desk, now, notice, touched);
}

}  // namespace

State opening_state(const Municipality& town, const PersonId& id) {
  State state;
  if (const auto* person = town.organisation.person(id)) {
    state.language = person->language;
    state.informal = person->informal;
  }
  return state;
}

std::vector<Ban> register_for(Store& store, const Municipality& town, const PersonId& person, LocalDate today) {
  if (!sees_register(person, town.organisation)) return {};
  std::vector<Ban> bans;
  for (const auto& [number, ban] : store.bans()) {
    const auto file = store.read_case(number);
    const auto out = file ? kept_out(file->the_case, town.organisation) : std::vector{person};
    if (std::ranges::find(out, person) == out.end()) bans.push_back(ban);
  }
  return at_the_door(bans, today);
}

View view_for(const Desk& desk, Moment now, const PersonId& person, const std::string& channel,
              const CaseNumber& subject) {
  View view{.municipality = desk.town,
            .person = person,
            .channel = channel,
            .free_number = desk.store.free_number(year_of(now, desk.town.zone)),
            .cases = {},
            .subject = std::nullopt,
            .related = {},
            .bans = {},
            .scan = std::nullopt,
            .visits = {}};
  if (person.empty()) return view;
  view.cases = desk.store.cases_of(person, cases_in_view);
  view.bans = register_for(desk.store, desk.town, person, date_of(desk.town.zone.to_local(now)));
  view.lessons = desk.store.lessons(lessons_in_view);
  if (scans_as(person, desk.town.organisation)) view.scan = ScanView{desk.store.scans(scans_in_view), std::nullopt};
  view.visits = visits_seen_by(desk.store, person);
  view.proposal = proposal_for(desk, person);
  if (!subject.empty()) {
    if (const auto file = desk.store.read_case(subject)) view.subject = seen_by(*file, person, desk.town);
  }
  return view;
}

void lay_beside(const Desk& desk, View& view) {
  if (!view.subject) return;
  std::vector<Case> others;
  for (const auto& listing : desk.store.cases_of(view.person, cases_beside)) {
    if (listing.own) continue;
    const auto file = desk.store.read_case(listing.number);
    if (const auto seen = file ? seen_by(*file, view.person, desk.town) : std::nullopt)
      others.push_back(seen->the_case);
  }
  view.related = related_cases(view.subject->the_case, others, desk.town);
}

ScanMeasures measured_now(const Desk& desk, Moment now) {
  const FiguresWanted last{FiguresKind::year, year_of(now, desk.town.zone) - 1, 0, Language::nl};
  if (const auto kept = published(desk.store, last)) return measured(*kept);
  const auto period = whole_period(last);
  const auto from = desk.town.zone.to_moment(std::chrono::local_days{period.first});
  const auto until = desk.town.zone.to_moment(std::chrono::local_days{period.last} + std::chrono::days{1});
  const auto readers = figures_readers(desk.town.organisation);
  const auto reports = counted_between(desk.store, desk.town, from, until, readers, now);
  return measured(publish(desk.store, desk.town, last, reports, now));
}

std::vector<CountedReport> counted_between(Store& store, const Municipality& town, Moment from, Moment until,
                                           const std::vector<PersonId>& readers, Moment now) {
  std::vector<CountedReport> reports;
  for (const auto& reported : store.cases_reported(from, until)) {
    const auto file = store.read_case(reported.number);
    if (auto report = file ? counted(*file, readers, now, town) : std::nullopt) reports.push_back(*std::move(report));
  }
  return reports;
}

void happen(const Desk& desk, Moment now, const CaseNumber& number, const Happening& what, Touched& touched) {
  if (const auto file = desk.store.read_case(number)) {
    carry_out(desk, now, file->the_case, follow_up(*file, what, now, desk.town), touched);
  }
}

void open_case(const Desk& desk, Moment now, const Case& the_case, Touched& touched) {
  const CaseFile file{the_case, {}};
  carry_out(desk, now, the_case, follow_up(file, Filed{}, now, desk.town), touched);
}

void begin_duty(const Desk& desk, Moment now, const Case& file, const DutyBegan& began, Touched& touched) {
  const auto known = desk.store.read_case(file.number).value_or(CaseFile{file, {}});
  carry_out(desk, now, known.the_case, follow_up(known, began, now, desk.town), touched);
}

void note_matter(const Desk& desk, Moment now, const NoteMatter& noted, const PersonId& by, Touched& touched) {
  if (!may_note_matters(by, desk.town.organisation) || noted.came_in > now) return;
  for (auto duty : matter_duties(desk.town, noted.matter, noted.came_in)) {
    const auto year = duty.file.number.str();
    // The year's file may have begun under rules that did not know of this: then there is another beside it.
    for (int beside = 2; !knows_rule(desk, duty); ++beside) {
      duty.file.number = CaseNumber{year + "." + std::to_string(beside)};
    }
    begin_duty(desk, now, duty.file, duty.began, touched);
  }
}

void share_lesson(const Desk& desk, Moment now, const Lesson& lesson, Touched& touched) {
  const auto& organisation = desk.town.organisation;
  if (lesson.text.empty() || !may_share_lesson(lesson.by, organisation)) return;
  desk.store.add_lesson(lesson);
  for (const auto& leader : leaders_of_teams(organisation, date_of(desk.town.zone.to_local(now)))) {
    if (leader == lesson.by) continue;
    Notice notice;
    notice.kind = Notice::Kind::lesson;
    notice.to = leader;
    notice.as = roles::manager;
    notice.args["text"] = lesson.text;
    tell(desk, now, notice, touched);
  }
}

void keep_scan(const Desk& desk, Moment now, const Scan& scan, Touched& touched) {
  desk.store.add_scan(scan);
  const int year = year_of(now, desk.town.zone);
  // Also the one of last year, when it was left until now: nothing else would end it.
  for (const int of : {year - 1, year}) {
    happen(desk, now, CaseNumber{"J" + std::to_string(of)}, ScanKept{scan.by}, touched);
  }
}

const ConversationKey* living_channel(Store& store, const Person& person, const ConversationKey& except) {
  const auto living = [&](const ConversationKey& key) { return key != except && is_living(store, key); };
  const auto found = std::ranges::find_if(person.channels, living);
  return found == person.channels.end() ? nullptr : &*found;
}

namespace {

void tell_at(const Desk& desk, Moment now, const Notice& notice, const ConversationKey& key) {
  const State state = desk.store.state_of(key).value_or(opening_state(desk.town, notice.to));
  const View view = view_for(desk, now, notice.to, key.channel, notice.number);
  const Turn turn = desk.dialog.step(state, Event{now, Notified{notice}}, view);
  desk.store.write_state(key, turn.state, now);
  for (const auto& effect : turn.effects) {
    if (const auto* say = std::get_if<Say>(&effect)) desk.store.say(key, now, say->message, false);
    if (const auto* revise = std::get_if<Revise>(&effect)) desk.store.say(key, now, revise->message, true);
    if (const auto* remind = std::get_if<Remind>(&effect)) desk.store.set_reminder(key, remind->id, remind->due);
  }
}

}  // namespace

void tell(const Desk& desk, Moment now, const Notice& notice, Touched& touched) {
  const auto* person = desk.town.organisation.person(notice.to);
  if (person == nullptr || person->channels.empty()) return;
  for (const auto& key : channels_for(desk.store, *person, notice)) {
    tell_at(desk, now, notice, key);
    touched.insert(key);
  }
}

}  // namespace meldmaat
