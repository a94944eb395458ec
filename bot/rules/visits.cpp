// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/visits.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "bot/rules/on_duty.hpp"

namespace meldmaat {

namespace {

using What = VisitStep::What;

constexpr std::array stairs{VisitStair::colleague, VisitStair::manager, VisitStair::security};

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

LocalDate day_of(Moment moment, const Municipality& town) {
  return date_of(town.zone.to_local(moment));
}

TeamId team_of(const PersonId& person, const Municipality& town) {
  const auto* known = town.organisation.person(person);
  return known == nullptr ? TeamId{} : known->team;
}

const VisitTerms& terms_of(const Visit& visit, const Municipality& town) {
  return town.protocol_for(team_of(visit.visitor, town)).home_visit;
}

Milliseconds first_of(VisitStair stair, const VisitTerms& terms) {
  switch (stair) {
    case VisitStair::colleague: return terms.colleague;
    case VisitStair::manager: return terms.manager;
    case VisitStair::security: break;
  }
  return terms.security;
}

struct Rung {
  Milliseconds after;
  VisitStair stair;
};

/// Each stair twice, in the order in which they are climbed.
std::vector<Rung> ladder_of(const VisitTerms& terms) {
  std::vector<Rung> ladder;
  for (const auto stair : stairs) {
    ladder.push_back({first_of(stair, terms), stair});
    ladder.push_back({first_of(stair, terms) + terms.repeat, stair});
  }
  std::ranges::sort(ladder, {}, [](const Rung& rung) { return std::pair{rung.after, rung.stair}; });
  return ladder;
}

Moment next_moment(const Visit& visit, const VisitTerms& terms) {
  if (!visit.since) return std::min(visit.halfway.value_or(visit.back), visit.back);
  const auto ladder = ladder_of(terms);
  for (const auto& rung : ladder) {
    if (*visit.since + rung.after > visit.told_until) return *visit.since + rung.after;
  }
  const Moment end = *visit.since + ladder.back().after;
  return end + ((visit.told_until - end) / terms.again + 1) * terms.again;
}

std::vector<PersonId> in_roles(std::initializer_list<RoleId> wanted, const Visit& visit, Moment now,
                               const Municipality& town) {
  Case nobodys;
  nobodys.reporter = visit.visitor;
  nobodys.victim = visit.visitor;
  nobodys.team = team_of(visit.visitor, town);
  // Who was asked to call already has a stair.
  if (!visit.colleague.empty()) nobodys.excluded = {visit.colleague};
  std::vector<PersonId> people;
  for (const auto& role : wanted) {
    for (const auto& reader : on_duty(role, nobodys, town.organisation, day_of(now, town))) {
      if (!contains(people, reader.person)) people.push_back(reader.person);
    }
  }
  return people;
}

/// A visit while something happens to it.
class Change {
 public:
  Change(const Visit& visit, Moment now, const Municipality& town)
      : before_(visit), visit_(visit), now_(now), town_(town), terms_(terms_of(visit, town)) {}

  VisitChange rung();
  VisitChange step(const VisitStep& step);

 private:
  [[nodiscard]] VisitTold* told(const PersonId& person) {
    const auto found = std::ranges::find(visit_.told, person, &VisitTold::person);
    return found == visit_.told.end() ? nullptr : &*found;
  }
  /// From now on this person is one of those who were told.
  void climb_to(VisitStair stair, const std::vector<PersonId>& people, bool also_answered) {
    for (const auto& person : people) {
      const auto* known = told(person);
      if (known != nullptr && known->answered && !also_answered) continue;
      // Who does it instead of a colleague who is away stands higher.
      const bool instead = stair == VisitStair::colleague && person != visit_.colleague;
      if (known == nullptr) visit_.told.push_back({person, instead ? VisitStair::manager : stair, false});
      tell(person, visit_.help ? "help" : "alarm", true);
    }
  }
  void climb_to(VisitStair stair, bool also_answered = false) {
    climb_to(stair, people_on(stair, visit_, now_, town_), also_answered);
  }
  void climb_again() {
    for (const auto& one : std::vector{visit_.told}) climb_to(one.stair, {one.person}, true);
  }
  /// Each person once a moment.
  void tell(const PersonId& person, std::string_view what, bool urgent = false, const PersonId& about = {}) {
    if (person.empty() || person == by_ || contains(heard_, person)) return;
    heard_.push_back(person);
    Notice notice;
    notice.kind = Notice::Kind::visit;
    notice.to = person;
    notice.urgent = urgent;
    notice.args["what"] = what;
    const auto* named = town_.organisation.person(about);
    if (named != nullptr) notice.args["person"] = named->name;
    notices_.push_back(std::move(notice));
  }
  void tell_all_told(std::string_view what) {
    for (const auto& one : visit_.told) tell(one.person, what);
  }
  /// At least as far as that stair, which is climbed now.
  void jump_to(VisitStair stair) {
    const Moment at_least = now_ - first_of(stair, terms_);
    visit_.since = std::min(visit_.since.value_or(at_least), at_least);
    visit_.told_until = now_;
  }
  void all_is_well() {
    for (const auto& one : visit_.told) forget_.push_back(one.person);
    visit_.told.clear();
    visit_.since.reset();
    visit_.help = false;
  }

  [[nodiscard]] bool visitors(const VisitStep& step);
  [[nodiscard]] bool of_who_was_told(const VisitStep& step);
  void declines();
  void calls(const PersonId& colleague);
  void stays(Moment back);
  void asks_help();
  void unreached();
  void needs_help();
  void reached();
  VisitChange over(std::string_view what);
  VisitChange finished();

  const Visit& before_;
  Visit visit_;
  Moment now_;
  const Municipality& town_;
  const VisitTerms& terms_;
  PersonId by_;
  std::vector<PersonId> heard_;
  std::vector<Notice> notices_;
  std::vector<PersonId> forget_;
};

VisitChange Change::finished() {
  visit_.next = next_moment(visit_, terms_);
  for (auto& notice : notices_) {
    notice.visit = seen_by(visit_, notice.to);
    if (notice.visit) continue;
    // Who knew of it hears how it ends, and reads no place for it.
    notice.visit = visit_;
    notice.visit->place.clear();
  }
  return {visit_, std::move(notices_), std::move(forget_)};
}

VisitChange Change::over(std::string_view what) {
  tell_all_told(what);
  tell(visit_.colleague, what);
  all_is_well();
  forget_.push_back(visit_.visitor);
  auto change = finished();
  for (auto& notice : change.notices) {
    notice.visit = before_;  // whether help was asked for
    notice.visit->place.clear();
  }
  change.visit.reset();
  return change;
}

VisitChange Change::rung() {
  const bool asks = !visit_.since;
  if (asks) {
    const bool is_back = visit_.back <= now_;
    visit_.since = is_back ? visit_.back : visit_.halfway.value_or(visit_.back);
    visit_.told_until = *visit_.since;
    if (visit_.halfway && *visit_.halfway <= now_) visit_.halfway.reset();
    tell(visit_.visitor, is_back ? "back" : "halfway", true);
  }
  const auto ladder = ladder_of(terms_);
  const bool was_quiet = visit_.told.empty();
  if (*visit_.since + ladder.back().after + terms_.again <= now_) climb_again();
  for (const auto& [after, stair] : ladder) {
    const Moment due = *visit_.since + after;
    if (due > visit_.told_until && due <= now_) climb_to(stair);
  }
  if (was_quiet && !visit_.told.empty()) tell(visit_.visitor, "calling", true);
  visit_.told_until = now_;
  return finished();
}

void Change::declines() {
  if (told(by_) != nullptr) return unreached();
  visit_.colleague = {};
  tell(visit_.visitor, "declined", false, by_);
}

void Change::calls(const PersonId& colleague) {
  if (!contains(callers_for(visit_.visitor, now_, std::max(now_, visit_.back), town_), colleague)) return;
  if (colleague == visit_.colleague) return;
  tell(visit_.colleague, "released");
  std::erase_if(visit_.told, [&](const VisitTold& one) { return one.person == visit_.colleague; });
  if (!visit_.colleague.empty()) forget_.push_back(visit_.colleague);
  visit_.colleague = colleague;
  const bool calls_now = visit_.since && *visit_.since + terms_.colleague <= now_;
  if (calls_now) {
    climb_to(VisitStair::colleague);
  } else {
    tell(colleague, "planned");
  }
}

void Change::stays(Moment back) {
  if (back <= now_ || back > now_ + longest_visit) return;
  visit_.back = back;
  visit_.halfway.reset();
  tell_all_told("moved");
  tell(visit_.colleague, "moved");
  all_is_well();
}

void Change::asks_help() {
  visit_.help = true;
  jump_to(VisitStair::manager);
  climb_again();
  climb_to(VisitStair::colleague, true);
  climb_to(VisitStair::manager, true);
}

void Change::unreached() {
  auto* self = told(by_);
  self->answered = true;
  const auto above = static_cast<std::size_t>(self->stair) + 1;
  const auto higher = [&](const VisitTold& one) { return static_cast<std::size_t>(one.stair) >= above; };
  if (above >= stairs.size() || std::ranges::any_of(visit_.told, higher)) return;
  jump_to(stairs.at(above));
  climb_to(stairs.at(above));
}

void Change::needs_help() {
  told(by_)->answered = true;
  visit_.help = true;
  jump_to(VisitStair::security);
  climb_again();
  for (const auto stair : stairs) climb_to(stair, true);
}

/// All is well; when the visitor was to be back by now, or needed help, the visit is over with that.
void Change::reached() {
  tell(visit_.visitor, "well", false, by_);
  tell_all_told("fine");
  all_is_well();
}

bool Change::visitors(const VisitStep& step) {
  if (step.by != visit_.visitor) return false;
  if (step.what == What::calls) calls(step.colleague);
  if (step.what == What::stays && step.back) stays(*step.back);
  if (step.what == What::help) asks_help();
  if (step.what == What::fine) {
    tell_all_told("fine");
    all_is_well();
  }
  return true;
}

bool Change::of_who_was_told(const VisitStep& step) {
  if (told(step.by) == nullptr) return false;
  if (step.what == What::unreached) unreached();
  if (step.what == What::needs_help) needs_help();
  if (step.what == What::well) reached();
  return true;
}

VisitChange Change::step(const VisitStep& step) {
  by_ = step.by;
  const bool own = step.by == visit_.visitor;
  if (own && (step.what == What::safe || step.what == What::cancelled)) {
    return over(step.what == What::safe ? "home" : "cancelled");
  }
  const bool ends = visit_.back <= now_ || visit_.help;
  if (step.what == What::well && told(step.by) != nullptr && ends) {
    tell(visit_.visitor, "closed", false, by_);
    return over("home");
  }
  if (step.what == What::declines && step.by == visit_.colleague) {
    declines();
  } else if (!visitors(step) && !of_who_was_told(step)) {
    return {before_, {}, {}};
  }
  return finished();
}

}  // namespace

std::vector<PersonId> callers_for(const PersonId& visitor, Moment now, Moment back, const Municipality& town) {
  const auto& organisation = town.organisation;
  const auto* self = organisation.person(visitor);
  if (self == nullptr) return {};
  const auto there = [&](const Person& person) {
    return !organisation.absent(person.id, day_of(now, town)) && !organisation.absent(person.id, day_of(back, town));
  };
  std::vector<PersonId> callers;
  for (const auto& person : organisation.people) {
    // Office holders have no team, and each other.
    const bool colleague = person.team == self->team && person.office_holder == self->office_holder;
    if (colleague && person.id != visitor && !person.channels.empty() && there(person)) callers.push_back(person.id);
  }
  if (!callers.empty()) return callers;
  Visit alone;
  alone.visitor = visitor;
  return in_roles({roles::manager}, alone, now, town);
}

std::optional<VisitFault> fault_in(const Visit& visit, Moment now, const Municipality& town) {
  if (visit.place.empty()) return VisitFault::no_place;
  if (visit.back <= now) return VisitFault::back_passed;
  if (visit.back > now + longest_visit) return VisitFault::too_long;
  if (visit.halfway && (*visit.halfway <= now || *visit.halfway >= visit.back)) return VisitFault::halfway_out;
  if (!contains(callers_for(visit.visitor, now, visit.back, town), visit.colleague)) return VisitFault::no_caller;
  return std::nullopt;
}

std::optional<Visit> seen_by(const Visit& visit, const PersonId& person) {
  if (person.empty()) return std::nullopt;
  const bool was_told = std::ranges::find(visit.told, person, &VisitTold::person) != visit.told.end();
  if (person == visit.visitor || was_told) return visit;
  if (person != visit.colleague) return std::nullopt;
  Visit seen = visit;
  seen.place.clear();
  return seen;
}

VisitChange begin_visit(const Visit& visit, const Municipality& town) {
  VisitChange change{visit, {}, {}};
  change.visit->next = next_moment(visit, terms_of(visit, town));
  Notice notice;
  notice.kind = Notice::Kind::visit;
  notice.to = visit.colleague;
  notice.args["what"] = "planned";
  notice.visit = seen_by(*change.visit, visit.colleague);
  change.notices.push_back(std::move(notice));
  return change;
}

VisitChange ring_visit(const Visit& visit, Moment now, const Municipality& town) {
  if (now < visit.next) return {visit, {}, {}};
  return Change{visit, now, town}.rung();
}

VisitChange take_visit_step(const Visit& visit, const VisitStep& step, Moment now, const Municipality& town) {
  return Change{visit, now, town}.step(step);
}

std::vector<PersonId> people_on(VisitStair stair, const Visit& visit, Moment now, const Municipality& town) {
  const auto& organisation = town.organisation;
  if (stair == VisitStair::security) return in_roles({roles::security, roles::coordinator}, visit, now, town);
  const bool calls = stair == VisitStair::colleague && organisation.person(visit.colleague) != nullptr;
  if (calls && !organisation.absent(visit.colleague, day_of(now, town))) return {visit.colleague};
  auto managers = in_roles({roles::manager}, visit, now, town);
  return managers.empty() ? people_on(VisitStair::security, visit, now, town) : managers;
}

}  // namespace meldmaat
