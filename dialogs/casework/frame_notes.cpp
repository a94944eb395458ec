// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/frame_notes.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/rights_request.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view task_note = "task";
constexpr std::string_view protocol_note = "protocol";
constexpr std::string_view version_note = "version";

bool is_fixed(std::string_view note) {
  // Notes that begin with a '.' are no answers: what was offered, and when the person was last here.
  return note.starts_with('.') || note == task_note || note == protocol_note || note == version_note;
}

bool nothing_answered(const Frame& frame) {
  return std::ranges::all_of(frame.answers, [](const auto& note) { return is_fixed(note.first); });
}

/// Whoever begins another step comes back to what was half answered, not to a question that was only looked at. And a
/// step that is begun anew takes the place of its own half.
void push(Talk& talk, std::string_view step, const TaskKey* task) {
  const auto& number = talk.subject().the_case.number;
  std::erase_if(talk.state.frames, [&](const Frame& frame) {
    if (frame.dialog != casework_name) return false;
    const auto other = noted_task(frame);
    const bool same = frame.subject == number && (task == nullptr ? !other : other == *task);
    return same || nothing_answered(frame);
  });
  Frame frame;
  frame.dialog = casework_name;
  frame.step = step;
  frame.subject = number;
  talk.push(std::move(frame));
}

}  // namespace

void push_case_frame(Talk& talk, std::string_view step) {
  push(talk, step, nullptr);
}

void push_task_frame(Talk& talk, const TaskKey& task, std::string_view step) {
  push(talk, step, &task);
  const auto& protocol = talk.subject().the_case.protocol;
  make_note(talk, task_note, task_text(task));
  make_note(talk, protocol_note, protocol.id.str());
  make_note(talk, version_note, std::to_string(protocol.version));
}

void begin_anew(Talk& talk) {
  std::erase_if(talk.top().answers, [](const auto& note) { return !is_fixed(note.first); });
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

std::optional<IncidentMoment> noted_moment(const Frame& frame, std::string_view name) {
  const auto found = frame.answers.find(std::string(name));
  return found == frame.answers.end() ? std::nullopt : incident_moment(found->second);
}

std::optional<TaskKey> noted_task(const Frame& frame) {
  return read_task_text(frame.subject, noted(frame, task_note));
}

TaskKey task_at_hand(const Talk& talk) {
  auto task = noted_task(talk.top());
  if (!task) throw std::logic_error("the frame is about no task");
  return *std::move(task);
}

const Rule* noted_rule(const Talk& talk) {
  const auto task = noted_task(talk.top());
  if (task && is_request(*task)) return &request_rule();
  const auto version = noted(talk.top(), version_note);
  const auto& shelf = talk.view().municipality.protocols;
  const auto protocol = std::ranges::find_if(shelf, [&](const Protocol& one) {
    return one.ref.id.str() == noted(talk.top(), protocol_note) && std::to_string(one.ref.version) == version;
  });
  return !task || protocol == shelf.end() ? nullptr : protocol->rule(task->rule, task->step);
}

}  // namespace meldmaat
