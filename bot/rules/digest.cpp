// SPDX-License-Identifier: EUPL-1.2
#include "bot/rules/digest.hpp"

#include <algorithm>
#include <string>

#include "bot/flags.hpp"
#include "bot/rules/on_duty.hpp"

namespace meldmaat {

namespace {

bool concerns(const Case& the_case, const PersonId& reader, const Organisation& organisation) {
  const auto out = kept_out(the_case, organisation);
  return reader == the_case.reporter || reader == the_case.victim || std::ranges::find(out, reader) != out.end();
}

}  // namespace

bool needs_consent(const Case& the_case) {
  return (the_case.has(flags::office_holder) || the_case.has(flags::mayor_victim)) &&
         !the_case.has(flags::tell_others_consent);
}

bool counts_for(const PersonId& reader, const Case& the_case, const Organisation& organisation) {
  return the_case.status != Case::Status::withdrawn && !needs_consent(the_case) &&
         !concerns(the_case, reader, organisation);
}

Digest digest_for(const PersonId& reader, const std::vector<Case>& cases, LocalDate first, LocalDate last,
                  const Organisation& organisation, const Zone& zone) {
  Digest digest{first, last, {}};
  for (const auto& the_case : cases) {
    if (!counts_for(reader, the_case, organisation) || the_case.has(flags::confidential)) continue;
    const auto kind = the_case.answers.find(form_questions::kind.str());
    digest.lines.push_back({the_case.number, date_of(zone.to_local(the_case.reported)), team_of(the_case, organisation),
                            the_case.form, kind == the_case.answers.end() ? Answer{} : kind->second});
  }
  std::ranges::sort(digest.lines, {}, &DigestLine::number);
  return digest;
}

}  // namespace meldmaat
