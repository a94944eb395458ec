// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/story_telling.hpp"

#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/draft.hpp"
#include "dialogs/intake/story_reading.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

bool is_story(const std::string& text) {
  constexpr std::size_t words_of_a_story = 5;
  constexpr std::size_t length_of_a_story = 25;
  return plain_words(text).size() >= words_of_a_story && characters(text) >= length_of_a_story;
}

void ask_rest_of_story(Talk& talk) {
  talk.top().step = form_questions::story.str();
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("intake.story.more");
  ask.expects = Expects::text;
  ask.options = {talk.option("done", "intake.story.done")};
  ask_with(talk, std::move(ask), only_back);
}

bool story_was_begun(const Talk& talk) {
  return talk.top().step == form_questions::story.str() && draft::has_note(talk, ".story");
}

bool hear_rest_of_story(Talk& talk) {
  std::string story = draft::note(talk, ".story");
  const auto* said = std::get_if<Said>(&talk.event().what);
  const auto options = chosen(talk.state.open, talk.event().what);
  const bool done = options.size() == 1 && bare(options.front().id) == "done";
  if (!done && (said == nullptr || blank(said->text))) return false;
  if (!done) story += "\n" + said->text;
  finish_story(talk, std::move(story));
  return true;
}

void finish_story(Talk& talk, std::string story) {
  Answer answer;
  answer.value = story;
  answer.said = std::move(story);
  answer.at = talk.now();
  talk.top().answers[form_questions::story.str()] = std::move(answer);
  draft::drop_note(talk, ".story");
}

void take_story(Talk& talk) {
  const auto& form = draft::form_of(talk);
  auto& answers = talk.top().answers;
  const std::string story = answers[form_questions::story.str()].value;
  const auto filled = read_story(talk, form, story, answers);
  talk.say("intake.story.thanks");
  if (filled.empty()) return;
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("intake.story.read");
  const auto flags = draft::reading_of(talk).flags;
  for (const auto* question : filled) {
    message.lines.push_back({talk.text(question->label), shown(talk, *question, answers, flags),
                             talk.option("menu/change/" + question->id.str(), "intake.summary.change")});
  }
  talk.say(std::move(message));
}

}  // namespace meldmaat
