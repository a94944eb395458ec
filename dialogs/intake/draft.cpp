// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/draft.hpp"

#include <algorithm>
#include <utility>

#include "bot/rules/calendar.hpp"

namespace meldmaat::draft {

namespace {

const ReminderId nudge{"intake/nudge"};
const ReminderId removal{"intake/removal"};
constexpr std::string_view removal_note = ".removal";

void append(std::string& story, const std::string& text) {
  if (!story.empty()) story += '\n';
  story += text;
}

}  // namespace

const Form& form_of(const Talk& talk) {
  const auto& town = talk.view().municipality;
  const auto* form = town.form_of({town.form, talk.top().version});
  return form == nullptr ? town.current_form() : *form;
}

FormReading reading_of(const Talk& talk) {
  return read_form(form_of(talk), talk.top().answers, talk.view().person, talk.view().municipality.organisation);
}

bool has_note(const Talk& talk, std::string_view name) {
  return talk.top().answers.contains(std::string{name});
}

void set_note(Talk& talk, std::string_view name, std::string value) {
  Answer answer;
  answer.value = std::move(value);
  answer.at = talk.now();
  talk.top().answers[std::string{name}] = std::move(answer);
}

void drop_note(Talk& talk, std::string_view name) {
  talk.top().answers.erase(std::string{name});
}

std::string note(const Talk& talk, std::string_view name) {
  const auto found = talk.top().answers.find(std::string{name});
  return found == talk.top().answers.end() ? std::string{} : found->second.value;
}

std::optional<std::size_t> find(const State& state) {
  const auto found = std::ranges::find(state.frames, dialog, &Frame::dialog);
  if (found == state.frames.end()) return std::nullopt;
  return static_cast<std::size_t>(found - state.frames.begin());
}

void bring_up(Talk& talk, std::size_t index) {
  auto& frames = talk.state.frames;
  const auto here = frames.begin() + static_cast<std::ptrdiff_t>(index);
  std::rotate(here, here + 1, frames.end());
}

void keep_for_story(Talk& talk, const std::string& text) {
  auto& answers = talk.top().answers;
  const auto told = answers.find(form_questions::story.str());
  if (told == answers.end()) {
    auto kept = note(talk, ".story");
    append(kept, text);
    set_note(talk, ".story", std::move(kept));
    return;
  }
  auto& story = told->second;
  story.status = Answer::Status::given;
  append(story.value, text);
  append(story.said, text);
}

bool holds_anything(const Talk& talk) {
  const auto& frame = talk.top();
  return frame.trail.size() > 1 || !frame.attachments.empty() || has_note(talk, ".story");
}

LocalDate postpone_removal(Talk& talk) {
  const auto& town = talk.view().municipality;
  const auto& protocol = town.current_protocol();
  talk.wish(Remind{nudge, after(talk.now(), protocol.draft_nudge, town.zone, protocol)});
  const auto removed = after(talk.now(), protocol.draft_removed, town.zone, protocol);
  talk.wish(Remind{removal, removed});
  set_note(talk, removal_note, answer_value({removed, true, false, {}}));
  return date_of(town.zone.to_local(removed));
}

std::optional<LocalDate> day_of_removal(const Talk& talk, const Frame& draft) {
  const auto found = draft.answers.find(std::string{removal_note});
  const auto removed = found == draft.answers.end() ? std::nullopt : incident_moment(found->second);
  if (!removed) return std::nullopt;
  return date_of(talk.view().municipality.zone.to_local(removed->at));
}

void discard(Talk& talk) {
  DiscardDraft gone;
  for (const auto& file : talk.top().attachments) gone.files.push_back(file.id);
  talk.wish(std::move(gone));
  close(talk);
}

void close(Talk& talk) {
  talk.wish(Forget{nudge});
  talk.wish(Forget{removal});
  talk.pop();
}

}  // namespace meldmaat::draft
