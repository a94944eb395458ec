// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The postbox as people reach it: the web channel's routes over a real postbox file, with the memory store beside it
/// and a clock moved by hand. Requests come in as if they were read; sealing is done as a browser does it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/sha256.hpp"
#include "adapters/system_random.hpp"
#include "adapters/web/web_site.hpp"
#include "bot/postbox_round.hpp"
#include "bot/receipt_code.hpp"
#include "config/municipality_loader.hpp"
#include "dialogs/dialog_shelf.hpp"
#include "dialogs/papers/every_paper.hpp"
#include "storage/sqlite_postbox.hpp"
#include "tests/adapters/log_text.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/plain_copies.hpp"
#include "tests/fakes/postbox_browser.hpp"
#include "tests/fakes/small_town.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {

using Json = nlohmann::json;

class PostboxHouse : public testing::Test {
 protected:
  /// \param pace WebSettings::postbox_pace
  explicit PostboxHouse(Milliseconds pace = Milliseconds{0}) : pace_(pace) { town_.postbox = true; }

  /// \param as empty: without an account
  Response request(Method method, const std::string& target, const std::string& body = {}, std::string_view as = {},
                   const std::string& type = "application/json") {
    Request request(method, target);
    request.body = body;
    request.headers.add("Content-Type", type);
    request.headers.add("Sec-Fetch-Site", "same-origin");
    if (target.find("/api/") == std::string::npos && as.empty()) request.headers.add("Accept", "text/html");
    if (method == Method::post && as.empty() && target.starts_with("/postvak/api/")) {
      request.headers.add("Postbox-Work", work());
    }
    if (!as.empty()) request.headers.add("Cookie", "meldmaat=" + session_of(as));
    return answer_to(std::move(request));
  }
  Response answer_to(Request request) {
    std::vector<Request> one;
    one.push_back(std::move(request));
    return answers_to(std::move(one)).at(0);
  }
  /// All at once, in the order in which they were answered.
  std::vector<Response> answers_to(std::vector<Request> requests) {
    std::vector<Response> responses;
    for (auto& request : requests) {
      boost::asio::co_spawn(io_, site_.handle(std::move(request)),
                            [&](const std::exception_ptr& failed, Response came) {
                              if (failed) std::rethrow_exception(failed);
                              responses.push_back(std::move(came));
                            });
    }
    io_.restart();
    io_.run();
    return responses;
  }
  Response get(const std::string& target, std::string_view as = {}) { return request(Method::get, target, {}, as); }
  Response post(const std::string& target, const Json& body, std::string_view as = {}) {
    return request(Method::post, target, body.dump(), as);
  }
  Response post_form(const std::string& target, const std::string& form) {
    return request(Method::post, target, form, {}, "application/x-www-form-urlencoded");
  }

  /// What the page's script finds out before each request.
  std::string work() {
    const auto task = Json::parse(get("/postvak/api/work").body);
    return fakes::solved(task);
  }

  std::string session_of(std::string_view person) {
    const std::string secret(64, static_cast<char>('a' + sessions_++ % 26));
    const Session session{sha256_hex(secret), fakes::who(person), clock_.now() + std::chrono::hours{24 * 365}};
    thread_.run([&](Store& store) { store.write_session(session); });
    return secret;
  }

  /// Both counsellors and the recovery sheets.
  void make_keys() {
    for (const std::string person : {"vertrouwenspersoon", "tweede_vertrouwenspersoon"}) {
      const auto answer =
          post("/p/" + person + "/desk/keys",
               {{"key", base64url_encode(key_of(person).public_bytes())}, {"locked_key", "bG9ja2Vk"}}, person);
      EXPECT_EQ(answer.status, 200);
    }
    const auto answer = post("/p/vertrouwenspersoon/desk/recovery",
                             {{"key", base64url_encode(recovery_.public_bytes())}}, "vertrouwenspersoon");
    EXPECT_EQ(answer.status, 200);
  }
  [[nodiscard]] const KeyPair& key_of(std::string_view person) const {
    return person == "vertrouwenspersoon" ? first_ : second_;
  }

  [[nodiscard]] std::vector<std::string> every_key() const {
    return {first_.public_bytes(), second_.public_bytes(), recovery_.public_bytes()};
  }
  static Json access(std::string_view code) { return fakes::access_by(code); }
  Json sealed(std::string_view code, const std::string& content, const std::vector<std::string>& keys) {
    return fakes::sealed_by(code, content, keys, random_);
  }
  Json report(std::string_view code, const std::string& content) {
    return fakes::report_by(code, content, every_key(), random_);
  }
  /// The contents that this counsellor can open now.
  std::vector<std::string> opened_by(const std::string& person) {
    const auto answer = Json::parse(get("/p/" + person + "/desk/inboxes", person).body);
    std::vector<std::string> contents;
    for (const auto& inbox : answer["inboxes"]) {
      for (const auto& one : inbox["envelopes"]) {
        if (const auto text = open_envelope(InboxId{inbox["id"]}, fakes::envelope_from(one), key_of(person)))
          contents.push_back(*text);
      }
    }
    return contents;
  }
  /// Three slots on.
  void pass_slots() { clock_.pass(std::chrono::hours{24 * 4}); }

  Milliseconds pace_;
  int sessions_ = 0;
  fakes::TemporaryFolder folder_;
  fakes::MemoryStore store_{{"web"}};
  SqlitePostbox postbox_{{folder_ / "postbox.db", {}}};
  Municipality town_ = std::get<Loaded>(load_demo()).municipality;
  HandClock clock_{fakes::at("2026-11-23 09:00")};
  std::unique_ptr<Dialog> dialog_ = every_dialog();
  std::unique_ptr<Papers> papers_ = every_paper();
  SystemRandom random_;
  InvitationBox invitations_{folder_.path()};
  LogText log_;
  FailureDesk failures_{log_.log, [] {}};
  boost::asio::io_context io_;
  StoreThread thread_{store_, io_.get_executor(), {}};
  Watchers watchers_{io_.get_executor()};
  Metrics metrics_;
  Switchboard switchboard_{{thread_, *dialog_, town_, clock_, watchers_, metrics_, random_}};
  fakes::PlainCopies copies_;
  WebSite site_{
      {io_.get_executor(), switchboard_, random_, invitations_, *papers_, nullptr, failures_, &postbox_, copies_},
      [this] {
        WebSettings settings;
        settings.secure_cookies = false;
        settings.postbox_pace = pace_;
        return settings;
      }()};
  KeyPair first_ = KeyPair::make();
  KeyPair second_ = KeyPair::make();
  KeyPair recovery_ = KeyPair::make();
};

}  // namespace meldmaat
