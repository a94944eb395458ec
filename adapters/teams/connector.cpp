// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/connector.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/json_reader.hpp"
#include "adapters/retry_after.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

using Kind = Outcome::Kind;
using Then = Verdict::Then;

/// An answer that left it open is never followed by a second try sooner than this (protocol reference §9).
constexpr Milliseconds after_doubt = std::chrono::seconds{30};

std::string below(std::string_view service_url, std::string_view path) {
  std::string url(service_url);
  if (!url.ends_with('/')) url += '/';
  return url.append("v3/conversations").append(path);
}

/// The body as an object; nothing when there is a body that is none.
std::optional<nlohmann::json> object_in(const OutsideAnswer& answer) {
  if (answer.body.find_first_not_of(" \t\r\n") == std::string::npos) return nlohmann::json::object();
  auto read = read_json(answer.body, JsonLimits{});
  if (auto* document = std::get_if<nlohmann::json>(&read)) return std::move(*document);
  return std::nullopt;
}

/// "ConversationNotFound": {"error":{"code":..}}, or the older {"message":"{ ..\"subCode\":.. }"}.
std::string code_in(const OutsideAnswer& answer) {
  const auto object = object_in(answer);
  if (!object) return {};
  const auto error = object->find("error");
  if (error != object->end() && error->is_object()) return text_at(*error, "code");
  const auto inner = read_json(text_at(*object, "message"), JsonLimits{});
  const auto* document = std::get_if<nlohmann::json>(&inner);
  return document == nullptr ? std::string{} : text_at(*document, "subCode");
}

Verdict verdict(Kind kind, Literal reason, Then then = Then::settle, Milliseconds after = Milliseconds{0}) {
  Verdict made{{kind, {}, after}, then};
  made.reason = reason;
  return made;
}

/// Nobody knows whether it arrived. A replacement may simply be sent again.
Verdict doubt(ConnectorCall call, Literal reason) {
  return verdict(call == ConnectorCall::send ? Kind::ambiguous : Kind::not_taken, reason, Then::settle, after_doubt);
}

Verdict judge_fault(ConnectorCall call, OutsideFault fault) {
  switch (fault) {
    case OutsideFault::not_allowed: return verdict(Kind::refused, name_of(fault));
    case OutsideFault::not_reached: return verdict(Kind::not_taken, name_of(fault));
    case OutsideFault::lost:
    case OutsideFault::too_large: break;
  }
  return doubt(call, name_of(fault));
}

Verdict judge_taken(ConnectorCall call, const OutsideAnswer& answer) {
  const auto object = object_in(answer);
  if (!object) return doubt(call, "unreadable");
  Verdict taken = verdict(Kind::sent, "");
  taken.outcome.remote_id = text_at(*object, "id");
  return taken;
}

/// 403, 404 and 410: nobody is there.
Verdict judge_absent(ConnectorCall call, const OutsideAnswer& answer) {
  const std::string code = code_in(answer);
  if (answer.status == 404 && call == ConnectorCall::update && code == "ActivityNotFoundInConversation") {
    return verdict(Kind::refused, "activity_gone", Then::send_as_new);
  }
  if (answer.status == 404 && call != ConnectorCall::create) {
    return verdict(Kind::unreachable, "conversation_gone", Then::renew_address);
  }
  if (code == "BotDisabledByAdmin") return verdict(Kind::unreachable, "disabled_by_administrator");
  if (code == "BotNotInConversationRoster") return verdict(Kind::unreachable, "not_installed");
  if (code == "ConversationBlockedByUser" || code == "MessageWritesBlocked") {
    return verdict(Kind::unreachable, "blocked");
  }
  return verdict(Kind::unreachable, "absent");
}

Verdict judge_answer(ConnectorCall call, const OutsideAnswer& answer, Moment now) {
  const int status = answer.status;
  if (status >= 200 && status < 300) return judge_taken(call, answer);
  switch (status) {
    case 401: return verdict(Kind::closed, "unauthorised", Then::renew_token, std::chrono::minutes{1});
    case 403:
    case 404:
    case 410: return judge_absent(call, answer);
    case 412:
    case 429:
    case 503: return verdict(Kind::not_taken, "later", Then::settle, retry_after(answer.headers, now));
    default: break;
  }
  if (status == 408 || status >= 500) return doubt(call, "failed_there");
  return verdict(Kind::refused, "refused");
}

}  // namespace

std::string create_url(std::string_view service_url) {
  return below(service_url, "");
}

std::string send_url(std::string_view service_url, std::string_view conversation) {
  return below(service_url, "/" + percent_encode(conversation) + "/activities");
}

std::string update_url(std::string_view service_url, std::string_view conversation, std::string_view activity) {
  return send_url(service_url, conversation) + "/" + percent_encode(activity);
}

Verdict judge(ConnectorCall call, const OutsideResult& result, Moment now) {
  if (const auto* fault = std::get_if<OutsideFault>(&result)) return judge_fault(call, *fault);
  const auto& answer = std::get<OutsideAnswer>(result);
  Verdict made = judge_answer(call, answer, now);
  made.status = answer.status;
  return made;
}

}  // namespace meldmaat
