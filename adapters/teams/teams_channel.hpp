// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Sending to Teams: lays a message out, finds the conversation or makes one, and puts it there with the bot's token.
/// I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "adapters/channel.hpp"
#include "adapters/log.hpp"
#include "adapters/outside.hpp"
#include "adapters/teams/bot_token.hpp"
#include "adapters/teams/connector.hpp"
#include "adapters/teams/pace.hpp"
#include "adapters/teams/teams_reach.hpp"
#include "bot/clock.hpp"
#include "bot/texts.hpp"

namespace meldmaat {

/// All outlive the channel.
struct TeamsChannelParts {
  boost::asio::any_io_executor executor;
  Outside& outside;
  BotToken& token;
  const Texts& texts;
  const Clock& clock;
  Log& log;
};

struct TeamsChannelSettings {
  std::string app_id;
  std::string tenant;  ///< the bot's own
  std::string global_service_url;
  int sends_per_second = 20;
  std::chrono::milliseconds conversation_gap = Pace::usual_gap;
};

class TeamsChannel final : public Channel {
 public:
  TeamsChannel(TeamsChannelParts parts, TeamsChannelSettings settings);

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] boost::asio::awaitable<Sent> send(const Parcel& parcel) override;

  /// One message that belongs to no transcript, such as the pointer in a group chat. Once; nobody hears of a failure.
  [[nodiscard]] boost::asio::awaitable<void> remark(TeamsReach to, std::string text);

 private:
  [[nodiscard]] TeamsReach place_of(const Parcel& parcel) const;
  [[nodiscard]] boost::asio::awaitable<Verdict> create(TeamsReach& place, std::string object);
  [[nodiscard]] boost::asio::awaitable<Verdict> put(const TeamsReach& place, std::string replaces, std::string body);
  [[nodiscard]] boost::asio::awaitable<Verdict> call(ConnectorCall what, std::string url, std::string body);
  [[nodiscard]] boost::asio::awaitable<void> wait_for_place(std::string conversation);
  void report(const Verdict& verdict);

  TeamsChannelParts parts_;
  TeamsChannelSettings settings_;
  Pace pace_;
  const std::string name_{teams_channel_name};
};

}  // namespace meldmaat
