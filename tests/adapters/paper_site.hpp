// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The web channel over a memory store, with papers that keep what they were given: that is all that can get onto one.
/// Requests come in as if they were read; whoever signs in has a session.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/sha256.hpp"
#include "adapters/system_random.hpp"
#include "adapters/web/web_site.hpp"
#include "bot/rules/follow_up.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/plain_copies.hpp"
#include "tests/fakes/silent_log.hpp"
#include "tests/fakes/small_town.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {

class Silent final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& /*event*/, const View& /*view*/) const override {
    return {state, {}};
  }
};

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
  [[nodiscard]] Paper letter(const Letter& letter, const Case& the_case, const Municipality& /*town*/,
                             Language language, Moment now) const override {
    Paper paper;
    paper.title = to_text(letter) + " " + the_case.number.str();
    paper.language = language;
    paper.made = now;
    paper.blocks = {Heading{1, paper.title}};
    return paper;
  }
  [[nodiscard]] Overview overview(const PersonId& person, const std::vector<Extract>& extracts,
                                  const Municipality& town, Language language, Moment now) const override {
    Overview overview;
    overview.of_accused = person.empty();
    overview.language = language;
    overview.made = now;
    overview.organisation = town.organisation.name;
    for (const auto& extract : extracts) overview.cases.push_back({extract.the_case.number, {}});
    return overview;
  }
  [[nodiscard]] Paper overview_paper(const Overview& overview, const Municipality& /*town*/) const override {
    Paper paper;
    paper.title = overview.of_accused ? "De ander" : "Mijn gegevens";
    paper.language = overview.language;
    paper.made = overview.made;
    paper.blocks = {Heading{1, paper.title}};
    return paper;
  }
  [[nodiscard]] Paper figures_paper(const Figures& figures, const Municipality& /*town*/) const override {
    given = figures;
    Paper paper;
    paper.title = figures.made_for.str();
    paper.language = figures.wanted.language;
    paper.made = figures.made;
    paper.blocks = {Heading{1, "Verslag"}};
    return paper;
  }
  [[nodiscard]] std::vector<std::vector<std::string>> registration(const std::vector<CountedReport>& reports,
                                                                   const Municipality& /*town*/,
                                                                   Moment /*now*/) const override {
    std::vector<std::vector<std::string>> rows;
    for (const auto& report : reports) rows.push_back({report.number.str()});
    return rows;
  }

  mutable std::optional<Figures> given;
};

class PaperSite : public testing::Test {
 protected:
  /// \param signed_in empty: nobody is
  Response get(const std::string& target, std::string_view signed_in) {
    Request request(Method::get, target);
    if (!signed_in.empty()) {
      const std::string secret(64, static_cast<char>('a' + sessions_++));
      const Session session{sha256_hex(secret), fakes::who(signed_in), clock_.now() + std::chrono::hours{1}};
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
  /// "person file" of every paper that was taken.
  std::vector<std::string> taken_from(const CaseNumber& number) {
    const auto history = thread_.run([&](Store& store) { return store.entries(number); });
    std::vector<std::string> lines;
    for (const auto& entry : history) {
      if (entry.what == entries::paper) lines.push_back(entry.by.str() + " " + entry.detail);
    }
    return lines;
  }

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
  Switchboard switchboard_{{thread_, dialog_, town_, clock_, watchers_, metrics_, random_}};
  fakes::PlainCopies copies_;
  WebSite site_{
      {io_.get_executor(), switchboard_, random_, invitations_, papers_, nullptr, failures_, nullptr, copies_}, [] {
        WebSettings settings;
        settings.secure_cookies = false;
        return settings;
      }()};
};

}  // namespace meldmaat
