// SPDX-License-Identifier: EUPL-1.2
#include "adapters/https_client.hpp"

#include <openssl/evp.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <optional>
#include <stdexcept>
#include <utility>

#include "adapters/deadline.hpp"
#include "adapters/https_connection.hpp"
#include "adapters/ip_rules.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using boost::asio::ip::address;
using boost::asio::ip::tcp;
using ErrorCode = boost::system::error_code;
using Endpoints = std::vector<tcp::endpoint>;
using MaybeFault = std::optional<OutsideFault>;
using ConnectionPtr = std::unique_ptr<HttpsConnection>;

constexpr std::uint16_t http_port = 80;
constexpr std::uint16_t https_port = 443;
constexpr int most_rounds_idle = 3;
constexpr std::string_view metadata_service = "169.254.169.254";

// An origin of the settings, with the connections that are kept to it.
struct Origin {
  Url url;
  bool bearer_allowed = false;
  bool own = false;  // may have an address that is not public
  std::vector<ConnectionPtr> idle;
};

std::optional<address> numeric(const std::string& host) {
  ErrorCode failed;
  const address found = boost::asio::ip::make_address(host, failed);
  if (failed) return std::nullopt;
  return found;
}

bool may_be_plain(const std::string& host) {
  const auto number = numeric(host);
  return host == "localhost" || host == metadata_service || (number && number->is_loopback());
}

Url read_origin(const std::string& text) {
  auto url = read_url(text);
  if (!url || url->target != "/" || text.back() == '/') throw std::invalid_argument("no origin: " + text);
  return std::move(*url);
}

Origin make_origin(const std::string& text, bool bearer_allowed, bool own = false) {
  Origin origin{read_origin(text), bearer_allowed, own, {}};
  if (!origin.url.secure && !may_be_plain(origin.url.host)) throw std::invalid_argument("needs https: " + text);
  return origin;
}

// Read as the end of a name, so that both sides of the comparison have the same form.
std::string read_suffix(const std::string& text) {
  const auto url = read_url("https://x" + text);
  const bool whole = url && text.starts_with('.') && url->host.size() == text.size() + 1;
  if (!whole) throw std::invalid_argument("no suffix: " + text);
  return url->host.substr(1);
}

std::string base64(const std::string& text) {
  std::string encoded(4 * ((text.size() + 2) / 3) + 1, '\0');
  // OpenSSL speaks in unsigned bytes; it writes a NUL behind the text.
  const auto* from = reinterpret_cast<const unsigned char*>(text.data());
  auto* to = reinterpret_cast<unsigned char*>(encoded.data());
  encoded.resize(static_cast<std::size_t>(EVP_EncodeBlock(to, from, static_cast<int>(text.size()))));
  return encoded;
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return letter > ' ' && letter < '\x7F'; });
}

void prepare(boost::asio::ssl::context& tls, const HttpsSettings& settings) {
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
  SSL_CTX_set_options(tls.native_handle(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  tls.set_verify_mode(boost::asio::ssl::verify_peer);
  try {
    tls.set_default_verify_paths();
    if (!settings.ca_file.empty()) tls.load_verify_file(settings.ca_file);
  } catch (const boost::system::system_error& failed) {
    throw std::runtime_error("cannot read the authorities (CA certificates): " + failed.code().message());
  }
}

}  // namespace

HttpsSeams::HttpsSeams()
    : look_up(meldmaat::look_up),
      is_public([](const address& number) { return meldmaat::is_public(number); }),
      idle_round(std::chrono::seconds(10)) {}

struct HttpsClient::State : std::enable_shared_from_this<HttpsClient::State> {
  State(const boost::asio::any_io_executor& where, Log& to, const HttpsSettings& given, HttpsSeams given_seams);

  [[nodiscard]] Origin* find(const Url& url);
  [[nodiscard]] bool is_below_suffix(const Url& url) const;
  [[nodiscard]] std::optional<Literal> broken_rule(const OutsideRequest& request, const Url& url, const Origin* origin);
  OutsideFault refuse(Literal rule);
  OutsideFault not_reached(Literal step, const Url& url, int failure);

  [[nodiscard]] ConnectionPtr take_idle(Origin* origin);
  void keep(Origin* origin, ConnectionPtr connection);
  void wind();
  void go_round();

  [[nodiscard]] std::string lay_out(const OutsideRequest& request, const Url& url, std::string into) const;
  [[nodiscard]] std::string connect_request(const Url& url) const;
  // The connection is owned by the exchange that waits for these.
  [[nodiscard]] awaitable<MaybeFault> perform(HttpsConnection& connection, bool is_open, OutsideRequest request,
                                              Url url);
  [[nodiscard]] awaitable<MaybeFault> open(HttpsConnection& connection, Url url);
  [[nodiscard]] awaitable<MaybeFault> reach(HttpsConnection& connection, Url url);
  [[nodiscard]] awaitable<std::vector<address>> addresses_of(Url url);

  boost::asio::any_io_executor executor;
  Log& log;
  HttpsSeams seams;
  boost::asio::ssl::context tls;
  std::vector<Origin> origins;
  std::vector<std::string> suffixes;
  std::optional<Url> proxy;
  std::string proxy_authorization;  // a whole header line, or empty
  std::string user_agent;
  boost::asio::steady_timer round;
  bool winding = false;
  bool stopped = false;
};

HttpsClient::State::State(const boost::asio::any_io_executor& where, Log& to, const HttpsSettings& given,
                          HttpsSeams given_seams)
    : executor(where),
      log(to),
      seams(std::move(given_seams)),
      tls(boost::asio::ssl::context::tls_client),
      user_agent(given.user_agent),
      round(where) {
  for (const std::string& text : given.bearer_origins) origins.push_back(make_origin(text, true));
  for (const std::string& text : given.open_origins) origins.push_back(make_origin(text, false));
  for (const std::string& text : given.own_origins) origins.push_back(make_origin(text, true, true));
  for (const std::string& suffix : given.open_suffixes) suffixes.push_back(read_suffix(suffix));
  if (!given.proxy.empty()) {
    proxy = read_origin(given.proxy);
    if (proxy->secure) throw std::invalid_argument("a proxy is reached by plain http: " + given.proxy);
  }
  if (!given.proxy_user.empty()) {
    const std::string pair = given.proxy_user + ":" + given.proxy_password.reveal();
    proxy_authorization = "Proxy-Authorization: Basic " + base64(pair) + "\r\n";
  }
  // Reading the system's authorities takes a tenth of a second, which whoever only calls this machine need not pay.
  const bool any_tls =
      std::any_of(origins.begin(), origins.end(), [](const Origin& origin) { return origin.url.secure; });
  if (any_tls || !suffixes.empty()) prepare(tls, given);
}

Origin* HttpsClient::State::find(const Url& url) {
  const auto found = std::find_if(origins.begin(), origins.end(), [&url](const Origin& origin) {
    return origin.url.secure == url.secure && origin.url.port == url.port && origin.url.host == url.host;
  });
  return found == origins.end() ? nullptr : &*found;
}

bool HttpsClient::State::is_below_suffix(const Url& url) const {
  return url.secure && url.port == https_port &&
         std::any_of(suffixes.begin(), suffixes.end(), [&url](const std::string& suffix) {
           return url.host.size() > suffix.size() && url.host.ends_with(suffix);
         });
}

std::optional<Literal> HttpsClient::State::broken_rule(const OutsideRequest& request, const Url& url,
                                                       const Origin* origin) {
  if (origin == nullptr && !is_below_suffix(url)) return "origin";
  const bool bearer_allowed = origin != nullptr && origin->bearer_allowed;
  if (!request.bearer.empty() && (!bearer_allowed || !is_visible(request.bearer))) return "bearer";
  // A token in a header of the caller's own would pass by the rule above.
  if (request.headers.find("Authorization")) return "authorization";
  return std::nullopt;
}

OutsideFault HttpsClient::State::refuse(Literal rule) {
  log.warning("outside_not_allowed", {{"rule", rule}});
  return OutsideFault::not_allowed;
}

OutsideFault HttpsClient::State::not_reached(Literal step, const Url& url, int failure) {
  // A name below a suffix came from outside; an origin was chosen by the operator.
  const Origin* const origin = find(url);
  const OperatorText host{origin == nullptr ? std::string_view("below a suffix") : origin->url.host};
  log.warning("outside_not_reached", {{"step", step}, {"host", host}, {"code", failure}});
  return OutsideFault::not_reached;
}

ConnectionPtr HttpsClient::State::take_idle(Origin* origin) {
  while (origin != nullptr && !origin->idle.empty()) {
    ConnectionPtr connection = std::move(origin->idle.back());
    origin->idle.pop_back();
    if (connection->is_quiet()) return connection;
  }
  return nullptr;
}

void HttpsClient::State::keep(Origin* origin, ConnectionPtr connection) {
  if (stopped || origin == nullptr || !connection->may_be_kept() || origin->idle.size() >= most_idle) return;
  connection->rounds_idle = 0;
  origin->idle.push_back(std::move(connection));
  wind();
}

void HttpsClient::State::wind() {
  if (winding) return;
  winding = true;
  round.expires_after(seams.idle_round);
  round.async_wait([weak = weak_from_this()](ErrorCode failed) {
    const auto state = weak.lock();
    if (state && !failed) state->go_round();
  });
}

void HttpsClient::State::go_round() {
  winding = false;
  bool any = false;
  for (Origin& origin : origins) {
    std::erase_if(origin.idle, [](const ConnectionPtr& connection) {
      return ++connection->rounds_idle >= most_rounds_idle || !connection->is_quiet();
    });
    any = any || !origin.idle.empty();
  }
  if (any) wind();
}

std::string HttpsClient::State::lay_out(const OutsideRequest& request, const Url& url, std::string into) const {
  into.append(name_of(request.method)).append(" ").append(url.target).append(" HTTP/1.1\r\nHost: ");
  into.append(bracketed(url.host));
  if (url.port != (url.secure ? https_port : http_port)) into.append(":").append(std::to_string(url.port));
  into.append("\r\nUser-Agent: ").append(user_agent).append("\r\nAccept-Encoding: identity\r\n");
  if (!request.bearer.empty()) into.append("Authorization: Bearer ").append(request.bearer).append("\r\n");
  into.append(request.headers.text());
  if (request.method == Method::post || request.method == Method::put) {
    into.append("Content-Length: ").append(std::to_string(request.body.size())).append("\r\n");
  }
  return into.append("\r\n").append(request.body);
}

std::string HttpsClient::State::connect_request(const Url& url) const {
  const std::string place = bracketed(url.host) + ":" + std::to_string(url.port);
  return "CONNECT " + place + " HTTP/1.1\r\nHost: " + place + "\r\nUser-Agent: " + user_agent + "\r\n" +
         proxy_authorization + "\r\n";
}

awaitable<std::vector<address>> HttpsClient::State::addresses_of(Url url) {
  std::vector<address> found;
  if (const auto number = numeric(url.host)) {
    found.push_back(*number);
  } else if (url.host == "localhost") {
    // Not asked of anybody (RFC 6761 §6.3).
    found.emplace_back(boost::asio::ip::address_v4::loopback());
    found.emplace_back(boost::asio::ip::address_v6::loopback());
  } else {
    found = co_await seams.look_up(url.host);
  }
  co_return found;
}

awaitable<MaybeFault> HttpsClient::State::reach(HttpsConnection& connection, Url url) {
  const bool by_proxy = url.secure && proxy.has_value();
  const Url& next = by_proxy ? *proxy : url;
  const std::vector<address> addresses = co_await addresses_of(next);
  if (addresses.empty()) co_return not_reached("name", url, 0);
  const Origin* const origin = find(url);
  const bool anywhere = origin != nullptr && origin->own;
  Endpoints endpoints;
  for (const address& number : addresses) {
    // Plain http has passed the list of settings, which knows only this machine and the metadata service.
    if (next.secure && !anywhere && !seams.is_public(number)) co_return refuse("address_not_public");
    endpoints.emplace_back(number, next.port);
  }
  const bool reached = co_await connection.reach(std::move(endpoints));
  if (!reached) co_return not_reached("connection", url, connection.failure());
  if (!by_proxy) co_return std::nullopt;
  const bool passed = co_await connection.pass_proxy(connect_request(url));
  if (!passed) co_return not_reached("proxy", url, connection.failure());
  co_return std::nullopt;
}

awaitable<MaybeFault> HttpsClient::State::open(HttpsConnection& connection, Url url) {
  const MaybeFault fault = co_await reach(connection, url);
  if (fault || !url.secure) co_return fault;
  const bool secured = co_await connection.secure(tls, url.host);
  if (!secured) co_return not_reached("tls", url, connection.failure());
  co_return std::nullopt;
}

awaitable<MaybeFault> HttpsClient::State::perform(HttpsConnection& connection, bool is_open, OutsideRequest request,
                                                  Url url) {
  if (!is_open) {
    const MaybeFault fault = co_await open(connection, url);
    if (fault) co_return fault;
  }
  std::string message = lay_out(request, url, connection.take_buffer());
  co_return co_await connection.exchange(request.method, std::move(message), request.most_answer_bytes);
}

HttpsClient::HttpsClient(const boost::asio::any_io_executor& executor, Log& log, const HttpsSettings& settings,
                         HttpsSeams seams)
    : state_(std::make_shared<State>(executor, log, settings, std::move(seams))) {}

HttpsClient::~HttpsClient() = default;

awaitable<OutsideResult> HttpsClient::exchange(OutsideRequest request) {
  const std::shared_ptr<State> state = state_;
  std::optional<Url> url = read_url(request.url);
  if (!url) co_return state->refuse("url");
  Origin* const origin = state->find(*url);
  if (const auto rule = state->broken_rule(request, *url, origin)) co_return state->refuse(*rule);
  ConnectionPtr connection = state->take_idle(origin);
  const bool is_open = connection != nullptr;
  if (!is_open) connection = std::make_unique<HttpsConnection>(state->executor);
  const auto limit = request.limit;
  auto work = state->perform(*connection, is_open, std::move(request), std::move(*url));
  const std::optional<MaybeFault> ended = co_await with_deadline(std::move(work), limit);
  if (!ended) co_return connection->has_sent() ? OutsideFault::lost : OutsideFault::not_reached;
  if (ended->has_value()) co_return **ended;
  OutsideResult result = connection->take_answer();
  state->keep(origin, std::move(connection));
  co_return result;
}

void HttpsClient::stop() {
  state_->stopped = true;
  state_->round.cancel();
  for (Origin& origin : state_->origins) origin.idle.clear();
}

std::size_t HttpsClient::idle() const {
  std::size_t count = 0;
  for (const Origin& origin : state_->origins) count += origin.idle.size();
  return count;
}

}  // namespace meldmaat
