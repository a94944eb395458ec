// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/papers/letter_offer.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "bot/rules/access.hpp"
#include "bot/rules/letters.hpp"
#include "dialogs/papers/overview_offer.hpp"
#include "dialogs/papers/own_pages.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view verb_of_letter = "letter-";

std::string title_of(const Talk& talk, const Letter& letter) {
  auto title = talk.text("letters." + word_of(letter.kind) + ".title");
  const auto* ban = ban_of(letter, talk.subject().the_case);
  if (ban == nullptr) return title;
  return talk.text("letters.offer.of_ban",
                   {{"title", title}, {"name", ban->person}, {"last", say_date(talk, ban->last)}});
}

std::string coordinators(const Talk& talk) {
  const auto& organisation = talk.view().municipality.organisation;
  const auto* role = organisation.role(roles::coordinator);
  std::string names;
  if (role == nullptr) return names;
  for (const auto& id : role->holders) {
    const auto* person = organisation.person(id);
    if (person != nullptr) names += (names.empty() ? "" : ", ") + person->name;
  }
  return names;
}

std::string copy_words(const Talk& talk, LetterCopy copy) {
  switch (copy) {
    case LetterCopy::in_talk: return talk.text("letters.offer.copy.in_talk");
    case LetterCopy::by_post: return talk.text("letters.offer.copy.by_post");
    case LetterCopy::by_both: return talk.text("letters.offer.copy.by_both");
    case LetterCopy::client_file: return talk.text("letters.offer.copy.client_file");
    case LetterCopy::police: return talk.text("letters.offer.copy.police");
    case LetterCopy::register_file: break;
  }
  const auto names = coordinators(talk);
  return names.empty() ? talk.text("letters.offer.copy.register")
                       : talk.text("letters.offer.copy.register.names", {{"names", names}});
}

/// Somebody else may have withdrawn the ban in the meantime.
bool is_there(const Talk& talk, const Letter& letter) {
  const auto letters = letters_of(talk.subject().the_case, date_of(talk.local_now()));
  return std::ranges::find(letters, letter) != letters.end();
}

}  // namespace

bool may_have_letters(const Talk& talk) {
  const auto& view = talk.view();
  return may_act(Action::letter, talk.subject(), nullptr, view.person, talk.now(), view.municipality);
}

std::optional<Letter> read_letter_verb(std::string_view verb) {
  if (!verb.starts_with(verb_of_letter)) return std::nullopt;
  return letter_from(verb.substr(verb_of_letter.size()));
}

void offer_letters(Talk& talk) {
  if (!may_have_letters(talk)) return talk.say("letters.offer.may_not");
  const auto& the_case = talk.subject().the_case;
  Message message;
  message.about = the_case.number;
  message.text = talk.text("letters.offer.what");
  for (const auto& letter : letters_of(the_case, date_of(talk.local_now()))) {
    const auto id = "case/" + the_case.number.str() + "/" + std::string(verb_of_letter) + to_text(letter);
    message.options.push_back({id, title_of(talk, letter), Option::Style::plain});
  }
  if (may_answer_requests(talk)) {
    message.options.push_back(talk.option("case/" + the_case.number.str() + "/rights", "overview.offer.option"));
  }
  talk.say(std::move(message));
}

void offer_letter(Talk& talk, const Letter& letter) {
  if (!may_have_letters(talk)) return talk.say("letters.offer.may_not");
  if (!is_there(talk, letter)) return talk.say("letters.offer.gone");
  const auto& the_case = talk.subject().the_case;
  const auto& organisation = talk.view().municipality.organisation;
  const auto& signature = organisation.letters.signature;
  Message message;
  message.about = the_case.number;
  message.text = talk.text("letters.offer.letter", {{"title", title_of(talk, letter)}}) + "\n\n" +
                 talk.text("letters.offer.blanks") + "\n\n" +
                 talk.text("letters.offer.names", {{"signature", signature.empty() ? organisation.name : signature}}) +
                 "\n\n" + talk.text("letters.offer.copies");
  for (const auto copy : copies_of(letter, the_case)) message.text += "\n- " + copy_words(talk, copy);
  const auto folder = paper_folder(talk, the_case.number);
  message.text += "\n\n" + talk.text(folder.empty() ? "letters.offer.no_web" : "letters.offer.sign_in");
  if (!folder.empty()) {
    message.text += "\n\n" + talk.text("letters.offer.kept");
    message.kind = Message::Kind::summary;
    const auto file = folder + std::string(verb_of_letter) + to_text(letter);
    message.lines.push_back({talk.text("letters.offer.odt"), file + ".odt", {}});
    message.lines.push_back({talk.text("letters.offer.pdf"), file + ".pdf", {}});
    if (talk.state.language == Language::en) {
      message.lines.push_back({talk.text("letters.offer.odt.english"), file + "-en.odt", {}});
    }
  }
  talk.say(std::move(message));
}

}  // namespace meldmaat
