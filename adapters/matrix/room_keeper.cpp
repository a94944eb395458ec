// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/room_keeper.hpp"

#include <algorithm>
#include <utility>

#include "adapters/json_reader.hpp"
#include "adapters/matrix/intake_slices.hpp"
#include "adapters/system_clock.hpp"
#include "adapters/url.hpp"
#include "bot/remark.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using std::chrono::milliseconds;
using Kind = HomeserverAnswer::Kind;
using RoomState = MatrixRoom::State;
using Todo = MatrixRoom::Todo;

/// Of a room's history, of a hundred events each. Nobody writes two thousand messages while the bot is away.
constexpr int most_pages = 20;
/// More invitations than anybody sends on purpose.
constexpr std::size_t rooms_a_look = 1000;

/// The record as it is now, when nobody changed meanwhile what is to be done.
std::optional<MatrixRoom> still(Store& store, const MatrixRoom& began) {
  const auto stored = store.room(matrix_channel_name, began.id);
  auto room = stored ? read_room(*stored) : std::nullopt;
  if (!room || room->todo != began.todo || room->state != began.state) return std::nullopt;
  return room;
}

Touched greet(const Desk& desk, Moment now, const MatrixRoom& room) {
  const auto key = matrix_key(room.with);
  const auto* person = desk.town.organisation.person_at(key);
  const Inbound opened{.conversation = key,
                       .person = person == nullptr ? PersonId{} : person->id,
                       .event = EventId{"opened:" + room.id},
                       .question = 0,
                       .what = Opened{},
                       .once = {}};
  return take_turn(desk, now, opened).touched;
}

/// Whoever has something in hand is not greeted again, but must see that the bot is there and that nothing is lost.
Touched welcome(const Desk& desk, Moment now, const MatrixRoom& room) {
  const auto key = matrix_key(room.with);
  const auto before = desk.store.last_sequence(key);
  Touched touched = greet(desk, now, room);
  if (before == 0 || desk.store.last_sequence(key) != before) return touched;
  const EventId once{"moved:" + room.id + ":" + std::to_string(room.read_from.time_since_epoch().count())};
  remark(desk.store, now, key, once, say_to(desk.town, room.with, "matrix.moved"), touched);
  return touched;
}

/// The answer of /members: who is in the room or invited to it.
std::vector<std::string> members_in(const nlohmann::json& answer) {
  std::vector<std::string> members;
  const auto* chunk = list_at(&answer, "chunk");
  if (chunk == nullptr) return members;
  for (const auto& event : *chunk) {
    const auto* content = object_at(&event, "content");
    if (content == nullptr) continue;
    const std::string membership = text_at(*content, "membership");
    if (membership == "join" || membership == "invite") members.push_back(text_at(event, "state_key"));
  }
  return members;
}

/// A page of /messages, newest first. \return whether something as old as `from` was among it
bool take_page(const nlohmann::json& answer, const std::string& room, Moment from, std::vector<RoomEvent>& events) {
  const auto* chunk = list_at(&answer, "chunk");
  if (chunk == nullptr) return true;
  bool reached = false;
  for (const auto& each : *chunk) {
    auto read = read_room_event(each, room);
    auto* event = std::get_if<RoomEvent>(&read);
    if (event == nullptr) continue;
    if (event->sent < from) {
      reached = true;
    } else {
      events.push_back(std::move(*event));
    }
  }
  return reached;
}

}  // namespace

RoomKeeper::RoomKeeper(const boost::asio::any_io_executor& executor, Switchboard& switchboard, Homeserver& homeserver,
                       const MatrixIntake& intake, std::function<void(const Heard&)> heard, Log& log,
                       RoomKeeperSettings settings)
    : switchboard_(switchboard),
      homeserver_(homeserver),
      intake_(intake),
      heard_(std::move(heard)),
      log_(log),
      settings_(settings),
      bell_(executor) {}

void RoomKeeper::stop() {
  stopped_ = true;
  bell_.ring();
}

awaitable<void> RoomKeeper::run() {
  while (!stopped_) {
    bell_.begin_round();
    milliseconds wait = settings_.wait_when_busy;
    try {
      wait = co_await cycle();
    } catch (const StoreBusy&) {
      // What was found out is found out again.
      log_.warning("matrix_room_not_stored", {});
    }
    if (!stopped_) co_await bell_.rest(wait);
  }
}

/// \return how long there is nothing to do, unless the bell rings
awaitable<milliseconds> RoomKeeper::cycle() {
  auto look = [now = switchboard_.clock().now()](Store& store) {
    Next next;
    for (const auto& waiting : store.waiting_rooms(matrix_channel_name, now, rooms_a_look)) {
      auto room = read_room(waiting);
      // Whoever waits in a room that was entered comes before the next invitation.
      if (room && (!next.room || next.room->todo == Todo::enter)) next.room = std::move(room);
      if (next.room && next.room->todo != Todo::enter) break;
    }
    next.later = store.next_room(matrix_channel_name);
    return next;
  };
  Next next = co_await beside_store(switchboard_.store(), std::move(look));
  if (next.room) {
    if (next.room->todo == Todo::enter) {
      const auto now = monotonic_now();
      if (now < enter_from_) co_return std::chrono::ceil<milliseconds>(enter_from_ - now);
      enter_from_ = now + settings_.between_rooms;
    }
    co_await work(std::move(*next.room));
    co_return milliseconds{0};
  }
  if (!next.later) co_return settings_.longest_wait;
  co_return std::clamp(*next.later - switchboard_.clock().now(), milliseconds{0}, settings_.longest_wait);
}

awaitable<void> RoomKeeper::work(MatrixRoom room) {
  switch (room.todo) {
    case Todo::enter: co_return co_await enter(std::move(room));
    case Todo::read_back: co_return co_await read_back(std::move(room));
    case Todo::explain: co_return co_await explain(std::move(room));
    case Todo::step_out: co_return co_await step_out(std::move(room));
    case Todo::refuse: {
      std::string reason = say(room, "matrix.group");
      co_return co_await leave(std::move(room), std::move(reason));
    }
    case Todo::leave:
    case Todo::nothing: break;
  }
  std::string no_reason;
  co_await leave(std::move(room), std::move(no_reason));
}

awaitable<void> RoomKeeper::enter(MatrixRoom room) {
  std::string path = matrix_path("/v3/rooms/{}/join", {room.id});
  std::string body = "{}";
  HomeserverAnswer joined = co_await homeserver_.call(Method::post, std::move(path), std::move(body));
  if (joined.kind != Kind::taken) co_return co_await fail(std::move(room), std::move(joined));

  path = matrix_path("/v3/rooms/{}/members?not_membership=leave", {room.id});
  HomeserverAnswer present = co_await homeserver_.get(std::move(path));
  if (present.kind != Kind::taken) co_return co_await fail(std::move(room), std::move(present));
  const auto members = members_in(present.body);

  path = matrix_path("/v3/rooms/{}/state/m.room.encryption", {room.id});
  HomeserverAnswer encryption = co_await homeserver_.get(std::move(path));
  if (encryption.kind == Kind::later) co_return co_await fail(std::move(room), std::move(encryption));

  Company company;
  company.alone = std::ranges::find(members, room.with) == members.end();
  company.crowd = members.size() > 2;
  company.encrypted = room.encrypted || encryption.kind == Kind::taken;
  co_await settle_company(std::move(room), company);
}

awaitable<void> RoomKeeper::settle_company(MatrixRoom room, Company company) {
  auto work = [this, room, company](Store& store) {
    Heard heard;
    auto now_known = still(store, room);
    if (!now_known) return heard;
    const Moment now = switchboard_.clock().now();
    if (company.alone || company.crowd) {
      now_known->state = RoomState::left;
      set_todo(*now_known, company.crowd ? Todo::step_out : Todo::leave, now);
    } else if (company.encrypted) {
      now_known->state = RoomState::encrypted;
      now_known->told = now;
      set_todo(*now_known, Todo::explain, now);
    } else {
      now_known->state = RoomState::private_chat;
      set_todo(*now_known, Todo::read_back, now);
      const auto key = matrix_key(room.with);
      heard_from(store, now, key, to_reach(room.id));
      if (now_known->invited) heard.touched = welcome(switchboard_.desk(store), now, room);
    }
    store.write_room(to_room(*now_known));
    return heard;
  };
  const Heard heard = co_await on_store(switchboard_.store(), std::move(work));
  heard_(heard);
}

awaitable<void> RoomKeeper::read_back(MatrixRoom room) {
  std::vector<RoomEvent> events;
  std::string from;
  for (int page = 0; page < most_pages; ++page) {
    std::string path = matrix_path("/v3/rooms/{}/messages?dir=b&limit=100", {room.id});
    if (!from.empty()) path.append("&from=").append(percent_encode(from));
    HomeserverAnswer answer = co_await homeserver_.get(std::move(path));
    if (answer.kind != Kind::taken) co_return co_await fail(std::move(room), std::move(answer));
    const bool reached = take_page(answer.body, room.id, room.read_from, events);
    from = text_at(answer.body, "end");
    if (reached || from.empty()) break;
  }
  std::ranges::reverse(events);
  const Heard heard = co_await take_in_slices(switchboard_, intake_, std::move(events), heard_);
  auto work = [this, room = std::move(room), parked = heard.parked](Store& store) {
    const Moment now = switchboard_.clock().now();
    auto now_known = still(store, room);
    if (!now_known) return;
    if (parked > 0) {
      put_off(*now_known, now, Milliseconds{0});
    } else if (now_known->read_from < room.read_from) {
      set_todo(*now_known, Todo::read_back, now);  // Meanwhile a sync had a gap that begins earlier.
    } else {
      set_todo(*now_known, Todo::nothing, now);
    }
    store.write_room(to_room(*now_known));
  };
  co_await on_store(switchboard_.store(), std::move(work));
}

awaitable<void> RoomKeeper::explain(MatrixRoom room) {
  std::string text = say(room, "matrix.encrypted");
  std::string once = "explain-" + std::to_string(room.told.time_since_epoch().count());
  HomeserverAnswer answer = co_await notice(room.id, std::move(once), std::move(text));
  if (answer.kind != Kind::taken) co_return co_await fail(std::move(room), std::move(answer));
  co_await go_on_elsewhere(std::move(room));
}

awaitable<void> RoomKeeper::step_out(MatrixRoom room) {
  std::string text = say(room, "matrix.crowd");
  std::string once = "crowd";
  HomeserverAnswer answer = co_await notice(room.id, std::move(once), std::move(text));
  if (answer.kind == Kind::later) co_return co_await fail(std::move(room), std::move(answer));
  std::string path = matrix_path("/v3/rooms/{}/leave", {room.id});
  std::string body = "{}";
  answer = co_await homeserver_.call(Method::post, std::move(path), std::move(body));
  if (answer.kind == Kind::later) co_return co_await fail(std::move(room), std::move(answer));
  co_await go_on_elsewhere(std::move(room));
}

awaitable<void> RoomKeeper::leave(MatrixRoom room, std::string reason) {
  std::string path = matrix_path("/v3/rooms/{}/leave", {room.id});
  nlohmann::json body = nlohmann::json::object();
  if (!reason.empty()) body["reason"] = std::move(reason);
  std::string text = body.dump();
  HomeserverAnswer answer = co_await homeserver_.call(Method::post, std::move(path), std::move(text));
  if (answer.kind == Kind::later) co_return co_await fail(std::move(room), std::move(answer));
  const Moment now = switchboard_.clock().now();
  auto done = [now](MatrixRoom& known) {
    known.state = RoomState::left;
    set_todo(known, Todo::nothing, now);
  };
  co_await settle(std::move(room), std::move(done));
}

/// The same room and name give the same message, however often it is sent.
awaitable<HomeserverAnswer> RoomKeeper::notice(std::string room, std::string once, std::string text) {
  std::string path = matrix_path("/v3/rooms/{}/send/m.room.message/{}", {room, once});
  const nlohmann::json content{
      {"msgtype", "m.notice"}, {"body", std::move(text)}, {"m.mentions", nlohmann::json::object()}};
  std::string body = content.dump();
  HomeserverAnswer answer = co_await homeserver_.call(Method::put, std::move(path), std::move(body));
  co_return answer;
}

/// What is said next opens a room of our own, where only the two are and nothing is encrypted.
awaitable<void> RoomKeeper::go_on_elsewhere(MatrixRoom room) {
  auto work = [this, room](Store& store) {
    Heard heard;
    auto now_known = still(store, room);
    if (!now_known) return heard;
    const Moment now = switchboard_.clock().now();
    set_todo(*now_known, Todo::nothing, now);
    store.write_room(to_room(*now_known));
    const auto key = matrix_key(room.with);
    const auto reach = store.reach(key);
    if (reach && !room_of(reach->details).empty()) return heard;  // There is one already.
    if (!reach || reach->dead) heard_from(store, now, key, to_reach({}));
    if (store.last_sequence(key) != 0) {
      const EventId once{"moved:" + room.id + ":" + std::to_string(room.told.time_since_epoch().count())};
      remark(store, now, key, once, say(room, "matrix.moved"), heard.touched);
      return heard;
    }
    heard.touched = greet(switchboard_.desk(store), now, room);
    return heard;
  };
  const Heard heard = co_await on_store(switchboard_.store(), std::move(work));
  heard_(heard);
}

/// Later again; or never, when the bot is not wanted there any more.
awaitable<void> RoomKeeper::fail(MatrixRoom room, HomeserverAnswer answer) {
  log_.warning("matrix_room_failed", {{"kind", name_of(answer.kind)}, {"status", answer.status}});
  const Moment now = switchboard_.clock().now();
  const bool final = answer.kind == Kind::forbidden || answer.kind == Kind::absent || answer.kind == Kind::refused;
  auto change = [now, final, pause = answer.retry_after](MatrixRoom& known) {
    if (!final) return put_off(known, now, pause);
    known.state = RoomState::left;
    set_todo(known, Todo::nothing, now);
  };
  co_await settle(std::move(room), std::move(change));
}

awaitable<void> RoomKeeper::settle(MatrixRoom room, std::function<void(MatrixRoom&)> change) {
  auto work = [this, room, change = std::move(change)](Store& store) {
    auto now_known = still(store, room);
    if (!now_known) return;
    change(*now_known);
    if (now_known->state == RoomState::left) MatrixIntake::forget_room(store, switchboard_.clock().now(), *now_known);
    store.write_room(to_room(*now_known));
  };
  co_await on_store(switchboard_.store(), std::move(work));
}

std::string RoomKeeper::say(const MatrixRoom& room, std::string_view text) const {
  const auto& town = switchboard_.town();
  return say_to(town, room.with, text, {{"emergency", town.organisation.numbers.emergency}});
}

}  // namespace meldmaat
