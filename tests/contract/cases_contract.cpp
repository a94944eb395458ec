// SPDX-License-Identifier: EUPL-1.2
// What a store promises about cases, tasks, history, files and sessions.
#include <stdexcept>

#include "tests/contract/store_contract.hpp"

namespace meldmaat::contract {

TEST_P(StoreContract, NumbersCasesPerYear) {
  EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-0001"});
  commit([&] {
    store->write_case(a_case("2026-0001"));
    EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-0002"});
    store->write_case(a_case("2026-0001"));
    EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-0002"}) << "a change takes no number";
    store->write_case(a_case("2026-9999"));
  });
  EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-10000"});
  EXPECT_EQ(store->free_number(2027), CaseNumber{"2027-0001"});
  commit([&] { store->write_case(a_case("2026-10000")); });
  EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-10001"});
}

TEST_P(StoreContract, KeepsFilesOfDutiesBesideTheNumbersOfReports) {
  for (const auto* number : {"J2026", "J2026-burgerzaken", "J2027"}) {
    commit([&] { store->write_case(a_case(number)); });
    commit([&] { store->write_case(a_case(number)); });
  }
  EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-0001"});
  commit([&] { store->write_case(a_case("2026-0001")); });
  EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-0002"});
  for (const auto* number : {"J2026", "J2026-burgerzaken", "J2027"}) {
    EXPECT_EQ(store->read_case(CaseNumber{number}), (CaseFile{a_case(number), {}}));
  }
}

TEST_P(StoreContract, RemovesACaseWithAllThatBelongsToIt) {
  auto going = a_case("2026-0001");
  going.evidence = {{BlobId{"f0"}, "foto.jpg", "image/jpeg", 3, "0"}};
  const auto staying = a_case("2026-0002");
  commit([&] {
    store->write_blob(going.evidence.front(), "abc", PersonId{"anna"}, at(1));
    for (const auto& one : {going, staying}) {
      store->write_case(one);
      store->write_task(a_task(one.number.str(), "T16", at(10)));
      store->add_entry(one.number, {at(1), PersonId{"anna"}, "filed", ""});
    }
  });
  commit([&] { store->remove_case(going.number); });
  EXPECT_FALSE(store->read_case(going.number));
  EXPECT_TRUE(store->entries(going.number).empty());
  EXPECT_FALSE(store->find_blob(BlobId{"f0"}));
  EXPECT_EQ(store->cases_of(PersonId{"anna"}, 10).size(), 1U);
  EXPECT_EQ(store->due_tasks(at(99), 10).size(), 1U);
  EXPECT_EQ(store->read_case(staying.number)->the_case, staying);
  const AuditLine gone{{}, {}, {}, going.number, {}};
  const AuditLine told{at(1), PersonId{"anna"}, "filed", staying.number, {}};
  EXPECT_EQ(store->audit(0, 10), (std::vector{gone, told})) << "its place on the audit trail stays";
  commit([&] { store->remove_case(going.number); });
  EXPECT_EQ(store->free_number(2026), CaseNumber{"2026-0003"});
}

TEST_P(StoreContract, TellsWhatWasReportedBetweenTwoMoments) {
  auto early = a_case("2026-0001");
  early.reported = at(10);
  auto late = a_case("2026-0002");
  late.reported = at(20);
  auto duties = a_case("J2026");
  duties.reported = at(15);
  commit([&] {
    for (const auto& one : {late, early, duties}) store->write_case(one);
  });
  EXPECT_EQ(store->cases_reported(at(10), at(21)), (std::vector{early, late}));
  EXPECT_EQ(store->cases_reported(at(10), at(20)), std::vector{early});
  EXPECT_TRUE(store->cases_reported(at(11), at(20)).empty());
}

TEST_P(StoreContract, TellsWhichCasesHaveAStepThatIsLate) {
  auto done = a_task("2026-0002", "T16", at(10));
  done.status = Task::Status::done;
  commit([&] {
    for (const auto* number : {"2026-0001", "2026-0002", "2026-0003", "J2026"}) store->write_case(a_case(number));
    for (const auto& task : {a_task("2026-0003", "T16", at(10)), a_task("2026-0003", "T06", at(9)), done,
                             a_task("2026-0001", "T16", at(20)), a_task("J2026", "T40", at(5))}) {
      store->write_task(task);
    }
  });
  EXPECT_EQ(store->late_cases(at(10)), (std::vector{CaseNumber{"2026-0003"}, CaseNumber{"J2026"}}));
  EXPECT_EQ(store->late_cases(at(9)), std::vector{CaseNumber{"J2026"}});
  EXPECT_TRUE(store->late_cases(at(5)).empty());
}

TEST_P(StoreContract, KeepsTheRegisterOfBansThatHaveNotEnded) {
  const auto ban = [](const std::string& id, int day) {
    Ban made;
    made.id = BanId{id};
    made.person = "Piet Voorbeeld";
    made.first = std::chrono::year{2026} / 11 / 1;
    made.last = LocalDate{std::chrono::local_days{made.first} + std::chrono::days{day}};
    return made;
  };
  auto one = a_case("2026-0001");
  one.bans = {ban("2026-0001-V1", 200), ban("2026-0001-V2", 100)};
  auto other = a_case("2026-0002");
  other.bans = {ban("2026-0002-V1", 150)};
  EXPECT_TRUE(store->bans().empty());
  commit([&] {
    store->write_case(one);
    store->write_case(other);
  });
  EXPECT_EQ(store->bans(), (std::vector<RegisteredBan>{
                               {one.number, one.bans[1]}, {other.number, other.bans[0]}, {one.number, one.bans[0]}}));
  one.bans[1].ended = at(5);
  one.bans[0].last = LocalDate{std::chrono::local_days{one.bans[0].last} + std::chrono::days{1}};
  commit([&] { store->write_case(one); });
  EXPECT_EQ(store->bans(), (std::vector<RegisteredBan>{{other.number, other.bans[0]}, {one.number, one.bans[0]}}));
}

TEST_P(StoreContract, RefusesANumberThatIsNone) {
  store->begin_batch();
  for (const auto* number : {"", "2026", "zaak", "2026-", "2026-0", "J"}) {
    EXPECT_THROW(store->write_case(a_case(number)), std::invalid_argument) << number;
  }
  store->roll_back_batch();
}

TEST_P(StoreContract, KeepsACaseWithItsTasksInOrder) {
  auto written = a_case("2026-0001");
  written.flags = {"threat"};
  written.incident = {at(-5), false, true, "vanochtend"};
  auto second_step = a_task("2026-0001", "T16", at(20));
  second_step.key.step = 2;
  const auto first_step = a_task("2026-0001", "T16", at(10));
  const auto other = a_task("2026-0001", "T04", at(10));
  EXPECT_FALSE(store->read_case(written.number));
  commit([&] {
    store->write_case(written);
    store->write_task(second_step);
    store->write_task(first_step);
    store->write_task(other);
  });
  EXPECT_EQ(store->read_case(written.number), (CaseFile{written, {other, first_step, second_step}}));

  written.status = Case::Status::closed;
  auto done = first_step;
  done.status = Task::Status::done;
  done.next.reset();
  commit([&] {
    store->write_case(written);
    store->write_task(done);
  });
  EXPECT_EQ(store->read_case(written.number), (CaseFile{written, {other, done, second_step}}));
}

TEST_P(StoreContract, RefusesTasksAndHistoryOfNoCase) {
  store->begin_batch();
  EXPECT_THROW(store->write_task(a_task("2026-0001", "T16", at(1))), std::logic_error);
  EXPECT_THROW(store->add_entry(CaseNumber{"2026-0001"}, {at(1), {}, "filed", ""}), std::logic_error);
  store->roll_back_batch();
}

TEST_P(StoreContract, KeepsTheHistoryInTheOrderItWasWritten) {
  const std::vector<Entry> written{
      {at(2), PersonId{"anna"}, "filed", ""}, {at(1), PersonId{}, "armed", "T16"}, {at(1), PersonId{}, "armed", "T16"}};
  commit([&] {
    store->write_case(a_case("2026-0001"));
    store->write_case(a_case("2026-0002"));
    for (const auto& entry : written) store->add_entry(CaseNumber{"2026-0001"}, entry);
  });
  EXPECT_EQ(store->entries(CaseNumber{"2026-0001"}), written);
  EXPECT_TRUE(store->entries(CaseNumber{"2026-0002"}).empty());
  EXPECT_TRUE(store->entries(CaseNumber{"2026-0003"}).empty());
}

TEST_P(StoreContract, ListsTheCasesAPersonReportedOrReadsNewestFirst) {
  auto first = a_case("2026-0001", "anna");
  auto second = a_case("2026-0002", "bram");
  second.reported = at(5);
  second.readers = {{PersonId{"anna"}, RoleId{"manager"}, "why.manager", {}}, {PersonId{"carla"}, {}, "", {}}};
  auto third = a_case("2026-0003", "bram");
  third.reported = at(5);
  third.readers = {{PersonId{"bram"}, RoleId{"counsellor"}, "", {}}};
  auto closed = a_task("2026-0002", "T04", at(1));
  closed.status = Task::Status::done;
  commit([&] {
    for (const auto& one : {first, second, third}) store->write_case(one);
    store->write_task(closed);
    store->write_task(a_task("2026-0002", "T16", at(40)));
    store->write_task(a_task("2026-0002", "T18", at(30)));
  });
  const std::vector<CaseListing> annas{{CaseNumber{"2026-0002"}, at(5), Case::Status::open, false, 2, at(30)},
                                       {CaseNumber{"2026-0001"}, at(0), Case::Status::open, true, 0, std::nullopt}};
  EXPECT_EQ(store->cases_of(PersonId{"anna"}, 10), annas);
  const auto brams = store->cases_of(PersonId{"bram"}, 10);
  ASSERT_EQ(brams.size(), 2U);
  EXPECT_EQ(brams.front().number, CaseNumber{"2026-0003"});
  EXPECT_TRUE(brams.front().own) << "reporter and reader at once";
  EXPECT_EQ(store->cases_of(PersonId{"bram"}, 1).size(), 1U);
  EXPECT_TRUE(store->cases_of(PersonId{}, 10).empty());
}

TEST_P(StoreContract, TakesACaseOffTheListOfWhoNoLongerReadsIt) {
  auto written = a_case("2026-0001");
  written.readers = {{PersonId{"carla"}, RoleId{"manager"}, "", {}}};
  commit([&] { store->write_case(written); });
  EXPECT_EQ(store->cases_of(PersonId{"carla"}, 10).size(), 1U);
  written.readers.clear();
  commit([&] { store->write_case(written); });
  EXPECT_TRUE(store->cases_of(PersonId{"carla"}, 10).empty());
  EXPECT_EQ(store->cases_of(PersonId{"anna"}, 10).size(), 1U);
}

TEST_P(StoreContract, NamesTheProtocolsAndFormsInUse) {
  EXPECT_TRUE(store->protocols_in_use().empty());
  EXPECT_TRUE(store->forms_in_use().empty());
  auto later = a_case("2026-0002");
  later.protocol.version = 2;
  State draft;
  draft.frames.push_back({"intake", 3, "who", {}, {}, {}, {}});
  draft.frames.push_back({"casework", 0, "open", {}, {}, {}, {}});
  draft.frames.push_back({"intake", 1, "when", {}, {}, {}, {}});
  commit([&] {
    store->write_case(a_case("2026-0001"));
    store->write_case(later);
    store->write_case(a_case("2026-0003"));
    store->write_state(anna, draft, at(1));
    store->write_state(bram, draft, at(1));
  });
  EXPECT_EQ(store->protocols_in_use(),
            (std::vector<ProtocolRef>{{ProtocolId{"standaard"}, 1}, {ProtocolId{"standaard"}, 2}}));
  EXPECT_EQ(store->forms_in_use(), (std::vector<FormRef>{{FormId{}, 1}, {FormId{}, 3}, {FormId{"incident"}, 1}}));
  commit([&] {
    store->write_state(anna, State{}, at(2));
    store->write_state(bram, State{}, at(2));
  });
  EXPECT_EQ(store->forms_in_use(), (std::vector<FormRef>{{FormId{"incident"}, 1}}));
}

TEST_P(StoreContract, RingsTasksOldestFirst) {
  auto quiet = a_task("2026-0001", "T03", at(1));
  quiet.next.reset();
  commit([&] {
    store->write_case(a_case("2026-0001"));
    store->write_case(a_case("2026-0002"));
    store->write_task(a_task("2026-0002", "T16", at(10)));
    store->write_task(a_task("2026-0001", "T16", at(20)));
    store->write_task(a_task("2026-0001", "T18", at(10)));
    store->write_task(quiet);
    store->set_reminder(anna, ReminderId{"r"}, at(15));
  });
  EXPECT_EQ(store->next_alarm(), at(10));
  EXPECT_TRUE(store->due_tasks(at(9), 10).empty());
  const std::vector<TaskKey> due{{CaseNumber{"2026-0001"}, RuleId{"T18"}, 1, 1},
                                 {CaseNumber{"2026-0002"}, RuleId{"T16"}, 1, 1}};
  EXPECT_EQ(store->due_tasks(at(10), 10), due);
  EXPECT_EQ(store->due_tasks(at(99), 10).size(), 3U);
  EXPECT_EQ(store->due_tasks(at(99), 2), due);

  auto rung = a_task("2026-0002", "T16", at(10));
  rung.next = at(30);
  rung.rung = 1;
  auto over = a_task("2026-0001", "T18", at(10));
  over.next.reset();
  over.status = Task::Status::done;
  commit([&] {
    store->write_task(rung);
    store->write_task(over);
  });
  EXPECT_TRUE(store->due_tasks(at(10), 10).empty());
  EXPECT_EQ(store->next_alarm(), at(15));
}

TEST_P(StoreContract, KeepsFilesWithTheirOwner) {
  const Attachment about{BlobId{"b1"}, "foto.jpg", "image/jpeg", 4, "abcd"};
  const std::string bytes("a\0b\xff", 4);
  commit([&] {
    store->write_blob(about, bytes, PersonId{"anna"}, at(1));
    store->write_blob({BlobId{"empty"}, "leeg.pdf", "application/pdf", 0, ""}, "", PersonId{"bram"}, at(1));
  });
  EXPECT_EQ(store->read_blob(BlobId{"b1"}), bytes);
  EXPECT_EQ(store->find_blob(BlobId{"b1"}), about);
  EXPECT_EQ(store->blob_owner(BlobId{"b1"}), PersonId{"anna"});
  EXPECT_EQ(store->read_blob(BlobId{"empty"}), "");
  EXPECT_FALSE(store->read_blob(BlobId{"b2"}));
  EXPECT_FALSE(store->find_blob(BlobId{"b2"}));
  EXPECT_FALSE(store->blob_owner(BlobId{"b2"}));
  store->begin_batch();
  EXPECT_THROW(store->write_blob(about, "other", PersonId{"bram"}, at(2)), std::logic_error);
  store->roll_back_batch();
  EXPECT_EQ(store->read_blob(BlobId{"b1"}), bytes);
}

TEST_P(StoreContract, RemovesFilesOfDraftsButNeverEvidence) {
  const Attachment evidence{BlobId{"e"}, "foto.jpg", "image/jpeg", 1, "aa"};
  auto the_case = a_case("2026-0001");
  the_case.evidence = {evidence, {BlobId{"gone"}, "weg.jpg", "image/jpeg", 1, "bb"}};
  commit([&] {
    store->write_blob(evidence, "x", PersonId{"anna"}, at(1));
    store->write_blob({BlobId{"d"}, "d.jpg", "image/jpeg", 1, "cc"}, "y", PersonId{"anna"}, at(1));
    store->write_case(the_case);
  });
  commit([&] {
    store->remove_blob(BlobId{"e"});
    store->remove_blob(BlobId{"d"});
    store->remove_blob(BlobId{"never"});
  });
  EXPECT_TRUE(store->read_blob(BlobId{"e"}));
  EXPECT_FALSE(store->read_blob(BlobId{"d"}));
}

TEST_P(StoreContract, KeepsASessionUntilItExpiresOrIsLeft) {
  const Session annas{"h1", PersonId{"anna"}, at(10)};
  const Session brams{"h2", PersonId{"bram"}, at(20)};
  commit([&] {
    store->write_session(annas);
    store->write_session(brams);
  });
  EXPECT_EQ(store->session("h1"), annas);
  EXPECT_EQ(store->session("h2"), brams);
  EXPECT_FALSE(store->session("h3"));
  auto longer = brams;
  longer.expires = at(30);
  commit([&] {
    store->remove_session("h1");
    store->write_session(longer);
  });
  EXPECT_FALSE(store->session("h1"));
  EXPECT_EQ(store->session("h2"), longer);
  commit([&] { store->purge_sessions(at(30)); });
  EXPECT_TRUE(store->session("h2"));
  commit([&] { store->purge_sessions(at(31)); });
  EXPECT_FALSE(store->session("h2"));
}

}  // namespace meldmaat::contract
