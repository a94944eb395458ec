// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/person_question.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/answer.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/intake/questions.hpp"
#include "dialogs/intake/report.hpp"
#include "dialogs/reading/words.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view person_option = "p.";
/// More names than this in a list help nobody; the person is asked to type more of the name.
constexpr std::size_t most_names = 6;

std::string with_team(const Talk& talk, const Person& person) {
  const auto* team = talk.view().municipality.organisation.team(person.team);
  return team == nullptr ? person.name : person.name + " (" + team->name + ")";
}

Option as_option(const Talk& talk, const Person& person) {
  return {std::string{person_option} + person.id.str(), with_team(talk, person), Option::Style::plain};
}

const Person* person_in(const Organisation& organisation, std::string_view option_id) {
  const auto id = bare(option_id);
  return id.starts_with(person_option) ? organisation.person(PersonId{std::string{id.substr(person_option.size())}})
                                       : nullptr;
}

void keep_person(Talk& talk, const Question& question, const Person& person) {
  Answer answer;
  answer.value = person.id.str();
  answer.said = person.name;
  answer.at = talk.now();
  talk.top().answers[question.id.str()] = std::move(answer);
}

void keep_excluded(Talk& talk, const Question& question, const Person& person) {
  auto& answer = talk.top().answers[question.id.str()];
  auto ids = ids_in(answer);
  std::erase(ids, "someone");
  const auto id = exclusion_of(person.id);
  if (std::ranges::find(ids, id) == ids.end()) {
    ids.push_back(id);
    answer.said = answer.value == "someone" ? person.name : answer.said + ", " + person.name;
  }
  answer.value.clear();
  for (const auto& kept : ids) answer.value += (answer.value.empty() ? "" : ",") + kept;
  answer.at = talk.now();
}

void ask_which(const Interview& interview, const Question& question, const std::vector<const Person*>& people) {
  Talk& talk = interview.talk;
  talk.top().step = question.id.str() + ".which";
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("intake.person.which");
  ask.expects = Expects::text;
  for (const auto* person : people) ask.options.push_back(as_option(talk, *person));
  ask.options.push_back(talk.option("none", "intake.person.none"));
  ask_with(talk, std::move(ask), only_back);
}

}  // namespace

std::vector<const Person*> people_named(const Organisation& organisation, std::string_view typed) {
  constexpr std::size_t too_short = 2;
  std::vector<const Person*> found;
  const std::string whole = folded(typed);
  const Words words = plain_words(whole);
  for (const auto& person : organisation.people) {
    const std::string name = folded(person.name);
    if (name == whole) return {&person};
    const Words parts = plain_words(name);
    const bool begins = !words.empty() && std::ranges::all_of(words, [&](const std::string& word) {
      return word.size() >= too_short &&
             std::ranges::any_of(parts, [&](const std::string& part) { return part.starts_with(word); });
    });
    if (begins) found.push_back(&person);
  }
  return found;
}

void ask_person_part(const Interview& interview, const Question& question, std::string_view part) {
  Talk& talk = interview.talk;
  if (part != "who") {
    ask_question(interview, question);
    return;
  }
  talk.top().step = question.id.str() + ".who";
  Ask ask;
  ask.question = talk.top().step;
  ask.text = talk.text("intake.person.excluded");
  ask.expects = Expects::text;
  for (const auto& reader : draft_route(talk, interview.form).readers) {
    const auto* person = talk.view().municipality.organisation.person(reader.person);
    if (person == nullptr) continue;
    // Somebody may read in two roles; there is one person to keep out.
    const auto option = as_option(talk, *person);
    if (std::ranges::find(ask.options, option) == ask.options.end()) ask.options.push_back(option);
  }
  Controls which;
  which.skip = false;
  ask_with(talk, std::move(ask), which);
}

Progress hear_victim(const Interview& interview, const Question& question, std::string_view part) {
  Talk& talk = interview.talk;
  const auto& organisation = talk.view().municipality.organisation;
  if (!part.empty()) {
    const auto options = chosen(talk.state.open, talk.event().what);
    const auto* person = options.size() == 1 ? person_in(organisation, options.front().id) : nullptr;
    if (person != nullptr) {
      keep_person(talk, question, *person);
      return Progress::answered;
    }
    if (options.size() == 1) return Progress::answered;  // none of these: the typed name stays as it was typed
  }
  const auto* said = std::get_if<Said>(&talk.event().what);
  if (said == nullptr || blank(said->text)) return Progress::unclear;
  Answer answer;
  answer.value = "-";  // no person of the organisation
  answer.said = said->text;
  answer.at = talk.now();
  talk.top().answers[question.id.str()] = std::move(answer);
  const auto people = people_named(organisation, said->text);
  if (people.empty() || people.size() > most_names) return Progress::answered;
  if (people.size() == 1 && folded(people.front()->name) == folded(said->text)) {
    keep_person(talk, question, *people.front());
    return Progress::answered;
  }
  ask_which(interview, question, people);
  return Progress::asks_on;
}

Progress hear_excluded(const Interview& interview, const Question& question, std::string_view /*part*/) {
  Talk& talk = interview.talk;
  const auto& organisation = talk.view().municipality.organisation;
  const auto options = chosen(talk.state.open, talk.event().what);
  const auto* person = options.size() == 1 ? person_in(organisation, options.front().id) : nullptr;
  if (person != nullptr) {
    keep_excluded(talk, question, *person);
    return Progress::answered;
  }
  const auto* said = std::get_if<Said>(&talk.event().what);
  const auto people = said == nullptr ? std::vector<const Person*>{} : people_named(organisation, said->text);
  if (people.size() != 1) return Progress::unclear;
  keep_excluded(talk, question, *people.front());
  return Progress::answered;
}

}  // namespace meldmaat
