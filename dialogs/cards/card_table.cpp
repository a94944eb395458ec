// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/cards/card_table.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

using Next = std::array<std::string_view, 4>;
using People = std::array<std::string_view, 5>;
using enum CardGroup;

constexpr Card card(std::string_view id, CardGroup group, Next next, People people = {}) {
  return {id, group, next, people, false};
}

constexpr Card with_terms(Card card) {
  card.terms = true;
  return card;
}

constexpr std::array groups{GroupRow{first_steps, "first_steps"},
                            GroupRow{acting, "acting"},
                            GroupRow{outside, "outside"},
                            GroupRow{online, "online"},
                            GroupRow{care, "care"},
                            GroupRow{police, "police"},
                            GroupRow{desk, "desk"},
                            GroupRow{leading, "leading"}};

constexpr std::array kinds{
    std::string_view{"physical"},       std::string_view{"threat"},   std::string_view{"self_harm"},
    std::string_view{"sexual"},         std::string_view{"stalking"}, std::string_view{"blackmail"},
    std::string_view{"bribery"},        std::string_view{"doxing"},   std::string_view{"intimidation"},
    std::string_view{"trespass"},       std::string_view{"meeting"},  std::string_view{"destruction"},
    std::string_view{"discrimination"}, std::string_view{"online"},   std::string_view{"recording"},
    std::string_view{"verbal"},         std::string_view{"near_miss"}};

constexpr std::array cards{
    card("now_physical", first_steps, {"report", "card/police_report", "card/four_parts", "card/reception_talk"}),
    card("now_threat", first_steps, {"report", "card/police_report", "card/fear", "card/reaction"}),
    card("now_self_harm", first_steps, {"report", "card/self_harm", "numbers"}),
    card("now_sexual", first_steps, {"report", "card/reactions", "card/police_report", "card/reception_talk"},
         {"counsellor"}),
    card("now_stalking", first_steps, {"report", "card/notification", "card/private_data"}),
    card("now_blackmail", first_steps, {"report", "card/fear", "card/police_report"}),
    card("now_bribery", first_steps, {"report", "card/bribery"}, {"integrity_officer"}),
    card("now_doxing", first_steps, {"report", "card/private_data", "card/online"}),
    card("now_intimidation", first_steps, {"report", "card/fear", "card/reprisals"}),
    card("now_trespass", first_steps, {"report", "card/banned_visitor", "card/ban_contact"}),
    card("now_meeting", first_steps, {"report", "card/council_disorder"}),
    card("now_destruction", first_steps, {"report", "card/damages", "card/police_report"}),
    card("now_discrimination", first_steps, {"report", "card/norm", "card/notification"}, {"counsellor"}),
    card("now_online", first_steps, {"report", "card/online", "card/online_kinds"}),
    card("now_recording", first_steps, {"report", "card/recording"}),
    card("now_verbal", first_steps, {"report", "card/phases", "card/reactions", "card/reaction"}),
    card("now_near_miss", first_steps, {"report", "card/phases"}),

    card("norm", acting, {"card/types", "card/rights"}),
    card("types", acting, {"card/phases", "card/norm", "card/self_harm"}),
    card("phases", acting, {"card/types", "card/life_threat"}),
    card("rights", acting, {"report", "card/after_report", "card/fear"}),
    card("life_threat", acting, {"danger", "card/reactions"}),
    card("self_harm", acting, {"report", "numbers", "card/reactions"}),
    card("bribery", acting, {"report", "card/now_bribery"}, {"integrity_officer"}),

    card("visit_before", outside, {"visit", "card/visit_there", "card/briefing"}),
    card("visit_there", outside, {"report", "card/visit_before", "card/refused_access"}),
    card("refused_access", outside, {"report", "card/visit_there"}),

    card("online", online, {"report", "card/online_kinds", "card/private_data"}),
    card("online_kinds", online, {"card/online"}),
    card("recording", online, {"report", "card/now_recording"}),
    card("private_data", online, {"card/now_doxing", "card/online"}, {"coordinator"}),
    card("press", online, {"card/fear"}, {"communication"}),

    with_terms(card("after_report", care, {"card/who", "card/rights"})),
    card("who", care, {"card/after_report", "card/four_parts"},
         {"manager", "counsellor", "care_team", "coordinator", "jurist"}),
    card("reactions", care, {"card/fear", "card/four_parts", "numbers"}, {"care_team", "counsellor"}),
    card("fear", care, {"card/reactions", "card/reprisals"}, {"counsellor", "care_team"}),
    card("colleague", care, {"report", "card/reactions"}),
    card("four_parts", care, {"card/who", "card/damages", "card/police_report"}),
    card("damages", care, {"card/police_report", "numbers"}, {"jurist"}),
    card("office_holders", care, {"report", "card/council_disorder"}, {"mayor", "office_counsellor"}),

    card("police_report", police, {"card/notification", "card/vpt", "card/desk_refuses"}),
    card("notification", police, {"card/police_report", "card/vpt"}),
    card("vpt", police, {"card/desk_refuses", "card/police_report"}),
    card("desk_refuses", police, {"card/vpt", "card/notification"}, {"coordinator"}),

    card("banned_visitor", desk, {"report", "card/ban_contact", "card/must_visit"}),
    card("ban_contact", desk, {"card/must_visit", "card/banned_visitor"}, {"coordinator"}),
    card("must_visit", desk, {"card/banned_visitor", "card/ban_contact"}, {"mandated"}),
    card("council_disorder", desk, {"report", "card/office_holders"}, {"registrar"}),

    card("reception_talk", leading, {"card/colleague", "card/reactions", "card/four_parts"}, {"care_team"}),
    card("reaction", leading, {"card/order_talk", "card/reprisals", "card/ban_contact"}),
    card("order_talk", leading, {"card/no_show", "card/reaction"}),
    card("no_show", leading, {"card/order_talk"}),
    card("reprisals", leading, {"card/police_report", "card/private_data"}, {"coordinator"}),
    card("briefing", leading, {"card/visit_before", "card/colleague"}),

    card("doubt", advice, {"share_doubt", "report", "decide"}, {"counsellor", "coordinator"}),
    card("advice_danger", advice, {"danger", "numbers"}),
    card("advice_violence", advice, {"report", "card/police_report", "card/four_parts"}),
    card("advice_insult", advice, {"report", "card/notification"}),
    card("advice_stopped", advice, {"report", "card/phases"}),
    card("advice_again", advice, {"report", "card/notification"}),
    card("advice_near_miss", advice, {"report"}),
    card("advice_other", advice, {"report", "cards/first_steps"}),
    card("advice_calm", advice, {"report", "card/types", "card/doubt"})};

constexpr std::array by_rule{
    RuleCard{"T05", "visit_there"},    RuleCard{"T06", "reception_talk"}, RuleCard{"T12", "reactions"},
    RuleCard{"T13", "reactions"},      RuleCard{"T14", "reactions"},      RuleCard{"T16", "reaction"},
    RuleCard{"T17", "order_talk"},     RuleCard{"T18", "order_talk"},     RuleCard{"T19", "no_show"},
    RuleCard{"T20", "police_report"},  RuleCard{"T21", "notification"},   RuleCard{"T22", "notification"},
    RuleCard{"T24", "desk_refuses"},   RuleCard{"T28", "damages"},        RuleCard{"T29", "damages"},
    RuleCard{"T36", "refused_access"}, RuleCard{"T38", "briefing"},       RuleCard{"T48", "notification"}};

}  // namespace

std::span<const Card> all_cards() {
  return cards;
}

std::span<const GroupRow> card_groups() {
  return groups;
}

const Card* find_card(std::string_view id) {
  const auto* const found = std::ranges::find(cards, id, &Card::id);
  return found == cards.end() ? nullptr : found;
}

const GroupRow* find_group(std::string_view id) {
  const auto* const found = std::ranges::find(groups, id, &GroupRow::id);
  return found == groups.end() ? nullptr : found;
}

const GroupRow* row_of(CardGroup group) {
  const auto* const found = std::ranges::find(groups, group, &GroupRow::group);
  return found == groups.end() ? nullptr : found;
}

std::span<const std::string_view> kinds_by_weight() {
  return kinds;
}

std::span<const RuleCard> rule_cards() {
  return by_rule;
}

}  // namespace meldmaat
