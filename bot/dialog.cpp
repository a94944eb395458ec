// SPDX-License-Identifier: EUPL-1.2
#include "bot/dialog.hpp"

#include <string_view>

namespace meldmaat {

CaseNumber subject_of(const State& state, const Event& event) {
  if (const auto* notified = std::get_if<Notified>(&event.what)) return notified->notice.number;
  if (const auto* chose = std::get_if<Chose>(&event.what); chose != nullptr && !chose->options.empty()) {
    constexpr std::string_view prefix = "case/";
    const std::string& id = chose->options.front();
    if (id.starts_with(prefix))
      return CaseNumber{id.substr(prefix.size(), id.find('/', prefix.size()) - prefix.size())};
  }
  return state.frames.empty() ? CaseNumber{} : state.frames.back().subject;
}

bool asks_for_series(const Event& event) {
  const auto* chose = std::get_if<Chose>(&event.what);
  if (chose == nullptr || chose->options.empty() || !chose->options.front().starts_with("case/")) return false;
  const std::string_view id = chose->options.front();
  const auto verb = id.substr(id.rfind('/') + 1);
  return verb == "series" || verb.starts_with("join-");
}

bool asks_for_witness_code(const Event& event) {
  const auto* chose = std::get_if<Chose>(&event.what);
  if (chose == nullptr || chose->options.empty() || !chose->options.front().starts_with("case/")) return false;
  const std::string_view id = chose->options.front();
  return id.substr(id.rfind('/') + 1) == witness_frame::name;
}

std::optional<WitnessCode> witness_code_of(const State& state, const Event& event) {
  if (const auto* said = std::get_if<Said>(&event.what)) {
    if (auto code = read_witness_code(said->text)) return code;
  }
  if (state.frames.empty() || state.frames.back().dialog != witness_frame::name) return std::nullopt;
  const auto& notes = state.frames.back().answers;
  const auto kept = notes.find(std::string{witness_frame::code});
  return kept == notes.end() ? std::nullopt : read_witness_code(kept->second.value);
}

bool begins_scan(const State& state, const Event& event) {
  if (state.frames.empty() || state.frames.back().dialog != scan_frame::name) return false;
  const bool by_person = std::holds_alternative<Said>(event.what) || std::holds_alternative<Chose>(event.what);
  return by_person && state.frames.back().step == scan_frame::start;
}

}  // namespace meldmaat
