// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What several parts of the casework say and ask: what a task or a role is called, who somebody is, what one may do.
#pragma once

#include <string>
#include <string_view>

#include "bot/protocol.hpp"
#include "bot/rules/access.hpp"
#include "bot/task.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// `part` is "title", "why" or "done". A second step of a rule may have words of its own.
[[nodiscard]] std::string task_words(const Talk& talk, const TaskKey& task, std::string_view part);
/// What a file is called within a sentence: "melding 2026-0001"; of duties, in the words of this text or of its
/// "<text>_of_team".
[[nodiscard]] std::string file_words(const Talk& talk, const CaseNumber& number,
                                     std::string_view of_duties = "casework.duties");
/// The button that opens the file.
[[nodiscard]] Option open_option(const Talk& talk, const CaseNumber& number,
                                 Option::Style style = Option::Style::plain);
/// "leidinggevende"
[[nodiscard]] std::string role_words(const Talk& talk, const RoleId& role);
/// The name of a person, or the words for somebody whose name the reader may not see.
[[nodiscard]] std::string name_of(const Talk& talk, const PersonId& person);
/// The words of a kind of a fact: "een waarschuwing op papier".
[[nodiscard]] std::string kind_words(const Talk& talk, std::string_view fact, std::string_view kind);
/// How the one who has the task stands in the case: "open", "done", ...
[[nodiscard]] std::string standing_words(const Talk& talk, const CaseFile& file, const Task& task);

/// The rule behind a task of the case the talk is about; nullptr when its protocol is not on the shelf.
[[nodiscard]] const Rule* rule_of(const Talk& talk, const Case& the_case, const TaskKey& task);
[[nodiscard]] const Task* task_in(const CaseFile& file, const TaskKey& task);
/// The task is to open the case, and is done by doing so.
[[nodiscard]] bool is_opening(const Talk& talk, const Case& the_case, const TaskKey& task);
/// May the person who is spoken with do this, now? \pre the view has a subject
/// \param task what it is done to; nullptr: the case
[[nodiscard]] bool may(const Talk& talk, Action action, const Task* task);
/// The name of the fact that ends the task, without a kind.
[[nodiscard]] std::string fact_of(const Rule& rule);

}  // namespace meldmaat
