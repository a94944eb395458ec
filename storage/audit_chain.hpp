// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The audit trail as a chain: each row carries a keyed hash over the row before it and itself, so that a row that was
/// changed, taken out, put in or moved breaks it, and a sealed note of its end shows that something was cut off. What
/// whoever holds the key could still do, write all of it anew, shows against an end that is kept elsewhere.
/// Use it from the thread of its connection.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bot/audit.hpp"
#include "bot/case.hpp"
#include "storage/sqlite_connection.hpp"
#include "storage/vault.hpp"

namespace meldmaat {

class AuditChain {
 public:
  /// \param connection, vault outlive this
  AuditChain(Connection& connection, Vault& vault) : connection_(connection), vault_(vault) {}

  /// In an open transaction. \pre the line's case, when it has one, is there
  void add(const AuditLine& line);
  /// The same for line `sequence` of a case's history.
  void add(const CaseNumber& number, std::uint64_t sequence, const Entry& entry);
  /// To be called before each commit: notes the new end, when there is one.
  void keep_head() {
    if (moved_) note_head();
  }
  void note_head();
  /// After a rollback, which may have taken lines back.
  void forget() noexcept { tail_.reset(); }

  [[nodiscard]] std::vector<AuditLine> lines(std::uint64_t after, std::size_t limit);
  [[nodiscard]] AuditHead head();

 private:
  void append(const CaseNumber& number, const std::string& body);

  Connection& connection_;
  Vault& vault_;
  std::optional<AuditHead> tail_;
  bool moved_ = false;  ///< since the end was noted
};

/// For a database that was made before there was a trail: it begins with the histories that are there. Nothing when
/// there is one already.
void begin_audit(Connection& connection, Vault& vault);

/// Says what is wrong with the trail, and where it and the histories of cases differ.
/// \param anchors ends of the chain that were kept elsewhere
void check_audit(Connection& connection, Vault& vault, const std::vector<AuditHead>& anchors,
                 const std::function<void(const std::string& where, const std::string& what)>& found);

}  // namespace meldmaat
