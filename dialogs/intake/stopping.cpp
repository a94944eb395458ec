// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/stopping.hpp"

#include <utility>

#include "dialogs/intake/draft.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

void ask_stop(Talk& talk) {
  talk.top().step = draft::stop_step;
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("intake.stop.ask");
  ask.options = {talk.option("keep", "intake.stop.keep", Option::Style::primary),
                 talk.option("discard", "intake.stop.discard", Option::Style::danger),
                 talk.option("on", "intake.stop.on")};
  talk.ask(std::move(ask));
}

void say_kept(Talk& talk) {
  const auto until = draft::postpone_removal(talk);
  talk.say("intake.paused", {{"date", say_date(talk, until)}}, {talk.option("menu/resume", "intake.resume")});
}

void stop_draft(Talk& talk) {
  if (!draft::holds_anything(talk)) {
    draft::discard(talk);
    talk.say("intake.stop.nothing");
    return;
  }
  if (talk.top().step != draft::stop_step) draft::set_note(talk, ".before", talk.top().step);
  ask_stop(talk);
}

}  // namespace meldmaat
