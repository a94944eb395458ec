// SPDX-License-Identifier: EUPL-1.2
// A home visit survives the end of the program: what was due meanwhile is told once, what was told is not told again,
// and when the visit is over the file holds nothing of the place. How: the real store, opened anew between two passes.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "bot/ring.hpp"
#include "bot/visit_round.hpp"
#include "storage/verify.hpp"
#include "tests/fakes/small_town.hpp"
#include "tests/storage/store_fixture.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;

const std::string place = "Geheimstraat 77";

class ListeningDialog final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& event, const View&) const override {
    const auto& notice = std::get<Notified>(event.what).notice;
    Message message;
    message.text = notice.args.at("what");
    message.lines = {{"waar", notice.visit->place, {}}};
    return {state, {Say{message}}};
  }
};

struct VisitRestart : StoreFixture {
  Municipality town = fakes::small_municipality();
  ListeningDialog dialog;

  void with_store(const auto& work) {
    const auto store = open();
    const Desk desk{*store, dialog, town};
    commit(*store, [&] {
      const auto part = store->open_part();
      work(desk);
      part->keep();
    });
  }
  void plans() {
    with_store([&](const Desk& desk) {
      Visit visit;
      visit.visitor = who("medewerker");
      visit.colleague = who("collega");
      visit.place = place;
      visit.place_said = at("2026-11-17 13:30");
      visit.back = at("2026-11-17 15:00");
      Touched touched;
      plan_visit(desk, at("2026-11-17 13:30"), visit, touched);
    });
  }
  void rings(std::string_view moment) {
    with_store([&](const Desk& desk) { (void)ring_all(desk, at(moment), 1000); });
  }
  [[nodiscard]] long heard(const std::string& person, const std::string& what) {
    const auto lines = open()->transcript({"web", person}, 0, 1000);
    return std::ranges::count(lines, what, [](const TranscriptLine& line) { return line.message.text; });
  }
};

TEST_F(VisitRestart, LosesNothingAndDoublesNothing) {
  plans();
  rings("2026-11-17 15:00");
  rings("2026-11-17 15:10");
  rings("2026-11-17 15:10");
  EXPECT_EQ(heard("medewerker", "back"), 1);
  EXPECT_EQ(heard("collega", "alarm"), 1);
  EXPECT_EQ(heard("chef", "alarm"), 0);
  rings("2026-11-17 19:00");
  EXPECT_EQ(heard("collega", "alarm"), 2) << "once for everything that was missed";
  EXPECT_EQ(heard("chef", "alarm"), 1);
  EXPECT_EQ(heard("coordinator", "alarm"), 1);
  EXPECT_TRUE(verify(file).findings.empty());
}

TEST_F(VisitRestart, LeavesNoPlaceInTheFile) {
  plans();
  rings("2026-11-17 15:00");
  rings("2026-11-17 15:30");
  // What is sealed cannot be looked for in the bytes, so everything that could hold the place is opened.
  const auto held = [&] {
    const auto store = open();
    if (store->connection().ask_number("SELECT count(*) FROM visit") > 0) return true;
    for (const auto* person : {"medewerker", "collega", "chef", "coordinator"}) {
      for (const auto& one : store->transcript({"web", person}, 0, 1000)) {
        if (std::ranges::count(one.message.lines, place, &Line::text) > 0) return true;
      }
    }
    return false;
  };
  EXPECT_TRUE(held());
  with_store([&](const Desk& desk) {
    Touched touched;
    const VisitStep safe{VisitId{"1"}, VisitStep::What::safe, who("medewerker"), {}, std::nullopt};
    take_step(desk, at("2026-11-17 15:31"), safe, touched);
  });
  EXPECT_FALSE(held());
}

TEST_F(VisitRestart, IsFoundWhenARowAndItsVisitDiffer) {
  plans();
  {
    Connection connection(file, "", Connection::Missing::refuse);
    connection.execute("UPDATE visit SET next = next + 1");
  }
  const auto findings = verify(file).findings;
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().where, "visit");
  EXPECT_EQ(findings.front().what.find(place), std::string::npos);
}

}  // namespace
}  // namespace meldmaat
