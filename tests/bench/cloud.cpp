// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/cloud.hpp"

#include <chrono>

namespace meldmaat::bench {

namespace {

constexpr std::string_view key_id = "bench";
constexpr std::string_view keys_target = "/v1/.well-known/keys";

}  // namespace

std::string Cloud::token(std::string_view service_url, Flaw flaw) const {
  const auto now =
      std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
  constexpr auto lasts = std::chrono::hours{1};
  const auto expires = flaw == Flaw::expired ? now - lasts : now + lasts;
  std::string claims{R"({"iss":"https://api.botframework.com","aud":")"};
  claims.append(flaw == Flaw::other_audience ? bench_tenant : bench_app).append(R"(","serviceurl":")");
  claims.append(service_url).append(R"(","nbf":)").append(std::to_string((now - 2 * lasts).count()));
  claims.append(R"(,"exp":)").append(std::to_string(expires.count())).append("}");
  return (flaw == Flaw::other_key ? other_key_ : key_).token(key_id, claims);
}

std::string Cloud::answer(const Asked& asked, std::string_view origin) const {
  if (asked.target.ends_with("/openidconfiguration")) {
    return answer_of(200,
                     R"({"issuer":"https://api.botframework.com","id_token_signing_alg_values_supported":["RS256"],)"
                     R"("jwks_uri":")" +
                         std::string(origin) + std::string(keys_target) + R"("})",
                     true);
  }
  if (asked.target == keys_target) {
    return answer_of(200,
                     R"({"keys":[{"kty":"RSA","use":"sig","alg":"RS256","endorsements":["msteams"],"kid":")" +
                         std::string(key_id) + R"(",)" + key_.public_members() + "}]}",
                     true);
  }
  const bool own_secret = asked.body.find(bench_secret) != std::string_view::npos;
  if (asked.target.find("/oauth2/v2.0/token") != std::string_view::npos && own_secret) {
    return answer_of(
        200, R"({"token_type":"Bearer","expires_in":3599,"access_token":")" + std::string(bot_token) + R"("})", true);
  }
  return answer_of(404, "{}", true);
}

}  // namespace meldmaat::bench
