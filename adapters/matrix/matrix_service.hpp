// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Matrix as a part of the running house: its listener, the homeserver, the rooms and the channel, put together. I/O
/// thread only.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "adapters/http_server.hpp"
#include "adapters/https_client.hpp"
#include "adapters/matrix/catch_up.hpp"
#include "adapters/matrix/homeserver.hpp"
#include "adapters/matrix/intake.hpp"
#include "adapters/matrix/matrix_channel.hpp"
#include "adapters/matrix/matrix_files.hpp"
#include "adapters/matrix/matrix_site.hpp"
#include "adapters/matrix/room_keeper.hpp"

namespace meldmaat {

struct MatrixSettings {
  HttpServerSettings listener;
  HomeserverSettings homeserver;
  Secret hs_token;
  std::vector<std::string> servers;  ///< whose people may speak with the bot
  HttpsSettings outside;             ///< authorities and name; its lists of origins are made from the homeserver
  RoomKeeperSettings rooms;
  CatchUpSettings catch_up;
};

/// All outlive the service.
struct MatrixServiceParts {
  boost::asio::any_io_executor executor;
  Switchboard& switchboard;
  const Clock& clock;
  const FailureDesk& failures;
  Metrics& metrics;
  Log& log;
};

class MatrixService {
 public:
  MatrixService(const MatrixServiceParts& parts, const MatrixSettings& settings);

  /// Opens the listener and begins to look at the rooms. \return the port. \throws as HttpServer::start
  std::uint16_t start();
  /// Lets nothing more in. \return how many sessions were cut
  [[nodiscard]] boost::asio::awaitable<std::size_t> stop();
  /// Closes the door to the outside, after the last message was sent.
  void close_outside() { outside_.stop(); }

  /// Looks at once at what otherwise waits for its time.
  void look();

  [[nodiscard]] Channel& channel() { return channel_; }
  [[nodiscard]] FileSource& files() { return files_; }

 private:
  void hear(const Heard& heard);

  MatrixServiceParts parts_;
  HttpsClient outside_;
  Homeserver homeserver_;
  MatrixIntake intake_;
  RoomKeeper rooms_;
  CatchUp catch_up_;
  MatrixChannel channel_;
  MatrixFiles files_;
  MatrixSite site_;
  HttpServer server_;
  Counter& parked_;
};

}  // namespace meldmaat
