// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which letters a case gives rise to, and who gets them. Pure. Handbook §9 (S2 §7.4, §8.1).
#pragma once

#include <vector>

#include "bot/case.hpp"
#include "bot/letter.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// In the order in which they are needed; of a ban in force its letter and the statement for a day to come, of one that
/// was withdrawn that it was.
/// \param today where the municipality is
[[nodiscard]] std::vector<Letter> letters_of(const Case& the_case, LocalDate today);

/// The ban a letter is about; null: none in the register.
[[nodiscard]] const Ban* ban_of(const Letter& letter, const Case& the_case);

/// The next day with an exception, today included; null: none.
[[nodiscard]] const BanException* next_exception(const Ban& ban, LocalDate today);

/// One line of the distribution list.
enum class LetterCopy {
  in_talk,       ///< the person, handed over in the talk
  by_post,       ///< the person
  by_both,       ///< the person, by ordinary and by registered post: they did not come to the talk (T19)
  client_file,   ///< of the person, when there is one
  police,        ///< with the report that was made there
  register_file  ///< the coordinator's register
};

[[nodiscard]] std::vector<LetterCopy> copies_of(const Letter& letter, const Case& the_case);

}  // namespace meldmaat
