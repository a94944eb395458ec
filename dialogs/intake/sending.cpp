// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/sending.hpp"

#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/draft.hpp"
#include "dialogs/intake/interview.hpp"
#include "dialogs/intake/report.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view line_option = "line.";

void file(Talk& talk) {
  auto filed = draft_case(talk, draft::form_of(talk));
  auto message = receipt(talk, filed);
  talk.wish(File{std::move(filed)});
  draft::close(talk);
  talk.say(std::move(message));
}

Sending hear_send(Talk& talk, std::string_view id) {
  if (id == "send") {
    // An answer it cannot do without may have been taken back since this was asked.
    if (!draft::reading_of(talk).minimum) {
      draft::drop_note(talk, ".sending");
      return Sending::go_on;
    }
    file(talk);
    return Sending::done;
  }
  if (id == "change") {
    ask_change(talk);
    return Sending::done;
  }
  if (id == "exclude") {
    const auto& form = draft::form_of(talk);
    const auto* question = form.question(form_questions::involved);
    if (question == nullptr) return Sending::unclear;
    draft::set_note(talk, ".sending");
    ask_question({talk, form, {}, draft::reading_of(talk).flags, false}, *question);
    return Sending::done;
  }
  if (id != "more") return Sending::unclear;
  draft::drop_note(talk, ".sending");
  return Sending::go_on;
}

Sending hear_change(Talk& talk, std::string_view id) {
  if (id.starts_with(line_option)) {
    const auto& form = draft::form_of(talk);
    if (const auto* question = form.question(QuestionId{std::string{id.substr(line_option.size())}})) {
      ask_question({talk, form, {}, draft::reading_of(talk).flags, false}, *question);
      return Sending::done;
    }
  }
  return Sending::unclear;
}

}  // namespace

void show_report(Talk& talk) {
  const auto& form = draft::form_of(talk);
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("intake.summary");
  message.lines = summary_lines(talk, form, draft_case(talk, form).answers, "menu/change/");
  talk.say(std::move(message));
  talk.say(readers_message(talk, form));
}

void ask_send(Talk& talk) {
  talk.top().step = draft::send_step;
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("intake.send.ask");
  ask.options = {talk.option("send", "intake.send", Option::Style::primary),
                 talk.option("change", "intake.send.change"), talk.option("exclude", "intake.send.exclude")};
  if (draft::reading_of(talk).next != nullptr) ask.options.push_back(talk.option("more", "intake.send.more"));
  ask_with(talk, std::move(ask), only_back);
}

void ask_change(Talk& talk) {
  talk.top().step = draft::change_step;
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("intake.change.ask");
  for (const auto* question : draft::reading_of(talk).counts) {
    if (talk.top().answers.contains(question->id.str()))
      ask.options.push_back(talk.option(std::string{line_option} + question->id.str(), question->label));
  }
  ask_with(talk, std::move(ask), only_back);
}

Sending hear_sending(Talk& talk) {
  const auto options = chosen(talk.state.open, talk.event().what);
  if (options.size() != 1) return Sending::unclear;
  const auto id = bare(options.front().id);
  return talk.top().step == draft::send_step ? hear_send(talk, id) : hear_change(talk, id);
}

}  // namespace meldmaat
