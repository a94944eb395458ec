// SPDX-License-Identifier: EUPL-1.2
// Checks which letters a case has and who gets one (handbook §9; S2-25), and the letter's term (S2-26).
#include "bot/rules/letters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using namespace std::chrono;

using Kind = Letter::Kind;

constexpr LocalDate today = year{2026} / 11 / 18;

Ban ban_until(LocalDate last) {
  Ban ban;
  ban.id = BanId{"2026-0001-V1"};
  ban.first = year{2026} / 10 / 1;
  ban.last = last;
  return ban;
}

Fact fact(std::string name, std::string kind = {}) {
  Fact made;
  made.name = std::move(name);
  made.kind = std::move(kind);
  return made;
}

TEST(LettersOfACase, FollowTheRegister) {
  Case the_case;
  EXPECT_THAT(letters_of(the_case, today), Contains(Letter{Kind::ban, {}}));
  the_case.bans = {ban_until(year{2027} / 1 / 1)};
  const Letter ban{Kind::ban, BanId{"2026-0001-V1"}};
  const Letter statement{Kind::exception, ban.ban};
  const Letter withdrawal{Kind::withdrawal, ban.ban};
  EXPECT_THAT(letters_of(the_case, today), Contains(ban));
  EXPECT_THAT(letters_of(the_case, today), Not(Contains(Letter{Kind::ban, {}})));
  EXPECT_THAT(letters_of(the_case, today), Not(Contains(statement)));
  the_case.bans.front().exceptions = {{year{2026} / 11 / 17, "gisteren", {}}};
  EXPECT_THAT(letters_of(the_case, today), Not(Contains(statement)));
  the_case.bans.front().exceptions.push_back({today, "vandaag", {}});
  EXPECT_THAT(letters_of(the_case, today), Contains(statement));
  the_case.bans.front().ended = at("2026-11-18 09:00");
  EXPECT_THAT(letters_of(the_case, today), Contains(withdrawal));
  EXPECT_THAT(letters_of(the_case, today), Not(Contains(ban)));
  the_case.bans = {ban_until(year{2026} / 11 / 17)};
  the_case.bans.front().ended = at("2026-11-18 00:00");
  EXPECT_THAT(letters_of(the_case, today), Not(Contains(withdrawal))) << "it ended by itself";
}

TEST(LettersOfACase, ReachWhoMustHaveThem) {
  Case the_case;
  const Letter warning{Kind::warning, {}};
  EXPECT_THAT(copies_of(warning, the_case),
              ElementsAre(LetterCopy::by_post, LetterCopy::client_file, LetterCopy::register_file));
  the_case.facts = {fact("reaction", "invitation")};
  EXPECT_EQ(copies_of(warning, the_case).front(), LetterCopy::in_talk);
  EXPECT_EQ(copies_of({Kind::invitation, {}}, the_case).front(), LetterCopy::by_post);
  the_case.facts.push_back(fact("order_talk", "no_show"));
  EXPECT_EQ(copies_of(warning, the_case).front(), LetterCopy::by_both) << "T19: ordinary and registered";
  EXPECT_EQ(copies_of({Kind::no_show, {}}, the_case).front(), LetterCopy::by_both);
  the_case.facts.push_back(fact("police_report", "employer"));
  EXPECT_THAT(copies_of(warning, the_case), Contains(LetterCopy::police));
}

TEST(LettersOfACase, AreReadBackAsTheyWereWritten) {
  Case the_case;
  the_case.bans = {ban_until(year{2027} / 1 / 1)};
  for (const auto& letter : letters_of(the_case, today)) EXPECT_EQ(letter_from(to_text(letter)), letter);
  for (const auto* text : {"", "-", "brief", "Warning", "ban "}) EXPECT_EQ(letter_from(text), std::nullopt) << text;
}

/// Happened on 21 October at 10:00; the reaction, an invitation, is recorded at `moment`.
Moment due_of_letter(std::string_view moment) {
  Story story{small_report()};
  story.until(moment);
  story.records("chef", "reaction", "invitation");
  return story.task("T17").due;
}

// S2-26: 48 hours after the incident, and after the invitation when those are over.
TEST(TheLetter, IsDue48HoursAfterTheIncident) {
  EXPECT_EQ(due_of_letter("2026-10-22 15:00"), at("2026-10-23 10:00"));
  EXPECT_EQ(due_of_letter("2026-10-29 15:00"), at("2026-10-31 15:00"));
}

}  // namespace
}  // namespace meldmaat
