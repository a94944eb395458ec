// SPDX-License-Identifier: EUPL-1.2
// V13: the time of an answer tells nothing of a secret: whether a receipt code is known, how much of the homeserver's
// token is right, how much of a session's. How: the real handlers in this process, thousands of requests of two kinds
// in random order, and Welch's t-test; which must find a comparison that stops at the first difference.
#include <boost/asio/awaitable.hpp>
#include <cstdio>
#include <functional>

#include "adapters/matrix/matrix_site.hpp"
#include "tests/adapters/welch.hpp"
#include "tests/fakes/scripted_outside.hpp"
#include "tests/fakes/silent_log.hpp"
#include "tests/postbox/postbox_house.hpp"

namespace meldmaat {
namespace {

constexpr std::size_t samples = 200'000;
constexpr std::string_view known_code = "00H28CT4ASV7F26AQCNQ";
constexpr std::string_view unknown_code = "00H28CT4ASV7F26AQCNP";

void print(const char* what, const Timing& timing) {
  std::printf("%-34s t = %7.2f   %9.0f ns and %9.0f ns\n", what, timing.t, timing.first_ns, timing.second_ns);
}

/// Of what is answered after a fixed time there are fewer: a fifth of the shipped 50 ms, so that they end today.
constexpr std::size_t paced_samples = 10'000;
constexpr Milliseconds pace{10};

class TimingLong : public PostboxHouse {
 protected:
  TimingLong() : PostboxHouse(pace) {
    make_keys();
    hand_in(known_code);
  }
  void hand_in(std::string_view code) {
    EXPECT_EQ(post("/postvak/api/inboxes", report(code, R"({"kind":"report","n":1})")).status, 200);
  }
  /// Time for two kinds of request to this place.
  Timing compare(std::size_t count, const std::function<Request(std::size_t)>& make) {
    Request next;
    return compare_times(
        count,
        [&](std::size_t kind) {
          clock_.pass(std::chrono::seconds{1});
          next = make(kind);
        },
        [&] { static_cast<void>(answer_to(std::move(next))); });
  }
  static Request posted(const std::string& target, const std::string& body) {
    Request made(Method::post, target);
    made.body = body;
    made.headers.add("Sec-Fetch-Site", "same-origin");
    return made;
  }
  Timing compare_codes(std::string_view one, std::string_view other) {
    const std::array bodies{access(one).dump(), access(other).dump()};
    return compare(paced_samples, [&](std::size_t kind) {
      auto request = posted("/postvak/api/open", bodies.at(kind));
      request.headers.add("Postbox-Work", work());
      return request;
    });
  }
};

TEST_F(TimingLong, OfAKnownCodeAndAnUnknownOneAreAlikeWithoutScript) {
  const std::array bodies{"code=" + written(known_code), "code=" + written(unknown_code)};
  const auto timing =
      compare(paced_samples, [&](std::size_t kind) { return posted("/postvak/lezen", bodies.at(kind)); });
  print("codes, without script", timing);
  EXPECT_LT(std::abs(timing.t), clear_difference);
}

TEST_F(TimingLong, OfAKnownCodeAndAnUnknownOneAreAlike) {
  const auto timing = compare_codes(known_code, unknown_code);
  print("codes", timing);
  EXPECT_LT(std::abs(timing.t), clear_difference);
}

TEST_F(TimingLong, OfAClosedCodeAndAnUnknownOneAreAlike) {
  EXPECT_EQ(post("/postvak/api/close", access(known_code)).status, 200);
  const auto timing = compare_codes(known_code, unknown_code);
  print("a closed code", timing);
  EXPECT_LT(std::abs(timing.t), clear_difference);
}

TEST_F(TimingLong, OfASessionTellsNothingOfItsSecret) {
  const auto secret = session_of("medewerker");
  auto nearly = secret;
  nearly.back() = nearly.back() == '0' ? '1' : '0';
  const std::array cookies{"meldmaat=" + nearly, "meldmaat=" + random_.hex(secret.size() / 2)};
  const auto asked = [&](const std::string& cookie) {
    Request request(Method::get, "/p/medewerker");
    request.headers.add("Cookie", cookie);
    return request;
  };
  EXPECT_EQ(answer_to(asked("meldmaat=" + secret)).status, 200);
  for (const auto& cookie : cookies) EXPECT_NE(answer_to(asked(cookie)).status, 200);
  const auto timing = compare(samples, [&](std::size_t kind) { return asked(cookies.at(kind)); });
  print("the secret of a session", timing);
  EXPECT_LT(std::abs(timing.t), clear_difference);
}

TEST_F(TimingLong, OfTheHomeserversTokenTellsNothingOfIt) {
  const auto token = random_.hex(32);
  auto nearly = token;
  nearly.back() = nearly.back() == '0' ? '1' : '0';
  ScriptedOutside outside(io_.get_executor());
  Homeserver homeserver(outside, clock_, {});
  const MatrixIntake intake({});
  SilentLog silent;
  MatrixSite site({switchboard_, homeserver, intake, [](const Heard&) {}, metrics_, silent.log()}, Secret(token));
  const std::array headers{"Bearer " + nearly, "Bearer " + random_.hex(32)};
  Request next;
  int refused = 0;
  const auto timing = compare_times(
      samples,
      [&](std::size_t kind) {
        next = Request(Method::put, "/_matrix/app/v1/transactions/1");
        next.headers.add("Authorization", headers.at(kind));
      },
      [&] {
        boost::asio::co_spawn(io_, site.admit(next),
                              [&](const std::exception_ptr&, const auto& away) { refused += away ? 1 : 0; });
        io_.restart();
        io_.run();
      });
  EXPECT_EQ(refused, static_cast<int>(samples));
  print("the homeserver's token", timing);
  EXPECT_LT(std::abs(timing.t), clear_difference);
}

// The control: a test that does not find this would find nothing.
TEST(WelchLong, FindsAComparisonThatStopsAtTheFirstDifference) {
  constexpr std::size_t length = 4096;
  const std::string secret(length, 's');
  const std::array tries{std::string(length - 1, 's') + 'x', std::string(length, 'x')};
  const std::string* next = nullptr;
  std::size_t differ = 0;
  const auto timing = compare_times(
      samples, [&](std::size_t kind) { next = &tries.at(kind); },
      [&] { differ += std::ranges::mismatch(secret, *next).in1 != secret.end() ? 1 : 0; });
  EXPECT_EQ(differ, samples);
  print("control: stops at once", timing);
  EXPECT_GE(std::abs(timing.t), clear_difference);
}

}  // namespace
}  // namespace meldmaat
