// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What happened to a conversation. Plain values; the moment travels along, so that a dialog needs no clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bot/ban.hpp"
#include "bot/digest.hpp"
#include "bot/ids.hpp"
#include "bot/message.hpp"
#include "bot/moment.hpp"
#include "bot/task.hpp"
#include "bot/texts.hpp"
#include "bot/visit.hpp"
#include "bot/watch.hpp"

namespace meldmaat {

/// One task in a notice, as far as the reader may know it.
struct TaskLine {
  TaskKey key;
  Moment due;
  bool overdue = false;
  RoleId owner;  ///< in which somebody does it today
  bool operator==(const TaskLine&) const = default;
};

/// Something about a case that a person must hear; made by rules/follow_up, told by a dialog in the person's language.
struct Notice {
  enum class Kind {
    new_case,     ///< a report came in for you
    reminder,     ///< your task is coming due
    step_begun,   ///< a task of yours began, because somebody recorded what comes before it
    due,          ///< your task is due now or overdue
    escalation,   ///< somebody else's task is overdue and has climbed to you
    step_taken,   ///< to the reporter: a step was taken (fact); to an owner (`as`): somebody else ended your tasks
    inquiry,      ///< to the reporter: manager or counsellor asks something
    reply,        ///< to the asker: the reporter answered
    added,        ///< to the readers: the reporter added or corrected something, or the victim added (args "by")
    withdrawn,    ///< to the readers, and to a victim who was told of the report: the reporter withdrew
    handed_over,  ///< a task was handed to you
    ordered,      ///< to the owners: somebody above them ordered that a task be done
    agreement,    ///< a second role is asked to agree with "not applicable"
    agreed,       ///< ... and answered
    excluded,     ///< nobody was found for a role; the coordinator or director is told
    danger,       ///< the reporter is in danger now and wants you to know (T01)
    welcome,      ///< to a new colleague on the first working day: that there is a place to report (S3-19)
    lesson,       ///< to who leads a team: something was learnt that the team may hear (args "text")
    doubt,        ///< somebody has a doubt and asks you to look at it (args "person", "text"); there is no case
    handed_on,    ///< facts without a name, from a report in the anonymous postbox (args "text"); there is no case
    postbox,      ///< to the counsellors at every slot, whether or not something came in; args "what": of a new key
    undelivered,  ///< a message did not reach somebody (args "person"); the number when you may know of the case
    digest,       ///< what came in during a week (T34)
    watch,        ///< to who guards the follow-up: what is late, and for which roles nobody is there (S0-4)
    ban,          ///< to the door: a ban was set or changed (args "what": set, prolonged, withdrawn, excepted, over)
    visit,        ///< about a home visit (args "what": see rules/visits)
    leaving,      ///< the case will be removed (args "date"); whoever may keep it is asked
    held,         ///< the case is kept for longer, or not any more (args "what": a word of `keep_reasons`, "released")
    named,        ///< to the victim: somebody else reported what happened to you, and you may look at it (S0-7)
    witnessed,    ///< to who carries the case, who asked, reporter and victim: a witness told what they saw (S0-10)
    proposal      ///< to who may decide on a change of the configuration (args "what": waits, forced, agreed, refused;
                  ///< "person" decided); there is no case
  };
  Kind kind = Kind::reminder;
  PersonId to;
  RoleId as;  ///< the role in which it is told
  CaseNumber number;
  std::vector<TaskLine> tasks;
  std::string fact;  ///< name of the fact, for step_taken
  TextArgs args;     ///< further values the text needs, already free of what the reader may not see
  bool urgent = false;
  std::optional<Digest> digest;
  std::optional<WatchReport> watch;
  std::optional<Ban> ban;      ///< as the door sees it
  std::optional<Visit> visit;  ///< as the reader sees it
  bool operator==(const Notice&) const = default;
};

struct Opened {  ///< the person opened the conversation
  bool operator==(const Opened&) const = default;
};
/// Most characters in one message (plan §7, C14): nothing is cut silently, a longer text is refused whole.
inline constexpr std::size_t most_text_characters = 20'000;

struct Said {
  std::string text;
  /// The words of the question on whose card it was written; nothing: just said.
  std::optional<std::string> asked = std::nullopt;
  bool operator==(const Said&) const = default;
};
struct Chose {
  std::vector<std::string> options;  ///< option ids
  bool operator==(const Chose&) const = default;
};
struct Attached {
  Attachment file;
  bool operator==(const Attached&) const = default;
};
/// A message that was heard before is changed or removed by the person, in the chat where it was said. The transcript
/// shows that already.
struct Amended {
  Moment heard;                        ///< when it was said
  std::string words;                   ///< what it said until now; empty: none
  std::vector<BlobId> files;           ///< that came with it, and are gone
  std::optional<std::string> instead;  ///< what it says now; nothing: it was removed
  bool operator==(const Amended&) const = default;
};
struct Elapsed {  ///< a reminder of this conversation fell due
  ReminderId reminder;
  bool operator==(const Elapsed&) const = default;
};
struct Notified {
  Notice notice;
  bool operator==(const Notified&) const = default;
};

using Happened = std::variant<Opened, Said, Chose, Attached, Amended, Elapsed, Notified>;

struct Event {
  Moment at;
  Happened what;
  bool operator==(const Event&) const = default;
};

}  // namespace meldmaat
