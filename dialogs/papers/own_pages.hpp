// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Where papers are: only on the web channel, in the part of whoever may have them.
#pragma once

#include <string>

#include "dialogs/talk.hpp"

namespace meldmaat {

/// The address of this person's part of the web channel, with a slash behind it; empty: there is none.
[[nodiscard]] std::string own_pages(const Talk& talk);

/// The folder in it with the papers of a case, with a slash behind it; empty: there is none.
[[nodiscard]] std::string paper_folder(const Talk& talk, const CaseNumber& number);

}  // namespace meldmaat
