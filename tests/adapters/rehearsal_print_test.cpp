// SPDX-License-Identifier: EUPL-1.2
// Checks how a rehearsal is printed: columns that line up also with letters of two bytes, local times that tell a
// doubled hour apart, and JSON that a program can read. How: a few rows and a small catalogue of texts.
#include "adapters/rehearsal_print.hpp"

#include <gtest/gtest.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/fakes/amsterdam.hpp"

namespace meldmaat {
namespace {

using fakes::at;

Municipality small_place() {
  Texts::Catalogue texts{{"rehearsal.when", "Wanneer"},
                         {"rehearsal.rule", "Regel"},
                         {"rehearsal.kind", "Wat"},
                         {"rehearsal.to", "Naar wie"},
                         {"rehearsal.task", "Taak"},
                         {"rehearsal.empty", "Niets."},
                         {"rehearsal.kind.reminder", "herinnering"},
                         {"rehearsal.kind.due", "uiterste moment"},
                         {"rehearsal.kind.escalation", "gaat omhoog"},
                         {"rehearsal.kind.repeat", "herhaling"},
                         {"rehearsal.every", "elke {term}"},
                         {"rehearsal.if", "na: {fact}"},
                         {"rehearsal.unit.hours", "{count} uur"},
                         {"rehearsal.unit.working_days", "{count} werkdagen"},
                         {"rehearsal.unit.working_days.one", "werkdag"},
                         {"role.coordinator", "coördinator"},
                         {"role.manager", "leidinggevende"},
                         {"task.T16.title", "Reageer"},
                         {"task.T18.title", "Bevestig"},
                         {"task.T18.2.title", "Gesprek gehouden?"},
                         {"fact.reaction.name", "Reactie"},
                         {"fact.reaction.invitation", "Uitnodiging"}};
  for (int day = 0; day < 7; ++day) {
    texts["rehearsal.day." + std::to_string(day)] =
        std::array{"zo", "ma", "di", "wo", "do", "vr", "za"}.at(static_cast<std::size_t>(day));
  }
  Municipality place;
  place.texts = Texts{texts, texts};
  place.zone = fakes::amsterdam();
  return place;
}

std::vector<RehearsalRow> rows() {
  const RuleId reaction{"T16"};
  const RuleId talk{"T18"};
  return {{at("2026-10-23 16:40"), reaction, 1, 1, Ring::Kind::reminder, roles::manager, std::nullopt, ""},
          {at("2026-10-25 02:30") + std::chrono::hours{1}, reaction, 1, 1, Ring::Kind::escalation, roles::coordinator,
           std::nullopt, ""},
          {at("2026-10-26 15:40"), reaction, 1, 1, Ring::Kind::repeat, roles::manager, Term{24, Term::Unit::hours}, ""},
          {at("2026-11-09 08:30"), talk, 2, 3, Ring::Kind::due, RoleId{"somebody"}, Term{1, Term::Unit::working_days},
           "reaction.invitation"},
          {at("2026-11-10 08:30"), RuleId{"T99"}, 1, 1, Ring::Kind::due, roles::manager, std::nullopt, "reaction"},
          {at("2026-11-11 08:30"), RuleId{"T99"}, 1, 1, Ring::Kind::due, roles::manager, std::nullopt, "unknown"}};
}

TEST(RehearsalTable, LinesUpAndSaysWhenInLocalTime) {
  EXPECT_EQ(rehearsal_table(rows(), small_place()),
            "Wanneer                   Regel      Wat                            Naar wie        Taak\n"
            "vr 2026-10-23 16:40 CEST  T16        herinnering                    leidinggevende  Reageer\n"
            "zo 2026-10-25 02:30 CET   T16        gaat omhoog                    coördinator     Reageer\n"
            "ma 2026-10-26 15:40 CET   T16        herhaling, elke 24 uur         leidinggevende  Reageer\n"
            "ma 2026-11-09 08:30 CET   T18/2 (3)  uiterste moment, elke werkdag  somebody        Gesprek gehouden? "
            "(na: Reactie: Uitnodiging)\n"
            "di 2026-11-10 08:30 CET   T99        uiterste moment                leidinggevende   (na: Reactie)\n"
            "wo 2026-11-11 08:30 CET   T99        uiterste moment                leidinggevende   (na: unknown)\n");
}

TEST(RehearsalTable, SaysThatThereIsNothing) {
  EXPECT_EQ(rehearsal_table({}, small_place()), "Niets.\n");
}

TEST(RehearsalJson, HoldsEveryRowForPrograms) {
  const auto list = nlohmann::json::parse(rehearsal_json(rows(), small_place()));
  ASSERT_EQ(list.size(), 6U);
  EXPECT_EQ(list[0], (nlohmann::json{{"at", "2026-10-23T14:40:00Z"},
                                     {"local", "2026-10-23T16:40:00+02:00"},
                                     {"weekday", 5},
                                     {"rule", "T16"},
                                     {"step", 1},
                                     {"round", 1},
                                     {"kind", "reminder"},
                                     {"to", "manager"},
                                     {"task", "Reageer"},
                                     {"every", nullptr},
                                     {"if", nullptr}}));
  EXPECT_EQ(list[1]["local"], "2026-10-25T02:30:00+01:00") << "the second half past two of that night";
  EXPECT_EQ(list[1]["weekday"], 7);
  EXPECT_EQ(list[2]["every"], "24h");
  EXPECT_EQ(list[3]["every"], "1wd");
  EXPECT_EQ(list[3]["if"], "reaction.invitation");
  EXPECT_EQ(list[3]["kind"], "due");
  EXPECT_EQ(rehearsal_json({}, small_place()), "[]\n");
}

}  // namespace
}  // namespace meldmaat
