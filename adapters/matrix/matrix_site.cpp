// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_site.hpp"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

#include "adapters/matrix/intake_slices.hpp"
#include "adapters/matrix/transaction.hpp"
#include "adapters/sha256.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;

constexpr std::uint64_t most_other_bytes = 64UL * 1024;
constexpr std::string_view transactions = "transactions";

Response empty_answer() {
  return Response(200, "application/json", "{}");
}

Response error(int status, std::string_view code, std::string_view words) {
  const nlohmann::json body{{"errcode", code}, {"error", words}};
  return Response(status, "application/json", body.dump());
}

Response unrecognised(int status) {
  return error(status, "M_UNRECOGNIZED", "Unrecognised request");
}

/// The parts of a path behind "/_matrix/app/v1", or of one of the paths that older homeservers use.
std::optional<std::vector<std::string>> route(const Request& request) {
  auto parts = request.path_parts();
  if (!parts) return std::nullopt;
  const std::vector<std::string> prefix{"_matrix", "app", "v1"};
  if (parts->size() > prefix.size() && std::equal(prefix.begin(), prefix.end(), parts->begin())) {
    parts->erase(parts->begin(), parts->begin() + static_cast<std::ptrdiff_t>(prefix.size()));
  }
  return parts;
}

}  // namespace

MatrixSite::MatrixSite(MatrixSiteParts parts, const Secret& token)
    : parts_(std::move(parts)),
      token_digest_(sha256_hex(token.reveal())),
      refused_(parts_.metrics.counter("meldmaat_matrix_refused_total", "Requests without the homeserver's token")),
      unreadable_(parts_.metrics.counter("meldmaat_matrix_unreadable_total", "Events that could not be read")) {}

std::optional<GateRules> MatrixSite::rules_for(std::string_view path) const {
  GateRules rules;
  rules.methods = {Method::get, Method::head, Method::post, Method::put};
  rules.most_body_bytes =
      path.find(transactions) == std::string_view::npos ? most_other_bytes : std::uint64_t{most_transaction_bytes};
  rules.chunked_allowed = true;
  return rules;
}

bool MatrixSite::is_homeserver(const Request& head) const {
  constexpr std::string_view scheme = "Bearer ";
  const auto header = head.headers.value("Authorization");
  if (!header.starts_with(scheme)) return false;
  if (!same_digest(sha256_hex(header.substr(scheme.size())), token_digest_)) return false;
  // The older way beside the newer one must say the same.
  const auto query = head.query_value("access_token");
  return !query || same_digest(sha256_hex(*query), token_digest_);
}

awaitable<std::optional<Response>> MatrixSite::admit(Request& head) {
  if (is_homeserver(head)) co_return std::nullopt;
  refused_.add();
  parts_.log.info("matrix_refused", {{"status", 403}});
  co_return error(403, "M_FORBIDDEN", "Bad token supplied");
}

awaitable<Response> MatrixSite::handle(Request request) {
  const auto parts = route(request);
  if (!parts || parts->empty()) co_return unrecognised(404);
  const std::string& what = parts->front();
  if (what == transactions && parts->size() == 2) {
    if (request.method != Method::put) co_return unrecognised(405);
    const std::string& id = parts->back();
    if (id.empty() || id.size() > most_matrix_id_bytes) co_return unrecognised(404);
    Response response = co_await take_transaction(std::move(request));
    co_return response;
  }
  if (what == "users" && parts->size() == 2) {
    if (request.method != Method::get) co_return unrecognised(405);
    std::string user = parts->back();
    Response response = co_await tell_user(std::move(user));
    co_return response;
  }
  if (what == "rooms" && parts->size() == 2) {
    if (request.method != Method::get) co_return unrecognised(405);
    co_return error(404, "M_NOT_FOUND", "No such alias");
  }
  if (what == "ping" && parts->size() == 1) {
    co_return request.method == Method::post ? empty_answer() : unrecognised(405);
  }
  co_return unrecognised(404);
}

awaitable<Response> MatrixSite::take_transaction(Request request) {
  auto read = read_transaction(request.body);
  if (const auto* refusal = std::get_if<JsonRefusal>(&read)) {
    parts_.log.warning("matrix_transaction_refused", {{"reason", name_of(refusal->reason)}});
    co_return error(400, refusal->reason == JsonReason::syntax ? "M_NOT_JSON" : "M_BAD_JSON", "No transaction");
  }
  auto& transaction = std::get<Transaction>(read);
  if (transaction.unreadable > 0) {
    unreadable_.add(transaction.unreadable);
    parts_.log.warning("matrix_events_unreadable", {{"count", transaction.unreadable}});
  }
  try {
    co_await take_in_slices(parts_.switchboard, parts_.intake, std::move(transaction.events), parts_.heard);
  } catch (const StoreBusy&) {
    // Sent again by the homeserver; what was taken already is taken once.
    co_return error(503, "M_UNKNOWN", "Try again");
  }
  co_return empty_answer();
}

/// Asked about the bot before it is a user there.
awaitable<Response> MatrixSite::tell_user(std::string user) {
  if (user != parts_.homeserver.user()) co_return error(404, "M_NOT_FOUND", "No such user");
  const HomeserverAnswer answer = co_await parts_.homeserver.sign_up();
  if (answer.kind == HomeserverAnswer::Kind::taken) co_return empty_answer();
  co_return error(404, "M_NOT_FOUND", "Not there yet");
}

}  // namespace meldmaat
