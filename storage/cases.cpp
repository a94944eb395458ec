// SPDX-License-Identifier: EUPL-1.2
// Cases with their tasks, history and readers.
#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "storage/row_codec.hpp"
#include "storage/sqlite_store.hpp"

namespace meldmaat {

namespace {

struct NumberParts {
  int year = 0;
  int count = 0;
};

NumberParts parts_of(const CaseNumber& number) {
  const std::string& text = number.str();
  const char* const end = text.data() + text.size();
  NumberParts parts;
  const auto year = std::from_chars(text.data(), end, parts.year);
  if (year.ec == std::errc{} && year.ptr != end && *year.ptr == '-') {
    const auto count = std::from_chars(year.ptr + 1, end, parts.count);
    if (count.ec == std::errc{} && count.ptr == end && parts.year > 0 && parts.count > 0) return parts;
  }
  throw std::invalid_argument("not a case number: year-count was expected");
}

/// Where the file stands in its year. Files of duties count downwards, so that the numbers of reports have no gaps.
NumberParts place_of(Connection& connection, const CaseNumber& number) {
  if (!holds_duties(number)) return parts_of(number);
  Query known(connection, "SELECT year, count FROM case_file WHERE number = ?", number.str());
  if (known.next()) return {known.small(0), known.small(1)};
  NumberParts parts;
  const std::string& text = number.str();
  const auto year = std::from_chars(text.data() + 1, text.data() + text.size(), parts.year);
  if (year.ec != std::errc{} || parts.year <= 0) throw std::invalid_argument("not the number of a file of duties");
  Query lowest(connection, "SELECT min(count) FROM case_file WHERE year = ? AND count < 0", parts.year);
  parts.count = lowest.next() && !lowest.is_null(0) ? lowest.small(0) - 1 : -1;
  return parts;
}

SealedPlace place_of(const TaskKey& key) {
  return {"task.body",
          key.number.str() + ' ' + key.rule.str() + ' ' + std::to_string(key.step) + ' ' + std::to_string(key.round)};
}

SealedPlace place_of_entry(std::string_view column, const CaseNumber& number, std::int64_t sequence) {
  return {column, number.str() + ' ' + std::to_string(sequence)};
}

/// \param joined versions as conversations.cpp wrote them: "1,2"
void add_versions(const std::string& joined, std::vector<FormRef>& refs) {
  const char* at = joined.data();
  const char* const end = at + joined.size();
  while (at < end) {
    int version = 0;
    at = std::from_chars(at, end, version).ptr + 1;
    refs.push_back({FormId{}, version});
  }
}

}  // namespace

CaseNumber SqliteStore::free_number(int year) {
  Query query(connection_, "SELECT max(count) FROM case_file WHERE year = ? AND count > 0", year);
  const std::string count = std::to_string(query.next() && !query.is_null(0) ? query.integer(0) + 1 : 1);
  const std::string zeros(count.size() < 4 ? 4 - count.size() : 0, '0');
  return CaseNumber{std::to_string(year) + "-" + zeros + count};
}

std::optional<CaseFile> SqliteStore::read_case(const CaseNumber& number) {
  Query query(connection_, "SELECT body FROM case_file WHERE number = ?", number.str());
  if (!query.next()) return std::nullopt;
  const auto owner = KeyOwner::of(number);
  CaseFile file{decode_case(vault_.open(owner, {"case_file.body", number.str()}, query.view(0))), {}};
  Query tasks(connection_, "SELECT body, rule, step, round FROM task WHERE number = ? ORDER BY rule, step, round",
              number.str());
  while (tasks.next()) {
    const TaskKey key{number, RuleId{tasks.text(1)}, tasks.small(2), tasks.small(3)};
    file.tasks.push_back(decode_task(vault_.open(owner, place_of(key), tasks.view(0))));
  }
  return file;
}

void SqliteStore::write_case(const Case& the_case) {
  need_batch();
  const auto [year, count] = place_of(connection_, the_case.number);
  Query(connection_,
        "INSERT INTO case_file (number, year, count, reported, status, protocol, protocol_version, form, form_version, "
        "body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET reported = excluded.reported, "
        "status = excluded.status, protocol = excluded.protocol, protocol_version = excluded.protocol_version, "
        "form = excluded.form, form_version = excluded.form_version, body = excluded.body",
        the_case.number.str(), year, count, the_case.reported, static_cast<int>(the_case.status),
        the_case.protocol.id.str(), the_case.protocol.version, the_case.form.id.str(), the_case.form.version,
        vault_.seal(KeyOwner::of(the_case.number), {"case_file.body", the_case.number.str()}, encode(the_case)))
      .run();
  write_readers(the_case);
  write_bans(the_case);
  keep_evidence(the_case);
}

void SqliteStore::write_readers(const Case& the_case) {
  std::map<PersonId, bool> readers;  // person, own
  for (const auto& reader : the_case.readers) readers[reader.person] = false;
  readers[the_case.reporter] = true;
  if (the_case.is_of(the_case.victim)) readers[the_case.victim] = true;
  readers.erase(PersonId{});
  const auto& number = the_case.number.str();
  Query(connection_, "DELETE FROM reader WHERE number = ?", number).run();
  for (const auto& [person, own] : readers) {
    Query(connection_, "INSERT INTO reader (person_hash, reported, number, own) VALUES (?, ?, ?, ?)",
          vault_.hash_of(person), the_case.reported, number, own)
        .run();
  }
}

void SqliteStore::write_bans(const Case& the_case) {
  const auto& number = the_case.number.str();
  Query(connection_, "DELETE FROM ban WHERE number = ?", number).run();
  for (const auto& ban : the_case.bans) {
    if (ban.ended) continue;
    Query(connection_, "INSERT INTO ban (id, number, last, body) VALUES (?, ?, ?, ?)", ban.id.str(), number,
          std::chrono::local_days{ban.last}.time_since_epoch().count(),
          vault_.seal(KeyOwner::of(the_case.number), {"ban.body", ban.id.str()}, encode(ban)))
        .run();
  }
}

std::vector<RegisteredBan> SqliteStore::bans() {
  Query query(connection_, "SELECT number, body, id FROM ban ORDER BY last, id");
  std::vector<RegisteredBan> bans;
  while (query.next()) {
    const CaseNumber number{query.text(0)};
    const SealedPlace place{"ban.body", query.text(2)};
    bans.push_back({number, decode_ban(vault_.open(KeyOwner::of(number), place, query.view(1)))});
  }
  return bans;
}

void SqliteStore::write_task(const Task& task) {
  need_batch();
  Query(connection_,
        "INSERT INTO task (number, rule, step, round, status, due, next, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET status = excluded.status, due = excluded.due, next = excluded.next, "
        "body = excluded.body",
        task.key.number.str(), task.key.rule.str(), task.key.step, task.key.round, static_cast<int>(task.status),
        task.due, task.next, vault_.seal(KeyOwner::of(task.key.number), place_of(task.key), encode(task)))
      .run();
}

void SqliteStore::add_entry(const CaseNumber& number, const Entry& entry) {
  need_batch();
  const auto sequence = [&] {
    Query last(connection_, "SELECT max(sequence) FROM entry WHERE number = ?", number.str());
    return last.next() && !last.is_null(0) ? last.integer(0) + 1 : 1;
  }();
  const auto sealed = [&](std::string_view column, const std::string& text) {
    return vault_.seal(KeyOwner::of(number), place_of_entry(column, number, sequence), text);
  };
  Query(connection_, "INSERT INTO entry (number, sequence, at, by, what, detail) VALUES (?, ?, ?, ?, ?, ?)",
        number.str(), sequence, entry.at, sealed("entry.by", entry.by.str()), sealed("entry.what", entry.what),
        sealed("entry.detail", entry.detail))
      .run();
  audit_.add(number, static_cast<std::uint64_t>(sequence), entry);
}

std::vector<Entry> SqliteStore::entries(const CaseNumber& number) {
  Query query(connection_, "SELECT at, by, what, detail, sequence FROM entry WHERE number = ? ORDER BY sequence",
              number.str());
  std::vector<Entry> entries;
  while (query.next()) {
    const auto opened = [&](std::string_view column, int index) {
      const auto place = place_of_entry(column, number, query.integer(4));
      return vault_.open(KeyOwner::of(number), place, query.view(index));
    };
    entries.push_back(
        {query.moment(0), PersonId{opened("entry.by", 1)}, opened("entry.what", 2), opened("entry.detail", 3)});
  }
  return entries;
}

std::vector<CaseListing> SqliteStore::cases_of(const PersonId& person, std::size_t limit) {
  Query query(connection_,
              "SELECT r.number, r.reported, c.status, r.own, "
              "(SELECT count(*) FROM task t WHERE t.number = r.number AND t.status = 0), "
              "(SELECT min(due) FROM task t WHERE t.number = r.number AND t.status = 0) "
              "FROM reader r JOIN case_file c ON c.number = r.number WHERE r.person_hash = ? "
              "ORDER BY r.reported DESC, r.number DESC LIMIT ?",
              vault_.hash_of(person), limit);
  std::vector<CaseListing> listings;
  while (query.next()) {
    CaseListing& listing = listings.emplace_back();
    listing.number = CaseNumber{query.text(0)};
    listing.reported = query.moment(1);
    listing.status = static_cast<Case::Status>(query.small(2));
    listing.own = query.yes(3);
    listing.open_tasks = query.small(4);
    if (!query.is_null(5)) listing.next_due = query.moment(5);
  }
  return listings;
}

void SqliteStore::remove_case(const CaseNumber& number) {
  need_batch();
  const auto owner = KeyOwner::of(number);
  std::vector<std::string> files;
  {
    Query rows(connection_, "SELECT owner FROM key WHERE under = ?", owner.name);
    while (rows.next()) files.push_back(rows.text(0));
  }
  vault_.remove(owner);
  for (const auto& file : files) {
    vault_.remove({file});
    Query(connection_, "DELETE FROM blob WHERE 'blob ' || id = ?", file).run();
  }
  for (const char* const rows :
       {"DELETE FROM task WHERE number = ?", "DELETE FROM entry WHERE number = ?", "DELETE FROM ban WHERE number = ?",
        "DELETE FROM reader WHERE number = ?", "DELETE FROM case_file WHERE number = ?"}) {
    Query(connection_, rows, number.str()).run();
  }
  removed_ = true;
}

std::vector<CaseNumber> SqliteStore::late_cases(Moment now) {
  Query query(connection_, "SELECT DISTINCT number FROM task WHERE status = 0 AND due < ? ORDER BY number", now);
  std::vector<CaseNumber> numbers;
  while (query.next()) numbers.emplace_back(query.text(0));
  return numbers;
}

std::vector<Case> SqliteStore::cases_reported(Moment from, Moment until) {
  Query query(connection_,
              "SELECT body, number FROM case_file WHERE reported >= ? AND reported < ? AND count > 0 "
              "ORDER BY year, count",
              from, until);
  std::vector<Case> cases;
  while (query.next()) {
    const CaseNumber number{query.text(1)};
    cases.push_back(decode_case(vault_.open(KeyOwner::of(number), {"case_file.body", number.str()}, query.view(0))));
  }
  return cases;
}

std::vector<ProtocolRef> SqliteStore::protocols_in_use() {
  Query query(connection_, "SELECT DISTINCT protocol, protocol_version FROM case_file ORDER BY 1, 2");
  std::vector<ProtocolRef> refs;
  while (query.next()) refs.push_back({ProtocolId{query.text(0)}, query.small(1)});
  return refs;
}

std::vector<FormRef> SqliteStore::forms_in_use() {
  std::vector<FormRef> refs;
  Query drafts(connection_, "SELECT DISTINCT form_versions FROM conversation WHERE form_versions <> '' ORDER BY 1");
  while (drafts.next()) add_versions(drafts.text(0), refs);
  Query cases(connection_, "SELECT DISTINCT form, form_version FROM case_file ORDER BY 1, 2");
  while (cases.next()) refs.push_back({FormId{cases.text(0)}, cases.small(1)});
  std::ranges::sort(refs);
  const auto doubles = std::ranges::unique(refs);
  refs.erase(doubles.begin(), doubles.end());
  return refs;
}

}  // namespace meldmaat
