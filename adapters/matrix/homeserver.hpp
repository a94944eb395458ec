// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Calls of the client-server API as the bot (Matrix spec v1.19; application service API "Identity assertion"). Every
/// call names the user and the device, so that the homeserver remembers our transaction ids on disk: what is sent
/// twice under one id stands in the room once. I/O thread only.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "adapters/outside.hpp"
#include "adapters/secret.hpp"
#include "bot/clock.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct HomeserverSettings {
  std::string address;  ///< "https://matrix.zandrecht.example", without a slash at the end
  std::string user;     ///< the bot: "@meldmaat:zandrecht.example"
  std::string device;
  std::string service;  ///< the id in the registration file
  Secret token;         ///< as_token
};

/// What a call gave.
struct HomeserverAnswer {
  enum class Kind : std::uint8_t {
    taken,
    later,         ///< no answer, a failure over there, or too many calls: try again
    unauthorised,  ///< our token is not accepted
    forbidden,     ///< 403
    absent,        ///< 404
    refused        ///< any other answer that will not change
  };
  HomeserverAnswer() = default;

  Kind kind = Kind::later;
  int status = 0;               ///< 0: there was no answer
  bool perhaps = false;         ///< with `later`: it may have had its effect
  Milliseconds retry_after{0};  ///< what the homeserver asked for; 0: nothing
  std::string code;             ///< errcode, such as "M_FORBIDDEN"; for decisions, never for a log
  nlohmann::json body;          ///< an object, when taken
};

/// \param now for a Retry-After that is a date
[[nodiscard]] HomeserverAnswer judge_homeserver(const OutsideResult& result, Moment now);

/// The kind as a word for the log.
[[nodiscard]] Literal name_of(HomeserverAnswer::Kind kind);

/// Path segments are percent-encoded here: "/rooms/{}/join" and the room.
[[nodiscard]] std::string matrix_path(std::string_view form, std::initializer_list<std::string_view> segments);

class Homeserver {
 public:
  /// All outlive this.
  Homeserver(Outside& outside, const Clock& clock, HomeserverSettings settings);

  /// \param path below "/_matrix/client", with an optional query: "/v3/sync?timeout=0"
  /// \param body a JSON object
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> call(Method method, std::string path, std::string body);
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> get(std::string path);

  /// The bot as a user of the homeserver, and its device: once at the start, as often as one likes.
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> sign_up();

  /// Calls `bell` whenever the homeserver answers again after it did not. Once, before anything runs.
  void on_return(std::function<void()> bell) { returned_ = std::move(bell); }

  /// Asks the homeserver to call us: it then repeats at once what it could not push.
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> ping();
  /// The bytes of a file, whatever they are.
  [[nodiscard]] boost::asio::awaitable<OutsideResult> download(std::string path, std::size_t most_bytes);

  /// Whether whatever was asked since a minute or longer had no answer but a failure. Syncs ask every few seconds, so
  /// what fails otherwise is a matter of what was asked.
  [[nodiscard]] bool is_away() const;
  /// Whom the homeserver takes us for: `unauthorised` also when that is somebody else than the bot.
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> who_am_i();

  [[nodiscard]] const std::string& user() const { return settings_.user; }

 private:
  enum class As : std::uint8_t { service, user, device };
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> call_as(As who, Method method, std::string path,
                                                                 std::string body);
  void note(const OutsideResult& result);
  [[nodiscard]] OutsideRequest request(As who, Method method, const std::string& path) const;

  Outside& outside_;
  const Clock& clock_;
  HomeserverSettings settings_;
  std::function<void()> returned_ = [] {};
  bool away_ = false;
  Moment answered_;  ///< last, with whatever but a failure
};

}  // namespace meldmaat
