// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The port to whoever makes a copy of a file for readers: what can be seen of it, and not where and with what it was
/// made (plan §7, F3 and F8). The file itself stays as it came.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <string>
#include <utility>

namespace meldmaat {

struct ReaderCopy {
  enum class Kind : std::uint8_t {
    made,
    no_copy,  ///< nobody can make one: sound, HEIC, moving WebP, a PDF that is locked or holds a closed photo
    broken,   ///< it does not open, or only with more memory or time than a file may cost
    later     ///< it may succeed another time
  };
  ReaderCopy() = default;
  ReaderCopy(Kind outcome, std::string content) : kind(outcome), bytes(std::move(content)) {}
  Kind kind = Kind::later;
  std::string bytes;  ///< of the same kind of file; empty unless it was made
};

class CopyMaker {
 public:
  CopyMaker() = default;
  CopyMaker(const CopyMaker&) = delete;
  CopyMaker& operator=(const CopyMaker&) = delete;
  virtual ~CopyMaker() = default;

  /// On the I/O thread, which it does not hold up. Several at a time. Throws nothing about the file.
  [[nodiscard]] virtual boost::asio::awaitable<ReaderCopy> copy(std::string bytes) = 0;
};

}  // namespace meldmaat
