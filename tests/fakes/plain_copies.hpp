// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Copies that open nothing: whatever is asked for comes back with a mark, or with the outcome a test wants.
#pragma once

#include <string>

#include "adapters/evidence/copy_maker.hpp"

namespace meldmaat::fakes {

class PlainCopies final : public CopyMaker {
 public:
  [[nodiscard]] boost::asio::awaitable<ReaderCopy> copy(std::string bytes) override {
    const bool made = outcome == ReaderCopy::Kind::made;
    co_return ReaderCopy(outcome, made ? "copy of " + bytes : std::string());
  }

  ReaderCopy::Kind outcome = ReaderCopy::Kind::made;
};

}  // namespace meldmaat::fakes
