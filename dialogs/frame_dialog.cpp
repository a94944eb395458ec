// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

std::string FrameDialog::help(const Talk& /*talk*/) const {
  return {};
}

void FrameDialog::elapsed(Talk& /*talk*/, std::string_view /*what*/) const {}

bool FrameDialog::amended(Talk& /*talk*/, const Amended& /*amended*/) const {
  return false;
}

bool FrameDialog::tell(Talk& /*talk*/, const Notice& /*notice*/) const {
  return false;
}

}  // namespace meldmaat
