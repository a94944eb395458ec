// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/matrix_channel.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "adapters/json_reader.hpp"
#include "adapters/matrix/matrix_content.hpp"
#include "bot/retry_plan.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using Kind = HomeserverAnswer::Kind;

/// A wrong token is a matter for the administrator: no hurry, and nothing is given up.
constexpr Milliseconds after_unauthorised = std::chrono::minutes{1};
/// A room that was perhaps made shows itself by then, and is used.
constexpr Milliseconds after_lost_room = std::chrono::seconds{30};

/// The same for each attempt at one delivery, and never that of another one: not even after a backup was put back.
std::string transaction_id(const Delivery& delivery) {
  return "m-" + std::to_string(delivery.id) + "-" + std::to_string(delivery.created.time_since_epoch().count());
}

bool is_gone(const HomeserverAnswer& answer) {
  return answer.kind == Kind::forbidden || answer.kind == Kind::absent;
}

}  // namespace

awaitable<Sent> MatrixChannel::send(const Parcel& parcel) {
  std::string room = parcel.reach ? room_of(parcel.reach->details) : std::string{};
  const std::string before = room;
  HomeserverAnswer answer;
  answer.kind = Kind::absent;
  if (!room.empty()) answer = co_await put(room, parcel, false);
  // Thrown out, or the room is gone: a new one is opened, once.
  const bool anew = is_gone(answer);
  if (anew) {
    std::string user = parcel.delivery.conversation.address;
    Opened opened = co_await open_room(std::move(user));
    if (opened.room.empty()) co_return Sent(opened.outcome);
    room = std::move(opened.room);
    answer = co_await put(room, parcel, true);
  }
  Sent sent(outcome_of(answer));
  sent.as_new = anew && !parcel.revised_id.empty();
  // What replaces something keeps its name: the next revision names the first event (spec "Event replacements").
  if (!sent.as_new && !parcel.revised_id.empty() && answer.kind == Kind::taken) {
    sent.outcome.remote_id = parcel.revised_id;
  }
  if (room != before) sent.details = to_reach(room);
  co_return sent;
}

awaitable<HomeserverAnswer> MatrixChannel::put(std::string room, const Parcel& parcel, bool as_new) {
  const MatrixFrame frame{.texts = texts_,
                          .language = parcel.language,
                          .informal = parcel.informal,
                          .maybe_double = parcel.delivery.maybe_double,
                          .quiet = !must_be_said(parcel.delivery.message),
                          .replaces = as_new ? std::string{} : parcel.revised_id};
  std::string body = matrix_content(parcel.delivery.message, frame);
  std::string path = matrix_path("/v3/rooms/{}/send/m.room.message/{}", {room, transaction_id(parcel.delivery)});
  HomeserverAnswer answer = co_await homeserver_.call(Method::put, std::move(path), std::move(body));
  co_return answer;
}

/// A room of the bot and this person, without encryption.
awaitable<MatrixChannel::Opened> MatrixChannel::open_room(std::string user) {
  Opened opened;
  const nlohmann::json wish{{"preset", "trusted_private_chat"}, {"is_direct", true}, {"invite", {user}}};
  std::string path = "/v3/createRoom";
  std::string body = wish.dump();
  HomeserverAnswer answer = co_await homeserver_.call(Method::post, std::move(path), std::move(body));
  if (answer.kind != Kind::taken) {
    opened.outcome = outcome_of(answer);
    if (is_gone(answer)) opened.outcome.kind = Outcome::Kind::unreachable;
    if (answer.perhaps) opened.outcome.retry_after = std::max(opened.outcome.retry_after, after_lost_room);
    co_return opened;
  }
  std::string room = text_at(answer.body, "room_id");
  path = matrix_path("/v3/rooms/{}/state/m.room.encryption", {room});
  answer = co_await homeserver_.call(Method::get, std::move(path));
  if (answer.kind == Kind::taken) {
    // The homeserver encrypts every room: nobody could be understood there.
    log_.error("matrix_rooms_are_encrypted", {});
    path = matrix_path("/v3/rooms/{}/leave", {room});
    body = "{}";
    answer = co_await homeserver_.call(Method::post, std::move(path), std::move(body));
    opened.outcome.kind = Outcome::Kind::unreachable;
    co_return opened;
  }
  opened.room = std::move(room);
  co_return opened;
}

Outcome MatrixChannel::outcome_of(const HomeserverAnswer& answer) const {
  Outcome outcome;
  switch (answer.kind) {
    case Kind::taken: outcome.remote_id = text_at(answer.body, "event_id"); return outcome;
    case Kind::later: outcome.kind = Outcome::Kind::not_taken; break;
    case Kind::unauthorised: outcome.kind = Outcome::Kind::not_taken; break;
    case Kind::forbidden:
    case Kind::absent: outcome.kind = Outcome::Kind::unreachable; break;
    case Kind::refused: outcome.kind = Outcome::Kind::refused; break;
  }
  outcome.retry_after = answer.kind == Kind::unauthorised ? after_unauthorised : answer.retry_after;
  const LogFields fields{{"kind", name_of(answer.kind)}, {"status", answer.status}};
  if (answer.kind == Kind::unauthorised || answer.kind == Kind::refused) {
    log_.error("matrix_send_failed", fields);
  } else {
    log_.warning("matrix_send_failed", fields);
  }
  return outcome;
}

}  // namespace meldmaat
