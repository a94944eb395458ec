// SPDX-License-Identifier: EUPL-1.2
// What is done every hour: nothing is forgotten or removed while the clock is suspect (F12), and the end of the audit
// trail is told all the same. How: the first pass over a memory store, which ends when that was told.
#include "adapters/upkeep.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat {
namespace {

struct UpkeepTest : testing::Test {
  fakes::MemoryStore store{{"web"}};
  HandClock clock{fakes::at("2031-10-25 10:00")};
  boost::asio::io_context io;
  StoreThread thread{store, io.get_executor(), {}};
  bool is_full = false;
  int removals = 0;
  int told = 0;
  AuditHead head;

  void first_pass(bool suspect) {
    std::optional<Upkeep> upkeep;
    upkeep.emplace(io.get_executor(),
                   UpkeepParts{.store = thread,
                               .clock = clock,
                               .probe = [](Store&) { return true; },
                               .watermark = [] { return std::string{}; },
                               .clock_is_suspect = [suspect] { return suspect; },
                               .postbox_beat = {},
                               .remove_old =
                                   [this](Store&) {
                                     if (is_full) throw StoreBusy("full");
                                     ++removals;
                                     return Touched{{"web", "anna"}};
                                   },
                               .tell = [this](const Touched& touched) { told += static_cast<int>(touched.size()); },
                               .tell_audit_head =
                                   [&](const AuditHead& end) {
                                     head = end;
                                     upkeep->stop();
                                   }});
    std::exception_ptr failed;
    boost::asio::co_spawn(io, upkeep->run(), [&](const std::exception_ptr& error) { failed = error; });
    io.run();
    EXPECT_FALSE(failed);
  }
};

TEST_F(UpkeepTest, RemovesNothingWhileTheClockIsSuspect) {
  thread.run([](Store& open) { open.add_audit({{}, {}, std::string(audits::backup), {}, {}}); });
  first_pass(true);
  EXPECT_EQ(removals, 0);
  EXPECT_EQ(head.lines, 1U) << "this is said all the same";
}

TEST_F(UpkeepTest, RemovesWhatIsDueAndTellsWhoIsTouched) {
  first_pass(false);
  EXPECT_EQ(removals, 1);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(head, AuditHead{});
}

TEST_F(UpkeepTest, AStoreThatIsTooBusyForOneThingEndsNothingElse) {
  thread.run([](Store& open) { open.add_audit({{}, {}, std::string(audits::backup), {}, {}}); });
  is_full = true;
  first_pass(false);
  EXPECT_EQ(removals, 0);
  EXPECT_EQ(head.lines, 1U);
}

}  // namespace
}  // namespace meldmaat
