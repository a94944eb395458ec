// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Values of bot/ as JSON and back. What is equal to its default is left out; every document carries the version of the
/// format. Bytes that are no UTF-8 become U+FFFD. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bot/case.hpp"
#include "bot/message.hpp"
#include "bot/state.hpp"
#include "bot/task.hpp"
#include "bot/visit.hpp"

namespace meldmaat {

/// Goes up when a document can no longer be read by the rules of before; decoding keeps reading all earlier ones.
inline constexpr int row_format = 1;

/// What a row of the audit trail holds beside the number of its case (storage/audit_chain.hpp).
struct AuditRow {
  Moment at;
  PersonId by;
  std::string what;
  std::string about;
  std::uint64_t entry = 0;  ///< which line of the case's history; 0: none
  std::string detail;       ///< the keyed hash of that line's detail
  bool operator==(const AuditRow&) const = default;
};

[[nodiscard]] std::string encode(const State& state);
[[nodiscard]] std::string encode(const Message& message);
[[nodiscard]] std::string encode(const Case& the_case);
[[nodiscard]] std::string encode(const Ban& ban);
[[nodiscard]] std::string encode(const Task& task);
[[nodiscard]] std::string encode(const Visit& visit);
[[nodiscard]] std::string encode(const AuditRow& row);

/// \throws StoreBroken when it is not what `encode` wrote; its text holds nothing of the content
[[nodiscard]] State decode_state(std::string_view json);
[[nodiscard]] Message decode_message(std::string_view json);
[[nodiscard]] Case decode_case(std::string_view json);
[[nodiscard]] Ban decode_ban(std::string_view json);
[[nodiscard]] Task decode_task(std::string_view json);
[[nodiscard]] Visit decode_visit(std::string_view json);
[[nodiscard]] AuditRow decode_audit(std::string_view json);

}  // namespace meldmaat
