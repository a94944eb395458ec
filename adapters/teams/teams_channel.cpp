// SPDX-License-Identifier: EUPL-1.2
#include "adapters/teams/teams_channel.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "adapters/system_clock.hpp"
#include "adapters/teams/card.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using Then = Verdict::Then;

/// No token could be had: it is asked for at most once a minute (bot_token.hpp).
Verdict no_token() {
  Verdict made{{Outcome::Kind::closed, {}, std::chrono::minutes{1}}, Then::settle};
  made.reason = "no_token";
  return made;
}

}  // namespace

TeamsChannel::TeamsChannel(TeamsChannelParts parts, TeamsChannelSettings settings)
    : parts_(std::move(parts)),
      settings_(std::move(settings)),
      pace_(settings_.sends_per_second, settings_.conversation_gap) {}

TeamsReach TeamsChannel::place_of(const Parcel& parcel) const {
  if (parcel.reach) {
    if (auto known = read_details(parcel.reach->details)) return std::move(*known);
  }
  const auto& address = parcel.delivery.conversation.address;
  const auto at = address.find('@');
  return {settings_.global_service_url, {}, {}, at == std::string::npos ? settings_.tenant : address.substr(at + 1)};
}

awaitable<Sent> TeamsChannel::send(const Parcel& parcel) {
  TeamsReach place = place_of(parcel);
  const TeamsReach before = place;
  const CardFrame frame{.texts = parts_.texts,
                        .language = parcel.language,
                        .informal = parcel.informal,
                        .line = parcel.delivery.sequence,
                        .maybe_double = parcel.delivery.maybe_double};
  const std::string body = lay_out(parcel.delivery.message, frame);
  co_await wait_for_place(parcel.delivery.conversation.address);

  Verdict verdict;
  std::string replaces = parcel.revised_id;
  bool made_anew = false;
  for (;;) {
    verdict = Verdict();
    if (place.conversation_id.empty()) {
      verdict = co_await create(place, std::string(object_id(parcel.delivery.conversation)));
      if (verdict.outcome.kind != Outcome::Kind::sent) break;
      made_anew = true;
    }
    verdict = co_await put(place, replaces, body);
    if (verdict.then == Then::send_as_new && !replaces.empty()) {
      replaces.clear();
    } else if (verdict.then == Then::renew_address && !made_anew) {
      place.conversation_id.clear();
      replaces.clear();
    } else {
      break;
    }
  }
  report(verdict);
  Sent sent(verdict.outcome);
  sent.as_new = !parcel.revised_id.empty() && replaces.empty();
  // An update keeps the name it had, whatever the answer calls it.
  if (!replaces.empty() && sent.outcome.kind == Outcome::Kind::sent) sent.outcome.remote_id = replaces;
  if (place != before && !place.conversation_id.empty()) sent.details = to_details(place);
  co_return sent;
}

awaitable<void> TeamsChannel::remark(TeamsReach to, std::string text) {
  const nlohmann::json activity{{"type", "message"}, {"text", std::move(text)}, {"textFormat", "plain"}};
  std::string body = activity.dump();
  co_await wait_for_place(to.conversation_id);
  const std::string nothing;
  const Verdict verdict = co_await put(to, nothing, std::move(body));
  report(verdict);
}

/// Works only where the app is installed for this person; somebody who never wrote is named by the object id.
awaitable<Verdict> TeamsChannel::create(TeamsReach& place, std::string object) {
  const std::string& member = place.user_id.empty() ? object : place.user_id;
  const nlohmann::json body{{"isGroup", false},
                            {"bot", {{"id", "28:" + settings_.app_id}}},
                            {"members", {{{"id", member}}}},
                            {"tenantId", place.tenant},
                            {"channelData", {{"tenant", {{"id", place.tenant}}}}}};
  std::string url = create_url(place.service_url);
  std::string text = body.dump();
  Verdict verdict = co_await call(ConnectorCall::create, std::move(url), std::move(text));
  if (verdict.outcome.kind == Outcome::Kind::sent) {
    place.conversation_id = verdict.outcome.remote_id;
    if (place.conversation_id.empty()) verdict.outcome.kind = Outcome::Kind::not_taken;
  }
  co_return verdict;
}

awaitable<Verdict> TeamsChannel::put(const TeamsReach& place, std::string replaces, std::string body) {
  const auto what = replaces.empty() ? ConnectorCall::send : ConnectorCall::update;
  std::string url = replaces.empty() ? send_url(place.service_url, place.conversation_id)
                                     : update_url(place.service_url, place.conversation_id, replaces);
  Verdict verdict = co_await call(what, std::move(url), std::move(body));
  co_return verdict;
}

/// One call; after a 401 once more with a new token.
awaitable<Verdict> TeamsChannel::call(ConnectorCall what, std::string url, std::string body) {
  bool renewed = false;
  for (;;) {
    const std::string token = co_await parts_.token.get();
    if (token.empty()) co_return no_token();
    OutsideRequest request(what == ConnectorCall::update ? Method::put : Method::post, url);
    request.headers.add("Content-Type", "application/json; charset=utf-8");
    request.headers.add("Accept", "application/json");
    request.body = body;
    request.bearer = token;
    const OutsideResult result = co_await parts_.outside.exchange(std::move(request));
    Verdict verdict = judge(what, result, parts_.clock.now());
    if (verdict.then != Then::renew_token) co_return verdict;
    parts_.token.drop(token);
    if (std::exchange(renewed, true)) co_return verdict;
  }
}

awaitable<void> TeamsChannel::wait_for_place(std::string conversation) {
  const auto now = monotonic_now();
  const auto free = pace_.reserve(conversation, now);
  if (free <= now) co_return;
  boost::asio::steady_timer timer(parts_.executor, free - now);
  boost::system::error_code ignored;
  auto token = boost::asio::redirect_error(boost::asio::use_awaitable, ignored);
  co_await timer.async_wait(token);
}

void TeamsChannel::report(const Verdict& verdict) {
  if (verdict.outcome.kind == Outcome::Kind::sent) return;
  const LogFields fields{{"reason", verdict.reason}, {"status", verdict.status}};
  if (verdict.then == Then::renew_token || verdict.outcome.kind == Outcome::Kind::refused) {
    parts_.log.error("teams_send_failed", fields);  // Our own doing: a bad credential, or a request they do not take.
  } else {
    parts_.log.warning("teams_send_failed", fields);
  }
}

}  // namespace meldmaat
