// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The follow-up engine, whole: what a happening makes of a case, which tasks it opens or ends, and who must hear of
/// it. Pure and total: a happening that does not fit changes nothing, and one that comes twice counts once.
#pragma once

#include <string_view>
#include <vector>

#include "bot/case.hpp"
#include "bot/dialog.hpp"
#include "bot/event.hpp"
#include "bot/happening.hpp"
#include "bot/moment.hpp"
#include "bot/municipality.hpp"
#include "bot/task.hpp"

namespace meldmaat {

struct FollowUp {
  Case the_case;
  std::vector<Task> tasks;      ///< new or changed ones only
  std::vector<Notice> notices;  ///< at most one for each person
  std::vector<Entry> entries;
  bool operator==(const FollowUp&) const = default;
};

/// The facts meldmaat records by itself; a rule whose `done` is one of these needs nobody to press a button.
namespace own_facts {
inline constexpr std::string_view receipt = "receipt";                ///< T03, when the report is filed
inline constexpr std::string_view opened = "opened";                  ///< T04, when its owner opens the case
inline constexpr std::string_view ban_set = "ban_set";                ///< T35, when a ban is in the register
inline constexpr std::string_view ban_end = "ban_end";                ///< T35/2: prolonged, withdrawn or over
inline constexpr std::string_view scan = "scan";                      ///< T42/2, when a self-scan is kept
inline constexpr std::string_view digest = "digest";                  ///< T34, when the week is told of
inline constexpr std::string_view watch = "watch";                    ///< T34/2, when the watcher is told what is late
inline constexpr std::string_view record_checked = "record_checked";  ///< T32, when the reporter checked the record
inline constexpr std::string_view victim_checked = "victim_checked";  ///< T32/2, when the victim checked or added
inline constexpr std::string_view check_in = "check_in";              ///< T54, when the reporter answered
/// Begins T49/3: somebody asks about their data in this case; its kind says which side asks and for what.
inline constexpr std::string_view rights_request = "rights_request";
inline constexpr std::string_view rights_answered = "rights_answered";  ///< T49/3

/// Ends a rule that is no task: meldmaat tells of the week, and nobody owes anything.
[[nodiscard]] inline bool tells_of_week(std::string_view done) {
  return done == digest || done == watch;
}
}  // namespace own_facts

/// The words of Entry::what.
namespace entries {
inline constexpr std::string_view filed = "filed";
inline constexpr std::string_view reader = "reader";    ///< detail: person, role, why
inline constexpr std::string_view removed = "removed";  ///< detail: person
inline constexpr std::string_view gap = "gap";          ///< detail: role, and the role that took it
inline constexpr std::string_view armed = "armed";      ///< detail: rule/step/round
inline constexpr std::string_view opened = "opened";
inline constexpr std::string_view fact = "fact";          ///< detail: name or name.kind
inline constexpr std::string_view done = "done";          ///< detail: rule/step/round
inline constexpr std::string_view needless = "needless";  ///< ended by another step; detail: task, fact
inline constexpr std::string_view proposed = "proposed";  ///< "not applicable" waits for a second role
inline constexpr std::string_view not_applicable = "not_applicable";
inline constexpr std::string_view refused = "refused";  ///< the second role said no
inline constexpr std::string_view postponed = "postponed";
inline constexpr std::string_view handed_over = "handed_over";
inline constexpr std::string_view ordered = "ordered";  ///< detail: rule/step/round
inline constexpr std::string_view changed = "changed";  ///< detail: question and what was said before
inline constexpr std::string_view added = "added";
inline constexpr std::string_view witness_called = "witness_called";  ///< a code was made; never which
inline constexpr std::string_view witness_told = "witness_told";
inline constexpr std::string_view asked = "asked";
inline constexpr std::string_view answered = "answered";
inline constexpr std::string_view rang = "rang";        ///< detail: rule/step/round and the kinds of rings
inline constexpr std::string_view climbed = "climbed";  ///< detail: task, role, persons
inline constexpr std::string_view withdrawn = "withdrawn";
inline constexpr std::string_view joined = "joined";    ///< detail: the first report of the series; empty: parted
inline constexpr std::string_view ban_set = "ban_set";  ///< detail: ban, first and last day
inline constexpr std::string_view ban_prolonged = "ban_prolonged";
inline constexpr std::string_view ban_withdrawn = "ban_withdrawn";  ///< detail: ban, reason
inline constexpr std::string_view ban_excepted = "ban_excepted";    ///< detail: ban, day
inline constexpr std::string_view ban_over = "ban_over";
inline constexpr std::string_view paper = "paper";  ///< detail: which
inline constexpr std::string_view held = "held";    ///< detail: the reason
inline constexpr std::string_view released = "released";
inline constexpr std::string_view leaves = "leaves";  ///< detail: "announced" or "taken back"
}  // namespace entries

/// What `what` makes of the case at `now`, by the protocol version the case began with.
///
/// For `Filed` the file holds the case as the dialog made it and no tasks; readers, excluded persons and the flags the
/// program sets are filled in here, and the protocol when it is empty.
/// Notices are for persons, resolved at `now`. The victim of somebody else's report is told of it once (`named`), when
/// a rule asks something of them and they may know. A `step_taken` notice goes to reporter and victim; it also goes to
/// the owners of a task that somebody else ended (`as` is then not the reporter), because nothing closes silently.
/// Whoever is told to act becomes a reader, except in confidence: there an escalation says that something is overdue
/// and opens nothing.
/// \pre configuration was checked: the case's protocol is on the shelf. Without it no task is armed, rung or ended.
[[nodiscard]] FollowUp follow_up(const CaseFile& file, const Happening& what, Moment now,
                                 const Municipality& municipality);

}  // namespace meldmaat
