// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The public pages of the postbox (docs/postbox.md), drawn from values: no request, no store, no clock in here. Every
/// page works without script as ordinary POST forms to its own address; assets/postbox.js takes the forms over and then
/// the server sees sealed bytes only. The words are in config/texts/<language>/postbox.toml, in the u-form: nobody is
/// known here, so nobody has chosen to be addressed otherwise. Pure functions, any thread.
///
/// Fields of the forms, all UTF-8 text:
///   report   code, what, who, where, with, how, when, why, safe, else, hand_on, readers (a key id, repeated), last
///   read     code, action=open
///   inbox    code, id (the envelope's id: posted twice is kept once), action and
///            message: text | hand_on: to | checked: record, right ("true" or "false"), text | name: text, sure ("yes")
///            | close: sure ("yes")
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/web/page.hpp"

namespace meldmaat {

enum class PostboxPlace { start, report, read };

/// "/postvak/melden" for "nl", "/postbox/report" for "en".
[[nodiscard]] std::string postbox_path(std::string_view language, PostboxPlace place);

/// A counsellor who can be chosen to read.
struct PostboxReader {
  std::string key_id;  ///< hexadecimal
  std::string person;  ///< id
  std::string name;
};

/// What a reporter is told about time.
struct PostboxTerms {
  int look_again_days = 0;
  int code_lasts_days = 0;  ///< after the last answer
};

/// Why a form of the postbox was not done.
enum class PostboxProblem {
  code_typo,        ///< no code: the check characters are wrong
  code_unknown,     ///< no inbox, a closed one or an expired one, which nobody can tell apart
  last_group,       ///< what was typed again is not the last group of the code
  no_story,         ///< `what` is empty
  no_text,          ///< the message is empty
  no_reader,        ///< nobody was chosen to read
  readers_changed,  ///< a chosen key is none any more: look at the list again
  too_long,         ///< does not fit in the largest envelope
  nothing_chosen,   ///< no `to`, no `right`
  not_sure,         ///< the box "I know that this cannot be undone" is not checked
  too_many,         ///< too many requests: 429
  busy              ///< the store is busy: 503
};

/// What was kept just now.
enum class PostboxKept { message, hand_on, checked, name };

/// The start. When the postbox is not `open`, it says so and only leads to reading.
[[nodiscard]] std::string postbox_start_page(const PageFrame& frame, bool open, const PageTexts& texts);

/// At the address of reporting, while fewer than two counsellors are ready.
[[nodiscard]] std::string postbox_shut_page(const PageFrame& frame, const PageTexts& texts);

struct PostboxReportPage {
  PageFrame frame;
  std::string code;                             ///< with its check characters; used only where there is no script
  std::vector<PostboxReader> readers;           ///< everybody with a key, always in the same order
  std::set<std::string, std::less<>> left_out;  ///< key ids that the reporter took out
  std::map<std::string, std::string, std::less<>> typed;  ///< by field name: put back together with `problem`
  std::optional<PostboxProblem> problem;
  PostboxTerms terms;
};
[[nodiscard]] std::string postbox_report_page(const PostboxReportPage& page, const PageTexts& texts);

/// After a report was kept, where there is no script: what happens next, and the code once more.
[[nodiscard]] std::string postbox_kept_page(const PageFrame& frame, std::string_view code, const PostboxTerms& terms,
                                            const PageTexts& texts);

/// Asks for the code.
[[nodiscard]] std::string postbox_read_page(const PageFrame& frame, std::optional<PostboxProblem> problem,
                                            const PageTexts& texts);

/// One envelope of a counsellor, opened.
struct PostboxReply {
  std::string id;    ///< of the envelope, hexadecimal
  std::string week;  ///< "2026-W48"
  std::string text;
  bool record = false;  ///< what was written down, to be checked
};

/// An inbox that was opened where there is no script.
struct PostboxInboxPage {
  PageFrame frame;
  std::string code;  ///< goes along in hidden fields, never in an address
  /// Random, new for every drawing, 32 hexadecimal digits: the id of the envelope of the form that is posted next.
  std::string next_envelope;
  std::vector<PostboxReply> replies;  ///< in order
  std::optional<PostboxProblem> problem;
  std::optional<PostboxKept> kept;
  std::string unsent_text;  ///< of the message form, put back together with `problem`
};
[[nodiscard]] std::string postbox_inbox_page(const PostboxInboxPage& page, const PageTexts& texts);

/// The code opens nothing any more, because its owner closed it.
[[nodiscard]] std::string postbox_closed_page(const PageFrame& frame, const PageTexts& texts);

/// "7KQ2M-R9C4T-0XBWE-5HJ8N-3F": in groups of five, whatever dashes it had.
[[nodiscard]] std::string in_groups(std::string_view code);

}  // namespace meldmaat
