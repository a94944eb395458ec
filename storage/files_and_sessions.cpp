// SPDX-License-Identifier: EUPL-1.2
// Files that people added, and what signs a browser in.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::write_blob(const Attachment& about, std::string_view bytes, const PersonId& by, Moment at) {
  need_batch();
  Query(connection_,
        "INSERT INTO blob (id, owner, at, kept, name, media_type, bytes, sha256, content) "
        "VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?)",
        about.id.str(), by.str(), at, about.name, about.media_type, about.bytes, about.sha256, Bytes{bytes})
      .run();
}

std::optional<std::string> SqliteStore::read_blob(const BlobId& id) {
  Query query(connection_, "SELECT content FROM blob WHERE id = ?", id.str());
  if (!query.next()) return std::nullopt;
  return query.text(0);
}

std::optional<Attachment> SqliteStore::find_blob(const BlobId& id) {
  Query query(connection_, "SELECT name, media_type, bytes, sha256 FROM blob WHERE id = ?", id.str());
  if (!query.next()) return std::nullopt;
  return Attachment{id, query.text(0), query.text(1), query.count(2), query.text(3)};
}

std::optional<PersonId> SqliteStore::blob_owner(const BlobId& id) {
  Query query(connection_, "SELECT owner FROM blob WHERE id = ?", id.str());
  if (!query.next()) return std::nullopt;
  return PersonId{query.text(0)};
}

void SqliteStore::remove_blob(const BlobId& id) {
  need_batch();
  Query(connection_, "DELETE FROM blob WHERE id = ? AND kept = 0", id.str()).run();
}

void SqliteStore::keep_evidence(const Case& the_case) {
  const auto keep = [&](const Attachment& file) {
    Query(connection_, "UPDATE blob SET kept = 1 WHERE id = ? AND kept = 0", file.id.str()).run();
  };
  for (const auto& file : the_case.evidence) keep(file);
  for (const auto& ban : the_case.bans) {
    if (ban.image) keep(*ban.image);
  }
}

void SqliteStore::write_session(const Session& session) {
  need_batch();
  Query(connection_,
        "INSERT INTO session (secret_hash, person, expires) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET person = excluded.person, expires = excluded.expires",
        session.secret_hash, session.person.str(), session.expires)
      .run();
}

std::optional<Session> SqliteStore::session(const std::string& secret_hash) {
  Query query(connection_, "SELECT person, expires FROM session WHERE secret_hash = ?", secret_hash);
  if (!query.next()) return std::nullopt;
  return Session{secret_hash, PersonId{query.text(0)}, query.moment(1)};
}

void SqliteStore::remove_session(const std::string& secret_hash) {
  need_batch();
  Query(connection_, "DELETE FROM session WHERE secret_hash = ?", secret_hash).run();
}

void SqliteStore::purge_sessions(Moment before) {
  need_batch();
  Query(connection_, "DELETE FROM session WHERE expires < ?", before).run();
}

}  // namespace meldmaat
