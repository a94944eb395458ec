// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A case while something happens to it: the working copy of rules/follow_up, with the moves every happening is made
/// of. Collects what changed, what is told to whom, and what goes into the history.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/rules/bans.hpp"
#include "bot/rules/firing_plan.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/routing.hpp"

namespace meldmaat {

class CaseChange {
 public:
  /// \pre both references outlive it
  CaseChange(const CaseFile& file, Moment now, const Municipality& municipality);

  // -- Looking -------------------------------------------------------------------------------------------------------
  [[nodiscard]] Case& the_case() { return file_.the_case; }
  [[nodiscard]] const CaseFile& file() const { return file_; }
  [[nodiscard]] Moment now() const { return now_; }
  [[nodiscard]] LocalDate today() const { return today_; }
  [[nodiscard]] const Municipality& municipality() const { return municipality_; }
  [[nodiscard]] Task* task(const TaskKey& key);
  [[nodiscard]] const Rule* rule_of(const TaskKey& key) const { return protocol_->rule(key.rule, key.step); }
  /// Whether an open task ends with this fact.
  [[nodiscard]] bool waits_for(std::string_view fact) const;
  [[nodiscard]] bool reads(const PersonId& person) const;
  /// Who does the work of this task today.
  [[nodiscard]] std::vector<Reader> owners(const Task& task) const;
  [[nodiscard]] bool owns(const Task& task, const PersonId& person) const;
  [[nodiscard]] Reader reporter() const { return {file_.the_case.reporter, roles::reporter, {}, {}}; }
  [[nodiscard]] std::vector<Reader> climb(const RoleId& role) const;
  [[nodiscard]] TaskLine line(const Task& task) const;
  /// The open tasks this person owns.
  [[nodiscard]] std::vector<TaskLine> lines_of(const PersonId& person) const;

  // -- Moving --------------------------------------------------------------------------------------------------------
  void enter(std::string_view what, const PersonId& by, std::string detail = {});
  /// Sets flags, exclusions and readers as they are today.
  struct Settled {
    std::vector<Reader> fresh;  ///< who reads it from now on and did not before
    std::vector<Gap> gaps;      ///< roles nobody can take, and which were not among the gaps before
  };
  Settled settle();
  void add_reader(const Reader& reader);
  /// Opens the tasks that start with the report and were not opened before.
  std::vector<TaskKey> arm_first();
  /// Opens the task of a duty; nothing when it is open, or was once.
  std::optional<TaskKey> begin_duty(const DutyBegan& began);
  /// What the calendar asks of this ban today.
  [[nodiscard]] BanNews news_of_ban(const Ban& ban) const;
  /// The task about the end of the ban in that place, opened when it is not; the ban is marked as told of.
  std::optional<TaskKey> begin_ban_end(std::size_t place);
  /// The task was ended by what became of one ban; others that end soon are to be told of anew.
  void ask_again_about_bans();
  /// Records the fact: ends what waits for it, opens what it starts.
  struct Recorded {
    std::vector<TaskKey> ended;
    std::vector<TaskKey> armed;
    bool told = false;  ///< the reporter must hear of it
  };
  Recorded record(Fact fact);
  /// A task of the reporter's own waits for this answer.
  [[nodiscard]] bool asks_reporter(const std::string& fact, const std::string& kind) const;
  /// It claims to end a step that asks what it was, and does not say it.
  [[nodiscard]] bool lacks_kind(const Fact& fact) const;
  /// Counts the open tasks that started with the incident again, because its moment changed.
  void recount_incident();
  /// The last moment until which the task may be put off now.
  [[nodiscard]] Moment latest_postponement(const Task& task) const;
  /// The rings of this task until now; nothing when it does not ring.
  std::vector<Ring> ring(Task& task);
  /// Sets the task's next ring after its plan changed; rings that lie before this moment are not made up for.
  void wind(Task& task);
  void end(Task& task, Task::Status status, std::string reason = {});
  void end_all(Task::Status status);

  // -- Telling -------------------------------------------------------------------------------------------------------
  /// One notice for each person: a second one adds its tasks and its arguments to the first, and the more pressing kind
  /// is the one that is told. Whoever is kept out is told nothing.
  void tell(Notice notice);
  [[nodiscard]] Notice notice(Notice::Kind kind, const Reader& to) const;

  [[nodiscard]] FollowUp result() &&;

 private:
  /// Its flags hold, and where it is the victim's there is one who may be asked.
  [[nodiscard]] bool begins(const Rule& rule) const;
  /// \param task its round, moments and whom it concerns
  TaskKey open(const Rule& rule, Task task);
  TaskKey arm(const Rule& rule, const Fact* fact, int round);
  [[nodiscard]] int next_round(const Rule& rule) const;  ///< 0: one is open
  [[nodiscard]] bool recorded(const std::string& name) const;

  CaseFile before_;
  CaseFile file_;
  Moment now_;
  LocalDate today_;
  const Municipality& municipality_;
  Protocol nothing_;  ///< stands in when the case's own protocol is not on the shelf
  const Protocol* protocol_;
  std::vector<Notice> notices_;
  std::vector<Entry> entries_;
};

/// "T16/1/1", for entries.
[[nodiscard]] std::string to_text(const TaskKey& key);

}  // namespace meldmaat
