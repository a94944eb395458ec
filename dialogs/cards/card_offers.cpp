// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/cards/card_offers.hpp"

#include <algorithm>

#include "bot/form.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

Option card_option(const Talk& talk, std::string_view id) {
  const std::string card{id};
  return talk.option("menu/card/" + card, "cards." + card + ".title");
}

bool may_read(const Talk& talk, CardGroup group) {
  const auto& view = talk.view();
  return group != CardGroup::leading || !view.municipality.organisation.roles_of(view.person).empty();
}

std::optional<Option> first_steps_option(const Talk& talk, const Case& the_case) {
  const auto answer = the_case.answers.find(form_questions::kind.str());
  if (answer == the_case.answers.end()) return std::nullopt;
  const auto kinds = kinds_by_weight();
  const auto heaviest = std::ranges::find_if(kinds, [&](auto kind) { return lists(answer->second.value, kind); });
  if (heaviest == kinds.end()) return std::nullopt;
  return card_option(talk, "now_" + std::string{*heaviest});
}

std::optional<Option> rule_card_option(const Talk& talk, const RuleId& rule) {
  const auto rows = rule_cards();
  const auto row = std::ranges::find(rows, std::string_view{rule.str()}, &RuleCard::rule);
  const auto* const card = row == rows.end() ? nullptr : find_card(row->card);
  if (card == nullptr || !may_read(talk, card->group)) return std::nullopt;
  return card_option(talk, card->id);
}

}  // namespace meldmaat
