// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The buttons by which something else leads to a card. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/case.hpp"
#include "dialogs/cards/card_table.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// "menu/card/<id>" with the title of the card.
[[nodiscard]] Option card_option(const Talk& talk, std::string_view id);

/// Cards for leaders are for whoever leads a team or holds a role.
[[nodiscard]] bool may_read(const Talk& talk, CardGroup group);

/// The first steps for the kind that weighs most of those in the report (S3-13); nothing when it names none that has
/// a card.
[[nodiscard]] std::optional<Option> first_steps_option(const Talk& talk, const Case& the_case);

/// What to know before a step of this rule; nothing when there is no such card, or this person does not read it.
[[nodiscard]] std::optional<Option> rule_card_option(const Talk& talk, const RuleId& rule);

}  // namespace meldmaat
