// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/notices.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/casework/ban_register.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/task_moves.hpp"
#include "dialogs/casework/week_news.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/keeping.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

std::string slot_of(const TaskKey& task) {
  return task_option(task, "reminder");
}

TextArgs args_of(const Talk& talk, const Notice& notice) {
  TextArgs args = notice.args;
  args["number"] = notice.number.str();
  args["file"] = file_words(talk, notice.number);
  args["role"] = role_words(talk, notice.as);
  return args;
}

bool may_open(const Talk& talk) {
  return talk.view().subject.has_value();
}

void add_open(const Talk& talk, const Notice& notice, Message& message) {
  if (may_open(talk)) {
    message.options.push_back(open_option(talk, notice.number, Option::Style::primary));
  }
}

/// What may be done with the task, as far as this person may.
void add_moves(const Talk& talk, const TaskKey& key, Message& message) {
  if (!may_open(talk)) return;
  const auto* task = task_in(talk.subject(), key);
  if (task != nullptr && may(talk, Action::record, task)) message.options = moves(talk, key);
}

std::string due_words(const Talk& talk, const TaskLine& task) {
  return talk.text(task.overdue ? "notice.was_due" : "notice.due_by", {{"due", say_moment(talk, task.due)}});
}

/// One task: its own message, in the place of the earlier reminder of the same task.
void say_one_task(Talk& talk, const Notice& notice, std::string opening) {
  const auto& task = notice.tasks.front();
  Message message;
  message.about = notice.number;
  message.slot = slot_of(task.key);
  message.text = std::move(opening) + "\n" + task_words(talk, task.key, "title") + "\n" +
                 task_words(talk, task.key, "why") + "\n" + due_words(talk, task);
  add_moves(talk, task.key, message);
  const bool opens = may_open(talk) && is_opening(talk, talk.subject().the_case, task.key);
  if (may_open(talk) && !opens) {
    message.options.push_back(open_option(talk, notice.number));
  }
  settle_reminder(talk, task.key, talk.text("notice.reminded_again", {{"task", task_words(talk, task.key, "title")}}));
  talk.say(std::move(message));
}

/// Several tasks: one message, one line each (plan M12).
void say_tasks_together(Talk& talk, const Notice& notice, std::string opening) {
  Message message;
  message.kind = Message::Kind::summary;
  message.about = notice.number;
  message.text = std::move(opening);
  for (const auto& task : notice.tasks) {
    Line line{task_words(talk, task.key, "title"), due_words(talk, task), {}};
    if (may_open(talk)) line.change = talk.option(task_option(task.key, "step"), "casework.step");
    message.lines.push_back(std::move(line));
  }
  add_open(talk, notice, message);
  talk.say(std::move(message));
}

void say_new_case(Talk& talk, const Notice& notice) {
  Message message;
  message.about = notice.number;
  message.text = talk.text("notice.new_case", args_of(talk, notice));
  const bool serious = may_open(talk) && talk.subject().the_case.has("serious");
  if (serious || notice.urgent) message.text += "\n" + talk.text("notice.serious");
  add_open(talk, notice, message);
  talk.say(std::move(message));
}

void say_plain(Talk& talk, const Notice& notice, std::string_view key, const TextArgs& args) {
  Message message;
  message.about = notice.number;
  message.text = talk.text(key, args);
  if (notice.number.empty()) {
    message.slot = must_arrive;
  } else {
    add_open(talk, notice, message);
  }
  talk.say(std::move(message));
}

/// Tasks of this person were ended by somebody else.
void say_step_taken(Talk& talk, const Notice& notice) {
  TextArgs args = args_of(talk, notice);
  std::string titles;
  for (const auto& task : notice.tasks) {
    args["task"] = task_words(talk, task.key, "title");
    settle_reminder(talk, task.key, talk.text("notice.taken_by_other", args));
    titles += (titles.empty() ? "" : "\n") + args["task"];
  }
  args["task"] = titles;
  if (!titles.empty()) say_plain(talk, notice, "notice.taken_by_other", args);
}

/// What this person was just about to record or to change ends with this notice: the question goes.
void leave_what_is_over(Talk& talk, const Notice& notice) {
  using Kind = Notice::Kind;
  const bool withdrawn = notice.kind == Kind::withdrawn;
  const auto answer = notice.args.find("answer");
  const bool not_needed = notice.kind == Kind::agreed && answer != notice.args.end() && answer->second == "yes";
  if (!withdrawn && !not_needed && notice.kind != Kind::step_taken) return;
  const auto over = [&](const Frame& frame) {
    if (frame.dialog != casework_name || frame.subject != notice.number) return false;
    return withdrawn ||
           std::ranges::any_of(notice.tasks, [&](const TaskLine& task) { return noted_task(frame) == task.key; });
  };
  if (!talk.state.frames.empty() && over(talk.top())) talk.pop();
  std::erase_if(talk.state.frames, over);
}

void say_with_tasks(Talk& talk, const Notice& notice, std::string_view key) {
  TextArgs args = args_of(talk, notice);
  if (!notice.tasks.empty()) args["owner"] = role_words(talk, notice.tasks.front().owner);
  auto opening = talk.text(key, args);
  if (notice.tasks.size() == 1) return say_one_task(talk, notice, std::move(opening));
  if (notice.kind == Notice::Kind::escalation) opening = talk.text("notice.escalation_several", args);
  say_tasks_together(talk, notice, std::move(opening));
}

void say_order(Talk& talk, const Notice& notice) {
  if (notice.tasks.empty()) return;
  TextArgs args = args_of(talk, notice);
  args["by"] = role_words(talk, RoleId{args["by"]});
  say_one_task(talk, notice, talk.text("notice.ordered", args));
}

void say_agreement(Talk& talk, const Notice& notice) {
  TextArgs args = args_of(talk, notice);
  Message message;
  message.about = notice.number;
  if (!notice.tasks.empty()) {
    const auto& task = notice.tasks.front().key;
    args["task"] = task_words(talk, task, "title");
    message.slot = task_option(task, "agreement");
    message.options.push_back(talk.option(task_option(task, "yes"), "casework.agree"));
    message.options.push_back(talk.option(task_option(task, "no"), "casework.disagree"));
  }
  message.text = talk.text("notice.agreement", args);
  add_open(talk, notice, message);
  talk.say(std::move(message));
}

void say_agreed(Talk& talk, const Notice& notice) {
  TextArgs args = args_of(talk, notice);
  if (!notice.tasks.empty()) args["task"] = task_words(talk, notice.tasks.front().key, "title");
  say_plain(talk, notice, args["answer"] == "no" ? "notice.disagreed" : "notice.agreed", args);
}

void say_gap(Talk& talk, const Notice& notice) {
  TextArgs args = args_of(talk, notice);
  if (const auto gap = notice.args.find("role"); gap != notice.args.end()) {
    args["role"] = role_words(talk, RoleId{gap->second});
  }
  say_plain(talk, notice, "notice.excluded", args);
}

void say_withdrawn(Talk& talk, const Notice& notice) {
  for (const auto& task : notice.tasks) {
    const auto title = task_words(talk, task.key, "title");
    settle_reminder(talk, task.key, title + "\n" + talk.text("casework.standing.withdrawn"));
  }
  say_plain(talk, notice, "notice.withdrawn", args_of(talk, notice));
}

void say_postbox(Talk& talk, const Notice& notice) {
  if (const auto what = notice.args.find("what"); what != notice.args.end()) {
    return say_plain(talk, notice, "notice.postbox." + what->second, notice.args);
  }
  Message message;
  message.text =
      talk.text("notice.postbox",
                {{"address", talk.view().municipality.web_origin + "/p/" + talk.view().person.str() + "/desk"}});
  talk.say(std::move(message));
}

}  // namespace

void settle_reminder(Talk& talk, const TaskKey& task, std::string text) {
  Message message;
  message.about = task.number;
  message.slot = slot_of(task);
  message.text = std::move(text);
  talk.wish(Revise{std::move(message)});
}

bool tell_caseworker(Talk& talk, const Notice& notice) {
  if (is_own_role(notice.as) || notice.kind == Notice::Kind::welcome) return false;
  using Kind = Notice::Kind;
  switch (notice.kind) {
    case Kind::new_case: say_new_case(talk, notice); break;
    case Kind::reminder: say_with_tasks(talk, notice, "notice.reminder"); break;
    case Kind::step_begun: say_with_tasks(talk, notice, "notice.step_begun"); break;
    case Kind::due: say_with_tasks(talk, notice, "notice.due"); break;
    case Kind::escalation: say_with_tasks(talk, notice, "notice.escalation"); break;
    case Kind::handed_over: say_with_tasks(talk, notice, "notice.handed_over"); break;
    case Kind::ordered: say_order(talk, notice); break;
    case Kind::step_taken: say_step_taken(talk, notice); break;
    case Kind::inquiry:
    case Kind::named:
    case Kind::proposal:
    case Kind::welcome:
    case Kind::visit: return false;
    case Kind::reply: say_plain(talk, notice, "notice.reply", args_of(talk, notice)); break;
    case Kind::added: {
      const bool by_victim = notice.args.contains("by");
      say_plain(talk, notice, by_victim ? "notice.added_by_victim" : "notice.added", args_of(talk, notice));
      break;
    }
    case Kind::witnessed: say_plain(talk, notice, "notice.witnessed", args_of(talk, notice)); break;
    case Kind::withdrawn: say_withdrawn(talk, notice); break;
    case Kind::agreement: say_agreement(talk, notice); break;
    case Kind::agreed: say_agreed(talk, notice); break;
    case Kind::excluded: say_gap(talk, notice); break;
    case Kind::danger: {
      TextArgs args = args_of(talk, notice);
      args["emergency"] = talk.view().municipality.organisation.numbers.emergency;
      say_plain(talk, notice, "notice.danger", args);
      break;
    }
    case Kind::lesson: say_plain(talk, notice, "notice.lesson", args_of(talk, notice)); break;
    case Kind::handed_on: say_plain(talk, notice, "notice.handed_on", notice.args); break;
    case Kind::postbox: say_postbox(talk, notice); break;
    case Kind::doubt: say_plain(talk, notice, "notice.doubt", args_of(talk, notice)); break;
    case Kind::ban: say_ban_news(talk, notice); break;
    case Kind::leaving:
    case Kind::held: say_keeping_news(talk, notice, false); break;
    case Kind::digest: say_digest(talk, notice); break;
    case Kind::watch: say_watch(talk, notice); break;
    case Kind::undelivered: {
      const bool known = !notice.number.empty();
      say_plain(talk, notice, known ? "notice.undelivered" : "notice.undelivered_unnumbered", args_of(talk, notice));
      break;
    }
  }
  leave_what_is_over(talk, notice);
  return true;
}

}  // namespace meldmaat
