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

/// A room that was perhaps made shows itself by then, and is used.
constexpr Milliseconds after_lost_room = std::chrono::seconds{30};

/// The same for each attempt at one delivery, and never that of another one: not even after a backup was put back. Each
/// event of a delivery adds a part of its own, because Synapse knows an id by its room, whatever was asked under it.
std::string transaction_id(const Delivery& delivery) {
  return "m-" + std::to_string(delivery.id) + "-" + std::to_string(delivery.created.time_since_epoch().count());
}

bool is_gone(const HomeserverAnswer& answer) {
  return answer.kind == Kind::forbidden || answer.kind == Kind::absent;
}

}  // namespace

/// What would be refused whatever it was is no refusal of this message: a wrong token or name, an address that is none.
awaitable<Sent> MatrixChannel::send(const Parcel& parcel) {
  Sent sent = co_await attempt(parcel);
  if (sent.outcome.kind != Outcome::Kind::refused && sent.outcome.kind != Outcome::Kind::unreachable) co_return sent;
  const HomeserverAnswer known = co_await homeserver_.who_am_i();
  if (known.kind == Kind::taken) co_return sent;
  if (known.kind != Kind::later) log_.error("matrix_is_not_known", {{"status", known.status}});
  co_return Sent(Outcome{Outcome::Kind::closed, {}, Milliseconds{0}});
}

MatrixFrame MatrixChannel::frame_of(const Parcel& parcel) const {
  return {.texts = town_.texts,
          .language = parcel.language,
          .informal = parcel.informal,
          .maybe_double = parcel.delivery.maybe_double,
          .quiet = !must_be_said(parcel.delivery.message),
          .replaces = {},
          .own_address = town_.organisation.anonymous_route};
}

awaitable<Sent> MatrixChannel::attempt(const Parcel& parcel) {
  std::string room = parcel.reach ? room_of(parcel.reach->details) : std::string{};
  const std::string before = room;
  HomeserverAnswer answer;
  answer.kind = Kind::absent;
  if (!room.empty()) answer = co_await put_message(room, parcel, false);
  // Thrown out, or the room is gone: a new one is opened, once.
  const bool anew = is_gone(answer);
  if (anew) {
    std::string user = parcel.delivery.conversation.address;
    Opened opened = co_await open_room(std::move(user));
    if (opened.room.empty()) co_return Sent(opened.outcome);
    room = std::move(opened.room);
    answer = co_await put_message(room, parcel, true);
  }
  const bool revises = !anew && !parcel.revised_id.empty();
  SentEvents events = revises ? read_remote_id(parcel.revised_id) : SentEvents{};
  if (answer.kind == Kind::taken) {
    // What replaces something keeps its name: the next revision names the first event (spec "Event replacements").
    if (!revises) events.message = text_at(answer.body, "event_id");
    HomeserverAnswer rest;
    if (revises) {
      rest = co_await take_buttons_away(room, parcel, events);
    } else {
      rest = co_await put_buttons(room, parcel, events);
    }
    // The whole is sent again, and what stands there already stands there once.
    if (rest.kind == Kind::later || rest.kind == Kind::unauthorised) answer = rest;
  }
  Sent sent(outcome_of(answer));
  sent.as_new = anew && !parcel.revised_id.empty();
  if (answer.kind == Kind::taken) sent.outcome.remote_id = revises ? parcel.revised_id : to_remote_id(events);
  if (room != before) sent.details = to_reach(room);
  co_return sent;
}

awaitable<HomeserverAnswer> MatrixChannel::put_message(std::string room, const Parcel& parcel, bool as_new) {
  MatrixFrame frame = frame_of(parcel);
  if (!as_new) frame.replaces = read_remote_id(parcel.revised_id).message;
  std::string content = matrix_content(parcel.delivery.message, frame);
  std::string id = transaction_id(parcel.delivery);
  std::string type = "m.room.message";
  HomeserverAnswer answer = co_await put(std::move(room), std::move(type), std::move(id), std::move(content));
  co_return answer;
}

/// The numbered list says it all, so buttons that are refused are no reason to send anything again.
awaitable<HomeserverAnswer> MatrixChannel::put_buttons(std::string room, const Parcel& parcel, SentEvents& sent) {
  const auto& message = parcel.delivery.message;
  HomeserverAnswer answer;
  answer.kind = Kind::taken;
  if (auto poll = poll_start(message, frame_of(parcel))) {
    std::string id = transaction_id(parcel.delivery) + "-poll";
    std::string type(poll_start_type);
    answer = co_await put(room, std::move(type), std::move(id), std::move(*poll));
    if (answer.kind == Kind::taken) sent.poll = text_at(answer.body, "event_id");
    co_return answer;
  }
  for (const auto& [key, option] : reaction_keys(message)) {
    std::string id = transaction_id(parcel.delivery) + "-" + option;
    std::string content = reaction_content(sent.message, key);
    std::string type = "m.reaction";
    answer = co_await put(room, std::move(type), std::move(id), std::move(content));
    if (answer.kind != Kind::taken) co_return answer;
    sent.reactions.push_back(text_at(answer.body, "event_id"));
  }
  co_return answer;
}

/// The question is answered, or asked otherwise: nothing under it can be pressed any more.
awaitable<HomeserverAnswer> MatrixChannel::take_buttons_away(std::string room, const Parcel& parcel, SentEvents sent) {
  HomeserverAnswer answer;
  answer.kind = Kind::taken;
  const std::string id = transaction_id(parcel.delivery);
  if (!sent.poll.empty()) {
    std::string content = poll_end(sent.poll, frame_of(parcel));
    std::string end_id = id + "-end";
    std::string type(poll_end_type);
    answer = co_await put(room, std::move(type), std::move(end_id), std::move(content));
  }
  std::size_t count = 0;
  for (const auto& reaction : sent.reactions) {
    const std::string own_id = id + "-gone-" + std::to_string(++count);
    std::string path = matrix_path("/v3/rooms/{}/redact/{}/{}", {room, reaction, own_id});
    std::string body = "{}";
    answer = co_await homeserver_.call(Method::put, std::move(path), std::move(body));
    if (answer.kind == Kind::later) break;
  }
  co_return answer;
}

awaitable<HomeserverAnswer> MatrixChannel::put(std::string room, std::string type, std::string id,
                                               std::string content) {
  std::string path = matrix_path("/v3/rooms/{}/send/{}/{}", {room, type, id});
  HomeserverAnswer answer = co_await homeserver_.call(Method::put, std::move(path), std::move(content));
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
  answer = co_await homeserver_.get(std::move(path));
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
    case Kind::taken: return outcome;
    case Kind::later: outcome.kind = homeserver_.is_away() ? Outcome::Kind::closed : Outcome::Kind::not_taken; break;
    case Kind::unauthorised: outcome.kind = Outcome::Kind::closed; break;
    case Kind::forbidden:
    case Kind::absent: outcome.kind = Outcome::Kind::unreachable; break;
    case Kind::refused: outcome.kind = Outcome::Kind::refused; break;
  }
  outcome.retry_after = answer.retry_after;
  outcome.perhaps = answer.perhaps;
  const LogFields fields{{"kind", name_of(answer.kind)}, {"status", answer.status}};
  if (answer.kind == Kind::unauthorised || answer.kind == Kind::refused) {
    log_.error("matrix_send_failed", fields);
  } else {
    log_.warning("matrix_send_failed", fields);
  }
  return outcome;
}

}  // namespace meldmaat
