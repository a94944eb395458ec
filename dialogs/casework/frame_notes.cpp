// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/frame_notes.hpp"

#include <charconv>
#include <utility>

#include "dialogs/casework/case_option.hpp"

namespace meldmaat {

void push_case_frame(Talk& talk, const CaseNumber& number, std::string_view step) {
  Frame frame;
  frame.dialog = casework_name;
  frame.step = step;
  frame.subject = number;
  talk.push(std::move(frame));
}

void make_note(Talk& talk, std::string_view name, std::string value) {
  Answer note;
  note.value = std::move(value);
  note.at = talk.now();
  talk.top().answers[std::string(name)] = std::move(note);
}

std::string noted(const Frame& frame, std::string_view name) {
  const auto found = frame.answers.find(std::string(name));
  return found == frame.answers.end() ? std::string{} : found->second.value;
}

std::optional<Moment> noted_moment(const Frame& frame, std::string_view name) {
  const auto text = noted(frame, name);
  Milliseconds::rep value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return Moment{Milliseconds{value}};
}

std::optional<TaskKey> noted_task(const Frame& frame) {
  return read_task_text(frame.subject, noted(frame, "task"));
}

}  // namespace meldmaat
