// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Which cards there are, in which group they stand and what each leads to; which card belongs to a kind of incident
/// and to a rule of the protocol. Handbook §16. The words are the texts "cards.<id>.title" and "cards.<id>.text".
///
/// Tables of the program: they live as long as it does, any thread.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace meldmaat {

enum class CardGroup {
  first_steps,  ///< what now, a card for each kind of incident (S3-13)
  acting,       ///< what one can do oneself
  outside,      ///< home visits and inspections
  online,       ///< online, recordings, what is private
  care,         ///< care and support
  police,
  desk,     ///< bans and order, for whoever receives people
  leading,  ///< for those who lead a team or hold a role, and for nobody else
  advice    ///< where the decision path ends; in no list
};

/// A group that is offered as a list: its title is the text "cards.group.<id>".
struct GroupRow {
  CardGroup group;
  std::string_view id;
  bool operator==(const GroupRow&) const = default;
};

/// Empty places of an array are empty texts.
struct Card {
  std::string_view id;
  CardGroup group;
  /// Commands of the options below it: "card/<id>", "report", "danger", "numbers".
  std::array<std::string_view, 4> next;
  /// Roles whose people are named below it.
  std::array<std::string_view, 5> people;
  bool terms;  ///< lists what happens when, by the protocol of the reader's team
  bool operator==(const Card&) const = default;
};

struct RuleCard {
  std::string_view rule;  ///< handbook §8
  std::string_view card;
  bool operator==(const RuleCard&) const = default;
};

/// In the order in which they are offered.
[[nodiscard]] std::span<const Card> all_cards();
[[nodiscard]] std::span<const GroupRow> card_groups();

/// nullptr: none of that name.
[[nodiscard]] const Card* find_card(std::string_view id);
[[nodiscard]] const GroupRow* find_group(std::string_view id);
[[nodiscard]] const GroupRow* row_of(CardGroup group);

/// Options of the form's question for the kind of incident, the ones that weigh most first. Each has the card
/// "now_<kind>".
[[nodiscard]] std::span<const std::string_view> kinds_by_weight();

/// What to know when a step of this rule is to be done.
[[nodiscard]] std::span<const RuleCard> rule_cards();

}  // namespace meldmaat
