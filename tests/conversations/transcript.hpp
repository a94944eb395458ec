// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Plays a conversation that is written down as data against the real dialogs, rules and demo municipality, with the
/// store of the tests. One line, one step:
///
///   begin threat              first everything of beginnings/threat.txt
///   at 2026-11-17 10:05       the clock on the wall
///   as medewerker             whose conversation the next lines are; "<" then hears what came in the meantime
///   opened                    the person opens the chat
///   > text                    the person types; "\n" is a new line
///   [label]                   the person presses the button with that label, the latest one shown
///   [label] + [label]         several answers at once
///   press q3/no               the person presses a button by its id, also one that is gone
///   file name.jpg             the person attaches a file
///   + 2 days                  time passes (minutes, hours, days); whatever falls due rings
///   < words                   meldmaat says something with these words, after what was matched before
///   <! words                  meldmaat did not say these words since the person's last step
///   messages 9                the person sent at most that many messages so far
///   case flag threat          the latest case has that flag; "no flag", "reader", "no reader", "answer who: words",
///                             "status withdrawn", "evidence 1", "moment 2026-11-17 10:00", "nothing" likewise
///   case fact reaction kind letter       a field of the latest fact of that name: kind, channel, number, note, by,
///                                        about, happened
///   case task T16/1/1 status open        a field of a task: status, reason, proposed, handed, until
///   # remark
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "bot/dialog.hpp"
#include "bot/municipality.hpp"

namespace meldmaat::tests {

/// What went wrong, each with its line; empty: the conversation went as written.
[[nodiscard]] std::vector<std::string> play(const std::filesystem::path& transcript, const Dialog& dialog,
                                            const Municipality& town);

}  // namespace meldmaat::tests
