// SPDX-License-Identifier: EUPL-1.2
// Checks that effective time never goes back and is not fooled (plan M7, promise P12). How: the histories of M7 one by
// one, and 4,000 random clock histories of steps, drift, suspends, reboots and absurd years, with a restart of the
// program at any point.
#include "bot/effective_time.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace meldmaat {
namespace {

using Standing = EffectiveTime::Standing;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// A machine whose clocks can be bent.
struct Machine {
  Moment wall{std::chrono::sys_days{std::chrono::year{2026} / 10 / 23}};
  Milliseconds since_boot{hours{10}};
  int boots = 1;
  bool synchronised = false;

  [[nodiscard]] ClockReading look() const { return {wall, since_boot, "boot-" + std::to_string(boots), synchronised}; }
  void run(Milliseconds time) {
    wall += time;
    since_boot += time;
  }
  void step(Milliseconds by) { wall += by; }
  void reboot(Milliseconds off) {
    wall += off;
    since_boot = seconds{5};
    ++boots;
  }
};

struct Watched {
  Machine machine;
  EffectiveTime time;
  Watched() { look(); }
  Moment look() { return time.read(machine.look()); }
};

TEST(EffectiveTime, IsTheWallClockWhenNothingIsWrong) {
  Watched watched;
  watched.machine.run(hours{3});
  EXPECT_EQ(watched.look(), watched.machine.wall);
  EXPECT_EQ(watched.time.standing(), Standing::normal);
  EXPECT_FALSE(watched.time.alarm());
  EXPECT_TRUE(watched.time.may_destroy());
}

TEST(EffectiveTime, RunsOnWhenTheWallClockGoesBack) {
  Watched watched;
  const auto before = watched.time.now();
  watched.machine.step(-minutes{1});
  watched.machine.run(seconds{20});
  EXPECT_EQ(watched.look(), before + seconds{20});
  EXPECT_EQ(watched.time.standing(), Standing::behind);
  EXPECT_FALSE(watched.time.alarm()) << "a minute is tolerated";
  watched.machine.step(minutes{2});
  EXPECT_EQ(watched.look(), watched.machine.wall) << "caught up";
  EXPECT_EQ(watched.time.standing(), Standing::normal);
}

TEST(EffectiveTime, AnHourBackIsAnAlarmAndItsCorrectionIsNoJump) {
  Watched watched;
  watched.machine.step(-hours{1});
  watched.look();
  EXPECT_TRUE(watched.time.alarm());
  EXPECT_TRUE(watched.time.may_destroy());
  watched.machine.step(hours{1});
  watched.machine.run(seconds{1});
  EXPECT_EQ(watched.look(), watched.machine.wall);
  EXPECT_EQ(watched.time.standing(), Standing::normal);
}

TEST(EffectiveTime, ASmallStepAheadIsBelievedAndALargeOneIsNot) {
  Watched watched;
  watched.machine.step(minutes{10});
  EXPECT_EQ(watched.look(), watched.machine.wall);
  const auto before = watched.time.now();
  watched.machine.step(minutes{10} + Milliseconds{1});
  watched.machine.run(seconds{30});
  EXPECT_EQ(watched.look(), before + seconds{30});
  EXPECT_EQ(watched.time.standing(), Standing::suspect);
  EXPECT_TRUE(watched.time.alarm());
  EXPECT_FALSE(watched.time.may_destroy());
}

TEST(EffectiveTime, AJumpIsBelievedOnceATimeServerSetTheClock) {
  Watched watched;
  watched.machine.step(hours{5});
  watched.look();
  watched.machine.run(minutes{1});
  watched.machine.synchronised = true;
  EXPECT_EQ(watched.look(), watched.machine.wall);
  EXPECT_EQ(watched.time.standing(), Standing::normal);
}

TEST(EffectiveTime, AClockThatClaimedToBeRightWhileItJumpedHasToGoOnClaimingIt) {
  Watched watched;
  watched.machine.synchronised = true;
  watched.machine.step(hours{5});
  watched.look();
  watched.machine.run(minutes{29});
  watched.look();
  EXPECT_EQ(watched.time.standing(), Standing::suspect);
  watched.machine.run(minutes{1});
  EXPECT_EQ(watched.look(), watched.machine.wall);
}

TEST(EffectiveTime, AJumpThatIsTakenBackWasNone) {
  Watched watched;
  watched.machine.step(hours{5});
  watched.look();
  watched.machine.step(-hours{5});
  watched.machine.run(seconds{10});
  EXPECT_EQ(watched.look(), watched.machine.wall);
  EXPECT_EQ(watched.time.standing(), Standing::normal);
}

TEST(EffectiveTime, AnOperatorEndsTheDoubt) {
  Watched watched;
  watched.machine.step(days{3});
  watched.look();
  watched.time.confirm(watched.machine.look());
  EXPECT_EQ(watched.time.now(), watched.machine.wall);
  EXPECT_TRUE(watched.time.may_destroy());
}

TEST(EffectiveTime, AMachineThatWasOffIsBelievedForSixWeeksAndNotForTen) {
  Watched watched;
  watched.machine.reboot(days{45});
  EXPECT_EQ(watched.look(), watched.machine.wall);
  const auto before = watched.time.now();
  watched.machine.reboot(days{70});
  EXPECT_EQ(watched.look(), before);
  EXPECT_EQ(watched.time.standing(), Standing::suspect);
}

TEST(EffectiveTime, SurvivesItsText) {
  Watched watched;
  watched.machine.step(hours{5});
  watched.look();
  const auto text = watched.time.to_text();
  const auto restored = EffectiveTime::restore(text);
  ASSERT_TRUE(restored);
  EXPECT_EQ(*restored, watched.time);
}

TEST(EffectiveTime, RefusesATextThatIsNotItsOwn) {
  const auto text = Watched{}.time.to_text();
  for (const auto& wrong : {std::string{}, std::string{"time1"}, "time2" + text.substr(5), text + " more", "x" + text,
                            std::string{"time1 a 2 3 4 0 6 7 boot"}, std::string{"time1 1 2 3 4 9 6 7 boot"},
                            std::string{"time1 1 2 3 4 -1 6 7 boot"}, std::string{"time1 1x 2 3 0 0 0 0 boot"}}) {
    EXPECT_FALSE(EffectiveTime::restore(wrong)) << wrong;
  }
}

/// Bends the clocks of the machine at random.
void bend(Machine& machine, std::mt19937_64& chance) {
  const auto below = [&](std::int64_t limit) {
    return static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(limit));
  };
  switch (below(9)) {
    case 0: machine.step(Milliseconds{below(20001) - 10000}); break;
    case 1: machine.step(seconds{below(2 * 86400) - 86400}); break;
    case 2: machine.step(days{below(7301) - 3650}); break;
    case 3: machine.reboot(seconds{below(100 * 86400)}); break;
    case 4: machine.wall = Moment{std::chrono::sys_days{std::chrono::year{1970} / 1 / 1}}; break;
    case 5: machine.wall = Moment{std::chrono::sys_days{std::chrono::year{2098} / 2 / 1}}; break;
    case 6: machine.synchronised = !machine.synchronised; break;
    case 7: machine.since_boot += hours{below(200)}; break;  // suspended: only the boot clock saw it
    default: {
      const auto time = seconds{below(7200)};
      machine.run(time);
      machine.step(time / 2000 * (below(3) - 1));  // a drift of 500 ppm
    }
  }
}

TEST(EffectiveTime, NeverGoesBackInAnyHistory) {
  for (std::uint64_t seed = 0; seed < 4000; ++seed) {
    std::mt19937_64 chance{seed};
    Watched watched;
    for (int turn = 0; turn < 40; ++turn) {
      const auto before = watched.time.now();
      const auto boot_before = watched.machine.since_boot;
      const int boots_before = watched.machine.boots;
      bend(watched.machine, chance);
      if (chance() % 5 == 0) watched.time = *EffectiveTime::restore(watched.time.to_text());
      const auto now = watched.look();
      ASSERT_GE(now, before) << "seed " << seed << " turn " << turn;
      if (watched.machine.boots == boots_before) {
        ASSERT_GE(now, before + (watched.machine.since_boot - boot_before)) << "time that passed is not lost";
      }
      if (watched.time.standing() == Standing::normal) {
        ASSERT_EQ(now, watched.machine.wall) << "seed " << seed;
      }
    }
  }
}

TEST(EffectiveTime, FindsTheRightTimeAgainAfterAnyHistory) {
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    std::mt19937_64 chance{seed};
    Watched watched;
    for (int turn = 0; turn < 20; ++turn) {
      bend(watched.machine, chance);
      watched.look();
    }
    watched.machine.wall = std::max(watched.machine.wall, watched.time.now()) + hours{3};
    watched.machine.synchronised = true;
    for (int half_hour = 0; half_hour < 3; ++half_hour) {
      watched.machine.run(minutes{30});
      watched.look();
    }
    ASSERT_EQ(watched.time.now(), watched.machine.wall) << "seed " << seed;
    ASSERT_EQ(watched.time.standing(), Standing::normal) << "seed " << seed;
  }
}

}  // namespace
}  // namespace meldmaat
