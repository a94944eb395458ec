// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/letters.hpp"

#include <algorithm>

namespace meldmaat {

namespace {

using Kind = Letter::Kind;

/// What is told in the talk is handed over there, when there is one.
bool belongs_to_talk(Kind kind) {
  return kind == Kind::warning || kind == Kind::limits || kind == Kind::ban;
}

LetterCopy way_of(Kind kind, const Case& the_case) {
  const auto* talk = the_case.fact("order_talk");
  if (kind == Kind::no_show) return LetterCopy::by_both;
  if (!belongs_to_talk(kind)) return LetterCopy::by_post;
  if (talk != nullptr) return talk->kind == "no_show" ? LetterCopy::by_both : LetterCopy::by_post;
  const auto* reaction = the_case.fact("reaction");
  return reaction != nullptr && reaction->kind == "invitation" ? LetterCopy::in_talk : LetterCopy::by_post;
}

}  // namespace

std::vector<Letter> letters_of(const Case& the_case, LocalDate today) {
  std::vector<Letter> letters{{Kind::invitation, {}}, {Kind::warning, {}}, {Kind::limits, {}}};
  if (the_case.bans.empty()) letters.push_back({Kind::ban, {}});
  for (const auto& ban : the_case.bans) {
    if (!ban.ended) letters.push_back({Kind::ban, ban.id});
    if (!ban.ended && next_exception(ban, today) != nullptr) letters.push_back({Kind::exception, ban.id});
    // One that ended by itself needs no letter: its last day stands in the first.
    if (ban.ended && today <= ban.last) letters.push_back({Kind::withdrawal, ban.id});
  }
  letters.insert(letters.end(), {{Kind::agreements, {}}, {Kind::no_show, {}}, {Kind::liable, {}}});
  return letters;
}

const Ban* ban_of(const Letter& letter, const Case& the_case) {
  const auto found = std::ranges::find(the_case.bans, letter.ban, &Ban::id);
  return letter.ban.empty() || found == the_case.bans.end() ? nullptr : &*found;
}

const BanException* next_exception(const Ban& ban, LocalDate today) {
  const BanException* next = nullptr;
  for (const auto& exception : ban.exceptions) {
    if (exception.day >= today && (next == nullptr || exception.day < next->day)) next = &exception;
  }
  return next;
}

std::vector<LetterCopy> copies_of(const Letter& letter, const Case& the_case) {
  std::vector<LetterCopy> copies{way_of(letter.kind, the_case), LetterCopy::client_file};
  if (the_case.fact("police_report") != nullptr) copies.push_back(LetterCopy::police);
  copies.push_back(LetterCopy::register_file);
  return copies;
}

}  // namespace meldmaat
