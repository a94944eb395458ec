// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/access.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "bot/flags.hpp"
#include "bot/rules/bans.hpp"
#include "bot/rules/figures_period.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/routing.hpp"

namespace meldmaat {

namespace {

/// Nobody handles a case of their own, also who may not know of it.
bool involved(const Case& the_case, const PersonId& person) {
  return !person.empty() && (person == the_case.reporter || person == the_case.victim);
}

/// What somebody may see; every role a person has in the case adds to it.
struct Sight {
  bool story = false;   ///< answers, additions, inquiries, notes and reasons
  bool who = false;     ///< who did it, and the evidence
  bool care = false;    ///< health, and the notes of care talks
  bool police = false;  ///< police numbers
  bool names = false;   ///< reporter and victim
};

constexpr Sight everything{true, true, true, true, true};
constexpr Sight case_work{true, true, false, true, true};
constexpr Sight care_work{true, false, true, false, true};

/// The columns of handbook §2.2.
Sight sight_of(const Reader& reader, const Case& the_case) {
  if (reader.role == roles::care_team) return care_work;
  static const std::array workers{
      roles::manager, roles::counsellor,   roles::office_counsellor, roles::police_guide, roles::coordinator,
      roles::mayor,   roles::deputy_mayor, roles::registrar,         roles::jurist,       roles::integrity_officer};
  // Whoever takes the place of somebody who is not there needs what that place needs.
  const bool in_place = reader.why == "why.no_holder" || reader.why == "why.instead_of_manager";
  if (in_place || std::ranges::find(workers, reader.role) != workers.end()) return case_work;
  // Others who come to read it, such as reception, need no names (Q22).
  static const std::array informed{roles::director, roles::safety_officer, roles::public_order};
  Sight summary;
  summary.names = std::ranges::find(informed, reader.role) != informed.end() && the_case.has(flags::serious) &&
                  !the_case.has(flags::confidential);
  return summary;
}

Sight sight_of(const Case& the_case, const PersonId& person) {
  if (the_case.is_of(person)) return everything;
  // There is nobody's story in it; who is told of a duty reads the file.
  if (holds_duties(the_case.number)) return everything;
  Sight sum;
  for (const auto& reader : the_case.readers) {
    if (reader.person != person) continue;
    const auto more = sight_of(reader, the_case);
    sum = {sum.story || more.story, sum.who || more.who, sum.care || more.care, sum.police || more.police,
           sum.names || more.names};
  }
  return sum;
}

bool shows(const Sight& sight, const Question* question) {
  if (question == nullptr) return false;
  if (question->readers == Question::Readers::care && !sight.care) return false;
  if (question->topic == Topic::who && !sight.who) return false;
  const bool in_summary = question->topic == Topic::safety || question->id == form_questions::kind ||
                          question->id == form_questions::moment;
  return sight.story || in_summary;
}

/// Files belong to answers: what an answer may not show, its files may not show either.
void hide_answers(Case& seen, const Sight& sight, const Form* form) {
  std::string hidden_files;
  for (auto it = seen.answers.begin(); it != seen.answers.end();) {
    const auto* question = form == nullptr ? nullptr : form->question(QuestionId{it->first});
    if (shows(sight, question)) {
      ++it;
      continue;
    }
    if (question == nullptr || question->expects == Expects::file) hidden_files += "," + it->second.value;
    it = seen.answers.erase(it);
  }
  std::erase_if(seen.evidence, [&](const Attachment& file) {
    return !sight.who || hidden_files.find(file.id.str()) != std::string::npos;
  });
}

/// Whether somebody wants to talk is between them and the care team (handbook §12): the question, the answer, and the
/// step that follows from it.
bool is_check_in(const Rule& rule) {
  return rule.done == own_facts::check_in || rule.trigger.fact.starts_with(own_facts::check_in);
}

void hide_check_in(CaseFile& seen, const Protocol* protocol) {
  const auto ends_one = [&](const Fact& fact) {
    return fact.name == own_facts::check_in ||
           (protocol != nullptr && std::ranges::any_of(protocol->rules, [&](const Rule& rule) {
              return is_check_in(rule) && rule.done == fact.name;
            }));
  };
  const auto asks_it = [&](const Task& task) {
    const auto* rule = protocol == nullptr ? nullptr : protocol->rule(task.key.rule, task.key.step);
    return rule != nullptr && is_check_in(*rule);
  };
  std::erase_if(seen.the_case.facts, ends_one);
  std::erase_if(seen.tasks, asks_it);
}

void hide_facts(Case& seen, const Sight& sight, const Protocol* protocol) {
  for (auto& fact : seen.facts) {
    const auto* rule = protocol == nullptr ? nullptr : protocol->rule(fact.rule, fact.step);
    if (rule != nullptr && rule->owner == roles::care_team && !sight.care) {
      fact.kind.clear();
      fact.note.clear();
    }
    if (!sight.story) fact.note.clear();
    if (!sight.police) fact.number.clear();
  }
}

bool among(const std::vector<Reader>& readers, const PersonId& person) {
  return std::ranges::find(readers, person, &Reader::person) != readers.end();
}

/// The role of somebody who carries a case, and may ask and record without being asked to.
bool carries(const RoleId& role) {
  static const std::array carriers{roles::manager, roles::counsellor,   roles::office_counsellor, roles::coordinator,
                                   roles::mayor,   roles::deputy_mayor, roles::registrar};
  return std::ranges::find(carriers, role) != carriers.end();
}

/// Handbook §2.2, "sanction letters, bans": in full. Whoever was given a step of it needs what the step needs.
bool writes_letters(const Case& the_case, const PersonId& person) {
  static const std::array writers{roles::manager, roles::coordinator,  roles::jurist,
                                  roles::mayor,   roles::deputy_mayor, roles::registrar};
  return std::ranges::any_of(the_case.readers, [&](const Reader& reader) {
    return reader.person == person &&
           (std::ranges::find(writers, reader.role) != writers.end() || reader.why == "why.instead_of_manager" ||
            reader.why == "why.no_holder" || reader.why == "why.handed_over");
  });
}

bool carries(const Case& the_case, const PersonId& person) {
  return std::ranges::any_of(the_case.readers, [&](const Reader& reader) {
    return reader.person == person && (carries(reader.role) || reader.why == "why.instead_of_manager" ||
                                       reader.why == "why.no_holder" || reader.why == "why.handed_over");
  });
}

bool reads_as(const Case& the_case, const PersonId& person, const RoleId& role) {
  return std::ranges::any_of(the_case.readers,
                             [&](const Reader& reader) { return reader.person == person && reader.role == role; });
}

/// In confidence even that there is a report is nothing to tell.
bool answers_requests(const Case& the_case, const PersonId& person) {
  return !holds_duties(the_case.number) && !the_case.has(flags::confidential) &&
         (reads_as(the_case, person, roles::coordinator) || reads_as(the_case, person, roles::privacy_officer));
}

bool acts_for(const Case& the_case, const Task& task, const PersonId& person, LocalDate today,
              const Municipality& municipality) {
  const auto* protocol = municipality.protocol_of(the_case.protocol);
  const auto* rule = protocol == nullptr ? nullptr : protocol->rule(task.key.rule, task.key.step);
  if (rule == nullptr || rule->to_reporter) return false;
  if (task.handed_to == person) return true;
  // Whoever guides the reports to the police may take every step of one (S3 §5).
  if (rule->done.starts_with("police_") && reads_as(the_case, person, roles::police_guide)) return true;
  if (among(holders(task.owner, the_case, municipality.organisation, today), person)) return true;
  return std::ranges::any_of(the_case.readers, [&](const Reader& reader) {
    return reader.person == person &&
           std::ranges::find(rule->escalate, reader.role, &Escalation::to) != rule->escalate.end();
  });
}

/// Of employees the director, of office holders the mayor; never about a task of their own.
bool may_order(const Case& the_case, const Task& task, const PersonId& person, LocalDate today,
               const Municipality& municipality) {
  if (task.handed_to == person || among(holders(task.owner, the_case, municipality.organisation, today), person)) {
    return false;
  }
  return std::ranges::any_of(the_case.readers, [&](const Reader& reader) {
    return reader.person == person && (reader.role == roles::director || reader.role == roles::mayor);
  });
}

/// \pre the person may keep it
bool may_release(const Case& the_case, const PersonId& person, const Organisation& organisation) {
  if (!the_case.hold) return false;
  const auto& [keeper, at, reason] = *the_case.hold;
  const auto is_there = [&](const PersonId& id) { return organisation.person(id) != nullptr; };
  const bool own = involved(the_case, keeper);
  if (own && is_there(keeper)) return person == keeper;
  // Wanted by them, and written down by somebody else.
  const bool theirs =
      !own && reason == keep_reasons::wish && (is_there(the_case.reporter) || is_there(the_case.victim));
  return involved(the_case, person) ? theirs : !theirs && person != keeper;
}

LocalDate day_of(Moment now, const Municipality& municipality) {
  return date_of(municipality.zone.to_local(now));
}

CaseFile seen_with(const Sight& sight, const CaseFile& file, const Municipality& municipality) {
  CaseFile seen = file;
  auto& the_case = seen.the_case;
  hide_answers(the_case, sight, municipality.form_of(the_case.form));
  const auto* protocol = municipality.protocol_of(the_case.protocol);
  hide_facts(the_case, sight, protocol);
  if (!sight.care) hide_check_in(seen, protocol);
  if (!sight.names) {
    the_case.reporter = {};
    the_case.victim = {};
    if (the_case.hold) the_case.hold->by = {};
  }
  if (!sight.story) {
    for (auto& task : seen.tasks) task.reason.clear();
  }
  // A code is for whom it was handed to; a call without a statement says nothing yet.
  std::erase_if(the_case.calls, [](const WitnessCall& call) { return !call.told; });
  for (auto& call : the_case.calls) call.secret.clear();
  if (!sight.story || !sight.who) {
    the_case.calls.clear();
    the_case.additions.clear();
    the_case.inquiries.clear();
    the_case.bans.clear();
    the_case.series = {};
  }
  return seen;
}

}  // namespace

bool may_read(const Case& the_case, const PersonId& person) {
  if (person.empty()) return false;
  if (std::ranges::find(the_case.excluded, person) != the_case.excluded.end()) return false;
  return the_case.is_of(person) || among(the_case.readers, person);
}

std::optional<CaseFile> seen_by(const CaseFile& file, const PersonId& person, const Municipality& municipality) {
  if (!may_read(file.the_case, person)) return std::nullopt;
  return seen_with(sight_of(file.the_case, person), file, municipality);
}

std::optional<CaseFile> for_police(const CaseFile& file, const PersonId& person, Moment now,
                                   const Municipality& municipality) {
  if (!may_act(Action::police_pack, file, nullptr, person, now, municipality)) return std::nullopt;
  auto seen = seen_with(case_work, file, municipality);
  seen.tasks.clear();
  seen.the_case.readers.clear();
  seen.the_case.excluded.clear();
  seen.the_case.inquiries.clear();
  return seen;
}

bool may_act(Action action, const CaseFile& file, const Task* task, const PersonId& person, Moment now,
             const Municipality& municipality) {
  const auto& the_case = file.the_case;
  const auto today = day_of(now, municipality);
  if (action == Action::police_pack) {
    const auto sight = sight_of(the_case, person);
    return may_read(the_case, person) && !holds_duties(the_case.number) && sight.story && sight.who && sight.police &&
           sight.names;
  }
  if (action == Action::agree) {
    return task != nullptr && !task->proposed_by.empty() &&
           among(second_role(the_case, *task, task->proposed_by, now, municipality), person);
  }
  if (!may_read(the_case, person)) return false;
  if (action == Action::amend) return the_case.is_of(person);
  if (action == Action::keep || action == Action::release) {
    if (holds_duties(the_case.number) || !(the_case.is_of(person) || carries(the_case, person))) return false;
    return action == Action::keep ? !the_case.hold : may_release(the_case, person, municipality.organisation);
  }
  if (action == Action::call_witness) {
    return the_case.status == Case::Status::open && !holds_duties(the_case.number) &&
           (the_case.is_of(person) || carries(the_case, person));
  }
  if (involved(the_case, person)) return false;
  if (action == Action::ban) {
    return !holds_duties(the_case.number) && may_ban(the_case, person, today, municipality.organisation);
  }
  if (action == Action::letter) return !holds_duties(the_case.number) && writes_letters(the_case, person);
  if (action == Action::rights) return answers_requests(the_case, person);
  if (action == Action::join) return !holds_duties(the_case.number) && carries(the_case, person);
  if (action == Action::ask && holds_duties(the_case.number)) return false;
  if (action == Action::ask || (action == Action::record && task == nullptr)) return carries(the_case, person);
  if (task == nullptr || !acts_for(the_case, *task, person, today, municipality)) return false;
  return action != Action::order || may_order(the_case, *task, person, today, municipality);
}

bool may_note_matters(const PersonId& person, const Organisation& organisation) {
  static const std::array first_reached{roles::privacy_officer,   roles::coordinator,
                                        roles::counsellor,        roles::director,
                                        roles::integrity_officer, roles::information_specialist};
  const auto held = organisation.municipal_roles_of(person);
  return std::ranges::any_of(
      held, [&](const RoleId& role) { return std::ranges::find(first_reached, role) != first_reached.end(); });
}

std::vector<TeamId> teams_led_by(const PersonId& person, const Organisation& organisation) {
  std::vector<TeamId> led;
  for (const auto& team : organisation.teams) {
    if (!person.empty() && (team.manager == person || team.deputy == person)) led.push_back(team.id);
  }
  return led;
}

std::optional<RoleId> reads_figures_as(const PersonId& person, FiguresKind kind, const Organisation& organisation) {
  using Kind = FiguresKind;
  static const std::array<std::pair<RoleId, std::vector<Kind>>, 6> columns{
      {{roles::coordinator, {Kind::year, Kind::council, Kind::quarter, Kind::rows}},
       {roles::director, {Kind::year, Kind::council, Kind::quarter}},
       {roles::watcher, {Kind::year, Kind::council}},
       {roles::care_team, {Kind::quarter}},
       {roles::registrar, {Kind::council}},
       {roles::mayor, {Kind::council}}}};
  if (person.empty()) return std::nullopt;
  if (kind == Kind::team && !teams_led_by(person, organisation).empty()) return roles::manager;
  const auto held = organisation.municipal_roles_of(person);
  for (const auto& [role, kinds] : columns) {
    const bool theirs = std::ranges::find(held, role) != held.end();
    if (theirs && std::ranges::find(kinds, kind) != kinds.end()) return role;
  }
  return std::nullopt;
}

bool may_take_paper(std::string_view name, const CaseFile& file, const PersonId& person, Moment now,
                    const Municipality& municipality) {
  if (holds_duties(file.the_case.number)) {
    const auto report = figures_in_file(name);
    return report && reads_figures_as(person, report->kind, municipality.organisation);
  }
  if (name.starts_with(accused_paper)) return may_act(Action::rights, file, nullptr, person, now, municipality);
  return may_act(Action::letter, file, nullptr, person, now, municipality) ||
         may_act(Action::police_pack, file, nullptr, person, now, municipality);
}

std::vector<Reader> second_role(const Case& the_case, const Task& task, const PersonId& proposer, Moment now,
                                const Municipality& municipality) {
  const auto* protocol = municipality.protocol_of(the_case.protocol);
  const auto* rule = protocol == nullptr ? nullptr : protocol->rule(task.key.rule, task.key.step);
  std::vector<RoleId> asked;
  if (rule != nullptr) {
    for (const auto& step : rule->escalate) asked.push_back(step.to);
  }
  asked.insert(asked.end(), {roles::coordinator, roles::director});
  for (const auto& role : asked) {
    auto found = climbs_to(role, the_case, municipality.organisation, day_of(now, municipality));
    std::erase_if(found, [&](const Reader& reader) { return reader.person == proposer; });
    if (!found.empty()) return found;
  }
  // An office holder's case reaches nobody else without consent; the mayor's own stand-in is the second pair of eyes.
  return on_duty_in(roles::deputy_mayor, the_case, municipality.organisation, day_of(now, municipality));
}

}  // namespace meldmaat
