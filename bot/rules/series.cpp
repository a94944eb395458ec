// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/series.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace meldmaat {

namespace {

/// The words of the answers about who did it, as they were said.
std::string told_person(const Case& the_case, const Form* form) {
  std::string told;
  if (form == nullptr) return told;
  for (const auto& question : form->questions) {
    if (question.topic != Topic::who || question.expects != Expects::text) continue;
    const auto answer = the_case.answers.find(question.id.str());
    if (answer == the_case.answers.end() || answer->second.status == Answer::Status::unknown) continue;
    if (!told.empty() && !answer->second.value.empty()) told += ", ";
    told += answer->second.value;
  }
  return told;
}

/// Words a description begins with: with a capital they are no name. Matched only, never said.
constexpr std::array<std::string_view, 32> nobodys_name{
    "een",      "het",      "die",     "deze",     "dat",     "man",    "vrouw",    "meneer",
    "mijnheer", "mevrouw",  "heer",    "jongen",   "meisje",  "iemand", "onbekend", "onbekende",
    "klant",    "bezoeker", "bewoner", "ouder",    "vader",   "moeder", "the",      "this",
    "that",     "woman",    "someone", "somebody", "unknown", "client", "visitor",  "parent"};

/// Words that begin with a capital or hold a digit: names, plates, streets. "een man" is everybody.
std::set<std::string> names_in(const std::string& text) {
  constexpr std::size_t shortest = 3;
  std::set<std::string> names;
  std::string word;
  bool telling = false;
  const auto end_word = [&] {
    const bool common = std::ranges::find(nobodys_name, word) != nobodys_name.end();
    if (telling && !common && word.size() >= shortest) names.insert(word);
    word.clear();
    telling = false;
  };
  for (const char sign : text) {
    const auto byte = static_cast<unsigned char>(sign);
    const bool inside = byte >= 0x80U || std::isalnum(byte) != 0;
    if (!inside) {
      end_word();
      continue;
    }
    const bool capital = byte < 0x80U && std::isupper(byte) != 0;
    telling = telling || std::isdigit(byte) != 0 || (word.empty() && (capital || byte >= 0x80U));
    word += static_cast<char>(byte < 0x80U ? std::tolower(byte) : byte);
  }
  end_word();
  return names;
}

/// The first report of the series: where a joined one was joined to another itself, on from there.
CaseNumber series_of(const Case& the_case, const std::vector<Case>& others) {
  auto head = the_case.series.empty() ? the_case.number : the_case.series;
  for (std::size_t steps = 0; steps < others.size(); ++steps) {
    const auto found = std::ranges::find(others, head, &Case::number);
    if (found == others.end() || found->series.empty()) break;
    head = found->series;
  }
  return head;
}

std::string police_number(const Case& the_case) {
  for (const auto* name : {"police_report", "police_notification"}) {
    const auto* fact = the_case.fact(name);
    if (fact != nullptr && !fact->number.empty()) return fact->number;
  }
  return {};
}

std::size_t shared(const std::set<std::string>& own, const std::set<std::string>& other) {
  return static_cast<std::size_t>(std::ranges::count_if(own, [&](const auto& word) { return other.contains(word); }));
}

}  // namespace

std::vector<RelatedCase> related_cases(const Case& own, const std::vector<Case>& others,
                                       const Municipality& municipality) {
  const auto own_series = series_of(own, others);
  const auto own_names = names_in(told_person(own, municipality.form_of(own.form)));
  std::vector<std::pair<std::size_t, RelatedCase>> found;
  for (const auto& other : others) {
    if (other.number == own.number || holds_duties(other.number)) continue;
    const auto person = told_person(other, municipality.form_of(other.form));
    const auto series = series_of(other, others);
    const bool joined = series == own_series;
    const auto words = shared(own_names, names_in(person));
    if (!joined && words == 0) continue;
    const auto kind = other.answers.find(form_questions::kind.str());
    found.push_back({words,
                     {other.number, series, other.reported, other.form,
                      kind == other.answers.end() ? Answer{} : kind->second, person, police_number(other), joined}});
  }
  std::ranges::sort(found, [](const auto& one, const auto& two) {
    return std::tuple{one.second.joined, one.first, one.second.reported, one.second.number} >
           std::tuple{two.second.joined, two.first, two.second.reported, two.second.number};
  });
  std::vector<RelatedCase> related;
  for (auto& [words, one] : found) related.push_back(std::move(one));
  return related;
}

}  // namespace meldmaat
