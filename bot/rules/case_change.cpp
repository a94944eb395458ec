// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/case_change.hpp"

#include <algorithm>
#include <array>
#include <ranges>
#include <utility>

#include "bot/rules/calendar.hpp"

namespace meldmaat {

namespace {

/// A minute late is the alarm clock's own delay.
constexpr Milliseconds grace = std::chrono::minutes{1};

/// The more pressing kind first.
std::size_t rank(Notice::Kind kind) {
  using Kind = Notice::Kind;
  static constexpr std::array order{
      Kind::danger,   Kind::withdrawn,  Kind::new_case,  Kind::ordered,    Kind::escalation,  Kind::due,
      Kind::reminder, Kind::step_begun, Kind::agreement, Kind::excluded,   Kind::handed_over, Kind::agreed,
      Kind::inquiry,  Kind::reply,      Kind::added,     Kind::step_taken, Kind::digest,      Kind::ban,
      Kind::doubt,    Kind::handed_on,  Kind::postbox,   Kind::lesson,     Kind::watch,       Kind::visit};
  return static_cast<std::size_t>(std::ranges::find(order, kind) - order.begin());
}

/// Whoever asks about their data has a right to an answer, also about a report that was withdrawn.
bool answers_request(const Rule& rule) {
  return rule.done == own_facts::rights_answered;
}

template <class Range, class Value>
bool contains(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

}  // namespace

std::string to_text(const TaskKey& key) {
  return key.rule.str() + "/" + std::to_string(key.step) + "/" + std::to_string(key.round);
}

CaseChange::CaseChange(const CaseFile& file, Moment now, const Municipality& municipality)
    : before_(file),
      file_(file),
      now_(now),
      today_(date_of(municipality.zone.to_local(now))),
      municipality_(municipality),
      protocol_(municipality.protocol_of(file.the_case.protocol)) {
  if (protocol_ == nullptr) protocol_ = &nothing_;
}

Task* CaseChange::task(const TaskKey& key) {
  const auto found = std::ranges::find(file_.tasks, key, &Task::key);
  return found == file_.tasks.end() ? nullptr : &*found;
}

bool CaseChange::reads(const PersonId& person) const {
  return contains(std::views::transform(file_.the_case.readers, &Reader::person), person);
}

std::vector<Reader> CaseChange::owners(const Task& task) const {
  const auto& person = task.handed_to;
  const bool there = !person.empty() && !municipality_.organisation.absent(person, today_) &&
                     !contains(kept_out(file_.the_case, municipality_.organisation), person);
  if (there) return {{person, task.owner, "why.handed_over", {}}};
  return holders(task.owner, file_.the_case, municipality_.organisation, today_);
}

bool CaseChange::owns(const Task& task, const PersonId& person) const {
  return contains(std::views::transform(owners(task), &Reader::person), person);
}

std::vector<Reader> CaseChange::climb(const RoleId& role) const {
  return climbs_to(role, file_.the_case, municipality_.organisation, today_);
}

TaskLine CaseChange::line(const Task& task) const {
  const auto doing = owners(task);
  return {task.key, task.due, now_ >= task.due + grace, doing.empty() ? task.owner : doing.front().role};
}

std::vector<TaskLine> CaseChange::lines_of(const PersonId& person) const {
  std::vector<TaskLine> lines;
  for (const auto& task : file_.tasks) {
    if (task.status != Task::Status::open) continue;
    if (owns(task, person)) lines.push_back(line(task));
  }
  std::ranges::sort(lines, {}, [](const TaskLine& one) { return std::pair{one.due, one.key}; });
  return lines;
}

bool CaseChange::waits_for(std::string_view fact) const {
  return std::ranges::any_of(file_.tasks, [&](const Task& task) {
    const auto* rule = rule_of(task.key);
    return task.status == Task::Status::open && rule != nullptr && rule->done == fact;
  });
}

void CaseChange::enter(std::string_view what, const PersonId& by, std::string detail) {
  entries_.push_back({now_, by, std::string{what}, std::move(detail)});
}

CaseChange::Settled CaseChange::settle() {
  auto& own = file_.the_case;
  own.flags = settled_flags(own, municipality_.organisation);
  auto routed = route(own, municipality_.organisation, today_);
  own.excluded = std::move(routed.excluded);
  const auto out = kept_out(own, municipality_.organisation);
  std::erase_if(own.readers, [&](const Reader& reader) {
    if (!contains(out, reader.person)) return false;
    enter(entries::removed, {}, reader.person.str());
    return true;
  });
  for (auto& task : file_.tasks) {
    if (contains(out, task.handed_to)) task.handed_to = {};
  }
  Settled news;
  for (const auto& reader : routed.readers) {
    if (!reads(reader.person)) news.fresh.push_back(reader);
  }
  for (const auto& reader : routed.readers) add_reader(reader);
  std::vector<Gap> known;
  if (!before_.the_case.readers.empty()) known = route(before_.the_case, municipality_.organisation, today_).gaps;
  for (const auto& gap : routed.gaps) {
    if (contains(known, gap)) continue;
    news.gaps.push_back(gap);
    enter(entries::gap, {}, gap.role.str() + " " + gap.instead.str());
  }
  return news;
}

void CaseChange::add_reader(const Reader& reader) {
  const auto same = [&](const Reader& other) { return other.person == reader.person && other.role == reader.role; };
  auto& readers = file_.the_case.readers;
  if (is_own_role(reader.role) || std::ranges::any_of(readers, same)) return;
  readers.push_back(reader);
  enter(entries::reader, {}, reader.person.str() + " " + reader.role.str() + " " + reader.why);
}

int CaseChange::next_round(const Rule& rule) const {
  int round = 0;
  for (const auto& task : file_.tasks) {
    if (task.key.rule != rule.id || task.key.step != rule.step) continue;
    if (task.status == Task::Status::open) return 0;
    round = std::max(round, task.key.round);
  }
  return round + 1;
}

bool CaseChange::recorded(const std::string& name) const {
  return std::ranges::any_of(file_.the_case.facts, [&](const Fact& fact) { return means(name, fact); });
}

bool CaseChange::begins(const Rule& rule) const {
  return holds(rule.only_if, file_.the_case.flags) &&
         (rule.owner != roles::victim ||
          !holders(rule.owner, file_.the_case, municipality_.organisation, today_).empty());
}

TaskKey CaseChange::open(const Rule& rule, Task task) {
  task.key.number = file_.the_case.number;
  task.key.rule = rule.id;
  task.key.step = rule.step;
  task.owner = rule.owner;
  // What lay before this moment does not ring any more: the task is told of as it is opened.
  (void)pass_rings(rule, task, now_, municipality_.zone, *protocol_);
  file_.tasks.push_back(task);
  enter(entries::armed, {}, to_text(task.key));
  return task.key;
}

TaskKey CaseChange::arm(const Rule& rule, const Fact* fact, int round) {
  Task task;
  task.key.round = round;
  task.started = start_of(rule, file_.the_case, fact, now_, municipality_.zone, *protocol_);
  task.due = after(task.started, rule.due, municipality_.zone, *protocol_);
  return open(rule, std::move(task));
}

std::vector<TaskKey> CaseChange::arm_first() {
  std::vector<TaskKey> armed;
  for (const auto& rule : protocol_->rules) {
    if (!rule.trigger.of_report() || !begins(rule)) continue;
    const auto needless = [&](const std::string& name) { return recorded(name); };
    if (next_round(rule) != 1 || needless(rule.done) || std::ranges::any_of(rule.until, needless)) continue;
    armed.push_back(arm(rule, nullptr, 1));
  }
  return armed;
}

std::optional<TaskKey> CaseChange::begin_duty(const DutyBegan& began) {
  const auto* rule = protocol_->rule(began.rule, began.step);
  if (rule == nullptr || !rule->trigger.of_duty() || !holds_duties(file_.the_case.number)) return std::nullopt;
  const bool matter = rule->trigger.kind == Trigger::Kind::matter;
  const bool counted_here = matter || !began.concerns.empty();
  int round = began.round;
  for (const auto& task : file_.tasks) {
    if (task.key.rule != rule->id || task.key.step != rule->step) continue;
    const bool same = began.concerns.empty() ? task.key.round == began.round : task.concerns == began.concerns;
    if (same && !matter) return std::nullopt;
    if (counted_here) round = std::max(round, task.key.round);
  }
  Task task;
  task.key.round = counted_here ? round + 1 : round;
  task.concerns = began.concerns;
  task.started = began.start;
  task.due = after(began.start, rule->due, municipality_.zone, *protocol_);
  return open(*rule, std::move(task));
}

BanNews CaseChange::news_of_ban(const Ban& ban) const {
  return news_of(ban, rule_for_end(*protocol_), now_, municipality_.zone, *protocol_);
}

std::optional<TaskKey> CaseChange::begin_ban_end(std::size_t place) {
  auto& ban = file_.the_case.bans.at(place);
  const auto* rule = rule_for_end(*protocol_);
  if (rule == nullptr) return std::nullopt;
  ban.announced = ban.last;
  const auto waits = [&](const Task& task) {
    return task.key.rule == rule->id && task.key.step == rule->step && task.status == Task::Status::open;
  };
  // One task asks about all bans of the case that end soon.
  if (const auto known = std::ranges::find_if(file_.tasks, waits); known != file_.tasks.end()) return known->key;
  Task task;
  task.key.round = next_round(*rule);
  task.started = now_;
  task.due = municipality_.zone.to_moment(at_time(ban.last, protocol_->office_closes));
  return open(*rule, std::move(task));
}

void CaseChange::ask_again_about_bans() {
  for (auto& ban : file_.the_case.bans) {
    if (!ban.ended) ban.announced.reset();
  }
}

bool CaseChange::lacks_kind(const Fact& fact) const {
  const auto* rule = protocol_->rule(fact.rule, fact.step);
  return rule != nullptr && !rule->asks.kinds.empty() && !contains(rule->asks.kinds, fact.kind);
}

bool CaseChange::asks_reporter(const std::string& fact, const std::string& kind) const {
  return std::ranges::any_of(file_.tasks, [&](const Task& task) {
    const auto* rule = rule_of(task.key);
    return task.status == Task::Status::open && rule != nullptr && rule->to_reporter && rule->done == fact &&
           contains(rule->asks.kinds, kind);
  });
}

CaseChange::Recorded CaseChange::record(Fact fact) {
  Recorded outcome;
  file_.the_case.facts.push_back(fact);
  enter(entries::fact, fact.by, fact.kind.empty() ? fact.name : fact.name + "." + fact.kind);
  const auto meant = [&](const std::string& name) { return means(name, fact); };
  std::vector<Rule> again;
  for (auto& task : file_.tasks) {
    const auto* rule = rule_of(task.key);
    if (rule == nullptr || task.status != Task::Status::open) continue;
    const bool done = meant(rule->done);
    const bool over = std::ranges::any_of(rule->until, meant);
    if (!done && !over) continue;
    end(task, Task::Status::done);
    enter(done ? entries::done : entries::needless, fact.by, to_text(task.key));
    outcome.ended.push_back(task.key);
    if (done && !over && rule->again) {
      again.push_back(*rule);
      again.back().due = *rule->again;
    }
  }
  for (const auto& rule : protocol_->rules) {
    if (rule.tells_reporter && meant(rule.done)) outcome.told = true;
    const bool starts = rule.trigger.kind == Trigger::Kind::fact && meant(rule.trigger.fact) &&
                        std::ranges::none_of(rule.until, meant) && begins(rule);
    const bool open = file_.the_case.status == Case::Status::open || answers_request(rule);
    if (!starts || !open) continue;
    if (const int round = next_round(rule); round > 0) outcome.armed.push_back(arm(rule, &fact, round));
  }
  for (const auto& rule : again) outcome.armed.push_back(arm(rule, &fact, next_round(rule)));
  return outcome;
}

void CaseChange::recount_incident() {
  for (auto& task : file_.tasks) {
    const auto* rule = rule_of(task.key);
    if (rule == nullptr || task.status != Task::Status::open || rule->trigger.kind != Trigger::Kind::incident) continue;
    task.started = start_of(*rule, file_.the_case, nullptr, file_.the_case.reported, municipality_.zone, *protocol_);
    task.due = after(task.started, rule->due, municipality_.zone, *protocol_);
    task.rung = 0;
    const auto first = ring_at(*rule, task, 0, municipality_.zone, *protocol_);
    task.next = first ? std::optional{first->at} : std::nullopt;
    // Due already: it rings at once. Not due yet: earlier reminders are not given again.
    if (task.due > now_) wind(task);
  }
}

Moment CaseChange::latest_postponement(const Task& task) const {
  const auto* rule = rule_of(task.key);
  return rule == nullptr ? now_ : meldmaat::latest_postponement(*rule, task, now_, municipality_.zone, *protocol_);
}

std::vector<Ring> CaseChange::ring(Task& task) {
  const auto* rule = rule_of(task.key);
  if (task.status != Task::Status::open || rule == nullptr) {
    task.next = std::nullopt;
    return {};
  }
  if (!task.next || *task.next > now_) return {};
  return pass_rings(*rule, task, now_, municipality_.zone, *protocol_);
}

void CaseChange::wind(Task& task) {
  task.rung = 0;
  (void)pass_rings(*rule_of(task.key), task, now_, municipality_.zone, *protocol_);
}

void CaseChange::end_all(Task::Status status) {
  for (auto& task : file_.tasks) {
    const auto* rule = rule_of(task.key);
    if (rule != nullptr && answers_request(*rule)) continue;
    if (task.status == Task::Status::open) end(task, status);
  }
}

void CaseChange::end(Task& task, Task::Status status, std::string reason) {
  task.status = status;
  task.next = std::nullopt;
  task.proposed_by = {};
  if (!reason.empty()) task.reason = std::move(reason);
}

Notice CaseChange::notice(Notice::Kind kind, const Reader& to) const {
  Notice made;
  made.kind = kind;
  made.to = to.person;
  made.as = to.role;
  made.number = file_.the_case.number;
  return made;
}

void CaseChange::tell(Notice notice) {
  if (notice.to.empty() || contains(kept_out(file_.the_case, municipality_.organisation), notice.to)) return;
  // What ended is told apart: it asks for nothing.
  const auto ended = [](const Notice& one) { return one.kind == Notice::Kind::step_taken; };
  const auto found = std::ranges::find_if(notices_, [&](const Notice& one) {
    return one.to == notice.to && ended(one) == ended(notice) && one.ban == notice.ban;
  });
  if (found == notices_.end()) {
    notices_.push_back(std::move(notice));
    return;
  }
  auto& told = *found;
  if (rank(notice.kind) < rank(told.kind)) std::swap(told, notice);
  for (const auto& more : notice.tasks) {
    if (!contains(std::views::transform(told.tasks, &TaskLine::key), more.key)) told.tasks.push_back(more);
  }
  told.args.merge(notice.args);
  told.urgent = told.urgent || notice.urgent;
  if (told.fact.empty()) told.fact = notice.fact;
}

FollowUp CaseChange::result() && {
  FollowUp made;
  for (const auto& task : file_.tasks) {
    if (!contains(before_.tasks, task)) made.tasks.push_back(task);
  }
  made.the_case = std::move(file_.the_case);
  made.notices = std::move(notices_);
  made.entries = std::move(entries_);
  return made;
}

}  // namespace meldmaat
