// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/key_ring.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "adapters/json_reader.hpp"
#include "adapters/spawn.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

using nlohmann::json;

constexpr std::size_t most_metadata_bytes = 64 * 1024UL;
constexpr std::size_t most_set_bytes = 1024 * 1024UL;
// For each of the two requests: together they stay below the 10 to 15 seconds that the Connector waits for us.
constexpr std::chrono::milliseconds request_limit{4'000};

// Nothing when the metadata is none, or sends us to another server than its own.
std::optional<std::string> keys_address(const std::string& metadata_url, const std::string& metadata) {
  const auto read = read_json(metadata, JsonLimits{});
  const auto* document = std::get_if<json>(&read);
  if (document == nullptr) return std::nullopt;
  JsonFields fields(*document);
  std::string address = fields.required_string("jwks_uri", 1024);
  const auto own = read_url(metadata_url);
  const auto named = read_url(address);
  if (!own || !named || origin_of(*own) != origin_of(*named)) return std::nullopt;
  return address;
}

}  // namespace

struct KeyRing::State {
  State(const boost::asio::any_io_executor& on, Outside& out, const Clock& time, Log& logbook, std::string metadata)
      : executor(on), outside(out), clock(time), log(logbook), metadata_url(std::move(metadata)), bell(on) {}

  // What a fetch gave: the set, or why there is none.
  using Fetched = std::variant<Literal, JwkSet>;

  static boost::asio::awaitable<KeyFound> find(std::shared_ptr<State> self, std::string kid);
  static boost::asio::awaitable<void> refresh(std::shared_ptr<State> self);
  static boost::asio::awaitable<void> wait(std::shared_ptr<State> self);
  static boost::asio::awaitable<void> renew(std::shared_ptr<State> self);
  static boost::asio::awaitable<Fetched> fetch(std::shared_ptr<State> self);

  [[nodiscard]] bool passed(std::optional<Moment> since, Milliseconds time) const;
  [[nodiscard]] bool has_keys() const { return fetched && clock.now() - *fetched < keep_for; }
  [[nodiscard]] KeyFound look(const std::string& kid) const;
  [[nodiscard]] OutsideRequest question(std::string url, std::size_t most_bytes) const;
  bool begin(const std::shared_ptr<State>& self);
  void take(Fetched result);

  boost::asio::any_io_executor executor;
  Outside& outside;
  const Clock& clock;
  Log& log;
  FailureDesk desk{log, [] {}};
  std::string metadata_url;

  JwkSet keys;
  std::optional<Moment> fetched;  // when `keys` came
  std::optional<Moment> tried;    // when the last fetch began, however it ended
  bool is_running = false;
  boost::asio::steady_timer bell;  // cancelled when the running fetch ends
};

// To a clock that went back everything is due: waiting for it to catch up could take for ever.
bool KeyRing::State::passed(std::optional<Moment> since, Milliseconds time) const {
  if (!since) return true;
  const Milliseconds age = clock.now() - *since;
  return age < Milliseconds::zero() || age >= time;
}

KeyFound KeyRing::State::look(const std::string& kid) const {
  KeyFound result;
  if (!has_keys()) return result;
  const auto found = keys.find(kid);
  result.kind = found == keys.end() ? KeyFound::Kind::unknown : KeyFound::Kind::found;
  if (found != keys.end()) result.key = found->second;
  return result;
}

// True when a fetch is under way: one that runs already, or a new one when it may begin.
bool KeyRing::State::begin(const std::shared_ptr<State>& self) {
  if (is_running) return true;
  if (!passed(tried, has_keys() ? pause : pause_without_keys)) return false;
  is_running = true;
  tried = clock.now();
  bell.expires_after(3 * request_limit);
  spawn(executor, "teams_keys", OnFailure::session_ends, desk, renew(self));
  return true;
}

boost::asio::awaitable<void> KeyRing::State::wait(std::shared_ptr<State> self) {
  boost::system::error_code rung;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, rung);
  if (self->is_running) co_await self->bell.async_wait(token);
}

boost::asio::awaitable<KeyFound> KeyRing::State::find(std::shared_ptr<State> self, std::string kid) {
  KeyFound found = self->look(kid);
  if (found.kind == KeyFound::Kind::found || !self->begin(self)) co_return found;
  co_await wait(self);
  co_return self->look(kid);
}

boost::asio::awaitable<void> KeyRing::State::refresh(std::shared_ptr<State> self) {
  if (self->passed(self->fetched, renew_after) && self->begin(self)) co_await wait(self);
}

boost::asio::awaitable<void> KeyRing::State::renew(std::shared_ptr<State> self) {
  Fetched result = Literal("failed");
  try {
    result = co_await fetch(self);
  } catch (const std::exception& exception) {
    self->log.fault("teams_keys_fault", exception);
  }
  self->take(std::move(result));
  self->is_running = false;
  self->bell.cancel();
}

OutsideRequest KeyRing::State::question(std::string url, std::size_t most_bytes) const {
  OutsideRequest request(Method::get, std::move(url));
  request.headers.add("Accept", "application/json");
  request.most_answer_bytes = most_bytes;
  request.limit = request_limit;
  return request;
}

boost::asio::awaitable<KeyRing::State::Fetched> KeyRing::State::fetch(std::shared_ptr<State> self) {
  OutsideRequest for_metadata = self->question(self->metadata_url, most_metadata_bytes);
  const OutsideResult first = co_await self->outside.exchange(std::move(for_metadata));
  const auto* metadata = std::get_if<OutsideAnswer>(&first);
  if (metadata == nullptr) co_return name_of(std::get<OutsideFault>(first));
  if (metadata->status != 200) co_return Literal("metadata_status");
  auto address = keys_address(self->metadata_url, metadata->body);
  if (!address) co_return Literal("metadata_content");

  OutsideRequest for_keys = self->question(std::move(*address), most_set_bytes);
  const OutsideResult second = co_await self->outside.exchange(std::move(for_keys));
  const auto* answer = std::get_if<OutsideAnswer>(&second);
  if (answer == nullptr) co_return name_of(std::get<OutsideFault>(second));
  if (answer->status != 200) co_return Literal("keys_status");
  auto set = read_jwk_set(answer->body);
  if (!set) co_return Literal("keys_content");
  co_return std::move(*set);
}

void KeyRing::State::take(Fetched result) {
  if (auto* set = std::get_if<JwkSet>(&result)) {
    log.info("teams_keys_renewed", {{"keys", set->size()}});
    keys = std::move(*set);
    fetched = clock.now();
    return;
  }
  log.warning("teams_keys_not_renewed", {{"reason", std::get<Literal>(result)}, {"has_keys", has_keys()}});
}

KeyRing::KeyRing(const boost::asio::any_io_executor& executor, Outside& outside, const Clock& clock, Log& log,
                 std::string metadata_url)
    : state_(std::make_shared<State>(executor, outside, clock, log, std::move(metadata_url))) {}

KeyRing::~KeyRing() = default;

boost::asio::awaitable<KeyFound> KeyRing::find(std::string kid) {
  return State::find(state_, std::move(kid));
}

boost::asio::awaitable<void> KeyRing::refresh() {
  return State::refresh(state_);
}

bool KeyRing::ready() const {
  return state_->has_keys();
}

}  // namespace meldmaat
