// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A letter to the person who did it (handbook §9), or about them: which one, and for which ban. What stands in it is
/// dialogs/papers' affair; which ones a case has is rules/letters'.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/ids.hpp"

namespace meldmaat {

struct Letter {
  enum class Kind {
    invitation,  ///< to the talk (ordegesprek)
    warning,
    limits,      ///< of contact and service
    ban,         ///< without one in the register: to be filled in
    exception,   ///< the statement with which somebody with a ban may come in on one day
    withdrawal,  ///< of a ban
    agreements,  ///< of a talk, confirmed
    no_show,     ///< nobody came to the talk
    liable       ///< for the damage
  };
  Kind kind = Kind::warning;
  BanId ban;  ///< of `ban`, `exception` and `withdrawal`; empty: none
  bool operator==(const Letter&) const = default;
};

/// As it stands in addresses, buttons and histories: "warning", "ban-2026-0001-V1". The kind's word is also the key of
/// its texts.
[[nodiscard]] std::string word_of(Letter::Kind kind);
[[nodiscard]] std::string to_text(const Letter& letter);
/// \return nothing when it names none
[[nodiscard]] std::optional<Letter> letter_from(std::string_view text);

}  // namespace meldmaat
