// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/check_in.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/follow_up.hpp"
#include "dialogs/intake/own_steps.hpp"

namespace meldmaat {

namespace {

/// The rule of one of the tasks that asks this; null: none does.
const Rule* asking_rule(const Talk& talk, const auto& tasks, auto key_of) {
  const auto& view = talk.view();
  if (!view.subject) return nullptr;
  const auto* protocol = view.municipality.protocol_of(view.subject->the_case.protocol);
  if (protocol == nullptr) return nullptr;
  for (const auto& task : tasks) {
    const TaskKey& key = key_of(task);
    const auto* rule = protocol->rule(key.rule, key.step);
    if (rule != nullptr && rule->done == own_facts::check_in) return rule;
  }
  return nullptr;
}

std::string words(std::string_view part, const std::string& kind) {
  return "intake.check_in." + std::string{part} + "." + kind;
}

}  // namespace

bool say_check_in(Talk& talk, const Notice& notice) {
  const auto* rule = asking_rule(talk, notice.tasks, [](const TaskLine& line) { return line.key; });
  if (rule == nullptr) return false;
  Message message;
  message.about = notice.number;
  message.slot = "check-in/" + notice.number.str();
  message.text = talk.text("intake.check_in.ask", {{"number", notice.number.str()}});
  for (const auto& kind : rule->asks.kinds) {
    message.options.push_back(
        talk.option(own::option_id(notice.number, std::string{check_in_action} + "/" + kind), words("option", kind)));
  }
  talk.say(std::move(message));
  return true;
}

void answer_check_in(Talk& talk, const std::string& kind) {
  const auto& file = talk.subject();
  std::vector<Task> open;
  std::ranges::copy_if(file.tasks, std::back_inserter(open),
                       [](const Task& task) { return task.status == Task::Status::open; });
  const auto* rule = asking_rule(talk, open, [](const Task& task) { return task.key; });
  if (rule == nullptr || std::ranges::find(rule->asks.kinds, kind) == rule->asks.kinds.end()) {
    return talk.say("intake.check_in.over");
  }
  talk.say(words("done", kind));
  talk.wish(Record{file.the_case.number, OwnStep{std::string{own_facts::check_in}, kind, talk.view().person}});
}

}  // namespace meldmaat
