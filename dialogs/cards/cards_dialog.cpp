// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/cards/cards_dialog.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "dialogs/cards/card_offers.hpp"
#include "dialogs/cards/card_table.hpp"
#include "dialogs/cards/decision_path.hpp"
#include "dialogs/doubt/who_helps.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view own_name = "cards";
constexpr std::string_view groups_command = "cards";
constexpr std::string_view group_prefix = "cards/";
constexpr std::string_view card_prefix = "card/";
constexpr std::string_view path_command = "decide";
constexpr std::string_view path_prefix = "decide/";
constexpr std::string_view doubt_command = "doubt";
constexpr std::string_view doubt_card = "doubt";
constexpr std::string_view report_command = "report";
constexpr std::string_view share_command = "share_doubt";
constexpr std::string_view visit_command = "visit";

/// The text on the button of a command, beside the ones that have a name of their own.
std::string label_key(std::string_view command) {
  if (command.starts_with(card_prefix)) return "cards." + std::string{command.substr(card_prefix.size())} + ".title";
  if (command.starts_with(group_prefix)) return "cards.group." + std::string{command.substr(group_prefix.size())};
  if (command == report_command) return "intake.menu.report";
  if (command == share_command) return "doubt.share";
  if (command == "danger") return "intake.menu.danger";
  if (command == "numbers") return "house.menu.numbers";
  if (command == visit_command) return "visits.menu";
  if (command == path_command) return "cards.decide";
  return "cards.all";
}

Option option_to(const Talk& talk, std::string_view command) {
  return talk.option("menu/" + std::string{command}, label_key(command));
}

bool is_reporting(const Talk& talk) {
  return std::ranges::find(talk.state.frames, "intake", &Frame::dialog) != talk.state.frames.end();
}

/// Whoever is reporting is not asked to begin a report.
bool offers(const Talk& talk, std::string_view command) {
  if (command.empty() || (command == report_command && is_reporting(talk))) return false;
  if (!command.starts_with(card_prefix)) return true;
  const auto* const card = find_card(command.substr(card_prefix.size()));
  return card != nullptr && may_read(talk, card->group);
}

/// A question in the middle of something waits: it is asked again below this. Otherwise the way on is the question, so
/// that a number means what it says on every channel.
void show(Talk& talk, std::optional<Message> said, std::string question, std::vector<Option> options) {
  if (!talk.state.frames.empty()) {
    if (!said) {
      said.emplace();
      said->text = std::move(question);
    }
    said->options = std::move(options);
    talk.say(std::move(*said));
    return talk.close();
  }
  if (said) talk.say(std::move(*said));
  Ask ask;
  ask.question = own_name;
  ask.text = std::move(question);
  ask.options = std::move(options);
  ask.options.push_back(talk.option("menu/menu", "house.control.menu"));
  talk.ask(std::move(ask));
}

void show_groups(Talk& talk) {
  std::vector<Option> options{option_to(talk, path_command), card_option(talk, doubt_card)};
  for (const auto& row : card_groups()) {
    if (may_read(talk, row.group)) options.push_back(option_to(talk, std::string{group_prefix}.append(row.id)));
  }
  options.push_back(talk.option("menu/lessons", "lessons.read"));
  options.push_back(talk.option("menu/help", "cards.help"));
  show(talk, std::nullopt, talk.text("cards.ask"), std::move(options));
}

void show_group(Talk& talk, const GroupRow& row) {
  std::vector<Option> options;
  for (const auto& card : all_cards()) {
    if (card.group == row.group) options.push_back(card_option(talk, card.id));
  }
  options.push_back(option_to(talk, groups_command));
  show(talk, std::nullopt,
       talk.text(label_key(std::string{group_prefix}.append(row.id))) + "\n" + talk.text("cards.ask"),
       std::move(options));
}

void show_fork(Talk& talk, const Fork& fork) {
  const std::string key = "cards.path." + std::string{fork.id} + ".";
  std::vector<Option> options;
  for (const auto& choice : fork.choices) {
    if (choice.id.empty()) continue;
    options.push_back(talk.option("menu/" + std::string{choice.to}, key + std::string{choice.id}));
  }
  show(talk, std::nullopt, talk.text(key + "ask"), std::move(options));
}

std::string term_words(const Talk& talk, const Term& term) {
  const TextArgs args{{"count", std::to_string(term.amount)}};
  switch (term.unit) {
    case Term::Unit::minutes: return talk.text("cards.term.minutes", args);
    case Term::Unit::hours: return talk.text("cards.term.hours", args);
    case Term::Unit::working_days: return talk.text("cards.term.working_days", args);
    case Term::Unit::end_of_day:
      if (term.amount == 0) return talk.text("cards.term.same_day");
      break;
    case Term::Unit::days: break;
  }
  return talk.text("cards.term.days", args);
}

/// What the protocol of this person's team says of a report, in the words in which its reporter hears of a step.
void add_terms(const Talk& talk, std::vector<Line>& lines) {
  static constexpr std::array<std::string_view, 7> told{"T04", "T06", "T12", "T09", "T16", "T20", "T32"};
  const auto* const person = talk.person();
  const auto& protocol = talk.view().municipality.protocol_for(person == nullptr ? TeamId{} : person->team);
  for (const auto id : told) {
    const auto* const rule = protocol.rule(RuleId{std::string{id}}, 1);
    if (rule == nullptr) continue;
    lines.push_back({term_words(talk, rule->due), talk.text("intake.next." + std::string{id}), {}});
  }
}

void show_card(Talk& talk, const Card& card) {
  const std::string key = "cards." + std::string{card.id};
  Message message;
  message.text = talk.text(key + ".title") + "\n" + talk.text(key + ".text");
  for (const auto id : card.people) {
    if (id.empty()) continue;
    RoleId role{std::string{id}};
    const auto names = who_helps(talk, role);
    if (!names.empty()) message.lines.push_back({talk.text("role." + role.str()), names, {}});
  }
  if (card.terms) add_terms(talk, message.lines);
  if (!message.lines.empty()) message.kind = Message::Kind::summary;
  std::vector<Option> options;
  for (const auto command : card.next) {
    if (offers(talk, command)) options.push_back(option_to(talk, command));
  }
  const auto* const row = row_of(card.group);
  options.push_back(
      option_to(talk, row == nullptr ? std::string{groups_command} : std::string{group_prefix}.append(row->id)));
  show(talk, std::move(message), talk.text("cards.more"), std::move(options));
}

/// \return false: no such card for this person
bool begin_card(Talk& talk, std::string_view id) {
  const auto* const card = find_card(id);
  if (card == nullptr || !may_read(talk, card->group)) return false;
  show_card(talk, *card);
  return true;
}

bool begin_group(Talk& talk, std::string_view id) {
  const auto* const row = find_group(id);
  if (row == nullptr || !may_read(talk, row->group)) return false;
  show_group(talk, *row);
  return true;
}

bool begin_fork(Talk& talk, std::string_view id) {
  const auto* const fork = find_fork(id);
  if (fork == nullptr) return false;
  show_fork(talk, *fork);
  return true;
}

/// Is this what the title looks like when it is typed? Looks at the lengths first: this runs for everything typed.
bool is_title(const std::string& title, std::string_view text) {
  constexpr std::size_t signs_and_accents = 12;
  const bool near = title.size() >= text.size() && title.size() <= text.size() + signs_and_accents;
  return near && folded(title) == text;
}

}  // namespace

std::string_view CardsDialog::name() const {
  return own_name;
}

std::vector<Option> CardsDialog::menu(const Talk& talk) const {
  return {talk.option("menu/cards", "cards.menu")};
}

std::vector<std::string_view> CardsDialog::typed_commands() const {
  return {groups_command, path_command, doubt_command};
}

std::string CardsDialog::titled_command(const Talk& talk, std::string_view text) const {
  constexpr std::string_view own = "cards.";
  constexpr std::string_view of_group = "cards.group.";
  constexpr std::string_view of_card = ".title";
  const auto& catalogue = talk.view().municipality.texts.catalogue(talk.state.language);
  for (auto entry = catalogue.lower_bound(own); entry != catalogue.end() && entry->first.starts_with(own); ++entry) {
    if (!is_title(entry->second, text)) continue;
    const std::string_view key = entry->first;
    if (key.starts_with(of_group)) {
      const auto* const row = find_group(key.substr(of_group.size()));
      if (row != nullptr && may_read(talk, row->group)) return std::string{group_prefix}.append(row->id);
    } else if (key.ends_with(of_card)) {
      const auto* const card = find_card(key.substr(own.size(), key.size() - own.size() - of_card.size()));
      const bool is_listed = card != nullptr && row_of(card->group) != nullptr;
      if (is_listed && may_read(talk, card->group)) return std::string{card_prefix}.append(card->id);
    }
  }
  return {};
}

bool CardsDialog::begin(Talk& talk, std::string_view command) const {
  if (command == groups_command) {
    show_groups(talk);
    return true;
  }
  if (command == doubt_command) return begin_card(talk, doubt_card);
  if (command == path_command) return begin_fork(talk, decision_path().front().id);
  if (command.starts_with(card_prefix)) return begin_card(talk, command.substr(card_prefix.size()));
  if (command.starts_with(group_prefix)) return begin_group(talk, command.substr(group_prefix.size()));
  if (command.starts_with(path_prefix)) return begin_fork(talk, command.substr(path_prefix.size()));
  return false;
}

void CardsDialog::step(Talk& talk) const {
  talk.pop();
}

bool CardsDialog::command(Talk& /*talk*/, std::string_view /*command*/) const {
  return false;
}

void CardsDialog::ask_again(Talk& talk) const {
  talk.pop();
}

bool CardsDialog::tell(Talk& talk, const Notice& notice) const {
  if (notice.kind != Notice::Kind::welcome) return false;
  Message message;
  message.text = talk.text("house.newcomer");
  message.options = {option_to(talk, path_command), option_to(talk, groups_command)};
  message.slot = must_arrive;
  talk.say(std::move(message));
  return true;
}

}  // namespace meldmaat
