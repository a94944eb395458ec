// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/story_reading.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/phrases/when.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

namespace {

/// When it was stands near the beginning or is asked; longer stories are not searched to the end.
constexpr std::size_t words_searched = 120;
/// "afgelopen dinsdag 17 november 2026 rond half negen"
constexpr std::size_t longest_moment = 8;

bool from_the_story(const Question& question) {
  const bool told = question.topic == Topic::what || question.topic == Topic::where || question.topic == Topic::with;
  return question.expects == Expects::choice && told;
}

Answer read_choice(const Talk& talk, const Question& question, const Words& story, const std::vector<Flag>& flags) {
  Answer answer;
  answer.status = Answer::Status::from_story;
  answer.at = talk.now();
  int found = 0;
  for (const auto& option : question.options) {
    if (!says_any(story, option.words)) continue;
    ++found;
    answer.value += (answer.value.empty() ? "" : ",") + option.id;
    answer.said +=
        (answer.said.empty() ? "" : ", ") + talk.text(variant(talk.view().municipality.texts, option.text, flags));
  }
  return found == 1 || question.many ? answer : Answer{};
}

std::vector<std::string_view> words_with_places(std::string_view story) {
  std::vector<std::string_view> words;
  while (!story.empty() && words.size() < words_searched) {
    const auto begin = story.find_first_not_of(" \n\r\t");
    if (begin == std::string_view::npos) break;
    story.remove_prefix(begin);
    const auto end = std::min(story.find_first_of(" \n\r\t"), story.size());
    words.push_back(story.substr(0, end));
    story.remove_prefix(end);
  }
  return words;
}

std::string_view without_punctuation(std::string_view text) {
  while (!text.empty() && std::string_view{".,;:!?()\"“”"}.find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

/// "dinsdag", "weken", "24-11", "vanochtend": alone perhaps not a day, but part of one.
bool hints_at_a_day(std::string_view word, LocalMoment now, Language language) {
  if (word.find_first_of("0123456789") != std::string_view::npos) return true;
  const auto answer = read_date(word, now, language);
  const auto* refused = std::get_if<NotADate>(&answer);
  return refused == nullptr || refused->reason != WhyNot::unclear;
}

}  // namespace

std::vector<const Question*> read_story(const Talk& talk, const Form& form, std::string_view story, Answers& answers) {
  const Words words = words_of(story);
  const auto& organisation = talk.view().municipality.organisation;
  std::vector<const Question*> filled;
  auto reading = read_form(form, answers, talk.view().person, organisation);
  // In the form's order, because an answer may open the next question.
  for (const auto& question : form.questions) {
    if (!from_the_story(question) || answers.contains(question.id.str())) continue;
    if (std::ranges::find(reading.counts, &question) == reading.counts.end()) continue;
    auto answer = read_choice(talk, question, words, reading.flags);
    if (answer.value.empty()) continue;
    answers[question.id.str()] = std::move(answer);
    filled.push_back(&question);
    reading = read_form(form, answers, talk.view().person, organisation);
  }
  return filled;
}

std::string moment_in(std::string_view story, LocalMoment now, Language language) {
  const auto words = words_with_places(story);
  // Reading every stretch of a long story takes time; only those around a word that has to do with days are worth it.
  std::vector<bool> hints;
  for (const auto& word : words) hints.push_back(hints_at_a_day(without_punctuation(word), now, language));
  for (std::size_t length = std::min(longest_moment, words.size()); length > 0; --length) {
    for (std::size_t first = 0; first + length <= words.size(); ++first) {
      const auto from = hints.begin() + static_cast<std::ptrdiff_t>(first);
      if (std::find(from, from + static_cast<std::ptrdiff_t>(length), true) ==
          from + static_cast<std::ptrdiff_t>(length))
        continue;
      const auto& last = words[first + length - 1];
      const auto window = without_punctuation({words[first].begin(), last.end()});
      const bool whole = std::holds_alternative<Understood>(read_date(window, now, language)) &&
                         !std::holds_alternative<NotADate>(read_when(window, now, language));
      if (whole) return std::string{window};
    }
  }
  return {};
}

}  // namespace meldmaat
