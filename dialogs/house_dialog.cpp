// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/house_dialog.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/despair.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view menu_question = "menu";
constexpr std::string_view menu_prefix = "menu/";
constexpr std::string_view case_prefix = "case/";
constexpr std::string_view last_look = ".opened";
/// Shorter than this a page was only loaded again; longer and the person may have lost the thread.
constexpr Milliseconds short_absence = std::chrono::minutes{30};

/// The commands whose words, the texts "<prefix><command>" in either language, name `word`.
std::vector<std::string_view> commands_named(const Texts& texts, std::string_view prefix, std::string_view word) {
  std::vector<std::string_view> named;
  for (const auto language : {Language::nl, Language::en}) {
    const auto& catalogue = texts.catalogue(language);
    for (auto entry = catalogue.lower_bound(prefix); entry != catalogue.end() && entry->first.starts_with(prefix);
         ++entry) {
      if (lists(entry->second, word)) named.push_back(std::string_view{entry->first}.substr(prefix.size()));
    }
  }
  return named;
}

bool is_open_since_last_turn(const State& before) {
  return before.open && before.open->slot == "q" + std::to_string(before.turn);
}

Moment last_active(const Frame& frame) {
  Moment last{};
  for (const auto& [key, answer] : frame.answers) last = std::max(last, answer.at);
  return last;
}

/// The command behind an option: of the menu, of a case, or of a control; empty: an answer.
std::string command_of(const Option& option) {
  const std::string& id = option.id;
  if (id.starts_with(menu_prefix)) return id.substr(menu_prefix.size());
  if (id.starts_with(case_prefix)) return id;
  const auto own = bare(id);
  return own.starts_with('.') ? std::string{own.substr(1)} : std::string{};
}

}  // namespace

Turn HouseDialog::step(const State& state, const Event& event, const View& view) const {
  Talk talk{state, event, view};
  // A frame of a dialog that this program does not have cannot be spoken with.
  std::erase_if(talk.state.frames, [&](const Frame& frame) {
    return shelf_.find(frame.dialog) == nullptr && frame.dialog != despair::dialog;
  });
  hear(talk, state.turn == 0);
  const bool by_person = !std::holds_alternative<Notified>(event.what) && !std::holds_alternative<Elapsed>(event.what);
  if (by_person && !talk.state.frames.empty()) talk.top().answers[std::string{last_look}].at = event.at;
  const bool interrupted = talk.closed() || !talk.state.open;
  if (!talk.asked() && !talk.rests() && interrupted && !talk.state.frames.empty()) {
    back_to_question(talk);
  }
  return talk.finish();
}

void HouseDialog::hear(Talk& talk, bool first) const {
  if (const auto* notice = std::get_if<Notified>(&talk.event().what)) {
    notified(talk, notice->notice);
    // Whoever was only told something has not been greeted yet.
    if (first && !talk.asked()) talk.state.turn = 0;
    return;
  }
  if (const auto* reminder = std::get_if<Elapsed>(&talk.event().what)) {
    elapsed(talk, reminder->reminder);
    return;
  }
  if (talk.person() == nullptr) {
    talk.say("house.unknown_person");
    return;
  }
  if (first) greet(talk);
  if (std::holds_alternative<Opened>(talk.event().what)) opened(talk, first);
  if (const auto* typed = std::get_if<Said>(&talk.event().what)) said(talk, *typed);
  if (const auto* press = std::get_if<Chose>(&talk.event().what)) chose(talk, *press);
  if (std::holds_alternative<Attached>(talk.event().what)) attached(talk);
  if (const auto* thought = std::get_if<Amended>(&talk.event().what)) amended(talk, *thought);
}

void HouseDialog::greet(Talk& talk) const {
  talk.say("house.greeting");
  // Somebody who presses a button of a case has come for that case, not to report.
  const auto* press = std::get_if<Chose>(&talk.event().what);
  const bool for_a_case = press != nullptr && !press->options.empty() && press->options.front().starts_with("case/");
  if (!for_a_case) talk.say("house.greeting.next");
}

void HouseDialog::opened(Talk& talk, bool first) const {
  if (talk.state.frames.empty()) {
    const bool works_for_others = !talk.view().municipality.organisation.roles_of(talk.view().person).empty();
    if (first && !works_for_others) {
      command(talk, "report");  // handbook §4: the first screen asks whether there is danger
    } else if (talk.state.open && talk.state.open->slot == "q" + std::to_string(talk.state.turn - 1)) {
      --talk.state.turn;
    } else {
      show_menu(talk);
    }
    return;
  }
  const bool just_here = talk.now() - last_active(talk.top()) < short_absence;
  State before = talk.state;
  --before.turn;
  if (just_here && is_open_since_last_turn(before)) {
    --talk.state.turn;  // the question is the last thing on the screen: nothing is said twice
    return;
  }
  talk.say("house.welcome_back");
  back_to_question(talk);
}

void HouseDialog::said(Talk& talk, const Said& said) const {
  if (const auto count = characters(said.text); count > longest_text) {
    talk.say("house.too_long", {{"length", std::to_string(count)}, {"most", std::to_string(longest_text)}});
    back_to_question(talk);
    return;
  }
  const auto& open = talk.state.open;
  // The same question may have been asked again while somebody wrote.
  if (said.asked && (!open || open->text != *said.asked)) {
    said_too_late(talk, said);
    return;
  }
  if (open) {
    OpenQuestion exact = *open;
    if (exact.expects == Expects::choice) exact.expects = Expects::text;
    const auto options = chosen(exact, talk.event().what);
    if (const auto named = options.size() == 1 ? command_of(options.front()) : std::string{}; !named.empty()) {
      command(talk, named);
      return;
    }
    if (!options.empty() && !talk.state.frames.empty()) {
      step_of_top(talk);
      return;
    }
  }
  if (const auto typed = typed_command(talk, folded(said.text)); !typed.empty()) {
    command(talk, typed);
    return;
  }
  if (open) {
    const auto options = chosen(*open, talk.event().what);
    if (const auto named = options.size() == 1 ? command_of(options.front()) : std::string{}; !named.empty()) {
      command(talk, named);
      return;
    }
  }
  const auto* dialog = dialog_of_top(talk);
  const bool story = talk.state.frames.empty() || (dialog != nullptr && dialog->hears_a_story());
  const bool despairs = story && despair::heard(talk, said.text);
  // Words of despair are kept where a text was asked for; nobody hears that they are no answer to a list of buttons.
  const bool kept = !despairs || (open && open->expects == Expects::text);
  if (!talk.state.frames.empty()) {
    if (kept) step_of_top(talk);
  } else if (!despairs) {
    constexpr std::size_t words_of_a_story = 5;
    if (plain_words(said.text).size() >= words_of_a_story) {
      command(talk, "report");  // somebody who just begins to tell is not sent to a menu
    } else {
      if (!blank(said.text)) talk.say("house.not_understood");
      show_menu(talk);
    }
  }
  if (despairs) despair::ask(talk);
}

/// To a question that is no longer open: it answers no other one.
void HouseDialog::said_too_late(Talk& talk, const Said& said) const {
  if (const auto typed = typed_command(talk, folded(said.text)); !typed.empty()) {
    command(talk, typed);
  } else {
    talk.say("house.stale");
    back_to_question(talk);
  }
  const bool heard_before = !talk.state.frames.empty() && dialog_of_top(talk) == nullptr;
  if (!heard_before && despair::heard(talk, said.text)) despair::ask(talk);
}

void HouseDialog::chose(Talk& talk, const Chose& press) const {
  if (press.options.size() == 1) {
    const std::string& id = press.options.front();
    if (id.starts_with(menu_prefix)) {
      command(talk, std::string_view{id}.substr(menu_prefix.size()));
      return;
    }
    if (id.starts_with(case_prefix)) {
      command(talk, id);
      return;
    }
  }
  if (press.options.empty() || stale(talk.state.open, press)) {
    talk.say(press.options.empty() ? "intake.unclear.choice" : "house.stale");
    back_to_question(talk);
    return;
  }
  const auto options = chosen(talk.state.open, talk.event().what);
  if (const auto named = options.size() == 1 ? command_of(options.front()) : std::string{}; !named.empty()) {
    command(talk, named);
  } else if (!talk.state.frames.empty()) {
    step_of_top(talk);
  } else {
    back_to_question(talk);
  }
}

void HouseDialog::attached(Talk& talk) const {
  if (!talk.state.frames.empty() && talk.top().dialog == despair::dialog) talk.pop();
  if (talk.state.frames.empty()) {
    command(talk, "report");
  } else {
    step_of_top(talk);
  }
}

void HouseDialog::amended(Talk& talk, const Amended& amended) const {
  bool heard = false;
  for (const auto& dialog : shelf_.all()) heard = dialog->amended(talk, amended) || heard;
  if (!heard) talk.say(amended.instead ? "house.amended.unused" : "house.amended.gone");
}

void HouseDialog::notified(Talk& talk, const Notice& notice) const {
  const auto& dialogs = shelf_.all();
  const bool told = std::ranges::any_of(dialogs, [&](const auto& dialog) { return dialog->tell(talk, notice); });
  if (told && talk.state.open && !talk.state.frames.empty()) back_to_question(talk);
}

void HouseDialog::elapsed(Talk& talk, const ReminderId& reminder) const {
  const std::string_view id = reminder.str();
  const auto slash = std::min(id.find('/'), id.size());
  if (const auto* dialog = shelf_.find(id.substr(0, slash)); dialog != nullptr && slash < id.size())
    dialog->elapsed(talk, id.substr(slash + 1));
}

void HouseDialog::command(Talk& talk, std::string_view command) const {
  // The text may be a part of the state, which the command changes.
  const std::string wanted{command};
  if (house_command(talk, wanted)) return;
  if (!wanted.starts_with(case_prefix)) {
    const auto* dialog = dialog_of_top(talk);
    if (dialog != nullptr && dialog->command(talk, wanted)) return;
    if (dialog == nullptr && !talk.state.frames.empty() && despair::command(talk, wanted)) return;
  }
  const auto& dialogs = shelf_.all();
  if (std::ranges::any_of(dialogs, [&](const auto& dialog) { return dialog->begin(talk, wanted); })) return;
  talk.say(wanted.starts_with(case_prefix) ? "house.not_yours" : "house.not_now");
  back_to_question(talk);
}

bool HouseDialog::house_command(Talk& talk, std::string_view command) const {
  if (command == "help") {
    help(talk);
  } else if (command == "menu") {
    if (talk.state.frames.empty()) {
      show_menu(talk);
    } else {
      talk.say("house.menu", {}, menu_options(talk));
      back_to_question(talk);
    }
  } else if (command == "numbers") {
    despair::say_numbers(talk);
    back_to_question(talk);
  } else if (command == "anonymous") {
    const auto& address = talk.view().municipality.organisation.anonymous_route;
    talk.say(address.empty() ? "house.not_anonymous" : "house.anonymous", {{"address", address}});
    back_to_question(talk);
  } else if (command == "language") {
    switch_language(talk, talk.state.language == Language::nl ? Language::en : Language::nl);
  } else if (command == "nl" || command == "en") {
    switch_language(talk, command == "nl" ? Language::nl : Language::en);
  } else if (command == "informal" || command == "formal") {
    talk.state.informal = command == "informal";
    talk.say("house.address");
    back_to_question(talk);
  } else {
    return false;
  }
  return true;
}

std::string HouseDialog::typed_command(const Talk& talk, std::string_view text) const {
  constexpr std::string_view despair_words = "despair";  // listened for in every text, not a command
  const auto& texts = talk.view().municipality.texts;
  if (text.empty()) return {};
  for (const auto name : commands_named(texts, "house.words.", text)) {
    if (name != despair_words) return std::string{name};
  }
  for (const auto& dialog : shelf_.all()) {
    const auto own = dialog->typed_commands();
    for (const auto name : commands_named(texts, std::string{dialog->name()} + ".words.", text)) {
      if (std::ranges::find(own, name) != own.end()) return std::string{name};
    }
  }
  for (const auto& dialog : shelf_.all()) {
    if (auto titled = dialog->titled_command(talk, text); !titled.empty()) return titled;
  }
  return {};
}

void HouseDialog::help(Talk& talk) const {
  const auto* dialog = dialog_of_top(talk);
  const auto own = dialog == nullptr ? std::string{} : dialog->help(talk);
  if (!own.empty()) {
    Message message;
    message.text = own;
    talk.say(std::move(message));
  }
  talk.say("house.help", {},
           {talk.option("menu/numbers", "house.menu.numbers"), talk.option("menu/language", "house.menu.language"),
            talk.option("menu/menu", "house.control.menu")});
  back_to_question(talk);
}

void HouseDialog::switch_language(Talk& talk, Language language) const {
  talk.state.language = language;
  talk.say("house.language");
  back_to_question(talk);
}

std::vector<Option> HouseDialog::menu_options(const Talk& talk) const {
  std::vector<Option> options;
  for (const auto& dialog : shelf_.all()) {
    const auto own = dialog->menu(talk);
    options.insert(options.end(), own.begin(), own.end());
  }
  options.push_back(talk.option("menu/numbers", "house.menu.numbers"));
  options.push_back(talk.option("menu/language", "house.menu.language"));
  return options;
}

void HouseDialog::show_menu(Talk& talk) const {
  Ask ask;
  ask.question = menu_question;
  ask.text = talk.text("house.menu");
  ask.options = menu_options(talk);
  talk.ask(std::move(ask));
}

void HouseDialog::back_to_question(Talk& talk) const {
  if (talk.state.frames.empty()) {
    show_menu(talk);
  } else if (const auto* dialog = dialog_of_top(talk)) {
    dialog->ask_again(talk);
  } else {
    despair::ask_again(talk);
  }
}

void HouseDialog::step_of_top(Talk& talk) const {
  if (const auto* dialog = dialog_of_top(talk)) {
    dialog->step(talk);
  } else {
    despair::step(talk);
  }
}

const FrameDialog* HouseDialog::dialog_of_top(const Talk& talk) const {
  return talk.state.frames.empty() ? nullptr : shelf_.find(talk.top().dialog);
}

}  // namespace meldmaat
