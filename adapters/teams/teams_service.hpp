// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Teams as a part of the running house: its listener, the door to Microsoft's servers, keys, token and channel, put
/// together. I/O thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <string>

#include "adapters/http_server.hpp"
#include "adapters/https_client.hpp"
#include "adapters/teams/bot_token.hpp"
#include "adapters/teams/key_ring.hpp"
#include "adapters/teams/proof.hpp"
#include "adapters/teams/teams_channel.hpp"
#include "adapters/teams/teams_files.hpp"
#include "adapters/teams/teams_site.hpp"

namespace meldmaat {

struct TeamsSettings {
  HttpServerSettings listener;
  ProofSettings proof;  ///< the first of its tenants is the bot's own
  BotCredential credential;
  HttpsSettings outside;  ///< proxy, authorities and name; its lists of origins are made from the cloud
  int sends_per_second = 20;
  std::chrono::milliseconds conversation_gap = Pace::usual_gap;  ///< tests set none
};

/// All outlive the service.
struct TeamsServiceParts {
  boost::asio::any_io_executor executor;
  Switchboard& switchboard;
  const Clock& clock;
  Random& random;
  const FailureDesk& failures;
  Metrics& metrics;
  Log& log;
};

class TeamsService {
 public:
  TeamsService(const TeamsServiceParts& parts, const TeamsSettings& settings);

  /// Opens the listener and fetches the keys. \return the port. \throws as HttpServer::start
  std::uint16_t start();
  /// Lets nothing more in. \return how many sessions were cut
  [[nodiscard]] boost::asio::awaitable<std::size_t> stop();
  /// Closes the door to the outside, after the last message was sent.
  void close_outside();

  [[nodiscard]] Channel& channel() { return channel_; }
  [[nodiscard]] FileSource& files() { return files_; }

 private:
  [[nodiscard]] boost::asio::awaitable<void> keep_keys();

  TeamsServiceParts parts_;
  HttpsClient outside_;
  KeyRing keys_;
  Proof proof_;
  BotToken token_;
  TeamsChannel channel_;
  TeamsFiles files_;
  TeamsSite site_;
  HttpServer server_;
  boost::asio::steady_timer round_;
  Gauge& ready_;
  bool stopping_ = false;
};

}  // namespace meldmaat
