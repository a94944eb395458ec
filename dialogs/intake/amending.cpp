// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/amending.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "dialogs/intake/draft.hpp"
#include "dialogs/intake/evidence.hpp"
#include "dialogs/intake/questions.hpp"
#include "dialogs/intake/story_reading.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view begun_story = ".story";
constexpr std::string_view moment_of_story = ".story_moment";
constexpr std::string_view pending_moment = ".moment";

/// A story is made of messages, each on lines of its own. \return whether `words` was one of them
bool replace_message(std::string& text, const std::string& words, const std::string& instead) {
  for (auto place = text.find(words); place != std::string::npos; place = text.find(words, place + 1)) {
    const auto end = place + words.size();
    const bool begins = place == 0 || text[place - 1] == '\n';
    const bool ends = end == text.size() || text[end] == '\n';
    if (!begins || !ends) continue;
    const bool cut = instead.empty() && end < text.size();
    text.replace(place, words.size() + (cut ? 1 : 0), instead);
    while (text.ends_with('\n')) text.pop_back();
    return true;
  }
  return false;
}

bool holds_text(const Form& form, const std::string& id) {
  if (id == begun_story) return true;
  const auto* question = form.question(QuestionId{id});
  return question != nullptr && question->expects == Expects::text;
}

/// The moment was read in these words.
bool is_moment_in(const Form& form, const std::string& id, const Answer& answer, const std::string& words) {
  const auto* question = form.question(QuestionId{id});
  return question != nullptr && question->expects == Expects::moment && !answer.said.empty() &&
         words.find(answer.said) != std::string::npos;
}

/// What was read out of the story is read out of what it says now.
void read_anew(Talk& talk, const Form& form, const Amended& amended) {
  auto& answers = talk.top().answers;
  std::erase_if(answers, [&](const auto& each) {
    const auto& [id, answer] = each;
    if (answer.status == Answer::Status::from_story) return true;
    return is_moment_in(form, id, answer, amended.words) &&
           (!amended.instead || amended.instead->find(answer.said) == std::string::npos);
  });
  draft::drop_note(talk, moment_of_story);
  const auto story = answers.find(form_questions::story.str());
  if (story == answers.end()) return;
  const std::string text = story->second.value;
  static_cast<void>(read_story(talk, form, text, answers));
}

/// \return whether a text says something else
bool amend_texts(Talk& talk, const Form& form, const Amended& amended) {
  if (amended.words.empty()) return false;
  bool changed = false;
  bool story = false;
  auto& answers = talk.top().answers;
  for (auto entry = answers.begin(); entry != answers.end();) {
    auto& [id, answer] = *entry;
    if (!holds_text(form, id) || !replace_message(answer.value, amended.words, amended.instead.value_or(""))) {
      ++entry;
      continue;
    }
    answer.said = answer.value;
    changed = true;
    story = story || id == form_questions::story.str();
    entry = blank(answer.value) ? answers.erase(entry) : std::next(entry);
  }
  if (story) read_anew(talk, form, amended);
  return changed;
}

/// The questions whose answer was understood out of these words: of all that were answered at that moment those with
/// the very words, when there are such.
std::vector<std::string> understood(const Talk& talk, const Form& form, const Amended& amended) {
  std::vector<std::string> exact;
  std::vector<std::string> then;
  const auto words = folded(amended.words);
  for (const auto& [id, answer] : talk.top().answers) {
    const auto* question = form.question(QuestionId{id});
    if (question == nullptr || holds_text(form, id) || question->expects == Expects::file) continue;
    if (answer.status == Answer::Status::from_story) continue;
    // A moment may be confirmed long after it was said.
    const bool moment = is_moment_in(form, id, answer, amended.words);
    const bool same_words = folded(answer.said) == words;
    if (moment || (answer.at == amended.heard && same_words)) exact.push_back(id);
    if (answer.at == amended.heard) then.push_back(id);
  }
  return exact.empty() ? then : exact;
}

void drop_files(Talk& talk, const std::vector<BlobId>& files) {
  auto& kept = talk.top().attachments;
  std::erase_if(kept, [&](const Attachment& file) { return std::ranges::find(files, file.id) != files.end(); });
  const auto answer = talk.top().answers.find(questions::evidence.str());
  if (answer != talk.top().answers.end() && answer->second.status == Answer::Status::given) {
    answer->second = evidence_answer(talk, kept);
  }
}

std::size_t open_questions(const Talk& talk) {
  const auto reading = draft::reading_of(talk);
  return static_cast<std::size_t>(std::ranges::count_if(
      reading.counts, [&](const Question* each) { return !talk.top().answers.contains(each->id.str()); }));
}

/// \pre the draft lies on top
Amends amend(Talk& talk, const Amended& amended) {
  auto& frame = talk.top();
  const auto& form = draft::form_of(talk);
  const auto files = frame.attachments.size();
  const auto open = open_questions(talk);
  if (!amended.files.empty()) drop_files(talk, amended.files);
  const bool texts = amend_texts(talk, form, amended);
  if (!texts && !amended.words.empty()) {
    for (const auto& id : understood(talk, form, amended)) frame.answers.erase(id);
  }
  const auto pending = frame.answers.find(std::string{pending_moment});
  const bool unsure =
      pending != frame.answers.end() && !pending->second.said.empty() && pending->second.said == amended.words;
  if (unsure) frame.answers.erase(pending);
  std::erase_if(frame.trail, [&](const std::string& id) { return !frame.answers.contains(id); });
  if (!draft::reading_of(talk).minimum) draft::drop_note(talk, ".sending");
  if (unsure || open_questions(talk) > open) return Amends::asks_again;
  return texts || frame.attachments.size() < files ? Amends::text : Amends::nothing;
}

}  // namespace

Amends amend_draft(Talk& talk, std::size_t index, const Amended& amended) {
  auto& frames = talk.state.frames;
  draft::bring_up(talk, index);
  const auto amends = amend(talk, amended);
  const auto place = frames.begin() + static_cast<std::ptrdiff_t>(index);
  std::rotate(place, frames.end() - 1, frames.end());
  return amends;
}

}  // namespace meldmaat
