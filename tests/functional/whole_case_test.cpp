// SPDX-License-Identifier: EUPL-1.2
// Plays whole cases through the running program, over its public HTTP interface, and checks every message that
// everybody gets: seven weeks over the end of summer time in 2026 and over its beginning in 2027. Then the same while
// the program is killed at random moments: each request is sent again with its own key after the restart, and in the
// end everybody must have got exactly the same messages.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <random>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/story.hpp"

namespace meldmaat::functional {
namespace {

struct Telling {
  const char* file;
  const char* start;  ///< where the demo's clock stands
};

void PrintTo(const Telling& telling, std::ostream* out) {
  *out << telling.file;
}

std::vector<std::string> arguments(const fakes::TemporaryFolder& folder, const Telling& telling, std::uint16_t port) {
  return {"demo", "--data", folder.path().string(), "--port", std::to_string(port), "--at", telling.start};
}

/// What was played goes beside the program, so that a wanted change of words can be reviewed and taken over.
void keep(const std::string& name, const std::string& played) {
  std::ofstream(std::filesystem::path(MELDMAAT_PROGRAM).parent_path() / ("played_" + name)) << played;
}

Server undisturbed(Wire& wire) {
  return {.post =
              [&](const std::string& target, const nlohmann::json& body, const std::string& key) {
                const auto answer = wire.post(target, body, key);
                EXPECT_EQ(answer.status, 200) << target << ' ' << body << ' ' << answer.body;
                return answer.body;
              },
          .get =
              [&](const std::string& target) {
                const auto answer = wire.get(target);
                EXPECT_EQ(answer.status, 200) << target;
                return answer.body;
              }};
}

class WholeCase : public testing::TestWithParam<Telling> {};

TEST_P(WholeCase, IsToldAsTheStorySays) {
  const fakes::TemporaryFolder folder;
  Program program(arguments(folder, GetParam(), 0));
  Wire wire(program.port());
  const auto expected = read_story(GetParam().file);
  const auto played = Story(expected).play(undisturbed(wire));
  keep(GetParam().file, played);
  EXPECT_EQ(played, expected);
  EXPECT_EQ(program.terminate(), 0);
}

INSTANTIATE_TEST_SUITE_P(Stories, WholeCase,
                         testing::Values(Telling{"autumn.txt", "2026-10-23 16:45"},
                                         Telling{"spring.txt", "2027-03-26 10:15"},
                                         Telling{"k02.txt", "2026-11-17 10:00"}, Telling{"k03.txt", "2026-11-17 14:00"},
                                         Telling{"k04.txt", "2026-11-17 10:00"}, Telling{"k05.txt", "2026-11-17 10:00"},
                                         Telling{"k06.txt", "2026-11-17 11:00"}, Telling{"k07.txt", "2026-11-17 10:00"},
                                         Telling{"k08.txt", "2026-11-17 10:00"}, Telling{"k10.txt", "2026-11-17 10:00"},
                                         Telling{"k11.txt", "2026-11-17 10:00"}, Telling{"k12.txt", "2026-11-16 10:00"},
                                         Telling{"k13.txt", "2026-12-28 10:00"},
                                         Telling{"k15.txt", "2026-11-17 10:00"}));

/// A program that is killed while it answers, and started again.
class Mortal {
 public:
  Mortal(const fakes::TemporaryFolder& folder, const Telling& telling, int lives, unsigned seed)
      : folder_(folder), telling_(telling), lives_(lives), chance_(seed) {
    start(0);
  }

  [[nodiscard]] int killed() const { return killed_; }

  Server server(int kills_a_request) {
    return {
        .post = [this, kills_a_request](const std::string& target, const nlohmann::json& body,
                                        const std::string& key) { return post(target, body, key, kills_a_request); },
        .get = [this](const std::string& target) { return wire_->get(target).body; }};
  }

 private:
  void start(std::uint16_t port) {
    program_.reset();  // it has the port that the next one wants
    program_ = std::make_unique<Program>(arguments(folder_, telling_, port));
    wire_ = std::make_unique<Wire>(program_->port());
  }

  nlohmann::json post(const std::string& target, const nlohmann::json& body, const std::string& key, int kills) {
    const auto clock = target == "/demo/clock" ? wire_->get(target).body["now"].get<std::string>() : std::string{};
    for (int i = 0; i < kills && killed_ < lives_; ++i) {
      std::uniform_int_distribution<int> moment(0, clock.empty() ? 4'000 : 60'000);
      bool hit = false;
      static_cast<void>(wire_->post_interrupted(target, body, key, std::chrono::microseconds{moment(chance_)}, [&] {
        program_->kill();
        hit = true;
      }));
      if (!hit) program_->kill();
      ++killed_;
      start(program_->port());
      if (!clock.empty()) return finish_clock(body, clock);
    }
    const auto answer = wire_->post(target, body, key);
    EXPECT_EQ(answer.status, 200) << target << ' ' << body << ' ' << answer.body;
    return answer.body;
  }

  /// Moving the clock has no key: what is left of the way is asked again, to the minute.
  nlohmann::json finish_clock(const nlohmann::json& body, const std::string& from) {
    const auto minutes_of = [](const std::string& iso) {
      std::tm time{};
      ::strptime(iso.c_str(), "%Y-%m-%dT%H:%M:%S", &time);
      return ::timegm(&time) / 60;
    };
    const auto forward = body["forward"].get<std::string>();
    const auto amount = std::stol(forward);
    const long unit = forward.back() == 'd' ? 24 * 60 : forward.back() == 'h' ? 60 : 1;
    const auto now = minutes_of(wire_->get("/demo/clock").body["now"].get<std::string>());
    const auto left = minutes_of(from) + amount * unit - now;
    if (left <= 0) return {};
    const auto answer = wire_->post("/demo/clock", {{"forward", std::to_string(left) + "m"}}, "");
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  }

  const fakes::TemporaryFolder& folder_;
  Telling telling_;
  int lives_;
  std::mt19937 chance_;
  int killed_ = 0;
  std::unique_ptr<Program> program_;
  std::unique_ptr<Wire> wire_;
};

void survive(int kills, int kills_a_request, unsigned seed) {
  const Telling telling{"autumn.txt", "2026-10-23 16:45"};
  const fakes::TemporaryFolder folder;
  Mortal mortal(folder, telling, kills, seed);
  const auto expected = read_story(telling.file);
  const auto played = Story(expected).play(mortal.server(kills_a_request));
  EXPECT_EQ(mortal.killed(), kills) << "the story is too short for that many kills";
  EXPECT_EQ(played, expected) << "seed " << seed;
}

TEST(KilledCase, TellsTheSameAfterTwentyKills) {
  survive(20, 1, 20261122);
}

TEST(KilledCaseLong, TellsTheSameAfterTwoHundredKills) {
  survive(200, 4, 20261123);
}

}  // namespace
}  // namespace meldmaat::functional
