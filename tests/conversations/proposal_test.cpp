// SPDX-License-Identifier: EUPL-1.2
// A change of the configuration on its way to a second person: who is told, what is shown, and what a decision does.
// How: the demo municipality with all its texts, every dialog, the memory store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "bot/proposal_round.hpp"
#include "bot/ring.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/fakes/amsterdam.hpp"
#include "tests/fakes/memory_store.hpp"

namespace meldmaat::tests {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class AProposal : public testing::Test {
 protected:
  AProposal() {
    Proposal proposal;
    proposal.print = "5f0c";
    proposal.changes = {
        {ChangedSetting::What::holders, {}, roles::counsellor, "Fatima Helmgras", "Wouter Schelp, Jip Zeegat"},
        {ChangedSetting::What::team_deputy, "Burgerzaken", {}, "Jip Zeegat", {}},
        {ChangedSetting::What::report_years, {}, {}, {}, "7"},
        {ChangedSetting::What::form_content, "incident 1", {}, {}, {}}};
    proposal.deciders = {PersonId{"coordinator"}, PersonId{"directeur"}};
    town.proposal = proposal;
  }
  void pass(std::string_view moment) {
    now = fakes::at(moment);
    in_batch([&](const Desk& desk) { static_cast<void>(ring_all(desk, now, 1000)); });
  }
  void say(const std::string& person, const std::string& text) {
    in_batch([&](const Desk& desk) {
      static_cast<void>(take_turn(
          desk, now, {{"web", person}, PersonId{person}, EventId{"e" + std::to_string(++events)}, 0, Said{text}, {}}));
    });
  }
  /// Everything this person was told since the last time this was asked.
  [[nodiscard]] std::string heard(const std::string& person) {
    std::string text;
    auto& last = read[person];
    for (const auto& line : store.transcript({"web", person}, last, 1000)) {
      last = line.sequence;
      if (line.from_person) continue;
      text += line.message.text + "\n";
      for (const auto& row : line.message.lines) text += row.label + ": " + row.text + "\n";
      for (const auto& option : line.message.options) text += "[" + option.label + "]\n";
    }
    return text;
  }
  [[nodiscard]] std::string decision() { return store.note(proposal_decision_note).value_or(""); }

  Municipality town = demo_town();
  fakes::MemoryStore store{{"web"}};

 private:
  template <class Work>
  void in_batch(Work work) {
    store.begin_batch();
    const auto part = store.open_part();
    work(Desk{store, *dialog, town});
    part->keep();
    store.commit_batch();
  }
  const std::unique_ptr<Dialog> dialog = every_dialog();
  Moment now;
  int events = 0;
  std::map<std::string, std::uint64_t> read;
};

TEST_F(AProposal, IsToldToWhoMayDecideOnceADay) {
  pass("2026-11-24 09:00");
  EXPECT_THAT(heard("coordinator"), HasSubstr("geldt pas als een tweede persoon instemt"));
  EXPECT_THAT(heard("directeur"), HasSubstr("[Wijziging van de instellingen bekijken]"));
  EXPECT_THAT(heard("beheerder"), IsEmpty());
  pass("2026-11-24 16:00");
  EXPECT_THAT(heard("coordinator"), IsEmpty());
  pass("2026-11-25 09:01");
  EXPECT_THAT(heard("coordinator"), HasSubstr("tweede persoon"));
}

TEST_F(AProposal, IsShownInWordsAndAgreedWith) {
  pass("2026-11-24 09:00");
  say("coordinator", "instellingen");
  const auto shown = heard("coordinator");
  EXPECT_THAT(shown, HasSubstr("Rol: vertrouwenspersoon: nu Fatima Helmgras, straks Wouter Schelp, Jip Zeegat"));
  EXPECT_THAT(shown, HasSubstr("Team Burgerzaken: vervanger van de leidinggevende: vervalt: Jip Zeegat"));
  EXPECT_THAT(shown, HasSubstr("Zo veel jaar blijven meldingen: nieuw: 7"));
  EXPECT_THAT(shown, HasSubstr("Vragen van vragenlijst incident 1: wordt anders"));
  EXPECT_THAT(decision(), IsEmpty());
  static_cast<void>(heard("directeur"));
  say("coordinator", "Ik stem in");
  EXPECT_EQ(decision(), "yes 5f0c");
  EXPECT_THAT(heard("directeur"), HasSubstr("Priya Vloedlijn heeft ingestemd"));
  EXPECT_THAT(heard("coordinator"), HasSubstr("was u het niet?")) << "somebody else may have acted in that name";
  const auto trail = store.audit(0, 9);
  ASSERT_EQ(trail.size(), 1U);
  EXPECT_EQ(trail.front().by, PersonId{"coordinator"});
  EXPECT_EQ(trail.front().what, audits::agreed);
  EXPECT_EQ(trail.front().about, "5f0c");
  say("directeur", "instellingen");
  EXPECT_THAT(heard("directeur"), HasSubstr("Er wacht geen wijziging"));
  pass("2026-11-26 09:00");
  EXPECT_THAT(heard("directeur"), Not(HasSubstr("tweede persoon")));
}

TEST_F(AProposal, IsRefused) {
  pass("2026-11-24 09:00");
  say("directeur", "instellingen");
  say("directeur", "misschien");
  EXPECT_THAT(decision(), IsEmpty()) << "neither yes nor no";
  say("directeur", "nee");
  EXPECT_EQ(decision(), "no 5f0c");
  EXPECT_THAT(heard("coordinator"), HasSubstr("Marijke Duinvoet heeft niet ingestemd"));
}

TEST_F(AProposal, IsLeftUndecided) {
  pass("2026-11-24 09:00");
  say("directeur", "instellingen");
  say("directeur", "pauze");
  say("directeur", "stop");
  EXPECT_THAT(heard("directeur"), HasSubstr("niets beslist"));
  EXPECT_THAT(decision(), IsEmpty());
}

TEST_F(AProposal, IsNobodyElses) {
  pass("2026-11-24 09:00");
  for (const auto* const person : {"beheerder", "medewerker", "vertrouwenspersoon"}) {
    say(person, "instellingen");
    EXPECT_THAT(heard(person), HasSubstr("Er wacht geen wijziging")) << person;
    say(person, "Ik stem in");
  }
  EXPECT_THAT(decision(), IsEmpty());
}

TEST_F(AProposal, IsShownAnewWhenItBecameAnother) {
  pass("2026-11-24 09:00");
  say("coordinator", "instellingen");
  static_cast<void>(heard("coordinator"));
  town.proposal->print = "77aa";
  town.proposal->changes.resize(1);
  say("coordinator", "Ik stem in");
  EXPECT_THAT(decision(), IsEmpty()) << "what was shown is not what waits";
  EXPECT_THAT(heard("coordinator"), HasSubstr("intussen een andere wijziging"));
  say("coordinator", "Ik stem in");
  EXPECT_EQ(decision(), "yes 77aa");
}

TEST_F(AProposal, IsShownWholeWhenItIsLong) {
  town.proposal->changes.assign(45, town.proposal->changes.front());
  pass("2026-11-24 09:00");
  say("coordinator", "instellingen");
  const auto shown = heard("coordinator");
  std::size_t rows = 0;
  for (auto at = shown.find("Rol:"); at != std::string::npos; at = shown.find("Rol:", at + 1)) ++rows;
  EXPECT_EQ(rows, 45U);
}

TEST_F(AProposal, ThatCountsAlreadyIsToldOnce) {
  town.proposal->forced = true;
  pass("2026-11-24 09:00");
  const auto told = heard("coordinator");
  EXPECT_THAT(told, HasSubstr("zonder dat een tweede persoon instemde"));
  EXPECT_THAT(told, HasSubstr("Rol: vertrouwenspersoon"));
  say("coordinator", "instellingen");
  say("coordinator", "Ik stem in");
  EXPECT_THAT(decision(), IsEmpty());
  static_cast<void>(heard("coordinator"));
  pass("2026-11-26 09:00");
  EXPECT_THAT(heard("coordinator"), Not(HasSubstr("tweede persoon")));
}

}  // namespace
}  // namespace meldmaat::tests
