// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/retention.hpp"

#include <algorithm>

#include "bot/rules/bans.hpp"

namespace meldmaat {

namespace {

constexpr int months_a_year = 12;

bool is_at_rest(const CaseFile& file) {
  const auto is_open = [](const Task& task) { return task.status == Task::Status::open; };
  const auto holds = [](const Ban& ban) { return !ban.ended; };
  return !file.the_case.hold && std::ranges::none_of(file.tasks, is_open) &&
         std::ranges::none_of(file.the_case.bans, holds);
}

Moment last_happened(const CaseFile& file) {
  const auto& own = file.the_case;
  Moment last = own.reported;
  const auto later = [&](Moment moment) { last = std::max(last, moment); };
  for (const auto& [question, answer] : own.answers) later(answer.at);
  for (const auto& fact : own.facts) later(fact.recorded);
  for (const auto& addition : own.additions) later(addition.at);
  for (const auto& call : own.calls) later(call.told.value_or(call.asked));
  for (const auto& inquiry : own.inquiries) later(inquiry.answered.value_or(inquiry.asked));
  for (const auto& ban : own.bans) later(ban.ended.value_or(ban.recorded));
  for (const auto& task : file.tasks) later(task.started);
  return last;
}

std::optional<int> years_of(const Case& the_case, const Retention& terms) {
  const bool withdrawn = the_case.status == Case::Status::withdrawn;
  return withdrawn && terms.withdrawn ? terms.withdrawn : terms.reports;
}

}  // namespace

std::optional<Moment> kept_until(const CaseFile& file, const Municipality& town) {
  const auto years = years_of(file.the_case, town.organisation.retention);
  if (!years || holds_duties(file.the_case.number) || !is_at_rest(file)) return std::nullopt;
  const auto last_day = end_after(date_of(town.zone.to_local(last_happened(file))), *years * months_a_year);
  const auto first_free = LocalDate{std::chrono::local_days{last_day} + std::chrono::days{2}};
  return town.zone.to_moment(LocalMoment{std::chrono::local_days{first_free}});
}

Leaving leaving(const CaseFile& file, Moment now, const Municipality& town) {
  using What = Leaving::What;
  const auto& announced = file.the_case.leaves;
  const auto end = kept_until(file, town);
  if (!announced) {
    if (!end || *end - announced_before > now) return {};
    return {What::announce, std::max(*end, now + announced_before)};
  }
  if (!end || *end > *announced) return {What::take_back, {}};
  if (*announced > now) return {};
  return {What::remove, {}};
}

}  // namespace meldmaat
