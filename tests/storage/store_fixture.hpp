// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the tests of storage/ share: a folder, a store in it, and turns to write into it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "storage/sealed_schema.hpp"
#include "storage/sqlite_store.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {

inline const ConversationKey anna{"web", "anna"};
inline const ConversationKey anna_by_chat{"teams", "a-1"};

[[nodiscard]] inline Moment minute(int number) {
  return Moment{std::chrono::minutes{29'000'000 + number}};
}

[[nodiscard]] inline Message line(const std::string& text) {
  Message message;
  message.text = text;
  return message;
}

/// Runs `work` in a batch of its own.
template <class Work>
void commit(Store& store, Work work) {
  store.begin_batch();
  work();
  store.commit_batch();
}

/// What went wrong, as text; empty when nothing did.
template <class Work>
[[nodiscard]] std::string refusal(Work work) {
  try {
    work();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "";
}

struct StoreFixture : testing::Test {
  fakes::TemporaryFolder folder;
  std::filesystem::path file = folder / "chat.db";

  [[nodiscard]] SqliteStoreOptions options() const { return {file, {"web"}, "", 0}; }
  /// The key beside `file`, which is made when it is not there.
  [[nodiscard]] MasterKey key() const { return master_key_for(file, {}, NoKeyYet::make); }
  void take_steps(Connection& connection, const std::vector<const char*>& steps = schema_steps()) const {
    const auto master = key();
    Vault vault(connection, master);
    migrate_sealed(connection, vault, steps);
  }
  [[nodiscard]] std::unique_ptr<SqliteStore> open() const { return std::make_unique<SqliteStore>(options()); }

  /// A database with a conversation, a case, an outbox and a file in it.
  void write_some(Store& store) {
    commit(store, [&] {
      store.hear(anna, minute(1), line("hallo"));
      store.say(anna_by_chat, minute(1), line("dag"), false);
      store.say(anna_by_chat, minute(2), line("tot zo"), false);
      State state;
      state.turn = 2;
      store.write_state(anna, state, minute(2));
      store.remember(anna, EventId{"e1"}, minute(1), 1);
      Case the_case;
      the_case.number = store.free_number(2026);
      the_case.reporter = PersonId{"anna"};
      store.write_case(the_case);
      Task task;
      task.key = {the_case.number, RuleId{"T16"}, 1, 1};
      task.due = minute(60);
      task.next = minute(60);
      store.write_task(task);
      Visit visit;
      visit.place = "Dorpsstraat 1";
      visit.next = minute(90);
      (void)store.add_visit(visit);
      store.add_entry(the_case.number, {minute(1), PersonId{"anna"}, "filed", ""});
      store.write_blob({BlobId{"b"}, "a.pdf", "application/pdf", 3, sha256_of_abc}, "abc", PersonId{"anna"}, minute(1));
    });
  }

  static constexpr const char* sha256_of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
};

}  // namespace meldmaat
