// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/homeserver.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "adapters/json_reader.hpp"
#include "adapters/retry_after.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using Kind = HomeserverAnswer::Kind;

/// Of a sync or a page of a room's history.
constexpr std::size_t most_answer_bytes = 16UL * 1024 * 1024;
constexpr Milliseconds away_after = std::chrono::minutes{1};
constexpr JsonLimits answer_limits{.most_values = 1'000'000, .most_depth = 64, .most_string_bytes = 128UL * 1024};

HomeserverAnswer without_answer(OutsideFault fault) {
  HomeserverAnswer made;
  made.kind = fault == OutsideFault::not_allowed ? Kind::refused : Kind::later;
  made.perhaps = fault == OutsideFault::lost || fault == OutsideFault::too_large;
  return made;
}

/// "retry_after_ms" is the older of the two; whoever sends both means the longer.
Milliseconds asked_pause(const OutsideAnswer& answer, const nlohmann::json& body, Moment now) {
  Milliseconds pause = retry_after(answer.headers, now);
  const auto named = body.find("retry_after_ms");
  if (named != body.end() && named->is_number_integer()) {
    const Milliseconds older{named->get<std::int64_t>()};
    pause = std::max(pause, std::clamp(older, Milliseconds{0}, longest_retry_after));
  }
  return pause;
}

Kind kind_of(int status, const std::string& code) {
  if (status == 401) return Kind::unauthorised;
  if (status == 403) return Kind::forbidden;
  if (status == 404) return Kind::absent;
  if (status == 408 || status == 429 || status >= 500 || code == "M_LIMIT_EXCEEDED") return Kind::later;
  return Kind::refused;
}

}  // namespace

HomeserverAnswer judge_homeserver(const OutsideResult& result, Moment now) {
  if (const auto* fault = std::get_if<OutsideFault>(&result)) return without_answer(*fault);
  const auto& answer = std::get<OutsideAnswer>(result);
  HomeserverAnswer made;
  made.status = answer.status;
  auto read = read_json(answer.body, answer_limits);
  auto* object = std::get_if<nlohmann::json>(&read);
  if (answer.status >= 200 && answer.status < 300) {
    // A page of something in between is no answer of the homeserver.
    made.kind = object == nullptr ? Kind::later : Kind::taken;
    made.perhaps = object == nullptr;
    if (object != nullptr) made.body = std::move(*object);
    return made;
  }
  const nlohmann::json nothing = nlohmann::json::object();
  const nlohmann::json& error = object == nullptr ? nothing : *object;
  made.code = text_at(error, "errcode");
  made.kind = kind_of(answer.status, made.code);
  made.perhaps = made.kind == Kind::later && answer.status != 429;
  if (made.kind == Kind::later) made.retry_after = asked_pause(answer, error, now);
  return made;
}

Literal name_of(HomeserverAnswer::Kind kind) {
  switch (kind) {
    case Kind::taken: return "taken";
    case Kind::later: return "later";
    case Kind::unauthorised: return "unauthorised";
    case Kind::forbidden: return "forbidden";
    case Kind::absent: return "absent";
    case Kind::refused: break;
  }
  return "refused";
}

std::string matrix_path(std::string_view form, std::initializer_list<std::string_view> segments) {
  std::string path;
  const auto* next = segments.begin();
  for (std::size_t at = 0; at < form.size(); ++at) {
    if (form.substr(at).starts_with("{}") && next != segments.end()) {
      path += percent_encode(*next++);
      ++at;
    } else {
      path += form[at];
    }
  }
  return path;
}

Homeserver::Homeserver(Outside& outside, const Clock& clock, HomeserverSettings settings)
    : outside_(outside), clock_(clock), settings_(std::move(settings)) {}

awaitable<HomeserverAnswer> Homeserver::call(Method method, std::string path, std::string body) {
  HomeserverAnswer answer = co_await call_as(As::device, method, std::move(path), std::move(body));
  co_return answer;
}

awaitable<HomeserverAnswer> Homeserver::get(std::string path) {
  std::string nothing;
  HomeserverAnswer answer = co_await call_as(As::device, Method::get, std::move(path), std::move(nothing));
  co_return answer;
}

OutsideRequest Homeserver::request(As who, Method method, const std::string& path) const {
  std::string url = settings_.address + "/_matrix/client" + path;
  if (who != As::service) {
    url.append(path.find('?') == std::string::npos ? "?" : "&").append("user_id=");
    url.append(percent_encode(settings_.user));
  }
  if (who == As::device) url.append("&device_id=").append(percent_encode(settings_.device));
  OutsideRequest made(method, std::move(url));
  made.bearer = settings_.token.reveal();
  made.most_answer_bytes = most_answer_bytes;
  return made;
}

awaitable<HomeserverAnswer> Homeserver::call_as(As who, Method method, std::string path, std::string body) {
  OutsideRequest asked = request(who, method, path);
  if (method != Method::get) asked.headers.add("Content-Type", "application/json");
  asked.body = std::move(body);
  const OutsideResult result = co_await outside_.exchange(std::move(asked));
  note(result);
  HomeserverAnswer answer = judge_homeserver(result, clock_.now());
  co_return answer;
}

/// Without an answer, or with one that says no more than that it fails, the homeserver is away.
void Homeserver::note(const OutsideResult& result) {
  const auto* answer = std::get_if<OutsideAnswer>(&result);
  const bool away = answer == nullptr || answer->status >= 500;
  if (!away) answered_ = clock_.now();
  if (std::exchange(away_, away) && !away) returned_();
}

bool Homeserver::is_away() const {
  return away_ && clock_.now() - answered_ >= away_after;
}

awaitable<HomeserverAnswer> Homeserver::who_am_i() {
  std::string path = "/v3/account/whoami";
  HomeserverAnswer answer = co_await get(std::move(path));
  if (answer.kind == Kind::taken && text_at(answer.body, "user_id") != settings_.user) {
    answer.kind = Kind::unauthorised;
  }
  co_return answer;
}

awaitable<HomeserverAnswer> Homeserver::ping() {
  std::string path = matrix_path("/v1/appservice/{}/ping", {settings_.service});
  std::string body = "{}";
  HomeserverAnswer answer = co_await call_as(As::service, Method::post, std::move(path), std::move(body));
  co_return answer;
}

awaitable<OutsideResult> Homeserver::download(std::string path, std::size_t most_bytes) {
  OutsideRequest asked = request(As::device, Method::get, path);
  asked.most_answer_bytes = most_bytes;
  OutsideResult result = co_await outside_.exchange(std::move(asked));
  co_return result;
}

awaitable<HomeserverAnswer> Homeserver::sign_up() {
  const std::string name = settings_.user.substr(1, settings_.user.find(':') - 1);
  const nlohmann::json account{{"type", "m.login.application_service"}, {"username", name}, {"inhibit_login", true}};
  std::string path = "/v3/register";
  std::string body = account.dump();
  HomeserverAnswer answer = co_await call_as(As::service, Method::post, std::move(path), std::move(body));
  if (answer.kind != Kind::taken && answer.code != "M_USER_IN_USE") co_return answer;
  path = matrix_path("/v3/devices/{}", {settings_.device});
  body = R"({"display_name":"Meldmaat"})";
  answer = co_await call_as(As::user, Method::put, std::move(path), std::move(body));
  co_return answer;
}

}  // namespace meldmaat
