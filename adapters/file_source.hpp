// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The port to a channel that says where a file lies instead of bringing it. The fetcher decides when it is tried and
/// what becomes of it; the source goes there once.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <string>

namespace meldmaat {

struct Fetched {
  enum class Kind : std::uint8_t {
    here,
    later,      ///< it may succeed another time
    never,      ///< the address is not allowed, or there is nothing any more
    too_large,  ///< more bytes than were asked for
    broken      ///< of the kind it says, and does not open; no source says so, only who opens it
  };
  Fetched() = default;
  Kind kind = Kind::later;
  std::string name;  ///< as the sender told it, also when the file is not here; may be empty
  std::string bytes;
};

class FileSource {
 public:
  FileSource() = default;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  virtual ~FileSource() = default;

  /// As in ConversationKey::channel.
  [[nodiscard]] virtual const std::string& name() const = 0;

  /// One attempt, on the I/O thread, over well before `errand_lasts`. Several at a time.
  /// \param details of the errand \param most_bytes of the file
  [[nodiscard]] virtual boost::asio::awaitable<Fetched> fetch(std::string details, std::size_t most_bytes) = 0;
};

}  // namespace meldmaat
