// SPDX-License-Identifier: EUPL-1.2
#include "tests/linking/referee.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <utility>

#include "bot/postbox_round.hpp"
#include "bot/rules/slots.hpp"
#include "storage/migrate.hpp"

namespace meldmaat::linking {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t postbox_id = 0x4D4C5042;
constexpr std::string_view database = "meldmaat.db";
constexpr std::string_view postbox_file = "postbox.db";

fs::file_time_type file_time(Moment moment) {
  return std::chrono::file_clock::from_sys(moment);
}

/// The schema of the postbox, with rows that have numbers.
void make_numbered(const fs::path& file) {
  std::vector<std::string> steps;
  for (std::string step : postbox_schema_steps()) {
    constexpr std::string_view without = ", WITHOUT ROWID";
    for (auto at = step.find(without); at != std::string::npos; at = step.find(without)) step.erase(at, without.size());
    steps.push_back(std::move(step));
  }
  std::vector<const char*> texts;
  for (const auto& step : steps) texts.push_back(step.c_str());
  create_when_missing(file, "", [&](Connection& fresh) { migrate(fresh, texts, postbox_id); });
}

}  // namespace

std::string staff_name(std::size_t person) {
  auto number = std::to_string(person);
  number.insert(0, 4 - number.size(), '0');
  return "personeelslid-" + number;
}

std::string pseudonym(const MasterKey& key, const std::string& person) {
  return KeyedHash(key.bytes()).of("pseudonym", person);
}

Referee::Referee(const Municipality& town, const Dialog& dialog, const History& history, const Weakness& weakness,
                 fs::path folder, std::uint64_t seed)
    : town_(town),
      dialog_(dialog),
      history_(history),
      weakness_(weakness),
      folder_(std::move(folder)),
      dice_(seed ^ 0x5EA1EDU),
      data_(folder_ / "data") {
  fs::create_directories(data_);
  loot_.key = folder_ / "master.key";
  MasterKey::make(loot_.key);
  loot_.begin = history.begin;
  loot_.end = history.end;
  loot_.restarts = history.restarts;
  if (weakness.row_numbers) make_numbered(data_ / postbox_file);
  open();
  for (const std::string person : {"vertrouwenspersoon", "tweede_vertrouwenspersoon", ""}) {
    postbox_->write_recipient({KeyId{dice_.hex(16)}, PersonId{person}, dice_.bytes(65), dice_.bytes(200), true});
  }
  weaken([&](SQLite::Database& file) {
    file.exec("ALTER TABLE envelope ADD COLUMN beside ANY");
    file.exec("CREATE TABLE arrival (id TEXT, at INTEGER)");
  });
}

void Referee::open() {
  store_ = std::make_unique<SqliteStore>(SqliteStoreOptions{
      .file = data_ / database, .delivered_by_writing = {"web"}, .vfs = {}, .reserve_bytes = 0, .key = {loot_.key}});
  postbox_ = std::make_unique<SqlitePostbox>(SqlitePostboxOptions{data_ / postbox_file, {}});
}

void Referee::close() {
  store_.reset();
  postbox_.reset();
}

void Referee::restart(Moment now) {
  close();
  stamp(now);
  open();
  beat(now + std::chrono::seconds{2});
}

void Referee::plan() {
  const auto at = [this](Moment when, auto what) { deeds_.emplace(when, std::move(what)); };
  for (const auto& session : history_.sessions) at(session.at, [this, &session](Moment) { chat(session); });
  for (const auto& report : history_.reports) {
    const InboxId inbox{dice_.hex(32)};
    truth_[inbox.str()] = report.person;
    at(report.at, [this, inbox, &report](Moment now) { hand_in(now, inbox, report.body_bytes); });
    for (const auto& when : report.answers) {
      at(when, [this, inbox](Moment now) { add(now, inbox, Envelope::From::counsellor); });
    }
    for (const auto& when : report.messages) {
      at(when, [this, inbox](Moment now) { add(now, inbox, Envelope::From::reporter); });
    }
  }
  for (const auto& probe : history_.probes) {
    const InboxId inbox{dice_.hex(32)};
    loot_.own[inbox.str()] = probe;
    at(probe, [this, inbox](Moment now) { hand_in(now, inbox, 2048 + 28); });
  }
  for (const auto& when : history_.restarts) at(when, [this](Moment now) { restart(now); });
  for (auto when = next_slots(history_.begin, 1, town_).front(); when < history_.end;
       when = next_slots(when, 1, town_).front()) {
    at(when, [this](Moment now) { slot(now); });
  }
  for (const auto& when : history_.copies) {
    // Of the upkeep of every minute only the last before a copy leaves anything that can be seen.
    const bool last = when == history_.copies.back();
    at(when - std::chrono::seconds{30}, [this](Moment now) { beat(now); });
    at(when, [this, last](Moment now) { copy(now, last); });
  }
}

void Referee::play() {
  plan();
  stamp(history_.begin);
  for (const auto& [at, what] : deeds_) {
    what(at);
    stamp(at);
  }
  close();
}

void Referee::chat(const Session& session) {
  const PersonId person{staff_name(session.person)};
  const EventId event{"event-" + std::to_string(++spoken_)};
  const Inbound inbound{{"web", person.str()}, person, event, 0, Said{std::string(session.characters, 'a')}, {}};
  store_->begin_batch();
  const auto part = store_->open_part();
  static_cast<void>(take_turn(desk(), session.at, inbound));
  part->keep();
  store_->commit_batch();
  store_->tidy();
}

void Referee::slot(Moment now) {
  store_->begin_batch();
  const auto part = store_->open_part();
  static_cast<void>(tell_of_slot(desk(), now));
  part->keep();
  store_->commit_batch();
  beat(now);
}

void Referee::beat(Moment now) {
  if (!weakness_.never_written_anew) keep_postbox(*postbox_, town_, now, true);
}

void Referee::copy(Moment now, bool last) {
  if (weakness_.deleted_times && last) weaken([](SQLite::Database& file) { file.exec("DELETE FROM arrival"); });
  const Copy made{now, folder_ / ("copy-" + std::to_string(loot_.copies.size()))};
  fs::create_directory(made.folder);
  stamp(now - std::chrono::seconds{30});
  for (const auto& file : fs::directory_iterator(data_)) {
    const auto name = file.path().filename().string();
    const auto to = made.folder / name;
    if (!last && name.starts_with(database)) continue;
    fs::copy_file(file.path(), to);
    fs::last_write_time(to, file.last_write_time());
  }
  loot_.copies.push_back(made);
}

void Referee::stamp(Moment now) {
  for (const auto& file : fs::directory_iterator(data_)) {
    auto& known = stamped_[file.path().filename().string()];
    if (file.last_write_time() == known) continue;
    known = file_time(now);
    fs::last_write_time(file.path(), known);
  }
}

Envelope Referee::sealed(std::size_t body_bytes, Envelope::From from) {
  Envelope made{EnvelopeId{dice_.hex(16)}, from, dice_.bytes(body_bytes), {}, {}};
  for (const auto& recipient : postbox_->recipients()) made.keys.push_back({recipient.id, dice_.bytes(113)});
  return made;
}

Slot Referee::draw_slot(Moment now) {
  const auto slot = next_slots(now, slots_to_draw_from, town_).at(dice_.below(slots_to_draw_from));
  return {slot, iso_week(date_of(town_.zone.to_local(slot)))};
}

void Referee::hand_in(Moment now, const InboxId& inbox, std::size_t body_bytes) {
  const auto envelope = sealed(body_bytes, Envelope::From::reporter);
  const Inbox made{inbox, dice_.hex(32), dice_.bytes(65), dice_.bytes(166)};
  if (postbox_->open_inbox(made, envelope, draw_slot(now)) != Handed::kept) throw StoreBroken("not kept");
  const auto whose = truth_.find(inbox.str());
  if (whose == truth_.end()) return;
  weaken([&](SQLite::Database& file) { note(file, now, envelope.id, whose->second); });
}

void Referee::add(Moment now, const InboxId& inbox, Envelope::From from) {
  const auto envelope = sealed(2048 + 28, from);
  if (postbox_->add(inbox, envelope, draw_slot(now)) != Handed::kept) throw StoreBroken("not kept");
}

void Referee::weaken(const std::function<void(SQLite::Database&)>& change) {
  if (!weakness_.exact_times && !weakness_.pseudonyms && !weakness_.deleted_times) return;
  close();
  {
    SQLite::Database file(data_ / postbox_file, SQLite::OPEN_READWRITE);
    file.exec("PRAGMA secure_delete = 0");
    change(file);
  }
  open();
}

void Referee::note(SQLite::Database& file, Moment now, const EnvelopeId& envelope, std::size_t person) const {
  const auto* const sql = weakness_.deleted_times ? "INSERT INTO arrival (at, id) VALUES (?, ?)"
                                                  : "UPDATE envelope SET beside = ? WHERE id = ?";
  SQLite::Statement note(file, sql);
  if (weakness_.pseudonyms) {
    note.bind(1, pseudonym(MasterKey::read({loot_.key}), staff_name(person)));
  } else {
    note.bind(1, static_cast<std::int64_t>(now.time_since_epoch().count()));
  }
  note.bind(2, envelope.str());
  note.exec();
}

}  // namespace meldmaat::linking
