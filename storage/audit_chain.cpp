// SPDX-License-Identifier: EUPL-1.2
#include "storage/audit_chain.hpp"

#include <map>
#include <set>
#include <utility>

#include "bot/store.hpp"
#include "storage/row_codec.hpp"

namespace meldmaat {

namespace {

using Found = std::function<void(const std::string&, const std::string&)>;

KeyOwner owner_of(const CaseNumber& number) {
  return number.empty() ? KeyOwner::common() : KeyOwner::of(number);
}

SealedPlace place_of(std::uint64_t sequence) {
  return {"audit.body", std::to_string(sequence)};
}

const SealedPlace place_of_head{"audit_head.seal", "1"};

std::string link_of(Vault& vault, const AuditHead& before, const CaseNumber& number, std::string_view body) {
  std::string linked = before.link + ' ' + std::to_string(before.lines + 1) + ' ' + number.str() + ' ';
  linked += body;
  return vault.hash("audit", linked);
}

AuditRow row_of(Vault& vault, const CaseNumber& number, std::uint64_t sequence, const Entry& entry) {
  return {entry.at, entry.by, entry.what, {}, sequence, vault.hash("entry " + number.str(), entry.detail)};
}

AuditHead head_in(const std::string& noted) {
  const auto space = noted.find(' ');
  return {std::stoull(noted), noted.substr(space + 1)};
}

/// The entry of a case's history as its row holds it; nothing when there is none.
std::optional<Entry> entry_at(Connection& connection, Vault& vault, const CaseNumber& number, std::uint64_t sequence) {
  Query query(connection, "SELECT at, by, what, detail FROM entry WHERE number = ? AND sequence = ?", number.str(),
              sequence);
  if (!query.next()) return std::nullopt;
  const auto opened = [&](std::string_view column, int index) {
    return vault.open(KeyOwner::of(number), {column, number.str() + ' ' + std::to_string(sequence)}, query.view(index));
  };
  return Entry{query.moment(0), PersonId{opened("entry.by", 1)}, opened("entry.what", 2), opened("entry.detail", 3)};
}

std::string line_name(std::uint64_t sequence) {
  return "line " + std::to_string(sequence);
}

/// Every link, the end, and what was kept elsewhere. Opens no body.
void check_links(Connection& connection, Vault& vault, const std::vector<AuditHead>& anchors, const Found& found) {
  std::map<std::uint64_t, std::vector<std::string>> kept;
  for (const auto& anchor : anchors) kept[anchor.lines].push_back(anchor.link);
  const auto hold_against = [&](const AuditHead& here) {
    const auto of_line = kept.extract(here.lines);
    if (of_line.empty()) return;
    for (const auto& link : of_line.mapped()) {
      if (link != here.link) found("audit", line_name(here.lines) + ": something else was written down elsewhere");
    }
  };
  AuditHead here;
  hold_against(here);
  Query rows(connection, "SELECT sequence, number, body, link FROM audit ORDER BY sequence");
  while (rows.next()) {
    const auto sequence = rows.count(0);
    if (sequence != here.lines + 1) found("audit", "lines are missing before " + line_name(sequence));
    here.lines = sequence - 1;
    const bool right = link_of(vault, here, CaseNumber{rows.text(1)}, rows.view(2)) == rows.view(3);
    if (!right) found("audit", line_name(sequence) + ": it, or the one before it, is not the one that was written");
    here = {sequence, rows.text(3)};
    hold_against(here);
  }
  if (!kept.empty()) {
    found("audit", "the trail was longer: " + line_name(kept.rbegin()->first) + " was written down elsewhere");
  }
  Query noted(connection, "SELECT seal FROM audit_head");
  if (!noted.next()) return found("audit", "where the trail ends is not noted any more");
  const auto end = head_in(vault.open(KeyOwner::common(), place_of_head, noted.view(0)));
  if (end == here) return;
  found("audit", "the trail ends at " + line_name(here.lines) + " and should end at " + line_name(end.lines));
}

/// The cases that were removed, as the trail says.
std::set<std::string> removed_cases(Connection& connection, Vault& vault) {
  std::set<std::string> removed;
  Query rows(connection, "SELECT sequence, body FROM audit WHERE number = ''");
  while (rows.next()) {
    auto row = decode_audit(vault.open(KeyOwner::common(), place_of(rows.count(0)), rows.view(1)));
    if (row.what == audits::case_removed) removed.insert(std::move(row.about));
  }
  return removed;
}

/// Whether the histories of cases are the ones of which the trail tells.
void check_histories(Connection& connection, Vault& vault, const Found& found) {
  const auto removed = removed_cases(connection, vault);
  std::map<std::string, std::int64_t> told;
  std::set<std::string> gone;
  Query rows(connection, "SELECT sequence, number, body FROM audit WHERE number <> '' ORDER BY sequence");
  while (rows.next()) {
    const CaseNumber number{rows.text(1)};
    if (!vault.has_key(KeyOwner::of(number))) {
      const bool said = removed.contains(number.str()) || !gone.insert(number.str()).second;
      if (!said) found("audit", number.str() + ": the case is gone, and nothing says that it was removed");
      continue;
    }
    const auto row = decode_audit(vault.open(KeyOwner::of(number), place_of(rows.count(0)), rows.view(2)));
    if (row.entry == 0) continue;
    ++told[number.str()];
    const auto entry = entry_at(connection, vault, number, row.entry);
    if (entry && row_of(vault, number, row.entry, *entry) == row) continue;
    found("entry", number.str() + ' ' + std::to_string(row.entry) + ": it is not the one on the audit trail");
  }
  Query entries(connection, "SELECT number, count(*) FROM entry GROUP BY number");
  while (entries.next()) {
    if (told[entries.text(0)] == entries.integer(1)) continue;
    found("entry", entries.text(0) + ": its history is not as long as the audit trail says");
  }
}

}  // namespace

void AuditChain::append(const CaseNumber& number, const std::string& body) {
  const auto before = head();
  const auto sequence = before.lines + 1;
  const auto sealed = vault_.seal(owner_of(number), place_of(sequence), body);
  tail_ = AuditHead{sequence, link_of(vault_, before, number, sealed.bytes)};
  Query(connection_, "INSERT INTO audit (sequence, number, body, link) VALUES (?, ?, ?, ?)", sequence, number.str(),
        sealed, tail_->link)
      .run();
  moved_ = true;
}

void AuditChain::add(const AuditLine& line) {
  append(line.number, encode(AuditRow{line.at, line.by, line.what, line.about, 0, {}}));
}

void AuditChain::add(const CaseNumber& number, std::uint64_t sequence, const Entry& entry) {
  append(number, encode(row_of(vault_, number, sequence, entry)));
}

void AuditChain::note_head() {
  const auto end = head();
  Query(connection_, "INSERT INTO audit_head (id, seal) VALUES (1, ?) ON CONFLICT DO UPDATE SET seal = excluded.seal",
        vault_.seal(KeyOwner::common(), place_of_head, std::to_string(end.lines) + ' ' + end.link))
      .run();
  moved_ = false;
}

AuditHead AuditChain::head() {
  if (!tail_) {
    Query last(connection_, "SELECT sequence, link FROM audit ORDER BY sequence DESC LIMIT 1");
    tail_ = last.next() ? AuditHead{last.count(0), last.text(1)} : AuditHead{};
  }
  return *tail_;
}

std::vector<AuditLine> AuditChain::lines(std::uint64_t after, std::size_t limit) {
  Query rows(connection_, "SELECT sequence, number, body FROM audit WHERE sequence > ? ORDER BY sequence LIMIT ?",
             after, limit);
  std::vector<AuditLine> lines;
  while (rows.next()) {
    CaseNumber number{rows.text(1)};
    if (!vault_.has_key(owner_of(number))) {
      lines.push_back({{}, {}, {}, std::move(number), {}});
      continue;
    }
    auto row = decode_audit(vault_.open(owner_of(number), place_of(rows.count(0)), rows.view(2)));
    lines.push_back({row.at, std::move(row.by), std::move(row.what), std::move(number), std::move(row.about)});
  }
  return lines;
}

void begin_audit(Connection& connection, Vault& vault) {
  if (connection.ask_number("SELECT count(*) FROM audit_head") != 0) return;
  connection.begin();
  try {
    AuditChain chain(connection, vault);
    Query rows(connection, "SELECT number, sequence FROM entry ORDER BY at, number, sequence");
    while (rows.next()) {
      const CaseNumber number{rows.text(0)};
      if (const auto entry = entry_at(connection, vault, number, rows.count(1))) {
        chain.add(number, rows.count(1), *entry);
      }
    }
    chain.note_head();
    connection.commit();
  } catch (...) {
    vault.forget();
    connection.roll_back();
    throw;
  }
}

void check_audit(Connection& connection, Vault& vault, const std::vector<AuditHead>& anchors, const Found& found) {
  try {
    check_links(connection, vault, anchors, found);
    check_histories(connection, vault, found);
  } catch (const StoreBroken& error) {
    found("audit", error.what());
  }
}

}  // namespace meldmaat
