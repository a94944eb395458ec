// SPDX-License-Identifier: EUPL-1.2
#include "adapters/matrix/intake.hpp"

#include <algorithm>
#include <utility>

#include "adapters/matrix/button_press.hpp"
#include "adapters/matrix/matrix_files.hpp"
#include "adapters/matrix/typed_press.hpp"
#include "adapters/utf8.hpp"
#include "bot/afterthought.hpp"
#include "bot/remark.hpp"

namespace meldmaat {

namespace {

using RoomState = MatrixRoom::State;
using Todo = MatrixRoom::Todo;

/// An explanation that nobody asked for twice in a day (testcases E3).
constexpr Milliseconds explained_for = std::chrono::hours{24};

std::optional<MatrixRoom> room_at(Store& store, const std::string& id) {
  const auto room = store.room(matrix_channel_name, id);
  return room ? read_room(*room) : std::nullopt;
}

/// Under which a turn was taken, and a file once it was fetched.
EventId turn_of(const std::string& event) {
  return EventId{"event:" + event};
}
EventId file_of(const std::string& event) {
  return EventId{"fetched:" + event};
}

}  // namespace

std::string say_to(const Municipality& town, const std::string& user, std::string_view text, const TextArgs& args) {
  const auto* person = town.organisation.person_at(matrix_key(user));
  const auto language = person == nullptr ? Language::nl : person->language;
  return town.texts.say(language, person != nullptr && person->informal, text, args);
}

/// One event while it is taken.
class OneEvent {
 public:
  OneEvent(const MatrixIntakeSettings& settings, const Desk& desk, Moment now, const RoomEvent& event, Heard& heard)
      : settings_(settings), desk_(desk), store_(desk.store), now_(now), event_(event), heard_(heard) {}

  void take() {
    const auto* membership = std::get_if<Membership>(&event_.what);
    if (membership != nullptr && membership->member == settings_.bot) return take_own_membership(*membership);
    if (event_.sender == settings_.bot) {
      if (membership != nullptr) note_own_invitation(*membership);
      return;
    }
    if (!is_allowed()) return;
    if (membership != nullptr) return take_membership(*membership);
    if (std::holds_alternative<EncryptionBegan>(event_.what)) return close_room(RoomState::encrypted, Todo::explain);
    if (std::holds_alternative<RoomClosed>(event_.what)) return close_room(RoomState::left, Todo::nothing);
    if (!std::holds_alternative<NothingToDo>(event_.what)) take_message();
  }

 private:
  [[nodiscard]] bool is_allowed() const {
    return std::ranges::find(settings_.servers, server_of(event_.sender)) != settings_.servers.end();
  }
  [[nodiscard]] ConversationKey key() const { return matrix_key(event_.sender); }
  [[nodiscard]] EventId id() const { return turn_of(event_.id); }

  void write(const MatrixRoom& room) {
    store_.write_room(to_room(room));
    if (room.not_before) heard_.rooms = true;
  }

  /// What is no turn bears another name: what is taken back later must be something that was said.
  [[nodiscard]] EventId other_id() const { return EventId{"other:" + event_.id}; }

  /// Whether this happens for the first time. What came without an id is looked at each time.
  [[nodiscard]] bool is_new() {
    if (event_.id.empty()) return true;
    if (store_.seen(key(), other_id())) {
      ++heard_.repeats;
      return false;
    }
    store_.remember(key(), other_id(), now_, store_.last_sequence(key()));
    return true;
  }

  void take_own_membership(const Membership& membership) {
    auto room = room_at(store_, event_.room);
    if (membership.state == Membership::State::invited) {
      if (room && room->state != RoomState::left) return;  // It is being entered, or was.
      if (is_new()) take_invitation(membership);
      return;
    }
    const bool out = membership.state == Membership::State::left || membership.state == Membership::State::banned;
    if (!out || !room || event_.sender == settings_.bot) return;
    MatrixIntake::forget_room(store_, now_, *room);
    room->state = RoomState::left;
    set_todo(*room, Todo::nothing, now_);
    write(*room);
  }

  /// A private chat with somebody of ours; anything else is left again.
  void take_invitation(const Membership& membership) {
    MatrixRoom room;
    room.id = event_.room;
    room.with = event_.sender;
    room.invited = true;
    room.encrypted = membership.encrypted;
    room.read_from = event_.sent;
    const bool looks_private = membership.direct || (!membership.named && !membership.open);
    if (is_allowed() && looks_private) {
      set_todo(room, Todo::enter, now_);
    } else {
      room.state = RoomState::left;
      set_todo(room, Todo::refuse, now_);
    }
    write(room);
  }

  /// Of a room that the bot made, even when the answer that told its name was lost.
  void note_own_invitation(const Membership& membership) {
    if (membership.state != Membership::State::invited || !membership.direct) return;
    const auto member = matrix_key(membership.member);
    const auto reach = store_.reach(member);
    // Where nothing arrives any more, a room that was left again changes nothing: only the person does.
    if (reach && (reach->dead || !room_of(reach->details).empty())) return;
    store_.write_reach({member, to_reach(event_.room), false, now_, reach ? reach->told : std::nullopt});
  }

  void take_membership(const Membership& membership) {
    if (!is_new()) return;
    auto room = room_at(store_, event_.room);
    const bool joins = membership.state == Membership::State::joined;
    const bool comes = joins || membership.state == Membership::State::invited;
    if (!room) {
      // Somebody came into a room that the bot made.
      if (joins) look_into_room();
      return;
    }
    if (room->state == RoomState::left || room->state == RoomState::unknown) return;
    if (membership.member == room->with) {
      if (!comes) close_room(RoomState::left, Todo::leave);
    } else if (comes) {
      close_room(RoomState::left, Todo::step_out);
    }
  }

  /// Nothing that is said there counts from now on.
  void close_room(RoomState state, Todo todo) {
    auto room = room_at(store_, event_.room);
    if (!room || room->state == RoomState::left || room->state == RoomState::unknown) return;
    MatrixIntake::forget_room(store_, now_, *room);
    room->state = state;
    if (todo == Todo::explain) room->told = now_;
    set_todo(*room, todo, now_);
    write(*room);
  }

  /// Who is there is found out first; then this is read back with everything since.
  void look_into_room() {
    MatrixRoom room;
    room.id = event_.room;
    room.with = event_.sender;
    room.read_from = event_.sent;
    set_todo(room, Todo::enter, now_);
    write(room);
  }

  void take_message() {
    auto room = room_at(store_, event_.room);
    if (!room) return look_into_room();
    if (room->state == RoomState::unknown || room->state == RoomState::left) {
      // What is said while the bot comes in is read back; what was said before it left was heard, or others heard it.
      if (room->state == RoomState::unknown && event_.sent < room->read_from) {
        room->read_from = event_.sent;
        write(*room);
      }
      return;
    }
    if (room->with != event_.sender) return close_room(RoomState::left, Todo::step_out);
    if (std::holds_alternative<Unreadable>(event_.what)) {
      const bool explained = room->state == RoomState::encrypted && now_ - room->told < explained_for;
      if (is_new() && !explained) close_room(RoomState::encrypted, Todo::explain);
      return;
    }
    if (room->state != RoomState::private_chat) return;
    heard_from(store_, now_, key(), to_reach(event_.room));
    std::visit([this](const auto& what) { hear(what); }, event_.what);
  }

  void turn(Happened what, std::uint64_t line = 0) {
    const auto* person = desk_.town.organisation.person_at(key());
    const Inbound inbound{.conversation = key(),
                          .person = person == nullptr ? PersonId{} : person->id,
                          .event = id(),
                          .question = line,
                          .what = std::move(what),
                          .once = {}};
    Taken taken = take_turn(desk_, now_, inbound);
    ++(taken.repeated ? heard_.repeats : heard_.turns);
    heard_.touched.merge(taken.touched);
  }

  void answer(std::string_view text, const TextArgs& args = {}) {
    remark(store_, now_, key(), other_id(), say_to(desk_.town, event_.sender, text, args), heard_.touched);
  }

  /// ... and then the person hears it.
  [[nodiscard]] bool is_too_long(const std::string& text) {
    if (utf8_characters(text) <= most_text_characters) return false;
    answer("matrix.too_long", {{"most", std::to_string(most_text_characters)}});
    return true;
  }

  void hear(const TextSaid& said) {
    if (is_too_long(said.text)) return;
    if (auto press = typed_press(store_, key(), said.text)) return turn(std::move(press->what), press->line);
    turn(Said{said.text});
  }

  void hear(const FileSent& file) {
    const bool known = desk_.town.organisation.person_at(key()) != nullptr;
    auto details = errand_of(file);
    // Whoever is unknown hears that, whatever was sent.
    if (!known || !file.caption.empty()) turn(Said{file.caption});
    if (!known) return;
    if (!details) return answer("matrix.no_file");
    const EventId of_file{"file:" + event_.id};
    if (store_.seen(key(), of_file)) return;
    store_.remember(key(), of_file, now_, store_.last_sequence(key()));
    Errand errand;
    errand.conversation = key();
    errand.event = file_of(event_.id);
    errand.details = std::move(*details);
    errand.not_before = now_;
    store_.add_errand(errand);
    heard_.errands = true;
  }

  void hear(const Edited& edit) {
    if (is_too_long(edit.text)) return;
    look_back(edit.of, edit.text);
  }
  void hear(const Removed& removal) { look_back(removal.of, std::nullopt); }

  /// What was heard under this name from this sender: nobody changes what another said.
  void look_back(const std::string& of, std::optional<std::string> instead) {
    const auto* person = desk_.town.organisation.person_at(key());
    Afterthought afterthought;
    afterthought.conversation = key();
    if (person != nullptr) afterthought.person = person->id;
    afterthought.event = other_id();
    afterthought.of = {turn_of(of), file_of(of)};
    afterthought.instead = std::move(instead);
    note_afterthought(desk_, now_, afterthought, heard_.touched);
  }

  void hear(const Voted& vote) { press(press_by(store_, key(), vote)); }
  void hear(const Reacted& reaction) { press(press_by(store_, key(), reaction)); }
  void press(std::optional<TypedPress> button) {
    if (button) turn(std::move(button->what), button->line);
  }

  void hear(const Unusable&) { answer("matrix.no_file"); }

  /// Handled before, or nothing that is listened to.
  template <class Other>
  void hear(const Other&) {}

  const MatrixIntakeSettings& settings_;
  const Desk& desk_;
  Store& store_;
  Moment now_;
  const RoomEvent& event_;
  Heard& heard_;
};

void MatrixIntake::forget_room(Store& store, Moment now, const MatrixRoom& room) {
  auto reach = store.reach(matrix_key(room.with));
  if (!reach || room_of(reach->details) != room.id) return;
  reach->details = to_reach({});
  reach->at = now;
  store.write_reach(*reach);
}

namespace {

/// The event stands in its room: it is read back from there, later.
void park(Store& store, Moment now, const RoomEvent& event) {
  auto room = room_at(store, event.room);
  if (!room || room->state != RoomState::private_chat) return;
  if (room->todo == Todo::read_back) {
    room->read_from = std::min(room->read_from, event.sent);
  } else if (room->todo == Todo::nothing) {
    room->read_from = event.sent;
    set_todo(*room, Todo::read_back, now);
    put_off(*room, now, Milliseconds{0});
  }
  store.write_room(to_room(*room));
}

}  // namespace

void Heard::add(const Heard& more) {
  turns += more.turns;
  repeats += more.repeats;
  parked += more.parked;
  rooms = rooms || more.rooms;
  errands = errands || more.errands;
  touched.insert(more.touched.begin(), more.touched.end());
}

Heard MatrixIntake::take(const Desk& desk, Moment now, const std::vector<RoomEvent>& events) const {
  Heard heard;
  for (const auto& event : events) {
    try {
      const auto part = desk.store.open_part();
      Heard one;
      OneEvent(settings_, desk, now, event, one).take();
      part->keep();
      heard.add(one);
    } catch (const StoreBusy&) {
      throw;
    } catch (const StoreBroken&) {
      throw;
    } catch (const std::exception&) {
      park(desk.store, now, event);
      ++heard.parked;
      heard.rooms = true;
    }
  }
  return heard;
}

}  // namespace meldmaat
