// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The audit trail: who looked at, took out, handed over or changed what, on a chain that shows every later change of
/// it (threat model, C16). It holds words of closed lists and no content of a report. Every Entry of a case's history
/// is on it by itself; `audits` names what happens outside of cases.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct AuditLine {
  Moment at;
  PersonId by;  ///< empty: meldmaat itself, or whoever runs it
  /// A word of `audits`; for a line of a case's history the word of its Entry. Empty: the case was removed, and of the
  /// line nothing but its number is left.
  std::string what;
  CaseNumber number;  ///< the case; empty: none
  std::string about;  ///< what else: the name of a file of the configuration, the id of a key
  bool operator==(const AuditLine&) const = default;
};

/// Where the chain ends. Whoever keeps one elsewhere can later prove that nothing before it was changed.
struct AuditHead {
  std::uint64_t lines = 0;
  std::string link;  ///< 32 hexadecimal digits, of which nothing can be read; empty while there are no lines
  bool operator==(const AuditHead&) const = default;
};

namespace audits {
inline constexpr std::string_view file = "file";                    ///< a copy of somebody else's evidence was fetched
inline constexpr std::string_view original = "original";            ///< ... the file as it came
inline constexpr std::string_view beside = "beside";                ///< the case was shown beside another one
inline constexpr std::string_view desk = "desk";                    ///< a counsellor opened the desk of the postbox
inline constexpr std::string_view desk_key = "desk_key";            ///< a counsellor made a new key there
inline constexpr std::string_view recovery_key = "recovery_key";    ///< ... the sheets
inline constexpr std::string_view facts = "facts";                  ///< ... handed facts without a name on
inline constexpr std::string_view overview = "overview";            ///< somebody took what is known of themselves
inline constexpr std::string_view configuration = "configuration";  ///< a file of it is not the one of the last start
inline constexpr std::string_view accepted = "accepted";            ///< the configuration is in force; about: its print
inline constexpr std::string_view agreed = "agreed";                ///< a second person agreed with that
inline constexpr std::string_view refused = "refused";              ///< ... or did not
inline constexpr std::string_view forced = "forced";                ///< it counts without a second person
inline constexpr std::string_view backup = "backup";                ///< a copy was made
inline constexpr std::string_view case_removed = "case_removed";    ///< for good; about: its number
inline constexpr std::string_view restored = "restored";            ///< this database was a copy
inline constexpr std::string_view key_changed = "key_changed";      ///< the master key is another one
}  // namespace audits

}  // namespace meldmaat
