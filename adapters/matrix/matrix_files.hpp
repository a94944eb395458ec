// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Files that people put into a room lie in the homeserver's media repository, for whoever has a token (Matrix spec
/// v1.19, client-server API "Content repository"; authenticated media). I/O thread only.
#pragma once

#include <optional>
#include <string>

#include "adapters/file_source.hpp"
#include "adapters/log.hpp"
#include "adapters/matrix/homeserver.hpp"
#include "adapters/matrix/matrix_room.hpp"
#include "adapters/matrix/room_event.hpp"

namespace meldmaat {

/// Errand::details of a file; nothing when its address is no "mxc://server/id".
[[nodiscard]] std::optional<std::string> errand_of(const FileSent& file);

class MatrixFiles final : public FileSource {
 public:
  /// Both outlive this.
  MatrixFiles(Homeserver& homeserver, Log& log) : homeserver_(homeserver), log_(log) {}

  [[nodiscard]] const std::string& name() const override { return name_; }
  [[nodiscard]] boost::asio::awaitable<Fetched> fetch(std::string details, std::size_t most_bytes) override;

 private:
  Homeserver& homeserver_;
  Log& log_;
  const std::string name_{matrix_channel_name};
};

}  // namespace meldmaat
