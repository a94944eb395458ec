// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Holds the dialogs by name.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "bot/dialog.hpp"
#include "dialogs/frame_dialog.hpp"

namespace meldmaat {

class DialogShelf {
 public:
  DialogShelf() = default;
  void add(std::unique_ptr<FrameDialog> dialog);

  /// nullptr: no dialog of that name, for example in a state that an older program wrote.
  [[nodiscard]] const FrameDialog* find(std::string_view name) const;
  /// In the order in which they were added; earlier ones are asked first.
  [[nodiscard]] const std::vector<std::unique_ptr<FrameDialog>>& all() const { return dialogs_; }

 private:
  std::vector<std::unique_ptr<FrameDialog>> dialogs_;
};

/// Everything meldmaat can talk about, behind the one door bot/dialog.hpp. Immutable, may be used from any thread.
[[nodiscard]] std::unique_ptr<Dialog> every_dialog();

}  // namespace meldmaat
