// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/controls.hpp"

#include <string>
#include <utility>

namespace meldmaat {

void ask_with(Talk& talk, Ask ask, Controls which) {
  const auto add = [&](std::string_view id, std::string_view key) {
    ask.options.push_back(talk.option(std::string{id}, key));
  };
  if (which.unknown) add(controls::unknown, "house.control.unknown");
  if (which.skip) add(controls::skip, "house.control.skip");
  if (which.back) add(controls::back, "house.control.back");
  add("menu/help", "house.control.help");
  add("menu/pause", "house.control.pause");
  add("menu/stop", "house.control.stop");
  talk.ask(std::move(ask));
}

}  // namespace meldmaat
