// SPDX-License-Identifier: EUPL-1.2
// The stores that must keep the contract, and the values its tests write.
#include <memory>
#include <set>

#include "storage/sqlite_store.hpp"
#include "tests/contract/store_contract.hpp"
#include "tests/fakes/memory_store.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat::contract {

namespace {

/// A store on a file that goes with it.
struct FileStore {
  fakes::TemporaryFolder folder;
  SqliteStore store{SqliteStoreOptions{folder / "chat.db", {"web"}, "", 0}};
};

std::shared_ptr<Store> make_file_store() {
  const auto made = std::make_shared<FileStore>();
  return {made, &made->store};
}

std::shared_ptr<Store> make_memory_store() {
  return std::make_shared<fakes::MemoryStore>(std::set<std::string>{"web"});
}

}  // namespace

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract,
                         testing::Values(StoreKind{"sqlite", make_file_store}, StoreKind{"memory", make_memory_store}),
                         [](const auto& kind) { return kind.param.name; });

Message notice(const std::string& text, const std::string& slot) {
  Message message;
  message.text = text;
  message.slot = slot;
  return message;
}

Case a_case(const std::string& number, const std::string& reporter) {
  Case made;
  made.number = CaseNumber{number};
  made.protocol = {ProtocolId{"standaard"}, 1};
  made.form = {FormId{"incident"}, 1};
  made.reported = at(0);
  made.reporter = PersonId{reporter};
  return made;
}

Task a_task(const std::string& number, const std::string& rule, Moment due) {
  Task task;
  task.key = {CaseNumber{number}, RuleId{rule}, 1, 1};
  task.owner = RoleId{"manager"};
  task.started = at(0);
  task.due = due;
  task.next = due;
  return task;
}

}  // namespace meldmaat::contract
