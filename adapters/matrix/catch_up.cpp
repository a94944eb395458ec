// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/catch_up.hpp"

#include <algorithm>
#include <utility>

#include "adapters/json_reader.hpp"
#include "adapters/matrix/intake_slices.hpp"
#include "adapters/url.hpp"

namespace meldmaat {

namespace {

using boost::asio::awaitable;
using std::chrono::milliseconds;
using Kind = HomeserverAnswer::Kind;

constexpr std::string_view token_note = "matrix_sync_token";
constexpr std::string_view moment_note = "matrix_sync_at";
/// Clocks of two servers differ, and a page of history is cut by the time of the sender's.
constexpr Milliseconds overlap = std::chrono::minutes{5};

/// What is looked at, and no more: presence, receipts and lists of members are nobody's business.
constexpr std::string_view filter =
    R"({"presence":{"types":[]},"account_data":{"types":[]},"room":{"account_data":{"types":[]},"ephemeral":)"
    R"({"types":[]},"state":{"types":["m.room.encryption"]},"timeline":{"limit":50}}})";

const nlohmann::json* events_in(const nlohmann::json& object, const char* name) {
  return list_at(object_at(&object, name), "events");
}

/// The invitation among the stripped state of a room, which has no ids and no times.
void take_invitation(const nlohmann::json& state, const std::string& room, const std::string& bot, Moment now,
                     std::vector<RoomEvent>& events) {
  for (const auto& each : state) {
    if (!each.is_object() || text_at(each, "type") != "m.room.member" || text_at(each, "state_key") != bot) continue;
    nlohmann::json invitation = each;
    invitation["event_id"] = "$stripped";
    invitation["origin_server_ts"] = now.time_since_epoch().count();
    invitation["unsigned"] = {{"invite_room_state", state}};
    auto read = read_room_event(invitation, room);
    auto* event = std::get_if<RoomEvent>(&read);
    if (event == nullptr) continue;
    event->id.clear();
    events.push_back(std::move(*event));
  }
}

void take_timeline(const nlohmann::json& joined, const std::string& room, SyncAnswer& taken) {
  if (const auto* state = events_in(joined, "state")) {
    for (const auto& each : *state) {
      auto read = read_room_event(each, room);
      if (auto* event = std::get_if<RoomEvent>(&read)) taken.events.push_back(std::move(*event));
    }
  }
  const auto* timeline = object_at(&joined, "timeline");
  if (timeline == nullptr) return;
  if (const auto* limited = value_at(timeline, "limited"); limited != nullptr && *limited == true) {
    taken.gaps.push_back(room);  // Read back whole, so that the order is kept.
    return;
  }
  const auto* events = events_in(joined, "timeline");
  if (events == nullptr) return;
  for (const auto& each : *events) {
    auto read = read_room_event(each, room);
    if (auto* event = std::get_if<RoomEvent>(&read)) taken.events.push_back(std::move(*event));
  }
}

void read_back_from(Store& store, const std::string& id, Moment from, Moment now) {
  const auto stored = store.room(matrix_channel_name, id);
  auto room = stored ? read_room(*stored) : std::nullopt;
  if (!room || room->state != MatrixRoom::State::private_chat) return;
  if (room->todo == MatrixRoom::Todo::read_back) from = std::min(from, room->read_from);
  room->read_from = from;
  set_todo(*room, MatrixRoom::Todo::read_back, now);
  store.write_room(to_room(*room));
}

/// Without a token there is no telling what is news: the rooms are read back from when the last sync was.
void begin_anew(SyncAnswer& answer, const std::string& bot) {
  std::erase_if(answer.events, [&](const RoomEvent& event) {
    const auto* membership = std::get_if<Membership>(&event.what);
    return membership == nullptr || membership->member != bot;
  });
  answer.gaps = answer.rooms;
}

}  // namespace

SyncAnswer read_sync(const nlohmann::json& answer, const std::string& bot, Moment now) {
  SyncAnswer taken;
  taken.next = text_at(answer, "next_batch");
  const auto* rooms = object_at(&answer, "rooms");
  if (rooms == nullptr) return taken;
  if (const auto* invited = object_at(rooms, "invite")) {
    for (const auto& [id, room] : invited->items()) {
      const auto* state = room.is_object() ? events_in(room, "invite_state") : nullptr;
      if (state != nullptr) take_invitation(*state, id, bot, now, taken.events);
    }
  }
  if (const auto* joined = object_at(rooms, "join")) {
    for (const auto& [id, room] : joined->items()) {
      if (!room.is_object()) continue;
      taken.rooms.push_back(id);
      take_timeline(room, id, taken);
    }
  }
  return taken;
}

CatchUp::CatchUp(const boost::asio::any_io_executor& executor, Switchboard& switchboard, Homeserver& homeserver,
                 const MatrixIntake& intake, std::function<void(const Heard&)> heard, Metrics& metrics, Log& log,
                 CatchUpSettings settings)
    : switchboard_(switchboard),
      homeserver_(homeserver),
      intake_(intake),
      heard_(std::move(heard)),
      log_(log),
      settings_(settings),
      bell_(executor),
      ready_(metrics.gauge("meldmaat_matrix_ready", "1 while the homeserver answers us")),
      missed_(metrics.counter("meldmaat_matrix_missed_total", "Events that were not pushed and came by a sync")) {}

void CatchUp::stop() {
  stopped_ = true;
  bell_.ring();
}

awaitable<void> CatchUp::run() {
  while (!stopped_) {
    bell_.begin_round();
    bool done = false;
    try {
      if (!begun_) begun_ = co_await begin();
      if (begun_ && !stopped_) done = co_await sync();
    } catch (const StoreBusy&) {
      log_.warning("matrix_sync_not_stored", {});
    }
    ready_.set(done ? 1 : 0);
    const auto wait = done ? settings_.round : settings_.round_without;
    resting_ = true;
    if (!stopped_) co_await bell_.rest(wait);
    resting_ = false;
  }
}

awaitable<bool> CatchUp::begin() {
  HomeserverAnswer answer = co_await homeserver_.sign_up();
  if (answer.kind == Kind::taken) answer = co_await homeserver_.who_am_i();
  if (answer.kind != Kind::taken) {
    log_.warning("matrix_not_signed_up", {{"kind", name_of(answer.kind)}, {"status", answer.status}});
    co_return false;
  }
  // What could not be pushed comes at once then. When they cannot reach us, the sync below brings it.
  answer = co_await homeserver_.ping();
  if (answer.kind != Kind::taken) log_.warning("matrix_does_not_reach_us", {{"status", answer.status}});
  co_return true;
}

awaitable<bool> CatchUp::sync() {
  auto look = [](Store& store) { return store.note(token_note).value_or(""); };
  const std::string since = co_await beside_store(switchboard_.store(), std::move(look));
  std::string path = "/v3/sync?timeout=0&set_presence=offline&filter=" + percent_encode(filter);
  if (!since.empty()) path.append("&since=").append(percent_encode(since));
  const HomeserverAnswer answer = co_await homeserver_.get(std::move(path));
  if (answer.kind == Kind::refused && !since.empty()) {
    // The homeserver was set up anew: its tokens mean nothing any more.
    log_.warning("matrix_sync_token_refused", {{"status", answer.status}});
    auto drop = [](Store& store) { store.write_note(token_note, ""); };
    co_await on_store(switchboard_.store(), std::move(drop));
    co_return false;
  }
  if (answer.kind != Kind::taken) {
    log_.warning("matrix_not_synced", {{"kind", name_of(answer.kind)}, {"status", answer.status}});
    co_return false;
  }
  SyncAnswer found = read_sync(answer.body, homeserver_.user(), switchboard_.clock().now());
  if (since.empty()) begin_anew(found, homeserver_.user());
  const Heard heard = co_await take_in_slices(switchboard_, intake_, std::move(found.events), heard_);
  if (heard.turns > 0) {
    missed_.add(heard.turns);
    log_.warning("matrix_missed", {{"count", heard.turns}});
  }
  // Not before all of it is on disk: what was cut off comes again.
  auto work = [this, found = std::move(found)](Store& store) {
    const Moment now = switchboard_.clock().now();
    Heard to_do;
    // Before the first sync there was nothing.
    if (const auto last = store.note(moment_note)) {
      const Moment from = Moment{Milliseconds{std::stoll(*last)}} - overlap;
      for (const auto& room : found.gaps) read_back_from(store, room, from, now);
      to_do.rooms = !found.gaps.empty();
    }
    if (!found.next.empty()) store.write_note(token_note, found.next);
    store.write_note(moment_note, std::to_string(now.time_since_epoch().count()));
    return to_do;
  };
  const Heard to_do = co_await on_store(switchboard_.store(), std::move(work));
  heard_(to_do);
  co_return true;
}

}  // namespace meldmaat
