// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/figures.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "bot/flags.hpp"
#include "bot/rules/digest.hpp"
#include "bot/rules/figures_period.hpp"
#include "bot/rules/on_duty.hpp"

namespace meldmaat {

namespace {

using Facts = std::initializer_list<std::string_view>;
using About = CountedReport::About;

/// A split by what became of a step, and the fact that ends it.
struct CountedStep {
  std::string_view split;
  std::string_view fact;
};
constexpr std::array counted_steps{
    CountedStep{splits::reaction, "reaction"},          CountedStep{splits::aftercare, "aftercare_asked"},
    CountedStep{splits::first_talk, "first_care_talk"}, CountedStep{splits::second_talk, "second_care_talk"},
    CountedStep{splits::third_talk, "third_care_talk"}, CountedStep{splits::late_check, "late_check"},
    CountedStep{splits::last_check, "last_check"},      CountedStep{splits::decision, "decision_told"},
    CountedStep{splits::damage, "damage_list"},         CountedStep{splits::advance, "advance"}};

/// Facts whose kind is counted as it is; the split has the fact's name.
constexpr std::array recorded_kinds{splits::behaviour, splits::motive};

constexpr std::string_view report = "report";
constexpr std::string_view notification = "notification";
constexpr std::string_view yes = "yes";
constexpr std::string_view no = "no";
constexpr std::string_view serious = "serious";
constexpr std::string_view other = "other";
constexpr std::string_view open = "open";
constexpr std::string_view finished = "finished";

bool contains(Facts facts, std::string_view name) {
  return std::ranges::find(facts, name) != facts.end();
}

/// The latest of these that was recorded.
const Fact* latest(const Case& the_case, Facts facts) {
  const auto& all = the_case.facts;
  const auto found =
      std::ranges::find_if(all.rbegin(), all.rend(), [&](const Fact& fact) { return contains(facts, fact.name); });
  return found == all.rend() ? nullptr : &*found;
}

/// What became of the tasks that wait, or waited, for one of these facts; empty: there never was one.
std::string_view outcome(const CaseFile& file, Facts facts, Moment now, const Municipality& municipality) {
  const auto* fact = latest(file.the_case, facts);
  if (fact != nullptr && fact->kind == outcomes::declined) return outcomes::declined;
  if (fact != nullptr && fact->kind == outcomes::referred) return outcomes::referred;
  const auto* protocol = municipality.protocol_of(file.the_case.protocol);
  std::optional<Moment> term;
  bool waits = false;
  bool any = fact != nullptr;
  for (const auto& task : file.tasks) {
    const auto* rule = protocol == nullptr ? nullptr : protocol->rule(task.key.rule, task.key.step);
    if (rule == nullptr || !contains(facts, rule->done) || task.status == Task::Status::withdrawn) continue;
    any = true;
    // Of a step with an aim and a limit the limit counts.
    term = std::max(term.value_or(task.due), task.due);
    waits = waits || task.status == Task::Status::open;
  }
  if (!any) return {};
  if (fact != nullptr) return term && fact->happened > *term ? outcomes::late : outcomes::in_time;
  if (!waits) return outcomes::not_needed;
  return *term <= now ? outcomes::overdue : outcomes::waiting;
}

std::string_view police(const CaseFile& file, Moment now, const Municipality& municipality) {
  if (latest(file.the_case, {"police_report"}) != nullptr) return report;
  if (latest(file.the_case, {"police_notification"}) != nullptr) return notification;
  return outcome(file, {"police_report", "police_notification"}, now, municipality);
}

/// For somebody who owes it: what the reporter was asked, and need not answer, keeps nothing open.
bool waits(const CaseFile& file, const Municipality& municipality) {
  const auto* protocol = municipality.protocol_of(file.the_case.protocol);
  return std::ranges::any_of(file.tasks, [&](const Task& task) {
    const auto* rule = protocol == nullptr ? nullptr : protocol->rule(task.key.rule, task.key.step);
    return task.status == Task::Status::open && (rule == nullptr || !rule->to_reporter);
  });
}

/// The options that were chosen, as far as the form knows them: nothing that was typed. None: `unknown`.
std::vector<std::string> chosen(const Question& question, const Case& the_case) {
  std::vector<std::string> found;
  const auto answer = the_case.answers.find(question.id.str());
  if (answer != the_case.answers.end()) {
    const std::string all = "," + answer->second.value + ",";
    for (const auto& option : question.options) {
      if (all.find("," + option.id + ",") != std::string::npos) found.push_back(option.id);
    }
  }
  if (found.empty()) found.emplace_back();
  return found;
}

std::string function_of(const Case& the_case, const Organisation& organisation) {
  const auto* person = organisation.person(the_case.victim);
  return person == nullptr ? std::string{} : person->function;
}

bool is_withheld(const Case& the_case, const PersonId& reader, const Organisation& organisation) {
  const auto out = kept_out(the_case, organisation);
  return needs_consent(the_case) || the_case.has(flags::confidential) || std::ranges::find(out, reader) != out.end();
}

std::string question_split(const Question& question) {
  return std::string{splits::question} + question.id.str();
}

/// A split by what people are part of: there a number says something of each of them.
bool is_of_people(std::string_view split) {
  return split == splits::team || split == splits::function;
}

/// How many people are part of each team or have each function. Those of which fewer than `least_in_cell` are, and
/// those of whom it is not known, lie together under the empty name.
class Groups {
 public:
  Groups(std::string_view split, const Organisation& organisation) : divides_people_(is_of_people(split)) {
    if (!divides_people_) return;
    for (const auto& person : organisation.people) {
      if (!person.office_holder) ++sizes_[split == splits::team ? person.team.str() : person.function];
    }
    int others = 0;
    for (const auto& [name, size] : sizes_) others += is_small(name) ? size : 0;
    sizes_[std::string{}] = others;
  }
  [[nodiscard]] std::string of(const std::string& value) const { return is_small(value) ? std::string{} : value; }
  /// Too few people lie under the empty name for any number of theirs.
  [[nodiscard]] bool hides_others() const { return divides_people_ && sizes_.at(std::string{}) < least_in_cell; }

 private:
  [[nodiscard]] bool is_small(const std::string& value) const {
    if (!divides_people_) return false;
    const auto found = sizes_.find(value);
    return value.empty() || found == sizes_.end() || found->second < least_in_cell;
  }

  bool divides_people_;
  std::map<std::string, int> sizes_;
};

/// How many of `reports` lie under each value.
std::map<std::string, int> tally(const std::vector<const CountedReport*>& reports, std::string_view split,
                                 const Groups& groups) {
  std::map<std::string, int> counts;
  for (const auto* one : reports) {
    const auto found = one->values.find(split);
    if (found == one->values.end()) continue;
    for (const auto& value : found->second) ++counts[groups.of(value)];
  }
  return counts;
}

bool too_few(const std::vector<const CountedReport*>& reports, std::string_view split) {
  return std::ranges::count_if(reports, [&](const CountedReport* one) { return one->values.contains(split); }) <
         least_to_divide;
}

/// In which order the values of a split are shown; those that are not in it come after.
std::vector<std::string> order_of(std::string_view split, const Municipality& municipality) {
  std::vector<std::string> order;
  if (split == splits::team) {
    for (const auto& team : municipality.organisation.teams) order.push_back(team.id.str());
    return order;
  }
  for (const auto* question : dividing_questions(municipality.current_form())) {
    if (question_split(*question) != split) continue;
    for (const auto& option : question->options) order.push_back(option.id);
  }
  for (const auto value :
       {serious, other, yes, no, report, notification, outcomes::in_time, outcomes::late, outcomes::referred,
        outcomes::declined, outcomes::not_needed, outcomes::waiting, outcomes::overdue}) {
    order.emplace_back(value);
  }
  return order;
}

/// One column; hidden throughout when there are too few.
std::vector<std::optional<int>> column(const std::map<std::string, int>& counts, const std::vector<std::string>& values,
                                       bool hidden, bool hides_last) {
  if (hidden) return std::vector<std::optional<int>>(values.size());
  std::vector<int> cells;
  for (const auto& value : values) {
    const auto found = counts.find(value);
    cells.push_back(found == counts.end() ? 0 : found->second);
  }
  return hide_small(cells, hides_last);
}

struct Reports {
  std::vector<const CountedReport*> now;
  std::vector<const CountedReport*> before;
};

FigureTable table_of(const Reports& reports, std::string_view split, const Municipality& municipality) {
  FigureTable table{std::string{split}, {}, too_few(reports.now, split), too_few(reports.before, split)};
  const Groups groups{split, municipality.organisation};
  const auto now = tally(reports.now, split, groups);
  const auto before = tally(reports.before, split, groups);
  // A value that only a hidden column has is not named: that it occurs would be told by its name alone.
  std::set<std::string> seen;
  if (!table.too_few) std::ranges::transform(now, std::inserter(seen, seen.end()), &decltype(now)::value_type::first);
  if (!table.too_few_before) {
    std::ranges::transform(before, std::inserter(seen, seen.end()), &decltype(before)::value_type::first);
  }
  std::vector<std::string> values;
  for (const auto& value : order_of(split, municipality)) {
    if (seen.erase(value) > 0) values.push_back(value);
  }
  // What is not known comes last.
  const bool unknown = seen.erase(std::string{}) > 0;
  values.insert(values.end(), seen.begin(), seen.end());
  if (unknown) values.emplace_back();
  const bool hides_last = unknown && groups.hides_others();
  const auto cells = column(now, values, table.too_few, hides_last);
  const auto earlier = column(before, values, table.too_few_before, hides_last);
  for (std::size_t row = 0; row < values.size(); ++row) {
    table.rows.push_back({values[row], cells[row], earlier[row]});
  }
  return table;
}

std::vector<std::string> splits_of(FiguresKind kind, const Municipality& municipality) {
  std::vector<std::string> wanted;
  const auto add = [&](std::initializer_list<std::string_view> more) {
    for (const auto split : more) wanted.emplace_back(split);
  };
  if (kind == FiguresKind::quarter) {
    add({splits::first_talk, splits::second_talk, splits::third_talk, splits::late_check, splits::last_check});
    return wanted;
  }
  add({splits::quarter});
  for (const auto* question : dividing_questions(municipality.current_form()))
    wanted.push_back(question_split(*question));
  if (kind == FiguresKind::year) {
    add({splits::team});
    const auto& people = municipality.organisation.people;
    if (std::ranges::any_of(people, [](const Person& person) { return !person.function.empty(); })) {
      add({splits::function});
    }
  }
  const auto& rules = municipality.current_protocol().rules;
  for (const auto split : recorded_kinds) {
    if (std::ranges::find(rules, split, &Rule::done) != rules.end()) add({split});
  }
  add({splits::severity, splits::reaction, splits::aftercare, splits::first_talk, splits::second_talk,
       splits::third_talk, splits::police, splits::decision, splits::ban, splits::damage, splits::advance,
       splits::evaluation});
  return wanted;
}

std::vector<const CountedReport*> within(const std::vector<CountedReport>& reports, const Period& period, About about) {
  std::vector<const CountedReport*> found;
  for (const auto& one : reports) {
    const bool inside = one.reported >= period.first && one.reported <= period.last;
    if (inside && one.about == about) found.push_back(&one);
  }
  return found;
}

/// \param also_none whether 0 is hidden too
std::optional<int> shown(std::size_t count, bool also_none = false) {
  const auto number = static_cast<int>(count);
  const bool small = number < least_in_cell && (number > 0 || also_none);
  return small ? std::nullopt : std::optional{number};
}

}  // namespace

std::vector<const Question*> dividing_questions(const Form& form) {
  static constexpr std::array topics{Topic::what, Topic::where, Topic::with, Topic::how, Topic::why};
  std::vector<const Question*> found;
  for (const auto& question : form.questions) {
    const bool everybody = question.only_if == Condition{} && question.readers == Question::Readers::all;
    const bool about_it = std::ranges::find(topics, question.topic) != topics.end();
    if (everybody && about_it && question.expects == Expects::choice) found.push_back(&question);
  }
  return found;
}

std::optional<CountedReport> counted(const CaseFile& file, const PersonId& reader, Moment now,
                                     const Municipality& municipality) {
  const auto& the_case = file.the_case;
  if (the_case.status == Case::Status::withdrawn || holds_duties(the_case.number)) return std::nullopt;
  CountedReport made;
  made.reported = date_of(municipality.zone.to_local(the_case.reported));
  if (is_withheld(the_case, reader, municipality.organisation)) {
    made.about = About::withheld;
    return made;
  }
  const bool office = the_case.has(flags::office_holder) || the_case.has(flags::mayor_victim);
  made.about = office ? About::office_holder : About::employee;
  made.number = the_case.number;
  const auto put = [&](std::string_view split, std::string_view value) {
    made.values[std::string{split}] = {std::string{value}};
  };
  put(splits::quarter, std::to_string(quarter_of(made.reported)));
  put(splits::team, team_of(the_case, municipality.organisation).str());
  put(splits::function, function_of(the_case, municipality.organisation));
  put(splits::severity, the_case.has(flags::serious) ? serious : other);
  put(splits::ban, the_case.bans.empty() ? no : yes);
  put(splits::state, waits(file, municipality) && the_case.status == Case::Status::open ? open : finished);
  for (const auto split : recorded_kinds) {
    if (const auto* fact = the_case.fact(split)) put(split, fact->kind);
  }
  if (const auto* form = municipality.form_of(the_case.form)) {
    for (const auto* question : dividing_questions(*form)) {
      made.values[question_split(*question)] = chosen(*question, the_case);
    }
  }
  const auto put_step = [&](std::string_view split, std::string_view what) {
    if (!what.empty()) put(split, what);
  };
  for (const auto& [split, fact] : counted_steps) put_step(split, outcome(file, {fact}, now, municipality));
  put_step(splits::evaluation, outcome(file, {"talk_evaluated", "closing_evaluation"}, now, municipality));
  put_step(splits::police, police(file, now, municipality));
  return made;
}

std::vector<std::optional<int>> hide_small(const std::vector<int>& cells, bool also_last) {
  std::vector<bool> gone(cells.size());
  int hidden = 0;
  int together = 0;
  const auto hide = [&](std::size_t at) {
    gone[at] = true;
    ++hidden;
    together += cells[at];
  };
  for (std::size_t at = 0; at < cells.size(); ++at) {
    const bool unwanted = also_last && at + 1 == cells.size();
    if (cells[at] > 0 && (cells[at] < least_in_cell || unwanted)) hide(at);
  }
  while (hidden > 0 && (hidden < 2 || together < least_in_cell)) {
    std::size_t smallest = cells.size();
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (gone[at] || cells[at] == 0) continue;
      if (smallest == cells.size() || cells[at] < cells[smallest]) smallest = at;
    }
    if (smallest == cells.size()) break;
    hide(smallest);
  }
  std::vector<std::optional<int>> left;
  for (std::size_t at = 0; at < cells.size(); ++at) left.push_back(gone[at] ? std::nullopt : std::optional{cells[at]});
  return left;
}

Trend trend_of(std::optional<int> now, std::optional<int> before) {
  if (!now || !before || *now < least_to_divide || *before < least_to_divide) return Trend::unclear;
  const int more = *now - *before;
  const bool by_chance = more * more <= 4 * (*now + *before);
  if (by_chance) return Trend::same;
  return more > 0 ? Trend::up : Trend::down;
}

Figures figures_of(const std::vector<CountedReport>& reports, const FiguresWanted& wanted, const Period& period,
                   const RoleId& made_for, Moment now, const Municipality& municipality) {
  const auto before = period_before(wanted, period);
  const Reports employees{within(reports, period, About::employee), within(reports, before, About::employee)};
  const auto number = [&](const Period& of, About about) { return within(reports, of, about).size(); };
  Figures figures{wanted,
                  made_for,
                  now,
                  period,
                  before,
                  shown(employees.now.size()),
                  shown(employees.before.size()),
                  shown(number(period, About::office_holder)),
                  shown(number(before, About::office_holder)),
                  shown(number(period, About::withheld), true),
                  shown(number(before, About::withheld), true),
                  {}};
  for (const auto& split : splits_of(wanted.kind, municipality)) {
    figures.tables.push_back(table_of(employees, split, municipality));
  }
  return figures;
}

}  // namespace meldmaat
