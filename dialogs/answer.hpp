// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Understands an answer to the open question: the pressed button, its number, its label, the beginning of its label,
/// or words that mean the same. One place for every channel and every dialog, so that a question shown as a numbered
/// list is answered like one shown with buttons. All functions are pure, accept any bytes and never throw on input.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bot/event.hpp"
#include "bot/state.hpp"

namespace meldmaat {

/// Words by which an option may be named beside its label, folded (reading/words.hpp).
struct OptionWords {
  std::string id;  ///< bare
  std::vector<std::string> words;
};

/// What was chosen of the open question, as offered; one, or more when the question allows it. Empty: unclear, ask
/// again. A pressed id of another question is unclear too; `stale` tells the difference.
[[nodiscard]] std::vector<Option> chosen(const OpenQuestion& open, const Happened& what,
                                         std::span<const OptionWords> words = {});
/// The same; nothing when no question is open.
[[nodiscard]] std::vector<Option> chosen(const std::optional<OpenQuestion>& open, const Happened& what,
                                         std::span<const OptionWords> words = {});

/// A press that belongs to a question that is no longer open.
[[nodiscard]] bool stale(const std::optional<OpenQuestion>& open, const Chose& press);

/// "q12/yes" is "yes"; an id without a slot stays as it is.
[[nodiscard]] std::string_view bare(std::string_view option_id);

/// "jawel hoor", "nee joh", "JA!!", "yes please". Empty for what is neither, or both, or has a "but" in it.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view text);

}  // namespace meldmaat
