// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A municipality in Teams, in one process: the real dialogs, rules, SQLite store, courier and Teams channel, over real
/// HTTP on loopback with a Microsoft that is ours (fake_microsoft.hpp) and a clock moved by hand. Nothing sleeps: a
/// test waits until what it asks for is so.
#pragma once

#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "adapters/courier.hpp"
#include "adapters/fetcher.hpp"
#include "adapters/http_client.hpp"
#include "adapters/system_random.hpp"
#include "adapters/teams/teams_service.hpp"
#include "config/municipality_loader.hpp"
#include "storage/sqlite_store.hpp"
#include "tests/fakes/fake_microsoft.hpp"
#include "tests/fakes/hand_clock.hpp"
#include "tests/fakes/plain_copies.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {

inline const std::string app_id = "11111111-2222-4333-8444-555555555555";
inline constexpr std::size_t most_file_bytes = 1000;  ///< of a file that somebody sends
inline const std::string tenant = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";

/// Somebody who works in the demo municipality, as Teams names them.
struct TeamsPerson {
  std::string id;  ///< as in organisation.toml
  [[nodiscard]] std::string object() const;
  [[nodiscard]] std::string user() const { return "29:" + id; }
  [[nodiscard]] std::string chat() const { return "a:" + id; }
  [[nodiscard]] ConversationKey key() const { return {"teams", object()}; }
};

struct Posted {
  int status = 0;
  nlohmann::json body;  ///< discarded when there is none
};

class TeamsTown {
 public:
  /// \param folder of the database, so that a second town can go on where the first was killed
  /// \param microsoft_port for a Microsoft whose addresses are in that database; 0: any
  TeamsTown(const fakes::TemporaryFolder& folder, Moment start, std::uint16_t microsoft_port = 0);
  ~TeamsTown();
  TeamsTown(const TeamsTown&) = delete;
  TeamsTown& operator=(const TeamsTown&) = delete;

  /// A message of this person, with everything Teams sends along. The id counts up by itself.
  [[nodiscard]] nlohmann::json activity(const TeamsPerson& who, const std::string& type = "message");
  [[nodiscard]] nlohmann::json text(const TeamsPerson& who, const std::string& text);
  /// The press of an action of a card as an invoke, or as the message that Submit sends.
  [[nodiscard]] nlohmann::json invoke(const TeamsPerson& who, const nlohmann::json& action,
                                      const nlohmann::json& inputs = {});
  [[nodiscard]] nlohmann::json submit(const TeamsPerson& who, const nlohmann::json& action,
                                      const nlohmann::json& inputs = {});

  /// Posts it with a good token, or with this header; returns when it was answered.
  Posted post(const nlohmann::json& activity);
  Posted post(const nlohmann::json& activity, const std::string& authorization);
  [[nodiscard]] std::string good_token();

  /// Runs until it is so. \return false when it does not come within a minute
  [[nodiscard]] bool until(const std::function<bool()>& so);
  /// Waits until the outbox is empty.
  [[nodiscard]] bool delivered();
  /// Waits until something in the outbox waits for a later moment.
  [[nodiscard]] bool waits();
  /// Moves the clock and rings what falls due, and lets the courier look.
  void pass(Milliseconds time);

  /// Whether somewhere in this chat there is such a text, buttons included.
  [[nodiscard]] bool shows(const TeamsPerson& who, const std::string& text);
  /// The newest action in this chat whose title it is; null when there is none.
  [[nodiscard]] nlohmann::json action(const TeamsPerson& who, const std::string& title);

  template <class F>
  auto look(F job) {
    return thread_.run(std::move(job));
  }

  boost::asio::io_context io{1};
  HandClock clock;
  fakes::PlainCopies reader_copies;

 private:
  [[nodiscard]] static Municipality with_teams(Municipality town);
  [[nodiscard]] TeamsSettings settings() const;

  Log log_;
  bool failed_ = false;
  FailureDesk desk_;
  Metrics metrics_;
  SystemRandom random_;
  Municipality town_;
  std::unique_ptr<Dialog> dialog_;

 public:
  FakeMicrosoft microsoft;

 private:
  SqliteStore store_;
  StoreThread thread_;
  Watchers watchers_;
  Switchboard switchboard_;
  TeamsService teams_;
  Courier courier_;
  Fetcher fetcher_;
  std::unique_ptr<HttpClient> client_;
  int count_ = 0;
};

}  // namespace meldmaat
