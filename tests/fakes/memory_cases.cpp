// SPDX-License-Identifier: EUPL-1.2
// The other half of MemoryStore: cases, tasks, files, sessions and notes.
#include <algorithm>
#include <stdexcept>
#include <tuple>

#include "tests/fakes/memory_store.hpp"

namespace meldmaat::fakes {

namespace {

/// \pre a number that free_number gave: year, '-', count
int count_of(const CaseNumber& number) {
  const auto dash = number.str().find('-');
  if (dash == std::string::npos) throw std::invalid_argument("not a case number");
  return std::stoi(number.str().substr(dash + 1));
}

bool reads(const Case& the_case, const PersonId& person) {
  return the_case.is_of(person) ||
         std::ranges::find(the_case.readers, person, &Reader::person) != the_case.readers.end();
}

}  // namespace

MemoryStore::CaseRows& MemoryStore::rows_of(const CaseNumber& number) {
  need_batch();
  const auto found = data_.cases.find(number);
  if (found == data_.cases.end()) throw std::logic_error("a row points to no case");
  return found->second;
}

CaseNumber MemoryStore::free_number(int year) {
  const std::string prefix = std::to_string(year) + "-";
  int highest = 0;
  for (const auto& [number, rows] : data_.cases) {
    if (number.str().starts_with(prefix)) highest = std::max(highest, count_of(number));
  }
  std::string count = std::to_string(highest + 1);
  if (count.size() < 4) count.insert(0, 4 - count.size(), '0');
  return CaseNumber{prefix + count};
}

std::optional<CaseFile> MemoryStore::read_case(const CaseNumber& number) {
  const auto found = data_.cases.find(number);
  if (found == data_.cases.end()) return std::nullopt;
  CaseFile file{found->second.the_case, {}};
  for (const auto& [key, task] : found->second.tasks) file.tasks.push_back(task);
  return file;
}

void MemoryStore::write_case(const Case& the_case) {
  need_batch();
  if (the_case.number.str() == "J" || (!holds_duties(the_case.number) && count_of(the_case.number) < 1))
    throw std::invalid_argument("not a case number");
  data_.cases[the_case.number].the_case = the_case;
  for (const auto& file : the_case.evidence) {
    const auto blob = data_.blobs.find(file.id);
    if (blob != data_.blobs.end()) blob->second.kept = true;
  }
}

void MemoryStore::write_task(const Task& task) {
  rows_of(task.key.number).tasks[task.key] = task;
}

void MemoryStore::add_entry(const CaseNumber& number, const Entry& entry) {
  rows_of(number).entries.push_back(entry);
  data_.audit.push_back({entry.at, entry.by, entry.what, number, ""});
}

void MemoryStore::remove_case(const CaseNumber& number) {
  need_batch();
  const auto found = data_.cases.find(number);
  if (found == data_.cases.end()) return;
  for (const auto& file : found->second.the_case.evidence) data_.blobs.erase(file.id);
  for (const auto& ban : found->second.the_case.bans) {
    if (ban.image) data_.blobs.erase(ban.image->id);
  }
  data_.cases.erase(found);
  for (auto& line : data_.audit) {
    if (line.number == number) line = {{}, {}, {}, number, {}};
  }
}

void MemoryStore::add_audit(const AuditLine& line) {
  need_batch();
  data_.audit.push_back(line);
}

std::vector<AuditLine> MemoryStore::audit(std::uint64_t after, std::size_t limit) {
  const auto& lines = data_.audit;
  const auto from = std::min<std::size_t>(after, lines.size());
  const auto until = from + std::min(limit, lines.size() - from);
  return {lines.begin() + static_cast<std::ptrdiff_t>(from), lines.begin() + static_cast<std::ptrdiff_t>(until)};
}

AuditHead MemoryStore::audit_head() {
  // Nobody can change what lies in memory behind its back: the number says all.
  const auto lines = data_.audit.size();
  return {lines, lines == 0 ? "" : std::to_string(lines)};
}

std::vector<Entry> MemoryStore::entries(const CaseNumber& number) {
  const auto found = data_.cases.find(number);
  return found == data_.cases.end() ? std::vector<Entry>{} : found->second.entries;
}

std::vector<CaseListing> MemoryStore::cases_of(const PersonId& person, std::size_t limit) {
  std::vector<CaseListing> listings;
  for (const auto& [number, rows] : data_.cases) {
    if (person.empty() || !reads(rows.the_case, person)) continue;
    CaseListing listing;
    listing.number = number;
    listing.reported = rows.the_case.reported;
    listing.status = rows.the_case.status;
    listing.own = rows.the_case.is_of(person);
    for (const auto& [key, task] : rows.tasks) {
      if (task.status != Task::Status::open) continue;
      ++listing.open_tasks;
      listing.next_due = std::min(listing.next_due.value_or(Moment::max()), task.due);
    }
    listings.push_back(listing);
  }
  const auto newest = [](const CaseListing& one) { return std::tie(one.reported, one.number); };
  std::ranges::sort(listings, std::ranges::greater{}, newest);
  listings.resize(std::min(listings.size(), limit));
  return listings;
}

std::vector<CaseNumber> MemoryStore::late_cases(Moment now) {
  std::vector<CaseNumber> numbers;
  for (const auto& [number, rows] : data_.cases) {
    const bool late = std::ranges::any_of(
        rows.tasks, [&](const auto& row) { return row.second.status == Task::Status::open && row.second.due < now; });
    if (late) numbers.push_back(number);
  }
  return numbers;
}

std::vector<Case> MemoryStore::cases_reported(Moment from, Moment until) {
  std::vector<Case> cases;
  for (const auto& [number, rows] : data_.cases) {
    const auto reported = rows.the_case.reported;
    if (!holds_duties(number) && reported >= from && reported < until) cases.push_back(rows.the_case);
  }
  return cases;
}

std::vector<RegisteredBan> MemoryStore::bans() {
  std::vector<RegisteredBan> bans;
  for (const auto& [number, rows] : data_.cases) {
    for (const auto& ban : rows.the_case.bans) {
      if (!ban.ended) bans.push_back({number, ban});
    }
  }
  std::ranges::sort(bans, {}, [](const RegisteredBan& one) { return std::pair{one.ban.last, one.ban.id}; });
  return bans;
}

void MemoryStore::add_lesson(const Lesson& lesson) {
  need_batch();
  data_.lessons.emplace(lesson.at, lesson);
}

std::vector<Lesson> MemoryStore::lessons(std::size_t limit) {
  std::vector<Lesson> newest;
  for (auto lesson = data_.lessons.rbegin(); lesson != data_.lessons.rend() && newest.size() < limit; ++lesson) {
    newest.push_back(lesson->second);
  }
  return newest;
}

void MemoryStore::add_scan(const Scan& scan) {
  need_batch();
  data_.scans.emplace(scan.at, scan);
}

std::vector<Scan> MemoryStore::scans(std::size_t limit) {
  std::vector<Scan> newest;
  for (auto scan = data_.scans.rbegin(); scan != data_.scans.rend() && newest.size() < limit; ++scan) {
    newest.push_back(scan->second);
  }
  return newest;
}

VisitId MemoryStore::add_visit(const Visit& visit) {
  need_batch();
  const auto id = ++data_.last_visit;
  Visit& added = data_.visits[id] = visit;
  added.id = VisitId{std::to_string(id)};
  return added.id;
}

void MemoryStore::write_visit(const Visit& visit) {
  need_batch();
  for (auto& [id, known] : data_.visits) {
    if (known.id == visit.id) known = visit;
  }
}

void MemoryStore::remove_visit(const VisitId& id) {
  need_batch();
  std::erase_if(data_.visits, [&](const auto& one) { return one.second.id == id; });
}

std::vector<Visit> MemoryStore::visits() {
  std::vector<Visit> visits;
  for (const auto& [id, visit] : data_.visits) visits.push_back(visit);
  return visits;
}

std::vector<ProtocolRef> MemoryStore::protocols_in_use() {
  std::set<ProtocolRef> refs;
  for (const auto& [number, rows] : data_.cases) refs.insert(rows.the_case.protocol);
  return {refs.begin(), refs.end()};
}

std::vector<FormRef> MemoryStore::forms_in_use() {
  std::set<FormRef> refs;
  for (const auto& [number, rows] : data_.cases) refs.insert(rows.the_case.form);
  for (const auto& [key, conversation] : data_.conversations) {
    if (!conversation.state) continue;
    for (const auto& frame : conversation.state->frames) {
      if (frame.version != 0) refs.insert({FormId{}, frame.version});
    }
  }
  return {refs.begin(), refs.end()};
}

std::vector<TaskKey> MemoryStore::due_tasks(Moment now, std::size_t limit) {
  std::vector<std::pair<Moment, TaskKey>> due;
  for (const auto& [number, rows] : data_.cases) {
    for (const auto& [key, task] : rows.tasks) {
      if (task.next && *task.next <= now) due.emplace_back(*task.next, key);
    }
  }
  std::ranges::sort(due);
  std::vector<TaskKey> keys;
  for (const auto& [moment, key] : due) {
    if (keys.size() < limit) keys.push_back(key);
  }
  return keys;
}

std::optional<Moment> MemoryStore::next_alarm() {
  std::optional<Moment> next;
  const auto earlier = [&](Moment moment) { next = std::min(next.value_or(Moment::max()), moment); };
  for (const auto& [number, rows] : data_.cases) {
    for (const auto& [key, task] : rows.tasks) {
      if (task.next) earlier(*task.next);
    }
  }
  for (const auto& [key, conversation] : data_.conversations) {
    for (const auto& [id, moment] : conversation.reminders) earlier(moment);
  }
  for (const auto& [id, visit] : data_.visits) earlier(visit.next);
  return next;
}

void MemoryStore::write_blob(const Attachment& about, std::string_view bytes, const PersonId& by, Moment /*at*/) {
  need_batch();
  const bool fresh = data_.blobs.emplace(about.id, Blob{about, std::string(bytes), by, false}).second;
  if (!fresh) throw std::logic_error("this file is there already");
}

std::optional<std::string> MemoryStore::read_blob(const BlobId& id) {
  const auto found = data_.blobs.find(id);
  return found == data_.blobs.end() ? std::nullopt : std::optional{found->second.bytes};
}

std::optional<Attachment> MemoryStore::find_blob(const BlobId& id) {
  const auto found = data_.blobs.find(id);
  return found == data_.blobs.end() ? std::nullopt : std::optional{found->second.about};
}

std::optional<PersonId> MemoryStore::blob_owner(const BlobId& id) {
  const auto found = data_.blobs.find(id);
  return found == data_.blobs.end() ? std::nullopt : std::optional{found->second.owner};
}

void MemoryStore::remove_blob(const BlobId& id) {
  need_batch();
  const auto found = data_.blobs.find(id);
  if (found != data_.blobs.end() && !found->second.kept) data_.blobs.erase(found);
}

void MemoryStore::add_errand(const Errand& errand) {
  need_batch();
  Errand added = errand;
  added.id = ++data_.last_errand;
  data_.errands.emplace(added.id, std::move(added));
}

std::vector<Errand> MemoryStore::waiting_errands(Moment now, std::size_t limit) {
  std::vector<Errand> waiting;
  for (const auto& [id, errand] : data_.errands) {
    if (errand.not_before <= now && waiting.size() < limit) waiting.push_back(errand);
  }
  return waiting;
}

std::optional<Moment> MemoryStore::next_errand() {
  std::optional<Moment> next;
  for (const auto& [id, errand] : data_.errands) next = std::min(next.value_or(errand.not_before), errand.not_before);
  return next;
}

void MemoryStore::write_errand(const Errand& errand) {
  need_batch();
  const auto found = data_.errands.find(errand.id);
  if (found == data_.errands.end()) return;
  found->second.attempts = errand.attempts;
  found->second.not_before = errand.not_before;
}

bool MemoryStore::cancel_errand(const ConversationKey& key, const EventId& event) {
  need_batch();
  const auto is_it = [&](const auto& one) { return one.second.conversation == key && one.second.event == event; };
  return std::erase_if(data_.errands, is_it) > 0;
}

void MemoryStore::remove_errand(std::int64_t id) {
  need_batch();
  data_.errands.erase(id);
}

std::optional<Room> MemoryStore::room(const std::string& channel, const std::string& id) {
  const auto found = data_.rooms.find({channel, id});
  if (found == data_.rooms.end()) return std::nullopt;
  return found->second;
}

void MemoryStore::write_room(const Room& room) {
  need_batch();
  data_.rooms[{room.channel, room.id}] = room;
}

std::vector<Room> MemoryStore::waiting_rooms(const std::string& channel, Moment now, std::size_t limit) {
  std::vector<Room> waiting;
  for (const auto& [key, room] : data_.rooms) {
    if (room.channel == channel && room.not_before && *room.not_before <= now) waiting.push_back(room);
  }
  std::ranges::sort(waiting, {}, [](const Room& room) { return std::pair(*room.not_before, room.id); });
  if (waiting.size() > limit) waiting.resize(limit);
  return waiting;
}

std::optional<Moment> MemoryStore::next_room(const std::string& channel) {
  std::optional<Moment> next;
  for (const auto& [key, room] : data_.rooms) {
    if (room.channel != channel || !room.not_before) continue;
    next = std::min(next.value_or(*room.not_before), *room.not_before);
  }
  return next;
}

void MemoryStore::write_session(const Session& session) {
  need_batch();
  data_.sessions[session.secret_hash] = session;
}

std::optional<Session> MemoryStore::session(const std::string& secret_hash) {
  const auto found = data_.sessions.find(secret_hash);
  return found == data_.sessions.end() ? std::nullopt : std::optional{found->second};
}

void MemoryStore::remove_session(const std::string& secret_hash) {
  need_batch();
  data_.sessions.erase(secret_hash);
}

void MemoryStore::purge_sessions(Moment before) {
  need_batch();
  std::erase_if(data_.sessions, [&](const auto& one) { return one.second.expires < before; });
}

std::vector<ConfigurationFile> MemoryStore::accepted_files() {
  return data_.accepted;
}

void MemoryStore::accept_files(const std::vector<ConfigurationFile>& files) {
  need_batch();
  data_.accepted = files;
  std::ranges::sort(data_.accepted, {}, &ConfigurationFile::name);
}

std::optional<std::string> MemoryStore::note(std::string_view name) {
  const auto found = data_.notes.find(name);
  return found == data_.notes.end() ? std::nullopt : std::optional{found->second};
}

void MemoryStore::write_note(std::string_view name, std::string_view value) {
  need_batch();
  data_.notes.insert_or_assign(std::string(name), std::string(value));
}

}  // namespace meldmaat::fakes
