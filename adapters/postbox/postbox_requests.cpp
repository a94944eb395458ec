// SPDX-License-Identifier: EUPL-1.2
#include "adapters/postbox/postbox_requests.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "adapters/base64url.hpp"
#include "adapters/hexadecimal.hpp"
#include "adapters/json_reader.hpp"
#include "adapters/postbox/ciphers.hpp"
#include "adapters/postbox/envelope_seal.hpp"
#include "adapters/postbox/hpke.hpp"
#include "adapters/sha256.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t name_bytes = 16;
constexpr std::size_t token_bytes = 32;
constexpr std::size_t content_key_bytes = 32;
constexpr std::size_t most_wrapped_bytes = 512;
constexpr std::size_t most_locked_bytes = 2048;
constexpr std::size_t most_recipients = 50;
constexpr std::size_t most_facts_bytes = 20'000;
constexpr std::size_t most_field_bytes = 64UL * 1024;
constexpr std::size_t most_id_bytes = 100;

bool is_hex_of(std::string_view text, std::size_t bytes) {
  return text.size() == 2 * bytes && from_hex(text).has_value();
}

std::optional<nlohmann::json> document_of(std::string_view body) {
  auto read = read_json(body, {});
  if (auto* document = std::get_if<nlohmann::json>(&read)) return std::move(*document);
  return std::nullopt;
}

/// The bytes in a field; empty: not there, or no base64url.
std::string bytes_at(const nlohmann::json& object, std::string_view name) {
  JsonFields fields(object);
  const auto text = fields.required_string(name, most_field_bytes);
  if (fields.refusal()) return {};
  return base64url_decode(text).value_or("");
}

bool is_sealed_key(std::string_view bytes) {
  return bytes.size() == content_key_bytes + hpke_p256_overhead;
}

std::optional<std::vector<SealedKey>> keys_in(const nlohmann::json& list) {
  if (!list.is_array() || list.size() > most_recipients) return std::nullopt;
  std::vector<SealedKey> keys;
  for (const auto& entry : list) {
    if (!entry.is_object()) return std::nullopt;
    KeyId to{text_at(entry, "to")};
    auto sealed = bytes_at(entry, "sealed");
    if (!is_hex_of(to.str(), name_bytes) || !is_sealed_key(sealed)) return std::nullopt;
    if (std::ranges::find(keys, to, &SealedKey::to) != keys.end()) return std::nullopt;
    keys.push_back({std::move(to), std::move(sealed)});
  }
  return keys;
}

std::optional<Envelope> envelope_in(const nlohmann::json& document, Envelope::From from) {
  const auto* object = object_at(&document, "envelope");
  const auto* list = list_at(object, "keys");
  if (object == nullptr || list == nullptr) return std::nullopt;
  auto keys = keys_in(*list);
  Envelope envelope{EnvelopeId{text_at(*object, "id")}, from, bytes_at(*object, "body"), {}, {}};
  if (!keys || keys->empty() || !is_envelope_id(envelope.id.str()) || !is_body_size(envelope.body.size())) {
    return std::nullopt;
  }
  envelope.keys = std::move(*keys);
  return envelope;
}

std::optional<InboxAccess> access_in(const nlohmann::json& document) {
  const auto name = bytes_at(document, "name");
  const auto token = bytes_at(document, "token");
  if (name.size() != name_bytes || token.size() != token_bytes) return std::nullopt;
  return InboxAccess{inbox_id(name), sha256_hex(token)};
}

bool is_point(std::string_view bytes) {
  return bytes.size() == 65 && PublicKey::read(bytes).has_value();
}

}  // namespace

bool is_inbox_id(std::string_view text) {
  return is_hex_of(text, 32);
}

bool is_envelope_id(std::string_view text) {
  return is_hex_of(text, 16);
}

std::optional<InboxAccess> read_access(std::string_view body) {
  const auto document = document_of(body);
  return document ? access_in(*document) : std::nullopt;
}

std::optional<FirstReport> read_first_report(std::string_view body) {
  const auto document = document_of(body);
  if (!document) return std::nullopt;
  auto access = access_in(*document);
  auto envelope = envelope_in(*document, Envelope::From::reporter);
  auto key = bytes_at(*document, "public_key");
  auto wrapped = bytes_at(*document, "wrapped_key");
  if (!access || !envelope || !is_point(key) || wrapped.empty() || wrapped.size() > most_wrapped_bytes) {
    return std::nullopt;
  }
  return FirstReport{{access->inbox, access->token_hash, std::move(key), std::move(wrapped)}, std::move(*envelope)};
}

std::optional<FurtherMessage> read_further_message(std::string_view body) {
  const auto document = document_of(body);
  if (!document) return std::nullopt;
  auto access = access_in(*document);
  auto envelope = envelope_in(*document, Envelope::From::reporter);
  if (!access || !envelope) return std::nullopt;
  return FurtherMessage{std::move(*access), std::move(*envelope)};
}

std::optional<Envelope> read_reply(std::string_view body) {
  const auto document = document_of(body);
  return document ? envelope_in(*document, Envelope::From::counsellor) : std::nullopt;
}

std::optional<Recipient> read_recipient(std::string_view body, const PersonId& person) {
  const auto document = document_of(body);
  if (!document) return std::nullopt;
  auto key = bytes_at(*document, "key");
  std::string locked;
  if (!person.empty()) {
    locked = bytes_at(*document, "locked_key");
    if (locked.empty() || locked.size() > most_locked_bytes) return std::nullopt;
  }
  if (!is_point(key)) return std::nullopt;
  return Recipient{key_id(key), person, std::move(key), std::move(locked), true};
}

std::optional<std::map<EnvelopeId, std::vector<SealedKey>>> read_more_keys(std::string_view body) {
  const auto document = document_of(body);
  if (!document) return std::nullopt;
  const auto* object = object_at(&*document, "keys");
  if (object == nullptr) return std::nullopt;
  std::map<EnvelopeId, std::vector<SealedKey>> found;
  for (const auto& [id, list] : object->items()) {
    auto keys = keys_in(list);
    if (!keys || !is_envelope_id(id)) return std::nullopt;
    found[EnvelopeId{id}] = std::move(*keys);
  }
  return found;
}

std::optional<HandedFacts> read_facts(std::string_view body) {
  const auto document = document_of(body);
  if (!document) return std::nullopt;
  JsonFields fields(*document);
  const auto to = fields.required_string("to", most_id_bytes);
  const TeamId team{fields.optional_string("team", most_id_bytes).value_or("")};
  auto text = fields.required_string("text", most_facts_bytes);
  const RoleId role{to};
  const bool known = role == roles::coordinator || (role == roles::manager && !team.empty());
  if (fields.refusal() || !known || text.find_first_not_of(" \t\r\n") == std::string::npos) return std::nullopt;
  return HandedFacts{role, role == roles::manager ? team : TeamId{}, std::move(text)};
}

nlohmann::json to_json(const Envelope& envelope) {
  auto keys = nlohmann::json::array();
  for (const auto& key : envelope.keys) {
    keys.push_back({{"to", key.to.str()}, {"sealed", base64url_encode(key.sealed)}});
  }
  return {{"id", envelope.id.str()},
          {"from", envelope.from == Envelope::From::counsellor ? "counsellor" : "reporter"},
          {"week", envelope.week},
          {"body", base64url_encode(envelope.body)},
          {"keys", std::move(keys)}};
}

void fill_up(std::string& body) {
  constexpr std::size_t kibibyte = 1024;
  constexpr std::array sizes{16 * kibibyte, 64 * kibibyte, 256 * kibibyte};
  const auto* size = std::ranges::lower_bound(sizes, body.size());
  const auto whole = size == sizes.end() ? (body.size() + sizes.back() - 1) / sizes.back() * sizes.back() : *size;
  body.resize(whole, ' ');
}

}  // namespace meldmaat
