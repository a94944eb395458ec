// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/jwt.hpp"

#include "adapters/base64url.hpp"
#include "adapters/json_reader.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

constexpr std::size_t most_header_bytes = 4096;

struct Parts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
};

std::optional<Parts> split(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const Parts parts{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1)};
  const bool has_empty_part = parts.header.empty() || parts.payload.empty() || parts.signature.empty();
  if (has_empty_part || parts.signature.find('.') != std::string_view::npos) return std::nullopt;
  return parts;
}

// The kid, or why this header is refused.
std::variant<std::string, Literal> read_header(std::string_view bytes) {
  JsonLimits limits;
  limits.most_values = 50;
  limits.most_depth = 4;
  limits.most_string_bytes = most_header_bytes;
  const auto read = read_json(bytes, limits);
  const auto* header = std::get_if<json>(&read);
  if (header == nullptr) return Literal("header");
  JsonFields fields(*header);
  if (fields.required_string("alg", 16) != "RS256") return Literal("algorithm");
  // All three change how the rest is to be read (RFC 7515 §4.1.11, RFC 7797, RFC 7516 §4.1.3), so their mere presence
  // is refused, whatever they say.
  if (header->contains("crit") || header->contains("b64") || header->contains("zip")) return Literal("extension");
  std::string kid = fields.required_string("kid", most_kid_bytes);
  if (fields.refusal() || !is_kid(kid)) return Literal("kid");
  return kid;
}

}  // namespace

std::variant<Jwt, Literal> Jwt::read(std::string token) {
  const auto parts = split(token);
  if (!parts) return Literal("structure");
  if (parts->header.size() > most_header_bytes) return Literal("header");
  const auto header = base64url_decode(parts->header);
  auto payload = base64url_decode(parts->payload);
  auto signature = base64url_decode(parts->signature);
  if (!header || !payload || !signature) return Literal("encoding");
  auto kid = read_header(*header);
  if (const auto* reason = std::get_if<Literal>(&kid)) return *reason;
  Jwt jwt;
  jwt.kid_ = std::get<std::string>(std::move(kid));
  jwt.payload_ = std::move(*payload);
  jwt.signature_ = std::move(*signature);
  jwt.signed_size_ = token.size() - parts->signature.size() - 1;
  jwt.token_ = std::move(token);
  return jwt;
}

std::optional<std::string> Jwt::payload_signed_by(const Jwk& key) const {
  if (!key.verifies(std::string_view(token_).substr(0, signed_size_), signature_)) return std::nullopt;
  return payload_;
}

bool Jwt::seems_from_entra() const {
  const auto read = read_json(payload_, JsonLimits{});
  const auto* claims = std::get_if<json>(&read);
  if (claims == nullptr) return false;
  JsonFields fields(*claims);
  return is_entra_issuer(fields.optional_string("iss", 1024).value_or(""));
}

bool is_entra_issuer(std::string_view issuer) {
  return issuer.starts_with("https://sts.windows.net/") || issuer.starts_with("https://login.microsoftonline.com/");
}

}  // namespace meldmaat
