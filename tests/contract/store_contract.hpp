// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What every Store promises, whatever it is made of. Each test of the suite StoreContract runs for every store in
/// stores.cpp, so that the fake cannot promise what the real one does not, nor the other way round.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <ostream>
#include <string>

#include "bot/store.hpp"

namespace meldmaat::contract {

/// Lines of the channel "web" are delivered by being written; other channels need the outbox.
using MakeStore = std::function<std::shared_ptr<Store>()>;

struct StoreKind {
  std::string name;
  MakeStore make;
};
inline void PrintTo(const StoreKind& kind, std::ostream* out) {
  *out << kind.name;
}

inline const ConversationKey anna{"web", "anna"};
inline const ConversationKey bram{"web", "bram"};
inline const ConversationKey anna_by_chat{"teams", "a-1"};
inline const ConversationKey bram_by_chat{"teams", "b-2"};

/// \param minutes after an arbitrary beginning
[[nodiscard]] inline Moment at(int minutes) {
  return Moment{std::chrono::hours{24 * 20000} + std::chrono::minutes{minutes}};
}

[[nodiscard]] Message notice(const std::string& text, const std::string& slot = "");
[[nodiscard]] Case a_case(const std::string& number, const std::string& reporter = "anna");
[[nodiscard]] Task a_task(const std::string& number, const std::string& rule, Moment due);

class StoreContract : public testing::TestWithParam<StoreKind> {
 protected:
  StoreContract() : store(GetParam().make()) {}

  /// Runs `work` in a batch with one part and commits.
  template <class Work>
  void commit(Work work) {
    store->begin_batch();
    auto part = store->open_part();
    work();
    part->keep();
    part.reset();
    store->commit_batch();
  }
  [[nodiscard]] std::vector<TranscriptLine> lines(const ConversationKey& key) {
    return store->transcript(key, 0, 1000);
  }

  std::shared_ptr<Store> store;
};

}  // namespace meldmaat::contract
