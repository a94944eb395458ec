// SPDX-License-Identifier: EUPL-1.2
// Checks how the papers for the police leave the house: for whoever may have them and nobody else, as if there were
// none, never kept by a browser, and with a line in the case's history each time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>

#include "adapters/sha256.hpp"
#include "adapters/system_random.hpp"
#include "adapters/web/web_site.hpp"
#include "bot/rules/follow_up.hpp"
#include "tests/bot/rules/full_story.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/silent_log.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {
namespace {

using fakes::who;
using testing::HasSubstr;
using testing::StartsWith;

class Silent final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& /*event*/, const View& /*view*/) const override {
    return {state, {}};
  }
};

/// Keeps what it was given: that is all that can get onto a paper.
class PlainPapers final : public Papers {
 public:
  [[nodiscard]] PolicePack police_pack(const CaseFile& file, const std::vector<Entry>& /*history*/,
                                       const Municipality& town, Language language, Moment now) const override {
    PolicePack pack;
    pack.number = file.the_case.number;
    pack.language = language;
    pack.organisation = town.organisation.name;
    pack.made = now;
    return pack;
  }
  [[nodiscard]] Paper police_paper(const PolicePack& pack, const Municipality& /*town*/) const override {
    Paper paper;
    paper.title = pack.number.str();
    paper.language = pack.language;
    paper.made = pack.made;
    paper.blocks = {Heading{1, "Stukken"}};
    return paper;
  }
};

class WebPapers : public testing::Test {
 protected:
  WebPapers() {
    const auto story = full_story();
    number_ = story.file.the_case.number;
    thread_.run([&](Store& store) {
      store.write_case(story.file.the_case);
      for (const auto& task : story.file.tasks) store.write_task(task);
    });
  }

  /// \param signed_in empty: nobody is
  Response get(const std::string& target, std::string_view signed_in) {
    Request request(Method::get, target);
    if (!signed_in.empty()) {
      const std::string secret(64, static_cast<char>('a' + sessions_++));
      const Session session{sha256_hex(secret), who(signed_in), clock_.now() + std::chrono::hours{1}};
      thread_.run([&](Store& store) { store.write_session(session); });
      request.headers.add("Cookie", "meldmaat=" + secret);
    }
    std::optional<Response> response;
    boost::asio::co_spawn(io_, site_.handle(std::move(request)), [&](const std::exception_ptr& failed, Response came) {
      if (failed) std::rethrow_exception(failed);
      response = std::move(came);
    });
    io_.restart();
    io_.run();
    return response.value();
  }
  Response paper(std::string_view person, const std::string& file = "police.pdf") {
    return get("/p/" + std::string(person) + "/papers/" + number_.str() + "/" + file, person);
  }
  /// "person file" of every paper that was taken.
  std::vector<std::string> taken() {
    const auto history = thread_.run([&](Store& store) { return store.entries(number_); });
    std::vector<std::string> lines;
    for (const auto& entry : history) {
      if (entry.what == entries::paper) lines.push_back(entry.by.str() + " " + entry.detail);
    }
    return lines;
  }

  CaseNumber number_;
  int sessions_ = 0;
  fakes::TemporaryFolder folder_;
  fakes::MemoryStore store_{{"web"}};
  Municipality town_ = fakes::small_municipality();
  HandClock clock_{fakes::at("2026-10-22 09:00")};
  Silent dialog_;
  PlainPapers papers_;
  SystemRandom random_;
  InvitationBox invitations_{folder_.path()};
  SilentLog log_;
  FailureDesk failures_{log_.log(), [] {}};
  boost::asio::io_context io_;
  StoreThread thread_{store_, io_.get_executor(), {}};
  Watchers watchers_{io_.get_executor()};
  Metrics metrics_;
  Switchboard switchboard_{{thread_, dialog_, town_, clock_, watchers_, metrics_}};
  WebSite site_{{io_.get_executor(), switchboard_, random_, invitations_, papers_, nullptr, failures_}, [] {
                  WebSettings settings;
                  settings.secure_cookies = false;
                  return settings;
                }()};
};

TEST_F(WebPapers, AreForReporterVictimAndWhoWorksOnTheCase) {
  for (const auto* person : {"medewerker", "collega", "chef"}) {
    const auto response = paper(person);
    EXPECT_EQ(response.status, 200) << person;
    EXPECT_THAT(response.body, StartsWith("%PDF-1.")) << person;
  }
  EXPECT_EQ(taken(), (std::vector<std::string>{"medewerker police.pdf", "collega police.pdf", "chef police.pdf"}));
}

TEST_F(WebPapers, AreKeptNowhereAndNamedAfterNobody) {
  const auto response = paper("chef");
  EXPECT_EQ(response.headers.value("Content-Type"), "application/pdf");
  EXPECT_EQ(response.headers.value("Cache-Control"), "no-store");
  EXPECT_EQ(response.headers.value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.headers.value("Content-Disposition"), "attachment; filename=\"2026-0001-police.pdf\"");
  EXPECT_THAT(std::string(response.headers.value("Content-Security-Policy")), HasSubstr("sandbox"));
}

TEST_F(WebPapers, ComeAsDataAndInEnglishToo) {
  const auto data = paper("chef", "police.json");
  EXPECT_EQ(data.headers.value("Content-Type"), "application/json");
  EXPECT_EQ(nlohmann::json::parse(data.body)["case"], "2026-0001");
  EXPECT_THAT(paper("chef", "police-en.pdf").body, HasSubstr("/Lang (en-GB)"));
  EXPECT_EQ(taken(), (std::vector<std::string>{"chef police.json", "chef police-en.pdf"}));
}

// Nobody can find out by asking whether a case exists.
TEST_F(WebPapers, AreNotThereForOthers) {
  const auto nothing = get("/p/chef/papers/2026-0099/police.pdf", "chef");
  EXPECT_EQ(nothing.status, 404);
  for (const auto* person : {"opvang", "griffier", "burgemeester", "jurist"}) {
    const auto response = paper(person);
    EXPECT_EQ(response.status, 404) << person;
    EXPECT_EQ(response.body, nothing.body) << person;
    EXPECT_EQ(response.headers.text(), nothing.headers.text()) << person;
  }
  EXPECT_EQ(paper("chef", "police.exe").status, 404);
  EXPECT_TRUE(taken().empty());
}

TEST_F(WebPapers, AreForWhoIsSignedIn) {
  const std::string target = "/p/chef/papers/" + number_.str() + "/police.pdf";
  EXPECT_EQ(get(target, "").status, 401);
  EXPECT_EQ(get(target, "opvang").status, 401) << "somebody else's session";
  EXPECT_TRUE(taken().empty());
}

}  // namespace
}  // namespace meldmaat
