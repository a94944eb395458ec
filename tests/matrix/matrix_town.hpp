// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A municipality on Matrix, in one process: the real dialogs, rules, SQLite store, courier, fetcher and Matrix
/// service, over real HTTP on loopback with a homeserver that is ours (fake_homeserver.hpp) and a clock moved by hand.
/// Nothing sleeps and nothing happens because time goes by: a test waits until what it asks for is so.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/courier.hpp"
#include "adapters/fetcher.hpp"
#include "adapters/http_client.hpp"
#include "adapters/matrix/matrix_service.hpp"
#include "adapters/system_random.hpp"
#include "adapters/upkeep.hpp"
#include "config/municipality_loader.hpp"
#include "storage/sqlite_store.hpp"
#include "tests/fakes/fake_homeserver.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/plain_copies.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {

/// Friday 20 November 2026, 17:05 in Amsterdam.
inline constexpr Moment friday{std::chrono::milliseconds{1795190700000}};
inline const std::string hs_token = "hs-token-not-a-secret";
inline constexpr std::size_t most_file_bytes = 1000;  ///< of a file that somebody sends

/// Somebody who works in the demo municipality, as Matrix names them.
struct MatrixPerson {
  std::string id;  ///< as in organisation.toml
  [[nodiscard]] std::string user() const { return "@" + id + ":zandrecht.example"; }
  [[nodiscard]] ConversationKey key() const { return {"matrix", user()}; }
};

struct Pushed {
  int status = 0;
  nlohmann::json body;  ///< discarded when there is none
};

/// The real dialogs, which on demand fail on one text, as a fault of ours would. Any thread.
class BreakableDialog final : public Dialog {
 public:
  BreakableDialog();
  [[nodiscard]] Turn step(const State& state, const Event& event, const View& view) const override;
  /// \param text empty: on none
  void break_on(const std::string& text);

 private:
  std::unique_ptr<Dialog> real_;
  mutable std::mutex mutex_;
  std::string broken_;
};

/// "log" in the folder, to which every run of the program adds.
class LogFile {
 public:
  explicit LogFile(const fakes::TemporaryFolder& folder);
  ~LogFile();
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;
  [[nodiscard]] LogSettings settings() const;

 private:
  int descriptor_;
};

/// One run of the program.
class MatrixTown {
 public:
  /// \param folder of the database, so that a second town can go on where the first was killed
  /// \param homeserver outlives this; its clock follows the town's
  /// \param vfs for the database, as of fault_vfs.hpp; empty: the system's
  MatrixTown(const fakes::TemporaryFolder& folder, FakeHomeserver& homeserver, Moment start,
             const std::string& vfs = {});
  ~MatrixTown();
  MatrixTown(const MatrixTown&) = delete;
  MatrixTown& operator=(const MatrixTown&) = delete;

  /// As the homeserver calls. \param authorization the whole header; empty: none
  Pushed call(Method method, const std::string& target, const std::string& body, const std::string& authorization);
  Pushed call(Method method, const std::string& target, const std::string& body) {
    return call(method, target, body, "Bearer " + hs_token);
  }
  /// A transaction under an id of its own.
  Pushed push(const std::vector<nlohmann::json>& events);
  Pushed push(const std::vector<nlohmann::json>& events, const std::string& id);
  /// Begins so on a connection of its own, without waiting. \return where the answer will stand
  std::shared_ptr<std::optional<Pushed>> begin_push(const std::vector<nlohmann::json>& events, const std::string& id);
  /// The same transaction by so many connections at the same moment. \return how each was answered
  std::vector<int> push_at_once(const std::vector<nlohmann::json>& events, std::size_t copies);
  /// What happened on the homeserver since the last time.
  Pushed push_news() { return push(homeserver_.take_news()); }

  /// Looks at the rooms and syncs. \return false when that does not end well
  [[nodiscard]] bool sync();
  /// The same, whatever the homeserver answers to the sync.
  [[nodiscard]] bool try_to_sync();
  /// Waits until nothing is to be done in any room, or only later.
  [[nodiscard]] bool rooms_are_done();

  /// Runs until it is so. \return false when it does not come within a minute
  [[nodiscard]] bool until(const std::function<bool()>& so);
  /// Waits until the outbox is empty.
  [[nodiscard]] bool delivered();
  /// Waits until something in the outbox waits for a later moment.
  [[nodiscard]] bool waits();
  /// Moves the clock and rings what falls due, and lets everybody look.
  void pass(Milliseconds time);
  /// Whether somewhere in this room the bot says so.
  [[nodiscard]] bool shows(const std::string& room, const std::string& text);
  /// A figure of /metrics.
  [[nodiscard]] std::string figure(const std::string& name) const;
  [[nodiscard]] std::string figures() const { return metrics_.text(); }

  /// Tries whether the store takes writing again, as the house does every few seconds.
  void probe_store();
  /// Forgets what the house forgets by now.
  void forget();
  [[nodiscard]] std::uint16_t service_port() const { return service_port_; }

  /// Whoever says this makes the dialogs fail; empty: nobody.
  void break_dialog(const std::string& text) { dialog_.break_on(text); }
  /// The homeserver stops, in the middle of what it is doing, and comes back at the same address.
  void stop_homeserver() { door_.reset(); }
  void start_homeserver();

  template <class F>
  auto look(F job) {
    return thread_.run(std::move(job));
  }

  boost::asio::io_context io{1};
  HandClock clock;
  fakes::PlainCopies reader_copies;

 private:
  [[nodiscard]] MatrixSettings settings() const;
  [[nodiscard]] std::unique_ptr<HttpServer> door(std::uint16_t port);

  FakeHomeserver& homeserver_;
  LogFile log_file_;
  Log log_;
  bool failed_ = false;
  FailureDesk desk_;
  Metrics metrics_;
  SystemRandom random_;
  Municipality town_;
  BreakableDialog dialog_;
  std::unique_ptr<HttpServer> door_;
  std::uint16_t port_;
  SqliteStore store_;
  StoreThread thread_;
  Watchers watchers_;
  Switchboard switchboard_;
  MatrixService matrix_;
  Courier courier_;
  Fetcher fetcher_;
  std::unique_ptr<HttpClient> client_;
  std::vector<std::unique_ptr<HttpClient>> further_clients_;
  std::uint16_t service_port_ = 0;
  int transactions_ = 0;
};

/// A homeserver, a town that has synced with it, and somebody who works there.
class MatrixTest : public testing::Test {
 protected:
  void SetUp() override { open(friday); }

  /// Starts the program, or starts it again after it was killed.
  void open(Moment start);
  /// As a person does in a client, and the homeserver pushes it.
  nlohmann::json say(const MatrixPerson& who, const std::string& room, const std::string& text);
  /// Pushes what happened; it must be taken.
  void push_news() { EXPECT_EQ(town->push_news().status, 200); }
  /// A private chat in which the bot greeted. \return its room
  std::string greeted(const MatrixPerson& who);
  /// As little as a report can hold: safe, nobody hurt, what happened, and the rest passed over.
  void report(const MatrixPerson& who, const std::string& room);
  /// The room that the bot made for this person, the newest; waits for it.
  std::string made_for(const MatrixPerson& who);
  /// What a person said that was heard, oldest first.
  std::vector<std::string> heard(const MatrixPerson& who);
  /// Waits until the outbox is empty, and lets the time pass that it takes.
  bool delivered_in_time(Milliseconds step = std::chrono::seconds{1});
  /// How many messages the bot said to somebody; none of them is there twice when as many are shown.
  std::size_t said_to(const MatrixPerson& who);
  std::size_t copies(const std::string& room, const std::string& text);
  std::size_t lines(const MatrixPerson& who) {
    return town->look([&](Store& store) { return store.transcript(who.key(), 0, 100'000).size(); });
  }

  const fakes::TemporaryFolder folder;
  FakeHomeserver homeserver{friday};
  std::unique_ptr<MatrixTown> town;
  const MatrixPerson noor{"medewerker"};
  const MatrixPerson samir{"collega"};
  const MatrixPerson anouk{"leidinggevende"};
};

}  // namespace meldmaat
