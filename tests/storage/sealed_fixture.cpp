// SPDX-License-Identifier: EUPL-1.2
#include "tests/storage/sealed_fixture.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

#include "storage/row_codec.hpp"

namespace meldmaat {

namespace {

const CaseNumber number{"2026-0001"};
const ReminderId draft_reminder{"draft"};

Attachment attached(const std::string& id, const std::string& name, std::string_view bytes) {
  return {BlobId{id}, name, "image/kanarie-soort", bytes.size(), hexadecimal(sha256(bytes))};
}

Message spoken(const std::string& text, const std::string& label, const std::string& slot) {
  Message message = line(text);
  message.lines = {{label, label, std::nullopt}};
  message.slot = slot;
  return message;
}

Case filled_case(const Attachment& evidence) {
  Case made;
  made.number = number;
  made.protocol = {ProtocolId{"standaard"}, 1};
  made.form = {FormId{"incident"}, 1};
  made.incident = {minute(1), true, false, "kanarie-toedracht"};
  made.reported = minute(3);
  made.reporter = PersonId{"kanarie-melder"};
  made.victim = PersonId{"kanarie-slachtoffer"};
  made.team = TeamId{"kanarie-team"};
  made.answers["wat"] = {Answer::Status::given, "kanarie-antwoord", "kanarie-verhaal", minute(2)};
  made.evidence = {evidence};
  made.readers = {{PersonId{"kanarie-lezer"}, RoleId{"manager"}, "kanarie-reden", {}}};
  Ban ban;
  ban.id = BanId{"2026-0001-V1"};
  ban.person = "kanarie-dader";
  ban.looks = "kanarie-uiterlijk";
  ban.area = "kanarie-gebied";
  ban.first = LocalDate{std::chrono::year{2026}, std::chrono::month{10}, std::chrono::day{1}};
  ban.last = LocalDate{std::chrono::year{2027}, std::chrono::month{10}, std::chrono::day{1}};
  made.bans = {ban};
  return made;
}

}  // namespace

Everything::Everything()
    : heard(spoken("kanarie-gezegd \"met\" teken", "kanarie-regel", "")),
      said(spoken("kanarie-antwoordregel", "kanarie-etiket", "kanarie-plek")),
      entry{minute(4), PersonId{"kanarie-melder"}, "kanarie-wat", "kanarie-bijzonderheid"},
      audited{minute(4), PersonId{"kanarie-beheerder"}, "kanarie-inzage", CaseNumber{}, "kanarie-bestandsnaam"},
      kept(attached("b1", "kanarie-foto.jpg", evidence)),
      unkept(attached("b2", "kanarie-schets.jpg", draft)),
      scan{minute(5), PersonId{"kanarie-directeur"}, RoleId{"kanarie-rol"}, {true, false, true}},
      lesson{minute(6), PersonId{"kanarie-schrijver"}, "kanarie-les"},
      room{"matrix", "!kanarie-kamer:zandrecht.example", R"({"k":"kanarie-kamerwoord"})", minute(7)},
      reach{room_key, R"({"k":"kanarie-bereik"})", false, minute(8), std::nullopt},
      errand{0, room_key, EventId{"kanarie-bestand"}, R"({"k":"kanarie-opdracht"})", minute(9), 1},
      session{"5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8", PersonId{"kanarie-ingelogd"},
              minute(99)} {
  state.turn = 3;
  Frame frame;
  frame.dialog = "intake";
  frame.version = 1;
  frame.answers["wat"] = {Answer::Status::given, "kanarie-conceptantwoord", "kanarie-concepttekst", minute(2)};
  state.frames = {frame};
  the_case = filled_case(kept);
  task.key = {number, RuleId{"T16"}, 1, 1};
  task.owner = RoleId{"manager"};
  task.handed_to = PersonId{"kanarie-behandelaar"};
  task.started = minute(3);
  task.due = minute(60);
  task.next = minute(60);
  task.reason = "kanarie-uitstel";
  visit.id = VisitId{"1"};
  visit.visitor = PersonId{"kanarie-bezoeker"};
  visit.place = "kanarie-straat 1";
  visit.next = minute(90);
}

void Everything::write(Store& store) const {
  store.hear(web, minute(1), heard);
  store.hear(room_key, minute(1), heard);
  store.say(room_key, minute(2), said, false);
  store.write_state(web, state, minute(2));
  store.remember(web, event, minute(1), 1);
  store.set_reminder(web, draft_reminder, minute(30));
  store.write_blob(kept, evidence, PersonId{"kanarie-eigenaar"}, minute(1));
  store.write_blob(unkept, draft, PersonId{"kanarie-eigenaar"}, minute(1));
  store.write_case(the_case);
  store.write_task(task);
  store.add_entry(number, entry);
  store.add_audit(audited);
  store.add_scan(scan);
  store.add_lesson(lesson);
  store.accept_files({accepted});
  static_cast<void>(store.add_visit(visit));
  store.write_room(room);
  store.write_reach(reach);
  store.add_errand(errand);
  store.write_session(session);
}

void Everything::write_plain(Connection& to) const {
  Visit without_id = visit;
  without_id.id = {};
  const std::string ticks = "1010000000";
  Query(to, "INSERT INTO conversation VALUES (1, 'web', ?, ?, '1', ?)", web.address, minute(2), encode(state)).run();
  Query(to, "INSERT INTO conversation VALUES (2, 'matrix', ?, 0, '', NULL)", room_key.address).run();
  for (const std::int64_t owner : {1, 2}) {
    Query(to, "INSERT INTO line VALUES ((? << 32) + 1, ?, 1, 0, 0, '', ?)", owner, minute(1), encode(heard)).run();
  }
  Query(to, "INSERT INTO line VALUES ((2 << 32) + 2, ?, 0, 0, 0, ?, ?)", minute(2), said.slot, encode(said)).run();
  Query(to, "INSERT INTO delivery VALUES (1, 2, 2, 0, ?1, ?1, 0, 0, '')", minute(2)).run();
  Query(to, "INSERT INTO seen VALUES (1, ?, ?, 1)", event.str(), minute(1)).run();
  Query(to, "INSERT INTO reminder VALUES (1, 'draft', ?)", minute(30)).run();
  Query(to, "INSERT INTO case_file VALUES (?, 2026, 1, ?, 0, 'standaard', 1, 'incident', 1, ?)", number.str(),
        the_case.reported, encode(the_case))
      .run();
  for (const auto* const person : {"kanarie-melder", "kanarie-lezer"}) {
    Query(to, "INSERT INTO reader VALUES (?, ?, ?, ?)", std::string(person), the_case.reported, number.str(),
          the_case.reporter == PersonId{person})
        .run();
  }
  Query(to, "INSERT INTO task VALUES (?, 'T16', 1, 1, 0, ?2, ?2, ?)", number.str(), task.due, encode(task)).run();
  Query(to, "INSERT INTO entry VALUES (?, 1, ?, ?, ?, ?)", number.str(), entry.at, entry.by.str(), entry.what,
        entry.detail)
      .run();
  const auto& ban = the_case.bans.front();
  Query(to, "INSERT INTO ban VALUES (?, ?, ?, ?)", ban.id.str(), number.str(),
        std::chrono::local_days{ban.last}.time_since_epoch().count(), encode(ban))
      .run();
  const auto put_blob = [&](const Attachment& about, bool is_kept, const std::string& bytes) {
    Query(to, "INSERT INTO blob VALUES (?, 'kanarie-eigenaar', ?, ?, ?, ?, ?, ?, ?)", about.id.str(), minute(1),
          is_kept, about.name, about.media_type, about.bytes, about.sha256, Bytes{bytes})
        .run();
  };
  put_blob(kept, true, evidence);
  put_blob(unkept, false, draft);
  Query(to, "INSERT INTO scan VALUES (1, ?, ?, ?, ?)", scan.at, scan.by.str(), scan.as.str(), ticks).run();
  Query(to, "INSERT INTO lesson VALUES (1, ?, ?, ?)", lesson.at, lesson.by.str(), lesson.text).run();
  Query(to, "INSERT INTO visit VALUES (1, ?, ?)", visit.next, encode(without_id)).run();
  Query(to, "INSERT INTO room VALUES (?, ?, ?, ?)", room.channel, room.id, room.details, room.not_before).run();
  Query(to, "INSERT INTO reach VALUES (2, ?, 0, ?, NULL)", reach.details, reach.at).run();
  Query(to, "INSERT INTO errand VALUES (1, 2, ?, ?, ?, ?)", errand.event.str(), errand.details, errand.not_before,
        errand.attempts)
      .run();
  Query(to, "INSERT INTO session VALUES (?, ?, ?)", session.secret_hash, session.person.str(), session.expires).run();
}

void Everything::expect_in(Store& store) const {
  const auto lines = store.transcript(room_key, 0, 9);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].message, heard);
  EXPECT_EQ(lines[1].message, said);
  EXPECT_EQ(store.state_of(web), state);
  EXPECT_EQ(store.seen(web, event), 1U);
  const std::vector<DueReminder> due{{web, draft_reminder, minute(30)}};
  EXPECT_EQ(store.due_reminders(minute(30), 9), due);
  const auto waiting = store.waiting_deliveries(minute(9), 9);
  ASSERT_EQ(waiting.size(), 1U);
  EXPECT_EQ(waiting[0].conversation, room_key);
  EXPECT_EQ(waiting[0].message, said);
  const auto found = store.read_case(number);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->the_case, the_case);
  EXPECT_EQ(found->tasks, std::vector{task});
  EXPECT_EQ(store.entries(number), std::vector{entry});
  // A database of before had no more than the history.
  const auto trail = store.audit(0, 9);
  ASSERT_FALSE(trail.empty());
  EXPECT_EQ(trail.front(), (AuditLine{entry.at, entry.by, entry.what, number, ""}));
  if (trail.size() > 1) EXPECT_EQ(trail.back(), audited);
  for (const auto* const person : {"kanarie-melder", "kanarie-lezer"}) {
    EXPECT_EQ(store.cases_of(PersonId{person}, 9).size(), 1U) << person;
  }
  const std::vector<RegisteredBan> bans{{number, the_case.bans.front()}};
  EXPECT_EQ(store.bans(), bans);
  EXPECT_EQ(store.read_blob(kept.id), evidence);
  EXPECT_EQ(store.find_blob(kept.id), kept);
  EXPECT_EQ(store.read_blob(unkept.id), draft);
  EXPECT_EQ(store.blob_owner(unkept.id), PersonId{"kanarie-eigenaar"});
  EXPECT_EQ(store.scans(9), std::vector{scan});
  EXPECT_EQ(store.lessons(9), std::vector{lesson});
  const auto files = store.accepted_files();
  if (!files.empty()) EXPECT_EQ(files, std::vector{accepted}) << "a database of before had none";
  EXPECT_EQ(store.visits(), std::vector{visit});
  EXPECT_EQ(store.room(room.channel, room.id), room);
  EXPECT_EQ(store.waiting_rooms(room.channel, minute(9), 9), std::vector{room});
  EXPECT_EQ(store.reach(room_key), reach);
  auto fetched = errand;
  fetched.id = 1;
  EXPECT_EQ(store.waiting_errands(minute(9), 9), std::vector{fetched});
  EXPECT_EQ(store.session(session.secret_hash), session);
}

void SealedFixture::fill_schema_9() const {
  {
    Connection fresh(file, "", Connection::Missing::create);
    const auto& steps = schema_steps();
    take_steps(fresh, {steps.begin(), steps.begin() + 9});
  }
  Connection before(file, "", Connection::Missing::refuse);
  before.apply_settings();
  before.begin();
  everything.write_plain(before);
  before.commit();
}

namespace {

/// What of the text is the same in base64 wherever it begins in a group of three.
std::vector<std::string> in_base64(std::string_view text) {
  constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<std::string> forms;
  for (std::size_t skipped = 0; skipped < 3; ++skipped) {
    const auto whole = text.substr(skipped, (text.size() - skipped) / 3 * 3);
    std::string form;
    for (std::size_t at = 0; at < whole.size(); at += 3) {
      const auto byte = [&](std::size_t i) -> unsigned int { return static_cast<unsigned char>(whole[at + i]); };
      const unsigned int group = (byte(0) << 16U) | (byte(1) << 8U) | byte(2);
      for (const unsigned int shift : {18U, 12U, 6U, 0U}) form += signs[(group >> shift) & 63U];
    }
    forms.push_back(form);
  }
  return forms;
}

std::vector<std::string> forms_of(std::string_view text) {
  auto forms = in_base64(text);
  forms.emplace_back(text);
  auto hex = hexadecimal(text);
  forms.push_back(hex);
  std::ranges::transform(hex, hex.begin(), [](unsigned char sign) { return static_cast<char>(std::toupper(sign)); });
  forms.push_back(hex);
  std::string wide;  // both byte orders: without its first and last byte the one lies in the other
  for (const char sign : text) (wide += sign) += '\0';
  forms.push_back(wide.substr(0, wide.size() - 1));
  return forms;
}

}  // namespace

std::vector<std::string> canaries_in(std::string_view bytes) {
  std::vector<std::string> words{"kanarie-"};  // with which every canary begins
  const Everything everything;
  words.push_back(everything.kept.sha256);
  words.push_back(sha256(everything.evidence));
  std::vector<std::string> found;
  for (const auto& word : words) {
    for (const auto& form : forms_of(word)) {
      if (bytes.find(form) != std::string_view::npos) found.push_back(form);
    }
  }
  return found;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>{stream}, {}};
}

std::vector<std::string> canaries_in_files(const std::filesystem::path& database) {
  std::vector<std::string> found;
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
    const auto some = canaries_in(bytes_of(database.string() + ending));
    found.insert(found.end(), some.begin(), some.end());
  }
  return found;
}

}  // namespace meldmaat
