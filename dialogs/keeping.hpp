// SPDX-License-Identifier: EUPL-1.2
/// \file
/// How long a case is kept, in words, and the buttons that change it; for who works on it and for the reporter alike.
/// (handbook S2-42)
#pragma once

#include <optional>
#include <string_view>

#include "bot/case.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// What is to be said of it: who wants it kept and why, or when it goes. Nothing: it is kept as others are.
[[nodiscard]] std::optional<Line> keeping_line(const Talk& talk, const Case& the_case);

/// Whether there is a button to keep this case, or to let it go: only where cases go at all. \pre the view has a
/// subject
[[nodiscard]] bool may_keep(const Talk& talk);
[[nodiscard]] bool may_release(const Talk& talk);

/// "keep", "keep-claim", "keep-procedure", "keep-wish", "release".
[[nodiscard]] bool is_keeping_verb(std::string_view verb);
/// What somebody who works on the case pressed. \pre the view has a subject
void begin_keeping(Talk& talk, std::string_view verb);

/// That the case will be removed, or is kept: for whoever may keep it. \param own it is the reader's own report
void say_keeping_news(Talk& talk, const Notice& notice, bool own);

}  // namespace meldmaat
