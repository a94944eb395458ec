// SPDX-License-Identifier: EUPL-1.2
#include "bot/duty_round.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "bot/case_work.hpp"
#include "bot/rules/digest.hpp"
#include "bot/rules/duties.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/on_duty.hpp"
#include "bot/rules/watch.hpp"

namespace meldmaat {

namespace {

/// When this store was first looked at: duties from before are not owed.
constexpr std::string_view first_look = "duties_since";
/// Every duty of a period until then has begun.
constexpr std::string_view last_look = "duties_until";

std::optional<Moment> noted_moment(Store& store, std::string_view name) {
  const auto text = store.note(name).value_or("");
  Milliseconds::rep milliseconds = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), milliseconds);
  if (text.empty() || failure != std::errc{}) return std::nullopt;
  return Moment{Milliseconds{milliseconds}};
}

void note_moment(Store& store, std::string_view name, Moment moment) {
  store.write_note(name, std::to_string(moment.time_since_epoch().count()));
}

/// A digest is no task: meldmaat sends it, in the same transaction in which it is due.
void send_digest(const Desk& desk, Moment now, const Duty& duty, Touched& touched) {
  const auto& zone = desk.town.zone;
  const auto day = std::chrono::local_days{date_of(zone.to_local(duty.began.start))};
  const auto monday = day - (std::chrono::weekday{day} - std::chrono::Monday);
  const auto before = monday - std::chrono::weeks{1};
  const auto cases = desk.store.cases_reported(zone.to_moment(before), zone.to_moment(monday));
  const auto today = date_of(zone.to_local(now));
  for (const auto& reader : on_duty(duty.rule.owner, duty.file, desk.town.organisation, today)) {
    auto digest = digest_for(reader.person, cases, LocalDate{before}, LocalDate{monday - std::chrono::days{1}},
                             desk.town.organisation, zone);
    if (digest.lines.empty()) continue;
    Notice notice;
    notice.kind = Notice::Kind::digest;
    notice.to = reader.person;
    notice.as = reader.role;
    notice.digest = std::move(digest);
    tell(desk, now, notice, touched);
  }
}

/// Neither is this one. It is told as things stand now: after a stop of weeks once.
void send_watch(const Desk& desk, Moment now, const Duty& duty, Touched& touched) {
  if (now - duty.began.start >= std::chrono::weeks{1}) return;
  std::vector<CaseFile> files;
  for (const auto& number : desk.store.late_cases(now)) {
    if (auto file = desk.store.read_case(number)) files.push_back(std::move(*file));
  }
  const auto today = date_of(desk.town.zone.to_local(now));
  for (const auto& reader : on_duty(duty.rule.owner, duty.file, desk.town.organisation, today)) {
    auto report = watch_report(reader.person, files, now, desk.town);
    report.unwatched = reader.role != duty.rule.owner;
    if (report.late.empty() && report.gaps.empty()) continue;
    Notice notice;
    notice.kind = Notice::Kind::watch;
    notice.to = reader.person;
    notice.as = reader.role;
    notice.watch = std::move(report);
    tell(desk, now, notice, touched);
  }
}

/// Beside what the manager tells a new colleague, meldmaat says hello itself.
void welcome(const Desk& desk, Moment now, const PersonId& newcomer, Touched& touched) {
  Notice notice;
  notice.kind = Notice::Kind::welcome;
  notice.to = newcomer;
  tell(desk, now, notice, touched);
}

void begin(const Desk& desk, Moment now, const Duty& duty, Touched& touched) {
  if (duty.rule.done == own_facts::digest) {
    send_digest(desk, now, duty, touched);
  } else if (duty.rule.done == own_facts::watch) {
    send_watch(desk, now, duty, touched);
  } else {
    begin_duty(desk, now, duty.file, duty.began, touched);
  }
  if (!duty.began.concerns.empty()) welcome(desk, now, duty.began.concerns, touched);
}

bool has_begun(Store& store, const Duty& duty) {
  const auto file = store.read_case(duty.file.number);
  return file && std::ranges::any_of(file->tasks, [&](const Task& task) {
           return task.key.rule == duty.began.rule && task.key.step == duty.began.step &&
                  task.concerns == duty.began.concerns;
         });
}

}  // namespace

Touched begin_duties(const Desk& desk, Moment now) {
  Touched touched;
  const auto first = noted_moment(desk.store, first_look);
  if (!first) {
    note_moment(desk.store, first_look, now);
    note_moment(desk.store, last_look, now);
    return touched;
  }
  const auto begun = duties_begun(desk.town, noted_moment(desk.store, last_look).value_or(*first), now);
  for (const auto& duty : begun) begin(desk, now, duty, touched);
  if (!begun.empty()) note_moment(desk.store, last_look, now);
  for (const auto& duty : newcomer_duties(desk.town, *first, now)) {
    if (!has_begun(desk.store, duty)) begin(desk, now, duty, touched);
  }
  return touched;
}

}  // namespace meldmaat
