// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What every channel decides alike when it draws a message. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>

#include "bot/message.hpp"

namespace meldmaat {

/// Whether an option stands beside the answers, not among them: "skip", "don't know", "help" and the like. Its id
/// tells: "menu/<command>", or an answer whose own part begins with a dot, "q3/.skip".
[[nodiscard]] bool stands_beside(const Option& option);

/// Where nothing is asked and all options stand beside, as in the menu, they are the answers. Also true without
/// options.
[[nodiscard]] bool all_beside(const Message& message);

/// "12 kB": exact enough to recognise a file by. The same in Dutch and English.
[[nodiscard]] std::string size_words(std::uint64_t bytes);

}  // namespace meldmaat
