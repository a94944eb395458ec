// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a message that was changed or removed after it was heard means for a report that is not sent yet. A text says
/// what it says now; an answer that was understood out of the message is open again, because its new words could mean
/// anything. Nothing that was removed stays in the draft.
#pragma once

#include <cstddef>

#include "dialogs/talk.hpp"

namespace meldmaat {

enum class Amends {
  nothing,    ///< no answer came of that message
  text,       ///< a text stands as the person wants it
  asks_again  ///< at least one question is open again
};

/// \param index of the draft among the frames; its place there stays
[[nodiscard]] Amends amend_draft(Talk& talk, std::size_t index, const Amended& amended);

}  // namespace meldmaat
