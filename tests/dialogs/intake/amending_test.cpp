// SPDX-License-Identifier: EUPL-1.2
// Checks what a message that was changed or removed means for a report that is not sent yet: a text says what it says
// now, what was understood out of it is asked once more, and nothing that was removed stays in the draft (testcases M4,
// M5 of Matrix, A25 of Teams). Plays one person against the real dialogs.
#include "dialogs/intake/amending.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "bot/form.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/intake/one_person.hpp"

namespace meldmaat::tests {
namespace {

const std::string story = "Gisteren om 15.00 uur ben ik aan de balie bedreigd met een mes.";

class Amending : public testing::Test {
 protected:
  /// \return when it was heard
  Moment say(const std::string& text) {
    const Moment at = person.now;
    person.say(text);
    return at;
  }
  void change(Moment heard, const std::string& words, const std::string& now) {
    person.hear(Amended{heard, words, {}, now});
  }
  void remove(Moment heard, const std::string& words) { person.hear(Amended{heard, words, {}, std::nullopt}); }
  void to_the_story() {
    for (const auto* text : {"meld", "nee", "nee", "mijzelf"}) say(text);
  }
  void to_the_summary() {
    to_the_story();
    told = say(story);
    for (const auto* text : {"ja", "een man", "nu versturen"}) say(text);
  }
  [[nodiscard]] bool hears(const std::string& words) const { return heard(person).find(words) != std::string::npos; }
  [[nodiscard]] const Frame& draft() const { return person.state.frames.front(); }
  /// Everything the draft holds, as one text.
  [[nodiscard]] std::string all_of_draft() const {
    std::string all;
    for (const auto& [id, answer] : draft().answers) all.append(id).append(answer.value).append(answer.said);
    for (const auto& file : draft().attachments) all += file.name;
    return all;
  }

  const std::unique_ptr<Dialog> dialog = every_dialog();
  OnePerson person{*dialog, demo_town(), "medewerker"};
  Moment told;
};

TEST_F(Amending, ASafetyAnswerThatIsChangedIsAskedAgainAtOnce) {
  say("meld");
  const auto at = say("nee");
  change(at, "nee", "ja");
  EXPECT_TRUE(hears("Daarom vraag ik het nog een keer")) << heard(person);
  ASSERT_TRUE(person.state.open);
  EXPECT_EQ(person.state.open->question, form_questions::danger.str());
  say("ja");
  EXPECT_TRUE(hears("112"));
}

TEST_F(Amending, OfManyYesesOnlyTheOneThatWasChangedIsAskedAgain) {
  say("meld");
  say("nee");
  const auto second = say("nee");
  change(second, "nee", "ja, mijn arm");
  ASSERT_TRUE(person.state.open);
  EXPECT_NE(person.state.open->question, form_questions::danger.str());
  EXPECT_TRUE(draft().answers.contains(form_questions::danger.str()));
}

TEST_F(Amending, AStorySaysWhatItSaysNowAndWhatWasReadOutOfItGoesAlong) {
  to_the_summary();
  EXPECT_NE(all_of_draft().find("mes"), std::string::npos);
  change(told, story, "Gisteren om 15.00 uur ben ik aan de balie uitgescholden.");
  EXPECT_EQ(draft().answers.at(form_questions::story.str()).value,
            "Gisteren om 15.00 uur ben ik aan de balie uitgescholden.");
  EXPECT_EQ(all_of_draft().find("met een mes"), std::string::npos);
  EXPECT_TRUE(draft().answers.contains(form_questions::moment.str())) << "it is still said";
  change(told, "Gisteren om 15.00 uur ben ik aan de balie uitgescholden.", "Een man schold mij uit aan de balie.");
  EXPECT_FALSE(draft().answers.contains(form_questions::moment.str()));
}

TEST_F(Amending, AChangedTextIsShownBeforeItIsSent) {
  to_the_summary();
  const auto at = person.now - std::chrono::minutes{1};
  change(at, "een man", "een vrouw");
  EXPECT_TRUE(hears("In uw melding staat nu de nieuwe tekst")) << heard(person);
  EXPECT_TRUE(hears("een vrouw")) << "the summary: " << heard(person);
  say("versturen");
  ASSERT_EQ(person.cases.size(), 1U);
  EXPECT_EQ(person.cases.front().the_case.answers.at("who").value, "een vrouw");
}

TEST_F(Amending, WhatWasRemovedIsNowhereInTheDraftAndIsNotSent) {
  to_the_summary();
  remove(told, story);
  EXPECT_TRUE(hears("Ik heb uw bericht gewist")) << heard(person);
  EXPECT_EQ(all_of_draft().find("balie"), std::string::npos) << all_of_draft();
  EXPECT_EQ(all_of_draft().find("mes"), std::string::npos) << all_of_draft();
  say("versturen");
  EXPECT_TRUE(person.cases.empty()) << "a report without what happened";
  ASSERT_TRUE(person.state.open);
  EXPECT_EQ(person.state.open->question, form_questions::story.str());
}

TEST_F(Amending, OneMessageOfAStoryGoesAndTheOthersStay) {
  const auto first = say("Er stond vanochtend een man te schreeuwen bij de ingang.");
  for (const auto* text : {"nee", "nee", "mijzelf"}) say(text);
  say("Hij gooide een stoel om.");
  remove(first, "Er stond vanochtend een man te schreeuwen bij de ingang.");
  EXPECT_EQ(draft().answers.at(form_questions::story.str()).value, "Hij gooide een stoel om.");
}

TEST_F(Amending, AMomentIsForgottenAlsoWhenItWasConfirmedLater) {
  to_the_story();
  say("Er werd gescholden aan de telefoon en gedreigd.");
  const auto at = say("gisteren om half vier 's middags");
  while (person.state.open && !draft().answers.contains(form_questions::moment.str())) say("ja");
  remove(at, "gisteren om half vier 's middags");
  EXPECT_FALSE(draft().answers.contains(form_questions::moment.str()));
  EXPECT_EQ(all_of_draft().find("half vier"), std::string::npos);
}

TEST_F(Amending, AFileThatWasRemovedIsNoEvidence) {
  to_the_story();
  for (const auto* name : {"een", "twee"}) {
    Attachment file{BlobId{name}, std::string{name} + ".jpg", "image/jpeg", 3, "aa"};
    person.hear(Attached{file});
  }
  person.hear(Amended{person.now, "", {BlobId{"een"}}, std::nullopt});
  EXPECT_TRUE(hears("Ik heb uw bericht gewist"));
  ASSERT_EQ(draft().attachments.size(), 1U);
  EXPECT_EQ(draft().attachments.front().id, BlobId{"twee"});
  EXPECT_TRUE(person.state.open);
}

TEST_F(Amending, WhatNothingCameOfLeavesTheDraftAsItIs) {
  to_the_story();
  const auto at = say("hulp");
  const auto before = draft();
  change(at, "hulp", "help");
  EXPECT_TRUE(hears("Daar verandert verder niets door")) << heard(person);
  remove(at, "help");
  EXPECT_TRUE(hears("Ik heb uw bericht gewist"));
  EXPECT_EQ(draft().answers.size(), before.answers.size());
  EXPECT_EQ(draft().step, before.step);
}

TEST_F(Amending, ADraftThatLiesBeneathIsChangedWithoutComingUp) {
  to_the_story();
  const auto at = say("Hij stond voor mijn balie met een mes en ik wil niet meer leven.");
  ASSERT_GT(person.state.frames.size(), 1U) << "words of despair are answered first";
  const auto top = person.state.frames.back().dialog;
  remove(at, "Hij stond voor mijn balie met een mes en ik wil niet meer leven.");
  EXPECT_EQ(all_of_draft().find("balie"), std::string::npos);
  EXPECT_EQ(person.state.frames.back().dialog, top);
}

}  // namespace
}  // namespace meldmaat::tests
