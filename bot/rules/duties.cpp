// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/duties.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "bot/rules/calendar.hpp"

namespace meldmaat {

namespace {

using Kind = Trigger::Kind;
using std::chrono::days;
using std::chrono::local_days;

/// The number of a period within its year, from 1; nothing when no period of this kind begins on that day.
int round_of(Kind kind, LocalDate day, const Organisation& organisation) {
  using namespace std::chrono;
  constexpr unsigned months_a_quarter = 3;
  const auto month = static_cast<unsigned>(day.month());
  const bool first_of_month = day.day() == std::chrono::day{1};
  switch (kind) {
    case Kind::week: {
      if (weekday{local_days{day}} != Monday) return 0;
      const auto before = local_days{day} - local_days{day.year() / January / 1};
      return static_cast<int>(before / weeks{1}) + 1;
    }
    case Kind::quarter:
      return first_of_month && month % months_a_quarter == 1 ? static_cast<int>(month / months_a_quarter) + 1 : 0;
    case Kind::year: return first_of_month && month == 1 ? 1 : 0;
    case Kind::council: return organisation.council_begins == day ? 1 : 0;
    default: return 0;
  }
}

bool is_matter(const Rule& rule) {
  return rule.trigger.kind == Kind::matter;
}

/// The file of a year: the municipality's, or of one team.
Case file_of(const Protocol& protocol, const TeamId& team, int year, Moment start) {
  const auto name = "J" + std::to_string(year);
  Case file;
  file.number = CaseNumber{team.empty() ? name : name + "-" + team.str()};
  file.protocol = protocol.ref;
  file.team = team;
  file.reported = start;
  file.incident.at = start;
  return file;
}

class Calendar {
 public:
  Calendar(const Municipality& municipality, Moment since, Moment now)
      : town_(municipality), since_(since), now_(now) {}

  [[nodiscard]] std::vector<Duty> of_periods() && {
    // Long holidays may lie between the first day of a period and its first office hour.
    constexpr days longest_pause{10};
    const auto last = local_days{date_of(town_.zone.to_local(now_))};
    for (auto day = local_days{date_of(town_.zone.to_local(since_))} - longest_pause; day <= last; day += days{1}) {
      add_day(LocalDate{day});
    }
    std::ranges::sort(begun_, {}, [](const Duty& duty) {
      return std::tuple{duty.began.start, duty.file.number, duty.began.rule, duty.began.step};
    });
    return std::move(begun_);
  }

  [[nodiscard]] std::vector<Duty> of_newcomers() && {
    for (const auto& person : town_.organisation.people) {
      const auto* team = town_.organisation.team(person.team);
      if (!person.since || team == nullptr) continue;
      const auto& protocol = town_.protocol_for(team->id);
      const auto first_day = into_office_hours(town_.zone.to_moment(local_days{*person.since}), town_.zone, protocol);
      if (first_day + newcomer_for < now_ || team->manager == person.id) continue;
      for (const auto& rule : protocol.rules) {
        if (rule.trigger.kind == Kind::newcomer) add(rule, protocol, team->id, *person.since, 0, person.id);
      }
    }
    return std::move(begun_);
  }

 private:
  void add_day(LocalDate day) {
    const auto& own = town_.current_protocol();
    for (const auto& rule : own.rules) {
      const int round = round_of(rule.trigger.kind, day, town_.organisation);
      if (round > 0 && rule.owner != roles::manager) add(rule, own, {}, day, round, {});
    }
    for (const auto& team : town_.organisation.teams) {
      const auto& protocol = town_.protocol_for(team.id);
      for (const auto& rule : protocol.rules) {
        const int round = round_of(rule.trigger.kind, day, town_.organisation);
        if (round > 0 && rule.owner == roles::manager) add(rule, protocol, team.id, day, round, {});
      }
    }
  }

  void add(const Rule& rule, const Protocol& protocol, const TeamId& team, LocalDate day, int round,
           const PersonId& concerns) {
    const Moment start = into_office_hours(town_.zone.to_moment(local_days{day}), town_.zone, protocol);
    if (start <= since_ || start > now_) return;
    begun_.push_back({file_of(protocol, team, static_cast<int>(day.year()), start),
                      {rule.id, rule.step, round, concerns, start},
                      rule});
  }

  const Municipality& town_;
  Moment since_;
  Moment now_;
  std::vector<Duty> begun_;
};

}  // namespace

std::vector<Duty> duties_begun(const Municipality& municipality, Moment since, Moment now) {
  return Calendar{municipality, since, now}.of_periods();
}

std::vector<Duty> newcomer_duties(const Municipality& municipality, Moment since, Moment now) {
  return Calendar{municipality, since, now}.of_newcomers();
}

std::vector<std::string> known_matters(const Municipality& municipality) {
  std::vector<std::string> names;
  for (const auto& rule : municipality.current_protocol().rules) {
    const auto& name = rule.trigger.fact;
    if (is_matter(rule) && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

std::vector<Duty> matter_duties(const Municipality& municipality, std::string_view matter, Moment came_in) {
  const auto& protocol = municipality.current_protocol();
  const int year = static_cast<int>(date_of(municipality.zone.to_local(came_in)).year());
  std::vector<Duty> begun;
  for (const auto& rule : protocol.rules) {
    if (!is_matter(rule) || rule.trigger.fact != matter) continue;
    begun.push_back({file_of(protocol, {}, year, came_in), {rule.id, rule.step, 0, {}, came_in}, rule});
  }
  return begun;
}

}  // namespace meldmaat
