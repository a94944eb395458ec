// SPDX-License-Identifier: EUPL-1.2
// Files that people added, and what signs a browser in.
#include "storage/sqlite_store.hpp"

namespace meldmaat {

void SqliteStore::write_blob(const Attachment& about, std::string_view bytes, const PersonId& by, Moment at) {
  need_batch();
  const auto sealed = [&](std::string_view column, std::string_view value) {
    return vault_.seal(KeyOwner::of(about.id), {column, about.id.str()}, value);
  };
  Query(connection_,
        "INSERT INTO blob (id, at, kept, bytes, owner, name, media_type, sha256, content) "
        "VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?)",
        about.id.str(), at, about.bytes, sealed("blob.owner", by.str()), sealed("blob.name", about.name),
        sealed("blob.media_type", about.media_type), sealed("blob.sha256", about.sha256), sealed("blob.content", bytes))
      .run();
}

std::string SqliteStore::opened_blob(const BlobId& id, std::string_view column, std::string_view sealed) {
  return vault_.open(KeyOwner::of(id), {column, id.str()}, sealed);
}

std::optional<std::string> SqliteStore::read_blob(const BlobId& id) {
  Query query(connection_, "SELECT content FROM blob WHERE id = ?", id.str());
  if (!query.next()) return std::nullopt;
  return opened_blob(id, "blob.content", query.view(0));
}

std::optional<Attachment> SqliteStore::find_blob(const BlobId& id) {
  Query query(connection_, "SELECT name, media_type, bytes, sha256 FROM blob WHERE id = ?", id.str());
  if (!query.next()) return std::nullopt;
  return Attachment{id, opened_blob(id, "blob.name", query.view(0)), opened_blob(id, "blob.media_type", query.view(1)),
                    query.count(2), opened_blob(id, "blob.sha256", query.view(3))};
}

std::optional<PersonId> SqliteStore::blob_owner(const BlobId& id) {
  Query query(connection_, "SELECT owner FROM blob WHERE id = ?", id.str());
  if (!query.next()) return std::nullopt;
  return PersonId{opened_blob(id, "blob.owner", query.view(0))};
}

void SqliteStore::remove_blob(const BlobId& id) {
  need_batch();
  const int removed = Query(connection_, "DELETE FROM blob WHERE id = ? AND kept = 0", id.str()).run();
  if (removed > 0) vault_.remove(KeyOwner::of(id));
}

void SqliteStore::keep_evidence(const Case& the_case) {
  const auto keep = [&](const Attachment& file) {
    const int kept = Query(connection_, "UPDATE blob SET kept = 1 WHERE id = ? AND kept = 0", file.id.str()).run();
    if (kept > 0) vault_.hand_over(KeyOwner::of(file.id), KeyOwner::of(the_case.number));
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
        session.secret_hash,
        vault_.seal(KeyOwner::common(), {"session.person", session.secret_hash}, session.person.str()), session.expires)
      .run();
}

std::optional<Session> SqliteStore::session(const std::string& secret_hash) {
  Query query(connection_, "SELECT person, expires FROM session WHERE secret_hash = ?", secret_hash);
  if (!query.next()) return std::nullopt;
  const auto person = vault_.open(KeyOwner::common(), {"session.person", secret_hash}, query.view(0));
  return Session{secret_hash, PersonId{person}, query.moment(1)};
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
