// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/bot_token.hpp"

#include <algorithm>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <utility>

#include "adapters/retry_after.hpp"
#include "adapters/teams/client_assertion.hpp"
#include "adapters/teams/token_answer.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using std::chrono::minutes;

constexpr minutes renewed_before_end{5};
constexpr minutes shortest_pause{1};
constexpr minutes longest_pause{5};
constexpr std::size_t unique_bytes = 16;
constexpr std::string_view assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
constexpr std::string_view metadata_path = "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=";

void add_field(std::string& form, std::string_view name, std::string_view value) {
  if (!form.empty()) form += '&';
  form.append(name).append("=").append(percent_encode(value));
}

// A scope of the second version of Entra is a resource with "/.default" behind it; the metadata service wants the
// resource.
std::string resource_of(std::string scope) {
  constexpr std::string_view ending = "/.default";
  if (scope.ends_with(ending)) scope.resize(scope.size() - ending.size());
  return scope;
}

}  // namespace

struct BotToken::State {
  State(const boost::asio::any_io_executor& executor, Outside& to, const Clock& time, Random& chance, Log& lines,
        BotCredential given, TeamsCloud where)
      : outside(to),
        clock(time),
        random(chance),
        log(lines),
        credential(std::move(given)),
        cloud(std::move(where)),
        fetched(executor) {
    fetched.expires_at(boost::asio::steady_timer::time_point::max());
    if (credential.kind == BotCredential::Kind::certificate) {
      assertion.emplace(credential.certificate, credential.certificate_key);
    }
  }

  [[nodiscard]] OutsideRequest request();
  [[nodiscard]] OutsideRequest metadata_request() const;
  void take(const OutsideResult& result);
  void take_answer(const OutsideAnswer& answer);
  void fail(Literal reason, Literal hint, Milliseconds pause);

  Outside& outside;
  const Clock& clock;
  Random& random;
  Log& log;
  BotCredential credential;
  TeamsCloud cloud;
  std::optional<ClientAssertion> assertion;

  std::string token;
  Moment renew;    // from here on a newer one is wanted
  Moment expires;  // from here on this one is worth nothing
  Moment next_try;
  Moment next_drop;
  int disturbed = 0;  // answers in a row that say the service is overloaded or broken
  bool fetching = false;
  boost::asio::steady_timer fetched;  // rung when a fetch has ended
};

namespace {

// Ends the fetch however the coroutine that does it ends, so that those who wait never wait for nobody.
class Fetching {
 public:
  Fetching(bool& flag, boost::asio::steady_timer& bell) : flag_(flag), bell_(bell) { flag_ = true; }
  ~Fetching() {
    flag_ = false;
    bell_.cancel();
  }
  Fetching(const Fetching&) = delete;
  Fetching& operator=(const Fetching&) = delete;

 private:
  bool& flag_;
  boost::asio::steady_timer& bell_;
};

}  // namespace

OutsideRequest BotToken::State::metadata_request() const {
  std::string url(managed_identity_origin);
  url.append(metadata_path).append(percent_encode(resource_of(cloud.scope)));
  url.append("&client_id=").append(percent_encode(credential.app_id));
  OutsideRequest made(Method::get, std::move(url));
  made.headers.add("Metadata", "true");
  return made;
}

OutsideRequest BotToken::State::request() {
  if (credential.kind == BotCredential::Kind::managed_identity) return metadata_request();
  OutsideRequest made(Method::post, cloud.login + "/" + percent_encode(credential.tenant) + "/oauth2/v2.0/token");
  add_field(made.body, "grant_type", "client_credentials");
  add_field(made.body, "client_id", credential.app_id);
  if (assertion) {
    add_field(made.body, "client_assertion_type", assertion_type);
    const std::string unique = random.hex(unique_bytes);
    add_field(made.body, "client_assertion", assertion->sign(credential.app_id, made.url, clock.now(), unique));
  } else {
    if (credential.secret_now) {
      if (Secret now = credential.secret_now(); !now.empty()) credential.secret = std::move(now);
    }
    add_field(made.body, "client_secret", credential.secret.reveal());
  }
  add_field(made.body, "scope", cloud.scope);
  made.headers.add("Content-Type", "application/x-www-form-urlencoded");
  made.headers.add("Accept", "application/json");
  return made;
}

void BotToken::State::fail(Literal reason, Literal hint, Milliseconds pause) {
  const Moment now = clock.now();
  next_try = now + std::clamp<Milliseconds>(pause, shortest_pause, longest_pause);
  log.error("teams_token_not_given",
            {{"reason", reason}, {"hint", hint}, {"next_try_in_ms", next_try - now}, {"still_valid", now < expires}});
}

void BotToken::State::take_answer(const OutsideAnswer& answer) {
  const bool overloaded = answer.status == 429 || answer.status >= 500;
  disturbed = overloaded ? disturbed + 1 : 0;
  auto read = read_token_answer(answer.status, answer.body);
  if (const auto* refused = std::get_if<TokenRefused>(&read)) {
    const Milliseconds doubled = shortest_pause * (1 << std::clamp(disturbed - 1, 0, 4));
    return fail(refused->reason, refused->hint, std::max(doubled, retry_after(answer.headers, clock.now())));
  }
  auto& given = std::get<TokenGiven>(read);
  const Moment now = clock.now();
  token = std::move(given.token);
  expires = now + given.lifetime;
  // A token with a short life is not asked for again at every use.
  renew = std::max(expires - renewed_before_end, now + std::min<Milliseconds>(shortest_pause, given.lifetime / 2));
  next_try = now;
}

void BotToken::State::take(const OutsideResult& result) {
  if (const auto* answer = std::get_if<OutsideAnswer>(&result)) return take_answer(*answer);
  const bool forbidden = std::get<OutsideFault>(result) == OutsideFault::not_allowed;
  const Literal not_reached = "the token endpoint cannot be reached: name, network, proxy or certificate";
  const Literal not_allowed = "the token endpoint may not be called: its address is not public, or not on the list";
  fail(name_of(std::get<OutsideFault>(result)), forbidden ? not_allowed : not_reached, shortest_pause);
}

BotToken::BotToken(const boost::asio::any_io_executor& executor, Outside& outside, const Clock& clock, Random& random,
                   Log& log, BotCredential credential, TeamsCloud cloud)
    : state_(std::make_shared<State>(executor, outside, clock, random, log, std::move(credential), std::move(cloud))) {}

BotToken::~BotToken() = default;

awaitable<std::string> BotToken::get() {
  const std::shared_ptr<State> state = state_;
  while (state->fetching && state->clock.now() >= state->expires) {
    boost::system::error_code rung;
    co_await state->fetched.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, rung));
  }
  const Moment now = state->clock.now();
  if (now >= state->renew && now >= state->next_try && !state->fetching) {
    const Fetching fetching(state->fetching, state->fetched);
    // Whatever becomes of this request, even when whoever waits for it is cancelled, the next one comes later.
    state->next_try = now + shortest_pause;
    OutsideRequest request = state->request();
    const OutsideResult result = co_await state->outside.exchange(std::move(request));
    state->take(result);
  }
  co_return state->clock.now() < state->expires ? state->token : std::string();
}

void BotToken::drop(const std::string& token) {
  State& state = *state_;
  if (token != state.token || token.empty()) return;
  const Moment now = state.clock.now();
  state.token.clear();
  state.renew = state.expires = now;
  // A Connector that refuses every token must not turn each message into a request for a new one.
  state.next_try = std::max(state.next_try, state.next_drop);
  state.next_drop = now + shortest_pause;
}

}  // namespace meldmaat
