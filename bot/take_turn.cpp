// SPDX-License-Identifier: EUPL-1.2
#include "bot/take_turn.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "bot/case_work.hpp"
#include "bot/proposal_round.hpp"
#include "bot/rules/routing.hpp"
#include "bot/rules/witnesses.hpp"
#include "bot/visit_round.hpp"

namespace meldmaat {

namespace {

template <class... Handlers>
struct Match : Handlers... {
  using Handlers::operator()...;
};

/// The label of a pressed option: from the open question, else from the line the press belongs to.
std::string label_of(const std::string& option, const State& state, const std::vector<Option>& on_line) {
  const auto named = [&](const Option& offered) { return offered.id == option; };
  if (state.open) {
    const auto found = std::ranges::find_if(state.open->options, named);
    if (found != state.open->options.end()) return found->label;
  }
  const auto found = std::ranges::find_if(on_line, named);
  return found == on_line.end() ? std::string{} : found->label;
}

/// What meldmaat said on this line; an empty message when it said nothing there.
Message message_on_line(Store& store, const ConversationKey& key, std::uint64_t line) {
  if (line == 0) return {};
  auto lines = store.transcript(key, line - 1, 1);
  const bool found = !lines.empty() && lines.front().sequence == line && !lines.front().from_person;
  return found ? std::move(lines.front().message) : Message{};
}

/// The event as the dialog hears it: a text knows the question that it was written to.
Happened heard(const Desk& desk, const Inbound& inbound) {
  const auto* said = std::get_if<Said>(&inbound.what);
  if (said == nullptr || inbound.question == 0) return inbound.what;
  return Said{said->text, message_on_line(desk.store, inbound.conversation, inbound.question).text};
}

/// Whether the question that was open is answered or gone.
bool is_settled(const State& before, const State& after) {
  return !before.open || !after.open || before.open->slot != after.open->slot;
}

/// What the transcript shows of what the person did; nothing for what was no utterance.
std::optional<Message> utterance(const Desk& desk, const Inbound& inbound, const State& state) {
  Message message;
  if (const auto* said = std::get_if<Said>(&inbound.what)) {
    message.kind = Message::Kind::said;
    message.text = said->text;
    return message;
  }
  if (const auto* attached = std::get_if<Attached>(&inbound.what)) {
    message.kind = Message::Kind::file;
    message.text = attached->file.name;
    message.attachment = attached->file;
    return message;
  }
  if (const auto* chose = std::get_if<Chose>(&inbound.what)) {
    const auto on_line = message_on_line(desk.store, inbound.conversation, inbound.question).options;
    message.kind = Message::Kind::chose;
    for (const auto& option : chose->options) {
      const auto label = label_of(option, state, on_line);
      if (label.empty()) continue;
      if (!message.text.empty()) message.text += ", ";
      message.text += label;
    }
    return message.text.empty() ? std::nullopt : std::optional{message};
  }
  return std::nullopt;
}

/// A discarded draft takes everything with it that was said since the last receipt.
void discard_draft(Store& store, const ConversationKey& key, const DiscardDraft& draft) {
  std::uint64_t from = 1;
  std::uint64_t after = 0;
  constexpr std::size_t page = 200;
  for (auto lines = store.transcript(key, after, page); !lines.empty(); lines = store.transcript(key, after, page)) {
    for (const auto& line : lines) {
      if (line.message.kind == Message::Kind::receipt) from = line.sequence + 1;
    }
    after = lines.back().sequence;
  }
  store.blank_lines(key, from);
  for (const auto& file : draft.files) store.remove_blob(file);
}

/// Before there is a case somebody is found for a person as if they had reported one.
Case nobodys_case(const Desk& desk, const PersonId& reporter) {
  Case nobodys_yet;
  nobodys_yet.reporter = reporter;
  nobodys_yet.victim = reporter;
  const auto* person = desk.town.organisation.person(reporter);
  if (person != nullptr) nobodys_yet.team = person->team;
  return nobodys_yet;
}

Notice notice_of(Notice::Kind kind, const Desk& desk, const Reader& to, const RoleId& as, const PersonId& reporter) {
  Notice notice;
  notice.kind = kind;
  notice.to = to.person;
  notice.as = as;
  const auto* person = desk.town.organisation.person(reporter);
  if (person != nullptr) notice.args["person"] = person->name;
  return notice;
}

void alert(const Desk& desk, Moment now, const PersonId& reporter, const Alert& wish, Touched& touched) {
  const auto today = date_of(desk.town.zone.to_local(now));
  for (const auto& holder : on_duty(wish.to, nobodys_case(desk, reporter), desk.town.organisation, today)) {
    auto notice = notice_of(Notice::Kind::danger, desk, holder, wish.to, reporter);
    notice.urgent = true;
    tell(desk, now, notice, touched);
  }
}

/// To the role's own people only: to whom it goes was said by name.
void confide(const Desk& desk, Moment now, const PersonId& person, const Confide& wish, Touched& touched) {
  const auto today = date_of(desk.town.zone.to_local(now));
  for (const auto& holder : on_duty_in(wish.to, nobodys_case(desk, person), desk.town.organisation, today)) {
    auto notice = notice_of(Notice::Kind::doubt, desk, holder, wish.to, person);
    notice.args["text"] = wish.text;
    tell(desk, now, notice, touched);
  }
}

/// Effects on this conversation alone.
void apply_here(Store& store, const ConversationKey& key, Moment now, const Effect& effect) {
  std::visit(Match{[&](const Say& say) { store.say(key, now, say.message, false); },
                   [&](const Revise& revise) { store.say(key, now, revise.message, true); },
                   [&](const Remind& remind) { store.set_reminder(key, remind.id, remind.due); },
                   [&](const Forget& forget) { store.drop_reminder(key, forget.id); },
                   [&](const DiscardDraft& draft) { discard_draft(store, key, draft); },
                   [&](const ErasePlace& wish) { erase_place(store, key, wish.place, wish.said); }, [](const auto&) {}},
             effect);
}

/// Effects on cases and other people; after the own conversation was written, because a notice may come back to it.
void apply_beyond(const Desk& desk, Moment now, const PersonId& person, const Effect& effect, Touched& touched) {
  std::visit(Match{[&](const File& file) { open_case(desk, now, file.the_case, touched); },
                   [&](const Record& record) { happen(desk, now, record.number, record.what, touched); },
                   [&](const Alert& wish) { alert(desk, now, person, wish, touched); },
                   [&](const Confide& wish) { confide(desk, now, person, wish, touched); },
                   [&](const KeepScan& wish) { keep_scan(desk, now, wish.scan, touched); },
                   [&](const NoteMatter& wish) { note_matter(desk, now, wish, person, touched); },
                   [&](const ShareLesson& wish) { share_lesson(desk, now, {now, person, wish.text}, touched); },
                   [&](const DecideProposal& wish) { decide_proposal(desk, now, wish, person, touched); },
                   [&](const PlanVisit& wish) { plan_visit(desk, now, wish.visit, touched); },
                   [&](const TakeVisitStep& wish) { take_step(desk, now, wish.step, touched); }, [](const auto&) {}},
             effect);
}

/// A case is looked at for its code alone: what the person sees of it is in `call`.
void see_witness_call(const Desk& desk, Moment now, const State& before, const Event& event, View& view) {
  if (desk.chance != nullptr && asks_for_witness_code(event)) {
    view.witness_secret = witness_secret(desk.chance->hex(witness_secret_bytes));
  }
  const auto code = witness_code_of(before, event);
  if (!code) return;
  if (const auto file = desk.store.read_case(code->number)) {
    view.call = open_call(file->the_case, code->secret, view.person, now, desk.town.organisation);
  }
}

}  // namespace

Taken take_file(const Desk& desk, Moment now, const Inbound& inbound, std::string_view bytes) {
  const auto& file = std::get<Attached>(inbound.what).file;
  if (!desk.store.seen(inbound.conversation, inbound.event)) desk.store.write_blob(file, bytes, inbound.person, now);
  return take_turn(desk, now, inbound);
}

Taken take_turn(const Desk& desk, Moment now, const Inbound& inbound) {
  const auto& key = inbound.conversation;
  if (!inbound.event.empty()) {
    if (const auto sequence = desk.store.seen(key, inbound.event)) return {*sequence, true, false, {}};
  }
  if (!inbound.once.empty()) {
    if (const auto sequence = desk.store.seen(key, inbound.once)) {
      if (!inbound.event.empty()) desk.store.remember(key, inbound.event, now, *sequence);
      return {*sequence, true, true, {}};
    }
  }
  const State before = desk.store.state_of(key).value_or(opening_state(desk.town, inbound.person));
  if (const auto message = utterance(desk, inbound, before)) desk.store.hear(key, now, *message);

  const Event event{now, heard(desk, inbound)};
  View view = view_for(desk, now, inbound.person, key.channel, subject_of(before, event));
  if (asks_for_series(event)) lay_beside(desk, view);
  for (const auto& other : view.related) {
    desk.store.add_audit({now, inbound.person, std::string(audits::beside), other.number, {}});
  }
  if (view.scan && begins_scan(before, event)) view.scan->measures = measured_now(desk, now);
  see_witness_call(desk, now, before, event, view);
  const Turn turn = desk.dialog.step(before, event, view);

  Taken taken;
  taken.touched.insert(key);
  for (const auto& effect : turn.effects) apply_here(desk.store, key, now, effect);
  if (turn.state != before) desk.store.write_state(key, turn.state, now);
  for (const auto& effect : turn.effects) apply_beyond(desk, now, inbound.person, effect, taken.touched);

  taken.sequence = desk.store.last_sequence(key);
  if (!inbound.event.empty()) desk.store.remember(key, inbound.event, now, taken.sequence);
  // A question that is still open ("pauze" was typed on its card) can still be answered.
  if (!inbound.once.empty() && is_settled(before, turn.state)) {
    desk.store.remember(key, inbound.once, now, taken.sequence);
  }
  return taken;
}

}  // namespace meldmaat
