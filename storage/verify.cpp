// SPDX-License-Identifier: EUPL-1.2
#include "storage/verify.hpp"

#include <array>
#include <functional>
#include <optional>

#include "bot/store.hpp"
#include "storage/audit_chain.hpp"
#include "storage/file_lock.hpp"
#include "storage/migrate.hpp"
#include "storage/row_codec.hpp"
#include "storage/sealed_columns.hpp"
#include "storage/vault.hpp"

namespace meldmaat {

namespace {

using Findings = std::vector<Finding>;

/// More of the same tells nobody more.
constexpr std::size_t most_findings = 100;

void add(Findings& findings, const std::string& where, const std::string& what) {
  if (findings.size() < most_findings) findings.push_back({where, what});
}

void check_pages(Connection& connection, Findings& findings) {
  Query integrity(connection, "PRAGMA integrity_check(100)");
  while (integrity.next()) {
    if (const auto answer = integrity.text(0); answer != "ok") add(findings, "file", answer);
  }
  Query foreign(connection, "PRAGMA foreign_key_check");
  while (foreign.next()) add(findings, foreign.text(0), "a row points to nothing in " + foreign.text(2));
}

/// A question whose every row is a fault.
struct Question {
  const char* where;
  const char* what;
  const char* sql;
};

constexpr std::array questions = {
    Question{"line", "the numbers of a conversation's lines have a gap",
             "SELECT place >> 32 FROM line GROUP BY 1 HAVING max(place & 4294967295) <> count(*)"},
    Question{"line", "a conversation has lines but is not there",
             "SELECT DISTINCT place >> 32 FROM line WHERE place >> 32 NOT IN (SELECT id FROM conversation)"},
    Question{"line", "a line replaces one that is not marked as replaced",
             "SELECT l.place FROM line l LEFT JOIN line o ON o.place = ((l.place >> 32) << 32) + l.revises "
             "WHERE l.revises <> 0 AND coalesce(o.replaced, 0) <> 1"},
    Question{"delivery", "a delivery has no line",
             "SELECT id FROM delivery WHERE (conversation << 32) + sequence NOT IN (SELECT place FROM line)"},
    Question{"entry", "the history of a case has a gap",
             "SELECT number FROM entry GROUP BY number HAVING max(sequence) <> count(*)"},
    Question{"task", "a task that is over still rings",
             "SELECT number || ' ' || rule FROM task WHERE status <> 0 AND next IS NOT NULL"},
    Question{"reader", "a case is on nobody's list",
             "SELECT number FROM case_file WHERE number NOT IN "
             "(SELECT number FROM reader)"},
};

void check_questions(Connection& connection, Findings& findings) {
  for (const auto& question : questions) {
    Query query(connection, question.sql);
    while (query.next()) add(findings, question.where, std::string(question.what) + ": " + query.text(0));
  }
}

/// Calls `check` for every row; what it throws or returns is a finding of that row.
void check_rows(Connection& connection, Findings& findings, const char* table, const char* sql,
                const std::function<std::optional<std::string>(const Query&)>& check) {
  Query query(connection, sql);
  while (query.next()) {
    std::optional<std::string> wrong;
    try {
      wrong = check(query);
    } catch (const StoreBroken& error) {
      wrong = error.what();
    }
    if (wrong) add(findings, table, query.text(0) + ": " + *wrong);
  }
}

std::optional<std::string> unless(bool right, const char* wrong) {
  return right ? std::nullopt : std::optional<std::string>{wrong};
}

std::string task_row(const Query& row) {
  return row.text(0) + ' ' + row.text(1) + ' ' + row.text(2) + ' ' + row.text(3);
}

void check_conversations(Connection& connection, Vault& vault, Findings& findings) {
  const auto opened = [&](std::int64_t owner, std::string_view column, const Query& row) {
    return vault.open(KeyOwner::conversation(owner), {column, row.text(0)}, row.view(1));
  };
  check_rows(connection, findings, "conversation",
             "SELECT id, state, channel, address_hash, address FROM conversation WHERE state IS NOT NULL",
             [&](const Query& row) {
               (void)decode_state(opened(row.integer(0), "conversation.state", row));
               const auto owner = KeyOwner::conversation(row.integer(0));
               const auto address = vault.open(owner, {"conversation.address", row.text(0)}, row.view(4));
               return unless(vault.hash_of_address(row.text(2), address) == row.view(3),
                             "the row and its address differ");
             });
  check_rows(connection, findings, "line", "SELECT place, message, slot FROM line", [&](const Query& row) {
    const auto message = decode_message(opened(row.integer(0) >> 32, "line.message", row));
    return unless(vault.hash_of_slot(row.integer(0) >> 32, message.slot) == row.view(2),
                  "the row and its message differ");
  });
}

void check_cases(Connection& connection, Vault& vault, Findings& findings) {
  const auto opened = [&](const Query& row, int number, std::string_view column, const std::string& key, int body) {
    return vault.open(KeyOwner::of(CaseNumber{row.text(number)}), {column, key}, row.view(body));
  };
  check_rows(connection, findings, "case_file", "SELECT number, body, status FROM case_file", [&](const Query& row) {
    const auto value = decode_case(opened(row, 0, "case_file.body", row.text(0), 1));
    const bool same = value.number.str() == row.view(0) && static_cast<int>(value.status) == row.small(2);
    return unless(same, "the row and its case differ");
  });
  check_rows(connection, findings, "task", "SELECT number, rule, step, round, status, due, next, body FROM task",
             [&](const Query& row) {
               const auto value = decode_task(opened(row, 0, "task.body", task_row(row), 7));
               const TaskKey key{CaseNumber{row.text(0)}, RuleId{row.text(1)}, row.small(2), row.small(3)};
               const auto next = row.is_null(6) ? std::nullopt : std::optional{row.moment(6)};
               const bool same = value.key == key && static_cast<int>(value.status) == row.small(4) &&
                                 value.due == row.moment(5) && value.next == next;
               return unless(same, "the row and its task differ");
             });
  check_rows(connection, findings, "ban", "SELECT id, body, last, number FROM ban", [&](const Query& row) {
    const auto value = decode_ban(opened(row, 3, "ban.body", row.text(0), 1));
    const bool same = value.id.str() == row.view(0) &&
                      std::chrono::local_days{value.last}.time_since_epoch().count() == row.small(2) && !value.ended;
    return unless(same, "the row and its ban differ");
  });
}

void check_others(Connection& connection, Vault& vault, Findings& findings) {
  check_rows(connection, findings, "visit", "SELECT id, body, next FROM visit", [&](const Query& row) {
    const auto value = decode_visit(vault.open(KeyOwner::common(), {"visit.body", row.text(0)}, row.view(1)));
    return unless(value.id.empty() && value.next == row.moment(2), "the row and its visit differ");
  });
  check_rows(connection, findings, "blob", "SELECT id, bytes, sha256, content FROM blob", [&](const Query& row) {
    const auto owner = KeyOwner::of(BlobId{row.text(0)});
    const auto hash = vault.open(owner, {"blob.sha256", row.text(0)}, row.view(2));
    const auto content = vault.open(owner, {"blob.content", row.text(0)}, row.view(3));
    return unless(content.size() == row.count(1) && hexadecimal(sha256(content)) == hash, "the file was changed");
  });
}

/// What does not open is said once; what it would be held against is then left alone.
void check_values(Connection& connection, Vault& vault, const std::vector<AuditHead>& anchors, Findings& findings) {
  const auto before = findings.size();
  const auto found = [&](const std::string& table, const std::string& what) { add(findings, table, what); };
  find_unopened(connection, vault, found);
  if (findings.size() != before) return;
  check_conversations(connection, vault, findings);
  check_cases(connection, vault, findings);
  check_others(connection, vault, findings);
  check_audit(connection, vault, anchors, found);
}

/// The key is asked for when it is known that the file is one it could open.
Verified verify_with(const std::filesystem::path& file, const std::string& vfs, const std::vector<AuditHead>& anchors,
                     const std::function<MasterKey()>& find_key) {
  Verified verified;
  const FileLock lock(file);
  try {
    Connection connection(file, vfs, Connection::Missing::refuse);
    if (identify(connection) != static_cast<std::int64_t>(schema_steps().size())) {
      add(verified.findings, "schema", "it is older than this meldmaat: start it once, it brings itself up to date");
      return verified;
    }
    check_pages(connection, verified.findings);
    const auto master = find_key();
    Vault vault(connection, master);
    vault.require_right_key();
    check_questions(connection, verified.findings);
    check_values(connection, vault, anchors, verified.findings);
    verified.rows = count_rows(connection);
  } catch (const StoreBroken& error) {
    add(verified.findings, "file", error.what());
  }
  return verified;
}

}  // namespace

RowCounts count_rows(Connection& connection) {
  RowCounts counts;
  Query tables(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  while (tables.next()) counts.emplace(tables.text(0), 0);
  for (auto& [table, count] : counts) {
    const std::string sql = "SELECT count(*) FROM \"" + table + '"';
    count = connection.ask_number(sql);
  }
  return counts;
}

Verified verify(const std::filesystem::path& file, const KeyFile& key, const std::string& vfs,
                const std::vector<AuditHead>& anchors) {
  return verify_with(file, vfs, anchors, [&] { return master_key_for(file, key, NoKeyYet::refuse, vfs); });
}

Verified verify(const std::filesystem::path& file, const MasterKey& master, const std::string& vfs) {
  return verify_with(file, vfs, {}, [&] { return master.copy(); });
}

}  // namespace meldmaat
