// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/claims.hpp"

#include <algorithm>
#include <cstdint>

#include "adapters/json_reader.hpp"
#include "adapters/teams/jwt.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;
using std::chrono::seconds;

constexpr std::size_t most_claim_bytes = 1024;

// RFC 7519 §4.1.3: one text, or a list of texts of which one must be us.
bool names_us(const json& claims, const std::string& app_id) {
  const auto found = claims.find("aud");
  if (found == claims.end()) return false;
  if (found->is_string()) return found->get_ref<const std::string&>() == app_id;
  if (!found->is_array()) return false;
  const auto is_text = [](const json& item) { return item.is_string(); };
  const auto is_us = [&](const json& item) { return item.get_ref<const std::string&>() == app_id; };
  return std::all_of(found->begin(), found->end(), is_text) && std::any_of(found->begin(), found->end(), is_us);
}

struct Times {
  seconds expires{};
  std::optional<seconds> not_before;
  std::optional<seconds> issued;
};

// Whole seconds only: fractions are allowed by RFC 7519 and used by nobody who signs for the Connector.
std::variant<Times, Literal> read_times(const json& claims) {
  JsonFields fields(claims);
  Times times;
  times.expires = seconds(fields.required_integer("exp"));
  if (fields.refusal()) return Literal("exp");
  if (const auto number = fields.optional_integer("nbf")) times.not_before = seconds(*number);
  if (fields.refusal()) return Literal("nbf");
  if (const auto number = fields.optional_integer("iat")) times.issued = seconds(*number);
  if (fields.refusal()) return Literal("iat");
  return times;
}

std::optional<Literal> judge_times(const Times& times, Moment now) {
  const seconds today = std::chrono::floor<seconds>(now.time_since_epoch());
  if (times.expires + clock_skew <= today) return Literal("expired");
  if (times.not_before && *times.not_before > today + clock_skew) return Literal("too_early");
  if (times.issued && *times.issued > today + clock_skew) return Literal("issued_later");
  const seconds begin = std::min({today, times.not_before.value_or(today), times.issued.value_or(today)});
  if (times.expires - begin > longest_life) return Literal("lifetime");
  return std::nullopt;
}

}  // namespace

std::variant<Proven, Literal> read_claims(std::string_view payload, const ProofSettings& settings, Moment now) {
  JsonLimits limits;
  limits.most_values = 200;
  limits.most_depth = 8;
  const auto read = read_json(payload, limits);
  const auto* claims = std::get_if<json>(&read);
  if (claims == nullptr) return Literal("payload");

  JsonFields fields(*claims);
  const std::string issuer = fields.required_string("iss", most_claim_bytes);
  if (is_entra_issuer(issuer)) return Literal("issuer_entra");
  if (fields.refusal() || issuer != settings.cloud.issuer) return Literal("issuer");
  if (!names_us(*claims, settings.app_id)) return Literal("audience");
  const auto times = read_times(*claims);
  if (const auto* reason = std::get_if<Literal>(&times)) return *reason;
  if (const auto reason = judge_times(std::get<Times>(times), now)) return *reason;
  const std::string service_url = fields.required_string("serviceurl", most_claim_bytes);
  auto normal = normal_service_url(service_url);
  if (fields.refusal() || !normal) return Literal("service_claim");

  Proven proven;
  proven.service_url = std::move(*normal);
  proven.expires = Moment(std::get<Times>(times).expires + clock_skew);
  return proven;
}

std::optional<std::string> normal_service_url(std::string_view text) {
  const auto url = read_url(text);
  if (!url || url->target.find('?') != std::string::npos) return std::nullopt;
  std::string_view path = url->target;
  while (path.ends_with('/')) path.remove_suffix(1);
  return origin_of(*url).append(path);
}

}  // namespace meldmaat
