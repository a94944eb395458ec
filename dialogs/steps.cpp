// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/steps.hpp"

#include <utility>

namespace meldmaat {

void push_steps(Talk& talk, std::string_view dialog) {
  std::erase_if(talk.state.frames, [&](const Frame& frame) { return frame.dialog == dialog; });
  Frame frame;
  frame.dialog = dialog;
  talk.push(std::move(frame));
}

bool walk(Talk& talk, std::string_view command, const Steps& steps) {
  if (command == "pause") {
    talk.say(steps.paused, {}, {talk.option("menu/resume", steps.resume)});
    talk.rest();
    return true;
  }
  if (command == "resume") {
    steps.ask(talk);
    return true;
  }
  if (command != "back" && command != "stop") return false;
  const auto before = command == "back" ? steps.before(talk.top().step) : std::string_view{};
  if (before.empty()) {
    leave(talk, steps.left);
  } else {
    talk.top().step = before;
    steps.ask(talk);
  }
  return true;
}

void leave(Talk& talk, std::string_view last_words) {
  talk.pop();
  talk.say(last_words);
}

}  // namespace meldmaat
