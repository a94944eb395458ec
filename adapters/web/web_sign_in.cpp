// SPDX-License-Identifier: EUPL-1.2
// Signing in outside the demo: a link that works once, and the session it opens. Only hashes of secrets are kept.
#include <utility>

#include "adapters/sha256.hpp"
#include "adapters/web/visit.hpp"

namespace meldmaat {

namespace {

constexpr std::size_t secret_bytes = 32;

/// A name that browsers accept only from a secure page, where we have one.
std::string_view cookie_name(bool secure) {
  return secure ? "__Host-meldmaat" : "meldmaat";
}

std::string session_cookie(const std::string& secret, bool secure, Milliseconds lasts) {
  std::string text{cookie_name(secure)};
  text += "=" + secret + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";
  text += std::to_string(std::chrono::duration_cast<std::chrono::seconds>(lasts).count());
  if (secure) text += "; Secure";
  return text;
}

}  // namespace

boost::asio::awaitable<bool> WebSite::may_enter(Visit& visit) {
  if (settings_.demo) co_return true;
  const auto secret = cookie(visit.request, cookie_name(settings_.secure_cookies));
  if (secret.size() != 2 * secret_bytes) co_return false;
  const auto hash = sha256_hex(secret);
  const Moment now = parts_.switchboard.clock().now();
  if (const auto known = sessions_.person(hash, now)) co_return *known == visit.person->id;
  auto work = [hash](Store& store) { return store.session(hash); };
  const auto session = co_await beside_store(parts_.switchboard.store(), std::move(work));
  if (!session || session->expires <= now) co_return false;
  sessions_.remember(*session);
  co_return session->person == visit.person->id;
}

boost::asio::awaitable<Response> WebSite::show_invitation(Visit& visit) {
  // Not looked up: a program that fetches the link to preview it must learn nothing and use nothing up.
  co_return page(200, invite_page(frame(nullptr), visit.path[1], texts(nullptr)));
}

boost::asio::awaitable<Response> WebSite::accept_invitation(Visit& visit) {
  const Moment now = parts_.switchboard.clock().now();
  const auto person = parts_.invitations.take(visit.path[1], now);
  if (!person) co_return problem(visit, {410, "invitation_used"});
  const std::string secret = parts_.random.hex(secret_bytes);
  const Session session{sha256_hex(secret), *person, now + settings_.session_lasts};
  auto open = [session](Store& store) { store.write_session(session); };
  co_await on_store(parts_.switchboard.store(), std::move(open));
  Response response = see_other("/p/" + person->str() + "/");
  response.headers.add("Set-Cookie", session_cookie(secret, settings_.secure_cookies, settings_.session_lasts));
  co_return response;
}

boost::asio::awaitable<Response> WebSite::leave(Visit& visit) {
  const auto secret = cookie(visit.request, cookie_name(settings_.secure_cookies));
  const auto hash = sha256_hex(secret);
  auto work = [hash](Store& store) { store.remove_session(hash); };
  co_await on_store(parts_.switchboard.store(), std::move(work));
  // Now, and not before: whoever asked the store meanwhile has remembered it by now.
  sessions_.forget(hash);
  Response response = see_other("/");
  response.headers.add("Set-Cookie", session_cookie("", settings_.secure_cookies, Milliseconds{0}));
  response.headers.add("Clear-Site-Data", "\"cache\", \"cookies\", \"storage\"");
  co_return response;
}

}  // namespace meldmaat
