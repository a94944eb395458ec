// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who may read a case, how much of it, and who may do what in it. Pure. Handbook §2.2.
#pragma once

#include <optional>
#include <string_view>

#include "bot/case.hpp"
#include "bot/dialog.hpp"
#include "bot/figures.hpp"
#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"
#include "bot/task.hpp"

namespace meldmaat {

/// Reporter, victim and readers; never who is excluded, and in confidence not the victim of somebody else's report.
[[nodiscard]] bool may_read(const Case& the_case, const PersonId& person);

/// The file as this person may see it; nothing when the person may not read it. What is hidden is gone, not marked:
///   care answers          for the reporter, the victim and the care team only
///   notes of care talks   likewise; others see that it was held, and when
///   the check-in          likewise, and others see nothing of it
///   the story's "who", evidence, police numbers    not for the care team
///   story, evidence, inquiries, additions, statements of witnesses, notes, numbers    for those who work on the case;
///                         others get a summary. It names people for director, safety officer and public order only,
///                         and only when the case is serious and not in confidence (Q22)
[[nodiscard]] std::optional<CaseFile> seen_by(const CaseFile& file, const PersonId& person,
                                              const Municipality& municipality);

/// The file as it may go to the police: what those see who work on the case, and neither health nor what is the
/// house's own (readers, tasks, questions to the reporter). The same for everybody who may have it; nothing for others.
[[nodiscard]] std::optional<CaseFile> for_police(const CaseFile& file, const PersonId& person, Moment now,
                                                 const Municipality& municipality);

enum class Action {
  record,          ///< a step was taken; with a task: for that task
  hand_over,       ///< a task
  postpone,        ///< a task
  not_applicable,  ///< a task
  agree,           ///< with a proposed "not applicable"
  order,           ///< that a task be done: who leads the organisation, and it is not their own (S2 §7.7)
  ask,             ///< the reporter something
  call_witness,    ///< hand somebody a code to tell what they saw: reporter, victim, and who carries the case (S0-10)
  join,            ///< the case with earlier ones about the same person
  ban,             ///< set, prolong, withdraw and except bans
  amend,           ///< add to, and check the record: the reporter's own and the victim's; the reporter alone corrects
                   ///< and withdraws
  keep,            ///< for longer than others are kept: who carries the case, reporter and victim
  release,         ///< ... not any more: a second person, and what reporter or victim wanted only they themselves
  police_pack,     ///< take the papers for the police: reporter, victim, and who sees all that is in them
  letter,          ///< take drafts of letters to who did it: who works on the measures (the row of §2.2 about them)
  rights           ///< note what somebody asks about personal data, and take what the one complained of may have of it:
                   ///< coordinator and privacy officer; of a report in confidence nobody (legal L8, T49)
};

/// \param task which task it is about; null for `ask`, `join`, `ban`, `amend`, `keep`, `release`, `police_pack`,
///             `letter`, `rights` and a fact of no task
[[nodiscard]] bool may_act(Action action, const CaseFile& file, const Task* task, const PersonId& person, Moment now,
                           const Municipality& municipality);

/// The role, held or deputised, in which this person may have these figures; nothing: they are not for this person.
/// Row "counts and trends" of the matrix: all of them for the coordinator, who alone has them report by report; for
/// director and watcher what is divided; for the care team its own; for mayor and registrar what the council gets; for
/// a manager, and who stands in, what was published of the teams they lead.
[[nodiscard]] std::optional<RoleId> reads_figures_as(const PersonId& person, FiguresKind kind,
                                                     const Organisation& organisation);

/// Notes that something came in which a role must answer in time (T49-T51): whoever it may reach first.
[[nodiscard]] bool may_note_matters(const PersonId& person, const Organisation& organisation);

[[nodiscard]] std::vector<TeamId> teams_led_by(const PersonId& person, const Organisation& organisation);

/// How the files are called that tell the one complained of what is known of them.
inline constexpr std::string_view accused_paper = "accused";

/// Whether this person could take a paper out: then a line of the case's history, or of the year's duties for a report
/// about reports, says so. `name` is its file's.
[[nodiscard]] bool may_take_paper(std::string_view name, const CaseFile& file, const PersonId& person, Moment now,
                                  const Municipality& municipality);

/// Who is asked to agree when this person proposes that a task does not apply (Q8): the first role the rule climbs to
/// that has somebody else.
[[nodiscard]] std::vector<Reader> second_role(const Case& the_case, const Task& task, const PersonId& proposer,
                                              Moment now, const Municipality& municipality);

}  // namespace meldmaat
