// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/proof.hpp"

#include <algorithm>
#include <utility>

#include "adapters/media_type.hpp"
#include "adapters/teams/claims.hpp"
#include "adapters/teams/jwt.hpp"
#include "adapters/teams/proven_tokens.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t most_header_bytes = 16 * 1024UL;
constexpr std::size_t most_tokens = 4096;
constexpr std::string_view channel = "msteams";

std::variant<std::string, Literal> bearer_token(const Headers& headers) {
  std::optional<std::string_view> value;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const auto [name, line] = headers.at(i);
    if (!same_word(name, "authorization")) continue;
    if (value) return Literal("two_headers");
    value = line;
  }
  if (!value) return Literal("no_header");
  if (value->size() > most_header_bytes) return Literal("header_too_long");
  constexpr std::string_view scheme = "bearer ";
  if (!same_word(value->substr(0, scheme.size()), scheme)) return Literal("scheme");
  return std::string(value->substr(scheme.size()));
}

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// An origin of the list, exactly. Without TLS only on this machine itself, whatever the list says.
bool may_be_called(const std::string& service_url, const std::vector<std::string>& connectors) {
  const auto url = read_url(service_url);
  if (!url || !contains(connectors, origin_of(*url))) return false;
  return url->secure || url->host == "127.0.0.1" || url->host == "::1" || url->host == "localhost";
}

// The tenant as the activity gives it, in one place or two; ids are GUIDs, whose case means nothing (RFC 9562 §4).
std::optional<Literal> judge_tenant(const Activity& activity, const std::vector<std::string>& tenants) {
  const std::string& first = activity.channel_tenant;
  const std::string& second = activity.conversation_tenant;
  if (first.empty() && second.empty()) return Literal("tenant_missing");
  if (!first.empty() && !second.empty() && !same_word(first, second)) return Literal("tenant_conflict");
  const std::string& tenant = first.empty() ? second : first;
  const auto is_it = [&](const std::string& ours) { return same_word(ours, tenant); };
  if (std::none_of(tenants.begin(), tenants.end(), is_it)) return Literal("tenant");
  return std::nullopt;
}

}  // namespace

struct Proof::Memory {
  explicit Memory(Metrics& metrics)
      : remembered(metrics.counter(name, help, {{"how", "remembered"}})),
        verified(metrics.counter(name, help, {{"how", "verified"}})) {}

  static constexpr Literal name = "meldmaat_teams_tokens_total";
  static constexpr Literal help = "Tokens of the Connector that were accepted.";
  ProvenTokens tokens{most_tokens};
  Counter& remembered;
  Counter& verified;
};

Proof::Proof(ProofSettings settings, KeyRing& keys, const Clock& clock, Metrics& metrics)
    : settings_(std::move(settings)),
      keys_(keys),
      clock_(clock),
      metrics_(metrics),
      memory_(std::make_shared<Memory>(metrics)) {}

ProofRefusal Proof::refuse(int status, Literal reason) const {
  metrics_
      .counter("meldmaat_teams_refused_total", "Requests that did not prove to come from the Connector to us.",
               {{"reason", reason}})
      .add();
  return ProofRefusal{status, reason};
}

boost::asio::awaitable<Proof::Verdict> Proof::check(const Headers& headers) {
  return prove(bearer_token(headers));
}

boost::asio::awaitable<Proof::Verdict> Proof::prove(std::variant<std::string, Literal> bearer) {
  if (const auto* reason = std::get_if<Literal>(&bearer)) co_return refuse(401, *reason);
  auto& token = std::get<std::string>(bearer);
  const auto digest = memory_->tokens.digest_of(token);
  // Without a set that may be used nothing is remembered either: keys that are too old are no keys (F18).
  auto known = keys_.ready() ? memory_->tokens.find(digest, clock_.now()) : nullptr;
  if (known != nullptr) {
    memory_->remembered.add();
    co_return known;
  }
  auto read = Jwt::read(std::move(token));
  if (const auto* reason = std::get_if<Literal>(&read)) co_return refuse(401, *reason);
  const Jwt& jwt = std::get<Jwt>(read);
  const KeyFound found = co_await keys_.find(jwt.kid());
  if (found.kind == KeyFound::Kind::no_keys) co_return refuse(503, "no_keys");
  if (found.kind == KeyFound::Kind::unknown) {
    const Literal reason = jwt.seems_from_entra() ? Literal("issuer_entra") : Literal("kid_unknown");
    co_return refuse(401, reason);
  }
  const auto payload = jwt.payload_signed_by(*found.key);
  if (!payload) co_return refuse(401, "signature");
  auto claims = read_claims(*payload, settings_, clock_.now());
  if (const auto* reason = std::get_if<Literal>(&claims)) co_return refuse(401, *reason);
  auto proven = std::make_shared<Proven>(std::get<Proven>(std::move(claims)));
  proven->endorsements = found.key->endorsements();
  memory_->tokens.remember(digest, proven, found.key);
  memory_->verified.add();
  co_return proven;
}

std::optional<ProofRefusal> Proof::bind(const Proven& proven, const Activity& activity) const {
  if (activity.channel_id != channel) return refuse(401, "channel");
  if (!contains(proven.endorsements, channel)) return refuse(401, "endorsement");
  if (normal_service_url(activity.service_url) != proven.service_url) return refuse(401, "service_url");
  if (!may_be_called(proven.service_url, settings_.cloud.connectors)) return refuse(401, "service_host");
  if (const auto reason = judge_tenant(activity, settings_.tenants)) return refuse(403, *reason);
  if (activity.recipient_id != "28:" + settings_.app_id) return refuse(401, "recipient");
  if (activity.from_id.empty()) return refuse(401, "sender");
  return std::nullopt;
}

}  // namespace meldmaat
