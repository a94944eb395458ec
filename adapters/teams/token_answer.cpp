// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/token_answer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/json_reader.hpp"
#include "adapters/media_type.hpp"

namespace meldmaat {

namespace {

using std::chrono::seconds;

constexpr std::size_t most_token_bytes = 16UL * 1024;
constexpr seconds shortest_life = std::chrono::minutes(1);
constexpr seconds longest_life = std::chrono::hours(24);
// RFC 6749 §5.1 lets a server leave expires_in out; then this much is believed.
constexpr seconds unsaid_life = std::chrono::minutes(10);

constexpr Literal look_at_service = "Microsoft Entra is disturbed; wait, and look at its status page";

struct Known {
  std::int64_t code;
  TokenRefused refused;
};

// learn.microsoft.com/entra/identity-platform/reference-error-codes
constexpr std::array known_codes = {
    Known{700016,
          {"app_not_in_tenant",
           "no app with this client_id exists in this tenant: check client_id and tenants of [teams]"}},
    Known{7000229,
          {"no_service_principal",
           "the app is registered but has no service principal in this tenant: an "
           "administrator must create the enterprise application"}},
    Known{7000215, {"wrong_secret", "the client secret is wrong: use the secret's value, not its id"}},
    Known{7000222, {"secret_expired", "the client secret has expired: make a new one in the app registration"}},
    Known{700027, {"certificate_not_known", "the certificate is not in the app registration: upload it there"}},
    Known{90002, {"tenant_not_found", "no such tenant: check tenants of [teams]"}},
};

// "error_codes" of Entra, or the first number in its "AADSTS7000215: ..." when a proxy or an older version left the
// field out.
std::int64_t code_of(const nlohmann::json& answer) {
  const auto codes = answer.find("error_codes");
  if (codes != answer.end() && codes->is_array() && !codes->empty() && codes->front().is_number_integer()) {
    return codes->front().get<std::int64_t>();
  }
  const auto text = answer.find("error_description");
  if (text == answer.end() || !text->is_string()) return 0;
  const auto& description = text->get_ref<const std::string&>();
  constexpr std::string_view mark = "AADSTS";
  const std::size_t at = description.find(mark);
  std::int64_t code = 0;
  if (at == std::string::npos) return 0;
  std::from_chars(description.data() + at + mark.size(), description.data() + description.size(), code);
  return code;
}

TokenRefused refusal(int status, const nlohmann::json* answer) {
  if (status == 429) return {"too_many_requests", look_at_service};
  if (status >= 500) return {"service_failed", look_at_service};
  const std::int64_t code = answer == nullptr ? 0 : code_of(*answer);
  const auto* const known =
      std::find_if(known_codes.begin(), known_codes.end(), [code](const Known& row) { return row.code == code; });
  if (known != known_codes.end()) return known->refused;
  return {"refused", "the sign-in log of the app in Microsoft Entra says why"};
}

// Entra says 3599, a managed identity "3599". Nothing: it says nothing that can be used.
std::optional<seconds> lifetime_of(const nlohmann::json& answer) {
  const auto field = answer.find("expires_in");
  if (field == answer.end()) return unsaid_life;
  double number = 0;
  if (field->is_number()) {
    number = field->get<double>();
  } else if (field->is_string()) {
    const auto& text = field->get_ref<const std::string&>();
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size()) return unsaid_life;
  } else {
    return unsaid_life;
  }
  if (!(number >= static_cast<double>(shortest_life.count()))) return std::nullopt;
  return seconds(static_cast<std::int64_t>(std::min(number, static_cast<double>(longest_life.count()))));
}

bool is_token_text(std::string_view text) {
  return !text.empty() && text.size() <= most_token_bytes &&
         std::all_of(text.begin(), text.end(), [](char letter) { return letter > ' ' && letter < '\x7F'; });
}

}  // namespace

std::variant<TokenGiven, TokenRefused> read_token_answer(int status, std::string_view body) {
  const auto read = read_json(body, JsonLimits());
  const auto* answer = std::get_if<nlohmann::json>(&read);
  if (status != 200) return refusal(status, answer);
  constexpr Literal who_answered = "something else than the token endpoint answered: a proxy, a portal?";
  if (answer == nullptr) return TokenRefused{"not_json", who_answered};
  JsonFields fields(*answer);
  std::string token = fields.required_string("access_token", most_token_bytes);
  const std::string type = fields.optional_string("token_type", 64).value_or("Bearer");
  if (fields.refusal() || !is_token_text(token) || !same_word(type, "Bearer")) {
    return TokenRefused{"no_token", who_answered};
  }
  const auto lifetime = lifetime_of(*answer);
  if (!lifetime) return TokenRefused{"no_lifetime", "the token that came had expired already"};
  return TokenGiven{std::move(token), *lifetime};
}

}  // namespace meldmaat
