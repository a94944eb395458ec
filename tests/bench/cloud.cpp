// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/cloud.hpp"

#include <chrono>

namespace meldmaat::bench {

std::string Cloud::token(std::string_view service_url, Flaw flaw) const {
  const auto now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
  constexpr auto long_ago = std::chrono::hours{2};
  const auto& audience = flaw == Flaw::other_audience ? bench_tenant : bench_app;
  const auto& key = flaw == Flaw::other_key ? false_key_ : key_;
  const auto claims =
      true_claims(std::string(audience), std::string(service_url), flaw == Flaw::expired ? now - long_ago : now);
  return make_token(key, true_header(key), claims);
}

std::string Cloud::answer(const Asked& asked, std::string_view origin) const {
  constexpr std::string_view keys_target = "/v1/.well-known/keys";
  if (asked.target.ends_with("/openidconfiguration")) {
    return answer_of(200, metadata_document(std::string(origin) + std::string(keys_target)), true);
  }
  if (asked.target == keys_target) return answer_of(200, key_set({key_.jwk()}), true);
  const bool own_secret = asked.body.find(bench_secret) != std::string_view::npos;
  if (asked.target.find("/oauth2/v2.0/token") != std::string_view::npos && own_secret) {
    return answer_of(
        200, R"({"token_type":"Bearer","expires_in":3599,"access_token":")" + std::string(bot_token) + R"("})", true);
  }
  return answer_of(404, "{}", true);
}

}  // namespace meldmaat::bench
