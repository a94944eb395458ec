// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who hears what of a change to a case. Works on the CaseChange it was given.
#pragma once

#include <vector>

#include "bot/rules/case_change.hpp"
#include "bot/rules/firing_plan.hpp"

namespace meldmaat {

class Telling {
 public:
  /// \pre `change` outlives it
  explicit Telling(CaseChange& change) : change_(change) {}

  /// To whoever the case came to: what they owe it. To the coordinator: the roles nobody could take.
  void welcome(const CaseChange::Settled& news);
  /// To the victim of somebody else's report, once a step of theirs is among these: that there is a report (S0-7).
  void victim_of(const std::vector<TaskKey>& armed);
  /// To the readers, with the tasks that end with it, and to a victim who was told of the report. Before they end.
  void of_withdrawal(const std::string& reason);
  /// To reporter and victim when the rule says so; to the owners of tasks that somebody else ended or started.
  void of_step(const Fact& fact, const CaseChange::Recorded& outcome);
  /// To the owners, and to the roles these rings climb to.
  void of_rings(const Task& task, const std::vector<Ring>& rings);
  /// To the owners: somebody else ended their task as not applicable.
  void of_not_applicable(const Task& task, const PersonId& by);
  /// To the owners: it must be done.
  void of_order(const Task& task);
  /// To the door: reception and security (S2 §7.1). `what` as in Notice::Kind::ban.
  void of_ban(const Ban& ban, std::string_view what);
  /// To whoever may keep it or let it go, but not to who did. \param what of a notice `held`
  void of_keeping(Notice::Kind kind, const PersonId& by, std::string_view what);
  /// To who carries the case and who asked the witness, to reporter and victim: there is a statement. Not its words.
  void of_statement(const PersonId& witness, const PersonId& asked_by);
  /// To the owners, who read the file from now on.
  void of_beginning(const TaskKey& key);
  /// To the readers, with the tasks that came with it.
  void of_addition(const PersonId& by, const std::vector<TaskKey>& armed);
  /// Whoever hears of an overdue step may read the case from then on; not when the reporter asked for confidence.
  void join(const Reader& reader);

 private:
  /// Reporter and victim.
  [[nodiscard]] std::vector<Reader> own_people() const;
  void each_owner(const std::vector<TaskKey>& keys, Notice::Kind kind, const Fact& fact);

  CaseChange& change_;
};

}  // namespace meldmaat
