// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Sends what was said to people on Matrix. Each delivery has one transaction id for all its attempts, which the
/// homeserver remembers for a day: sent twice, it stands in the room once. I/O thread only.
#pragma once

#include <string>

#include "adapters/channel.hpp"
#include "adapters/log.hpp"
#include "adapters/matrix/homeserver.hpp"
#include "adapters/matrix/matrix_buttons.hpp"
#include "adapters/matrix/matrix_room.hpp"
#include "bot/municipality.hpp"

namespace meldmaat {

class MatrixChannel final : public Channel {
 public:
  /// All outlive this.
  MatrixChannel(Homeserver& homeserver, const Municipality& town, Log& log)
      : homeserver_(homeserver), town_(town), log_(log) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] bool repeats_safely() const override { return true; }
  [[nodiscard]] boost::asio::awaitable<Sent> send(const Parcel& parcel) override;

 private:
  struct Opened {
    std::string room;  ///< empty: there is none
    Outcome outcome;
  };
  [[nodiscard]] boost::asio::awaitable<Sent> attempt(const Parcel& parcel);
  [[nodiscard]] boost::asio::awaitable<Opened> open_room(std::string user);
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> put_message(std::string room, const Parcel& parcel,
                                                                     bool as_new);
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> put_buttons(std::string room, const Parcel& parcel,
                                                                     SentEvents& sent);
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> take_buttons_away(std::string room, const Parcel& parcel,
                                                                           SentEvents sent);
  [[nodiscard]] boost::asio::awaitable<HomeserverAnswer> put(std::string room, std::string type, std::string id,
                                                             std::string content);
  [[nodiscard]] MatrixFrame frame_of(const Parcel& parcel) const;
  [[nodiscard]] Outcome outcome_of(const HomeserverAnswer& answer) const;

  Homeserver& homeserver_;
  const Municipality& town_;
  Log& log_;
  const std::string name_{matrix_channel_name};
};

}  // namespace meldmaat
