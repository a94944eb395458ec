// SPDX-License-Identifier: EUPL-1.2
#include "storage/sealed_columns.hpp"

#include "bot/store.hpp"

namespace meldmaat {

const std::vector<SealedColumn>& sealed_columns() {
  static const std::vector<SealedColumn> columns{
      {"conversation.address", "SELECT id, 'conversation ' || id, address FROM conversation"},
      {"conversation.state", "SELECT id, 'conversation ' || id, state FROM conversation WHERE state IS NOT NULL"},
      {"line.message", "SELECT place, 'conversation ' || (place >> 32), message FROM line"},
      {"reach.details", "SELECT conversation, 'conversation ' || conversation, details FROM reach"},
      {"errand.event", "SELECT id, 'conversation ' || conversation, event FROM errand"},
      {"errand.details", "SELECT id, 'conversation ' || conversation, details FROM errand"},
      {"case_file.body", "SELECT number, 'case ' || number, body FROM case_file"},
      {"task.body", "SELECT number || ' ' || rule || ' ' || step || ' ' || round, 'case ' || number, body FROM task"},
      {"ban.body", "SELECT id, 'case ' || number, body FROM ban"},
      {"entry.by", "SELECT number || ' ' || sequence, 'case ' || number, by FROM entry"},
      {"entry.what", "SELECT number || ' ' || sequence, 'case ' || number, what FROM entry"},
      {"entry.detail", "SELECT number || ' ' || sequence, 'case ' || number, detail FROM entry"},
      // Of a removed case nothing opens any more; audit_chain looks whether it was removed.
      {"audit.body",
       "SELECT sequence, iif(number = '', 'common', 'case ' || number), body FROM audit "
       "WHERE number = '' OR 'case ' || number IN (SELECT owner FROM key)"},
      {"audit_head.seal", "SELECT id, 'common', seal FROM audit_head"},
      {"blob.owner", "SELECT id, 'blob ' || id, owner FROM blob"},
      {"blob.name", "SELECT id, 'blob ' || id, name FROM blob"},
      {"blob.media_type", "SELECT id, 'blob ' || id, media_type FROM blob"},
      {"blob.sha256", "SELECT id, 'blob ' || id, sha256 FROM blob"},
      {"blob.content", "SELECT id, 'blob ' || id, content FROM blob"},
      {"scan.person", "SELECT id, 'common', person FROM scan"},
      {"scan.role", "SELECT id, 'common', role FROM scan"},
      {"scan.ticks", "SELECT id, 'common', ticks FROM scan"},
      {"lesson.person", "SELECT id, 'common', person FROM lesson"},
      {"lesson.text", "SELECT id, 'common', text FROM lesson"},
      {"visit.body", "SELECT id, 'common', body FROM visit"},
      {"session.person", "SELECT secret_hash, 'common', person FROM session"},
      {"room.id", "SELECT channel || ' ' || id_hash, 'common', id FROM room"},
      {"accepted_file.text", "SELECT name, 'common', text FROM accepted_file"},
      {"room.details", "SELECT channel || ' ' || id_hash, 'common', details FROM room"},
  };
  return columns;
}

void find_unopened(Connection& connection, Vault& vault,
                   const std::function<void(const std::string& table, const std::string& what)>& found) {
  vault.forget();
  std::vector<std::string> owners;
  {
    Query keys(connection, "SELECT owner FROM key");
    while (keys.next()) owners.push_back(keys.text(0));
  }
  for (const auto& owner : owners) {
    try {
      vault.require_key({owner});
    } catch (const StoreBroken& error) {
      found("key", error.what());
    }
  }
  for (const auto& column : sealed_columns()) {
    const std::string place = column.place;
    Query query(connection, column.sql);
    while (query.next()) {
      try {
        static_cast<void>(vault.open({query.text(1)}, {place, query.text(0)}, query.view(2)));
      } catch (const StoreBroken& error) {
        found(place.substr(0, place.find('.')), error.what());
      }
    }
  }
}

}  // namespace meldmaat
