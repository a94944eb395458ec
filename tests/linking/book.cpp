// SPDX-License-Identifier: EUPL-1.2
#include "tests/linking/book.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <unordered_map>

namespace meldmaat::linking {

namespace {

constexpr std::size_t page_bytes = 4096;
constexpr std::size_t longest_text = 300;

SQLite::Database opened(const std::filesystem::path& file) {
  return SQLite::Database("file:" + file.string() + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI);
}

void read_column(const SQLite::Column& column, Lying& into) {
  const std::string name = column.getName();
  if (name == "id") into.id = column.getString();
  if (name == "inbox") into.inbox = column.getString();
  if (name == "week") into.week = column.getString();
  if (name == "body") into.body = column.getString();
  if (name == "from_counsellor") into.from_counsellor = column.getInt() != 0;
  if (name == "hidden_until") {
    if (!column.isNull()) into.hidden_until = Moment{Milliseconds{column.getInt64()}};
  } else if (column.isInteger() && column.getInt64() > 1) {
    into.moments.emplace_back(Milliseconds{column.getInt64()});
  } else if (!column.isNull() && !column.isInteger() && column.size() <= static_cast<int>(longest_text)) {
    into.texts.push_back(column.getString());
  }
}

/// The texts of the inbox belong to each envelope in it.
void read_inboxes(SQLite::Database& file, std::vector<Lying>& envelopes) {
  std::unordered_map<std::string, std::vector<std::string>> texts;
  SQLite::Statement inboxes(file, "SELECT * FROM inbox");
  while (inboxes.executeStep()) {
    auto& of_inbox = texts[inboxes.getColumn(0).getString()];
    for (int column = 1; column < inboxes.getColumnCount(); ++column) {
      if (!inboxes.isColumnNull(column)) of_inbox.push_back(inboxes.getColumn(column).getString());
    }
  }
  for (auto& envelope : envelopes) {
    const auto& of_inbox = texts[envelope.inbox];
    envelope.texts.insert(envelope.texts.end(), of_inbox.begin(), of_inbox.end());
  }
}

void read_row_numbers(SQLite::Database& file, std::vector<Lying>& envelopes) {
  SQLite::Statement schema(file, "SELECT 1 FROM sqlite_schema WHERE name = 'envelope' AND sql LIKE '%WITHOUT ROWID%'");
  if (schema.executeStep()) return;
  SQLite::Statement numbers(file, "SELECT id, rowid FROM envelope");
  std::unordered_map<std::string, std::int64_t> rows;
  while (numbers.executeStep()) rows[numbers.getColumn(0).getString()] = numbers.getColumn(1).getInt64();
  for (auto& envelope : envelopes) envelope.row = rows.at(envelope.id);
}

std::uint64_t word_at(const std::string& bytes, std::size_t at) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + at, sizeof(word));
  return word;
}

std::vector<Visit> read_numbers(const std::filesystem::path& database, std::size_t staff) {
  SQLite::Database file(database, SQLite::OPEN_READWRITE);  // so that its log is read too
  SQLite::Statement lines(file, "SELECT place >> 32, at, length(message) FROM line WHERE from_person = 1");
  std::vector<Visit> visits;
  while (lines.executeStep()) {
    const auto conversation = static_cast<std::size_t>(lines.getColumn(0).getInt64());
    const auto length = static_cast<std::size_t>(lines.getColumn(2).getInt());
    visits.push_back({Moment{Milliseconds{lines.getColumn(1).getInt64()}}, (conversation - 1) % staff, length});
  }
  return visits;
}

std::vector<Visit> read_clear(const Loot& loot, const std::filesystem::path& database) {
  SqliteStore store(
      {.file = database, .delivered_by_writing = {"web"}, .vfs = {}, .reserve_bytes = 0, .key = {loot.key}});
  std::vector<Visit> visits;
  for (std::size_t person = 0; person < loot.staff.size(); ++person) {
    for (const auto& line : store.transcript({"web", loot.staff[person]}, 0, 100'000)) {
      if (line.from_person) visits.push_back({line.at, person, line.message.text.size()});
    }
  }
  return visits;
}

}  // namespace

std::string read_file(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

Book read_book(const Copy& copy) {
  const auto path = copy.folder / "postbox.db";
  const auto written = std::chrono::file_clock::to_sys(std::filesystem::last_write_time(path));
  Book book{copy.taken, std::chrono::floor<Milliseconds>(written), {}, read_file(path)};
  auto file = opened(path);
  SQLite::Statement rows(file, "SELECT * FROM envelope ORDER BY id");
  while (rows.executeStep()) {
    auto& envelope = book.envelopes.emplace_back();
    for (int column = 0; column < rows.getColumnCount(); ++column) read_column(rows.getColumn(column), envelope);
  }
  read_inboxes(file, book.envelopes);
  read_row_numbers(file, book.envelopes);
  return book;
}

std::vector<std::optional<std::size_t>> pages_of(const Book& book) {
  // An overflow page begins with the number of the next one, then the value goes on where the cell left off.
  std::unordered_map<std::uint64_t, std::size_t> beginnings;
  for (std::size_t page = 0; (page + 1) * page_bytes <= book.bytes.size(); ++page) {
    beginnings[word_at(book.bytes, page * page_bytes + 4)] = page;
  }
  std::vector<std::optional<std::size_t>> pages;
  for (const auto& envelope : book.envelopes) {
    auto& page = pages.emplace_back();
    for (std::size_t at = 0; !page && at < page_bytes && at + sizeof(std::uint64_t) <= envelope.body.size(); ++at) {
      const auto found = beginnings.find(word_at(envelope.body, at));
      if (found != beginnings.end()) page = found->second;
    }
  }
  return pages;
}

std::vector<Visit> read_chat(const Loot& loot, bool with_key) {
  const auto database = loot.copies.back().folder / "meldmaat.db";
  auto visits = with_key ? read_clear(loot, database) : read_numbers(database, loot.staff.size());
  std::ranges::sort(visits, {}, &Visit::at);
  return visits;
}

}  // namespace meldmaat::linking
