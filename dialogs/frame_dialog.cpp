// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/frame_dialog.hpp"

#include <algorithm>

namespace meldmaat {

std::string FrameDialog::help(const Talk& /*talk*/) const {
  return {};
}

std::string FrameDialog::titled_command(const Talk& /*talk*/, std::string_view /*text*/) const {
  return {};
}

void FrameDialog::elapsed(Talk& /*talk*/, std::string_view /*what*/) const {}

bool FrameDialog::amended(Talk& talk, const Amended& amended) const {
  if (amended.instead || amended.words.empty()) return false;
  const auto holds_it = [&](const Frame& frame) {
    return frame.dialog == name() && std::ranges::any_of(frame.answers, [&](const auto& each) {
             return !each.first.starts_with('.') && each.second.at == amended.heard;
           });
  };
  auto& frames = talk.state.frames;
  if (!frames.empty() && holds_it(frames.back())) talk.pop();
  std::erase_if(frames, holds_it);
  return false;
}

bool FrameDialog::tell(Talk& /*talk*/, const Notice& /*notice*/) const {
  return false;
}

}  // namespace meldmaat
