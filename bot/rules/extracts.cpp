// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/extracts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "bot/rules/access.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/retention.hpp"

namespace meldmaat {

namespace {

template <class Range, class Value>
bool is_among(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

LocalDate day_at(Moment moment, const Municipality& town) {
  return date_of(town.zone.to_local(moment));
}

/// A reader of today's, whoever it is.
std::vector<Look> looks_at(const Case& the_case, const std::vector<Entry>& history, const Municipality& town) {
  std::vector<Look> looks;
  for (const auto& entry : history) {
    const bool looked = entry.what == entries::opened || entry.what == entries::paper;
    if (!looked || entry.by == the_case.reporter || entry.by == the_case.victim) continue;
    const auto reader = std::ranges::find(the_case.readers, entry.by, &Reader::person);
    const Look look{reader == the_case.readers.end() ? RoleId{} : reader->role, day_at(entry.at, town)};
    if (!is_among(looks, look)) looks.push_back(look);
  }
  return looks;
}

/// What the reporter wished, who was there and who is near are the reporter's to tell.
bool tells_of_victim(const Question* question) {
  if (question == nullptr || question->topic == Topic::wishes || question->topic == Topic::who) return false;
  return question->topic != Topic::aftermath || question->expects != Expects::text;
}

/// The names of who worked on it and what they noted, and what the other side asked.
void mask_facts(std::vector<Fact>& facts) {
  std::erase_if(facts, [](const Fact& fact) {
    return fact.name == own_facts::rights_answered || fact.name == own_facts::opened || asked_by_accused(fact);
  });
  for (auto& fact : facts) {
    fact.note.clear();
    fact.by = {};
  }
}

std::optional<Moment> removable(const CaseFile& file, const Municipality& town) {
  return file.the_case.leaves ? file.the_case.leaves : kept_until(file, town);
}

/// Steps towards the one complained of, and what that person asked. Whether there is a camera or a guard is for the
/// safety of who works there.
bool concerns_accused(const Fact& fact) {
  static constexpr std::array<std::string_view, 6> steps{"reaction",    "letter",  "order_talk",
                                                         "both_posted", "ban_set", "ban_end"};
  if (fact.name == own_facts::rights_request) return asked_by_accused(fact);
  return is_among(steps, std::string_view(fact.name)) && fact.kind != "camera" && fact.kind != "guard";
}

Fact bare(const Fact& fact) {
  Fact made;
  made.name = fact.name;
  made.kind = fact.kind;
  made.happened = fact.happened;
  made.about = true;  // the day is enough
  return made;
}

/// As it is told to that person in letters; how the desk knows them is no part of it.
Ban bare(Ban ban) {
  ban.looks.clear();
  ban.image.reset();
  ban.reason.clear();
  ban.signed_by = {};
  ban.by = {};
  for (auto& exception : ban.exceptions) exception.signed_by = {};
  return ban;
}

}  // namespace

bool asked_by_accused(const Fact& request) {
  return request.name == own_facts::rights_request && request.kind.starts_with("accused_");
}

std::optional<Extract> own_extract(const CaseFile& file, const std::vector<Entry>& history, const PersonId& person,
                                   const Municipality& town) {
  auto seen = file.the_case.is_of(person) ? seen_by(file, person, town) : std::nullopt;
  if (!seen) return std::nullopt;
  Extract extract{std::move(seen->the_case), file.the_case.reporter == person, false,
                  looks_at(file.the_case, history, town), removable(file, town)};
  auto& own = extract.the_case;
  if (!extract.of_reporter) {
    own.reporter = {};
    own.inquiries.clear();
    const auto* form = town.form_of(own.form);
    std::erase_if(own.answers, [&](const auto& answer) {
      return !tells_of_victim(form == nullptr ? nullptr : form->question(QuestionId{answer.first}));
    });
  }
  if (own.victim != person) own.victim = {};
  for (auto& inquiry : own.inquiries) inquiry.from = {};
  std::erase_if(own.additions, [&](const Addition& addition) { return addition.by != person; });
  mask_facts(own.facts);
  if (own.hold) own.hold->by = {};
  own.calls.clear();
  own.bans.clear();
  own.series = {};
  own.excluded.clear();
  own.readers.clear();
  return extract;
}

std::optional<Extract> accused_extract(const CaseFile& file, const PersonId& person, Moment now,
                                       const Municipality& town) {
  if (!may_act(Action::rights, file, nullptr, person, now, town)) return std::nullopt;
  const auto& whole = file.the_case;
  Extract extract;
  auto& told = extract.the_case;
  told.number = whole.number;
  told.form = whole.form;
  told.status = whole.status;
  const auto day = day_at(whole.incident.at, town);
  told.incident.at = town.zone.to_moment(LocalMoment{std::chrono::local_days{day}});
  told.incident.time_known = false;
  told.incident.about = whole.incident.about;
  const auto kind = whole.answers.find(form_questions::kind.str());
  if (kind != whole.answers.end()) {
    Answer choice;
    choice.status = kind->second.status;
    choice.value = kind->second.value;
    told.answers.emplace(kind->first, std::move(choice));
  }
  for (const auto& fact : whole.facts) {
    if (concerns_accused(fact)) told.facts.push_back(bare(fact));
  }
  for (const auto& ban : whole.bans) told.bans.push_back(bare(ban));
  extract.joined = !whole.series.empty();
  if (whole.hold) told.hold = Hold{{}, whole.hold->at, {}};
  extract.removable = removable(file, town);
  return extract;
}

}  // namespace meldmaat
