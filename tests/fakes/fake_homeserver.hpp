// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A Matrix homeserver as the bot sees it: rooms with their members and history, invitations, syncs, sending that
/// remembers transaction ids per device, media (Matrix spec v1.19, client-server API, as Synapse 1.160 answers it). It
/// keeps everything in memory and outlives the bots that call it; a test puts it behind an HTTP server, lets people do
/// things in rooms, and pushes what came of it or lets that get lost.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "adapters/http_server.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

/// One call of the bot.
struct HomeserverCall {
  std::string method;
  std::string path;  ///< below "/_matrix/client", without the query, as sent
  std::string authorization;
  std::string user;    ///< whom it claims to be
  std::string device;  ///< ... and on which device
  nlohmann::json body;
  int status = 0;  ///< what it was answered
};

[[nodiscard]] Response matrix_error(int status, const std::string& code);

class FakeHomeserver final : public HttpHandler {
 public:
  static constexpr const char* bot = "@meldmaat:zandrecht.example";
  static constexpr const char* token = "as-token-not-a-secret";

  explicit FakeHomeserver(Moment moment) : now(moment) {}

  [[nodiscard]] std::optional<GateRules> rules_for(std::string_view path) const override;
  [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) override;

  // What people do in their clients. Each gives the event that comes of it.
  struct Wish {
    bool direct = true;
    bool encrypted = false;
    bool open = false;  ///< anybody may join
    std::string name;   ///< empty: none
    bool history_before_join = true;
  };
  /// \return the room, into which the bot is invited
  std::string make_room(const std::string& creator, const Wish& wish);
  std::string make_room(const std::string& creator) { return make_room(creator, Wish()); }
  nlohmann::json invite(const std::string& room, const std::string& by, const std::string& whom);
  /// \param who whose membership changes, by themselves
  nlohmann::json join(const std::string& room, const std::string& who) { return change(room, who, who, "join"); }
  nlohmann::json leave(const std::string& room, const std::string& who) { return change(room, who, who, "leave"); }
  nlohmann::json kick(const std::string& room, const std::string& by, const std::string& whom) {
    return change(room, by, whom, "leave");
  }
  nlohmann::json text(const std::string& room, const std::string& who, const std::string& body);
  nlohmann::json message(const std::string& room, const std::string& who, nlohmann::json content);
  nlohmann::json edit(const std::string& room, const std::string& who, const std::string& event,
                      const std::string& body);
  nlohmann::json redact(const std::string& room, const std::string& who, const std::string& event);
  nlohmann::json encrypt(const std::string& room, const std::string& who);
  /// Anything else, as it stands: type, content, and for a state event its state_key.
  nlohmann::json add(const std::string& room, const std::string& who, nlohmann::json event);

  /// What is to be pushed since the last time this was asked: whatever concerns the bot when it happens. Whoever throws
  /// it away has lost it.
  std::vector<nlohmann::json> take_news();

  // What there is to see afterwards.
  [[nodiscard]] const std::vector<HomeserverCall>& calls() const { return calls_; }
  /// Calls with this in their path; of one method when that is given.
  [[nodiscard]] std::size_t count(const std::string& part, const std::string& method = "") const;
  /// What the bot said in this room, what it changed in the place of what it said first; contents, oldest first.
  [[nodiscard]] std::vector<nlohmann::json> shown(const std::string& room) const;
  [[nodiscard]] std::vector<std::string> rooms() const;
  /// "join", "invite", "leave", or empty.
  [[nodiscard]] std::string membership(const std::string& room, const std::string& who) const;
  /// Why this one left.
  [[nodiscard]] std::string reason(const std::string& room, const std::string& who) const;
  [[nodiscard]] const std::string& last_sync_token() const { return last_token_; }

  // How it answers.
  /// The next call with this in its path is answered so. \param after it had its effect
  void answer_next(std::string part, Response response, bool after = false);
  /// Every call with this in its path, until be_kind().
  void answer_always(std::string part, const Response& response);
  /// The next call with this in its path has its effect and is never answered.
  void hang_next(std::string part);
  void be_kind() { answers_.clear(); }
  /// The tokens that were given mean nothing any more.
  void forget_sync_tokens() { ++generation_; }
  /// What was sent earlier is not known again by its name: a day went by there.
  void forget_names() { sent_.clear(); }

  Moment now;                       ///< when things happen
  std::string accepted = token;     ///< the as_token it knows
  std::size_t timeline_limit = 50;  ///< of a room in one sync
  bool encrypts_every_room = false;
  std::map<std::string, std::string> media;  ///< by "server/id"

 private:
  struct Room {
    std::map<std::string, nlohmann::json> members;  ///< the newest event about each
    std::vector<std::size_t> events;                ///< places in events_
    bool encrypted = false;
    bool open = false;
    std::string name;
    std::optional<std::size_t> history_from;  ///< the bot sees nothing older
    bool history_before_join = true;
  };
  struct Answer {
    std::string part;
    Response response;
    bool after = false;
    bool always = false;
    bool never = false;
  };

  nlohmann::json change(const std::string& room, const std::string& by, const std::string& whom,
                        const std::string& membership, nlohmann::json content = nlohmann::json::object());
  [[nodiscard]] std::optional<Answer> take_answer(const std::string& path);
  [[nodiscard]] Response answer(const Request& request, const HomeserverCall& call);
  [[nodiscard]] Response account(const std::vector<std::string>& parts, const HomeserverCall& call);
  [[nodiscard]] Response in_room(const Request& request, const std::vector<std::string>& parts,
                                 const HomeserverCall& call);
  [[nodiscard]] Response enter(const std::string& id);
  [[nodiscard]] Response send(const std::string& room, const std::string& type, const HomeserverCall& call);
  [[nodiscard]] Response history(const Room& room, const Request& request) const;
  [[nodiscard]] Response create(const nlohmann::json& wish);
  [[nodiscard]] Response sync(const Request& request);
  [[nodiscard]] nlohmann::json timeline(const Room& room, std::size_t since) const;
  [[nodiscard]] nlohmann::json stripped(const Room& room, const std::string& invited) const;
  [[nodiscard]] bool holds(const Room& room, const std::string& membership) const;
  [[nodiscard]] std::string fresh_room();

  std::map<std::string, Room> rooms_;
  std::vector<nlohmann::json> events_;  ///< of all rooms, oldest first
  std::vector<bool> concerns_;          ///< the bot, each of them when it happened
  std::size_t pushed_ = 0;
  std::map<std::string, std::string> sent_;  ///< event ids by device and path
  std::deque<Answer> answers_;
  std::vector<HomeserverCall> calls_;
  bool registered_ = false;
  std::string device_;
  int generation_ = 1;
  int made_ = 0;
  std::string last_token_;
};

}  // namespace meldmaat
