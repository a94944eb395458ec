// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What a frame about a ban holds while its questions are asked. All that is needed to ask the same question again is
/// in its notes, because after an interruption the view may hold another case.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/ban.hpp"
#include "bot/moment.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// The questions, which are the names of the answers as well.
namespace ban_notes {
inline constexpr std::string_view who = "ban.who";
inline constexpr std::string_view looks = "ban.looks";
inline constexpr std::string_view image = "ban.image";
inline constexpr std::string_view area = "ban.area";
inline constexpr std::string_view reach = "ban.reach";    ///< the door only, or calling too
inline constexpr std::string_view warned = "ban.warned";  ///< when the written warning was given
inline constexpr std::string_view first = "ban.first";
inline constexpr std::string_view last = "ban.last";
inline constexpr std::string_view day = "ban.day";  ///< of an exception
inline constexpr std::string_view why = "ban.why";  ///< the reason for a short one; the purpose; why it is withdrawn
inline constexpr std::string_view signer = "ban.signer";
inline constexpr std::string_view confirm = "ban.confirm";

/// Who may sign, and who is told: ids with a blank behind each.
inline constexpr std::string_view signers = ".signers";
inline constexpr std::string_view told = ".told";
}  // namespace ban_notes

/// Notes what is done ("give", "prolong", "withdraw", "except"), with which ban, and what is known of it.
/// \pre the view holds the case of the frame on top
void begin_ban_notes(Talk& talk, std::string_view verb, const BanId& id);
[[nodiscard]] std::string verb_of(const Talk& talk);
/// The questions of this verb, as far as the answers so far decide.
[[nodiscard]] std::vector<std::string_view> ban_steps_of(const Talk& talk);

void note_day(Talk& talk, std::string_view step, LocalDate date);
[[nodiscard]] std::optional<LocalDate> noted_day(const Talk& talk, std::string_view step);
/// The ban as it would be with the answers so far.
[[nodiscard]] Ban ban_so_far(const Talk& talk);
/// The persons of such a note.
[[nodiscard]] std::vector<PersonId> noted_people(const Talk& talk, std::string_view note);
/// Until when the ban lasts that is changed.
[[nodiscard]] LocalDate last_until_now(const Talk& talk);
/// The ban that is changed, as it is in the case; null: there is none. \pre the view holds the case of the frame
[[nodiscard]] const Ban* ban_at_hand(const Talk& talk);

[[nodiscard]] LocalDate today(const Talk& talk);

}  // namespace meldmaat
