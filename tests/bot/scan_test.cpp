// SPDX-License-Identifier: EUPL-1.2
// Checks that a self-scan is kept, that it ends the duty that waits for it, and that what was counted reaches those who
// fill it in, when they begin, and nobody else. How: the small town, the memory store, and a dialog that keeps a scan
// on request and notes what it was shown.
#include "bot/rules/scan.hpp"

#include <gtest/gtest.h>

#include <string>

#include "bot/case_work.hpp"
#include "bot/ring.hpp"
#include "bot/rules/follow_up.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;

/// "start" puts a scan on top, "keep" keeps one; says what it was shown.
class ScanningDialog final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& event, const View& view) const override {
    const auto* said = std::get_if<Said>(&event.what);
    if (said == nullptr) return {state, {}};
    Turn turn{state, {}};
    if (said->text == "start") {
      Frame frame;
      frame.dialog = scan_frame::name;
      frame.step = scan_frame::start;
      turn.state.frames = {frame};
    }
    if (said->text == "keep") {
      Scan scan{event.at, view.person, roles::coordinator, {}};
      scan.ticks[2] = true;
      turn.effects.emplace_back(KeepScan{scan});
    }
    Message message;
    message.text = !view.scan
                       ? "nothing"
                       : (view.scan->measures ? "counted " : "") + std::to_string(view.scan->earlier.size()) + " scans";
    turn.effects.emplace_back(Say{message});
    return turn;
  }
};

struct SelfScan : testing::Test {
  Municipality town = fakes::small_municipality();
  fakes::MemoryStore store{{"web"}};
  ScanningDialog dialog;

  void in_batch(const auto& work) {
    const Desk desk{store, dialog, town};
    store.begin_batch();
    const auto part = store.open_part();
    work(desk);
    part->keep();
    store.commit_batch();
  }
  void ring(std::string_view moment) {
    in_batch([&](const Desk& desk) { (void)ring_all(desk, at(moment), 1000); });
  }
  /// \return what the dialog was shown
  std::string says(const std::string& person, const std::string& text, std::string_view moment) {
    const ConversationKey key{"web", person};
    in_batch([&](const Desk& desk) { (void)take_turn(desk, at(moment), {key, who(person), {}, 0, Said{text}, {}}); });
    return store.transcript(key, store.last_sequence(key) - 1, 1).front().message.text;
  }
  [[nodiscard]] Task duty(const std::string& number) {
    const auto file = store.read_case(CaseNumber{number});
    for (const auto& task : file ? file->tasks : std::vector<Task>{}) {
      if (task.key.rule == RuleId{"T42"} && task.key.step == 2) return task;
    }
    ADD_FAILURE() << "no such duty in " << number;
    return {};
  }
};

TEST_F(SelfScan, IsKeptAndEndsTheDutyOfTheYear) {
  ring("2026-12-30 12:00");
  ring("2027-01-04 08:30");
  EXPECT_EQ(duty("J2027").status, Task::Status::open);
  says("coordinator", "keep", "2027-02-01 10:00");
  EXPECT_EQ(duty("J2027").status, Task::Status::done);
  EXPECT_EQ(duty("J2027").next, std::nullopt) << "no reminder rings any more";
  Scan kept{at("2027-02-01 10:00"), who("coordinator"), roles::coordinator, {}};
  kept.ticks[2] = true;
  EXPECT_EQ(store.scans(10), std::vector{kept});
}

TEST_F(SelfScan, OfTheNextYearIsOwedAgain) {
  ring("2026-12-30 12:00");
  ring("2027-01-04 08:30");
  says("coordinator", "keep", "2027-02-01 10:00");
  ring("2028-01-03 08:30");
  EXPECT_EQ(duty("J2028").status, Task::Status::open);
}

TEST_F(SelfScan, ServesTheDutyThatWasLeftFromLastYearToo) {
  ring("2026-12-30 12:00");
  ring("2027-01-04 08:30");
  ring("2028-01-03 08:30");
  says("coordinator", "keep", "2028-02-01 10:00");
  EXPECT_EQ(duty("J2027").status, Task::Status::done);
  EXPECT_EQ(duty("J2028").status, Task::Status::done);
}

TEST_F(SelfScan, IsKeptWithoutADuty) {
  says("directeur", "keep", "2026-11-02 10:00");
  EXPECT_EQ(store.scans(10).size(), 1U);
  EXPECT_EQ(store.read_case(CaseNumber{"J2026"}), std::nullopt);
}

TEST_F(SelfScan, IsNotRecordedByHand) {
  ring("2026-12-30 12:00");
  ring("2027-01-04 08:30");
  Fact fact;
  fact.name = own_facts::scan;
  fact.by = who("coordinator");
  fact.happened = at("2027-01-05 10:00");
  in_batch([&](const Desk& desk) {
    Touched touched;
    happen(desk, at("2027-01-05 10:00"), CaseNumber{"J2027"}, FactRecorded{fact}, touched);
    happen(desk, at("2027-01-05 10:00"), CaseNumber{"J2027"}, ScanKept{who("chef")}, touched);
  });
  EXPECT_EQ(duty("J2027").status, Task::Status::open);
}

TEST_F(SelfScan, ShowsWhatWasCountedOnlyWhenItBegins) {
  says("directeur", "keep", "2026-11-02 10:00");
  EXPECT_EQ(says("coordinator", "hallo", "2026-11-02 11:00"), "1 scans");
  EXPECT_EQ(says("coordinator", "start", "2026-11-02 11:00"), "1 scans");
  EXPECT_EQ(says("coordinator", "ja", "2026-11-02 11:00"), "counted 1 scans");
}

TEST_F(SelfScan, ShowsNothingToOthers) {
  says("directeur", "keep", "2026-11-02 10:00");
  EXPECT_EQ(says("chef", "start", "2026-11-02 11:00"), "nothing");
  EXPECT_EQ(says("chef", "ja", "2026-11-02 11:00"), "nothing");
}

}  // namespace
}  // namespace meldmaat
