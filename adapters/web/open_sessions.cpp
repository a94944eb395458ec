// SPDX-License-Identifier: EUPL-1.2
#include "adapters/web/open_sessions.hpp"

namespace meldmaat {

std::optional<PersonId> OpenSessions::person(const std::string& secret_hash, Moment now) const {
  const auto found = sessions_.find(secret_hash);
  if (found == sessions_.end() || found->second.expires <= now) return std::nullopt;
  return found->second.person;
}

void OpenSessions::remember(const Session& session) {
  if (sessions_.size() >= most_) sessions_.clear();
  sessions_.insert_or_assign(session.secret_hash, session);
}

void OpenSessions::forget(const std::string& secret_hash) {
  sessions_.erase(secret_hash);
}

}  // namespace meldmaat
