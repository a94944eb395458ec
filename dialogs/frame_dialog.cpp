// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

std::vector<Option> FrameDialog::menu(const Talk& /*talk*/) const {
  return {};
}

std::vector<std::string_view> FrameDialog::typed_commands() const {
  return {};
}

bool FrameDialog::command(Talk& talk, std::string_view command) const {
  if (command != "stop" && command != "back") return false;
  talk.pop();
  return true;
}

std::string FrameDialog::help(const Talk& /*talk*/) const {
  return {};
}

void FrameDialog::elapsed(Talk& /*talk*/, std::string_view /*what*/) const {}

bool FrameDialog::tell(Talk& /*talk*/, const Notice& /*notice*/) const {
  return false;
}

}  // namespace meldmaat
