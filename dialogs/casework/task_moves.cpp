// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/task_moves.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "bot/rules/firing_plan.hpp"
#include "bot/rules/follow_up.hpp"
#include "bot/rules/routing.hpp"
#include "dialogs/cards/card_offers.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/casework/notices.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/papers/figures_offer.hpp"
#include "dialogs/papers/letter_offer.hpp"
#include "dialogs/papers/police_offer.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view until = "move.until";          ///< postpone: until when
constexpr std::string_view which = "move.which";          ///< of several readings of `until`
constexpr std::string_view why_later = "move.why_later";  ///< postpone: why
constexpr std::string_view why_not = "move.why_not";      ///< does not apply: why
constexpr std::string_view to_whom = "move.to_whom";      ///< hand over
constexpr std::string_view what_to_ask = "move.ask";      ///< ask the reporter

/// Whom a task can be handed to, as offered.
constexpr std::string_view takers_note = ".takers";

std::string title_of(const Talk& talk, const TaskKey& task) {
  return task_words(talk, task, "title");
}

void ask_text(Talk& talk, std::string_view step, std::string text) {
  ask_with(talk, {std::string(step), std::move(text), Expects::text, false, {}}, only_back);
}

/// Whoever a role may be handed to: who is on duty, the others who hold it, and who stands in for them.
std::vector<PersonId> people_of(const RoleId& role, const Talk& talk) {
  const auto& organisation = talk.view().municipality.organisation;
  const auto& the_case = talk.subject().the_case;
  const auto today = date_of(talk.local_now());
  std::vector<PersonId> people;
  for (const auto& reader : climbs_to(role, the_case, organisation, today)) people.push_back(reader.person);
  if (const auto* held = organisation.role_for(role, team_of(the_case, organisation))) {
    people.insert(people.end(), held->holders.begin(), held->holders.end());
    people.push_back(held->deputy);
  }
  if (role == roles::manager) {
    if (const auto* team = organisation.team(team_of(the_case, organisation))) people.push_back(team->deputy);
  }
  std::erase_if(people, [&](const PersonId& person) { return person.empty() || organisation.absent(person, today); });
  return people;
}

/// Colleagues who may take a task: whoever holds a role that works on cases, without whom the case is kept from.
std::vector<PersonId> takers(const Talk& talk) {
  const auto& organisation = talk.view().municipality.organisation;
  const auto& the_case = talk.subject().the_case;
  const auto out = kept_out(the_case, organisation);
  std::vector<PersonId> people;
  std::set<PersonId> met{talk.view().person, the_case.reporter, the_case.victim};
  for (const auto& role :
       {roles::manager, roles::coordinator, roles::counsellor, roles::care_team, roles::jurist, roles::director}) {
    for (const auto& person : people_of(role, talk)) {
      const bool kept = std::ranges::find(out, person) != out.end();
      if (!kept && met.insert(person).second) people.push_back(person);
    }
  }
  return people;
}

/// The text that was typed; nothing after the question was put again.
std::optional<std::string> heard_text(Talk& talk) {
  auto text = said(talk);
  if (!blank(text)) return text;
  talk.say("casework.unclear_text");
  ask_move(talk);
  return std::nullopt;
}

Option show_tasks(const Talk& talk, const CaseNumber& number) {
  return talk.option(case_option(number, "tasks"), "casework.show_tasks");
}

/// Until when it can be put off; nothing when the question is only asked again while something else is looked at.
std::optional<Moment> latest(const Talk& talk) {
  const auto& municipality = talk.view().municipality;
  const auto& file = talk.view().subject;
  const auto* rule = noted_rule(talk);
  const auto* task = file ? task_in(*file, task_at_hand(talk)) : nullptr;
  const auto* protocol = file ? municipality.protocol_of(file->the_case.protocol) : nullptr;
  if (protocol == nullptr || task == nullptr || rule == nullptr) return std::nullopt;
  return latest_postponement(*rule, *task, talk.now(), municipality.zone, *protocol);
}

void take_until(Talk& talk, const IncidentMoment& moment) {
  if (moment.at <= talk.now()) {
    talk.say("casework.in_past");
    talk.top().step = until;
  } else if (const auto last = latest(talk); last && moment.at > *last) {
    talk.say("casework.too_late", {{"until", say_moment(talk, *last)}});
    talk.top().step = until;
  } else {
    make_note(talk, until, answer_value(moment));
    talk.top().step = why_later;
  }
  ask_move(talk);
}

/// In so many days, when the office opens.
IncidentMoment day_at(const Talk& talk, int days) {
  const auto date = LocalDate{std::chrono::local_days{date_of(talk.local_now())} + std::chrono::days{days}};
  const WhenReading day{.date = date, .time_of_day = {}, .until = {}, .part = {}, .about = false};
  return moment_in(talk, day, Direction::future);
}

void hear_until(Talk& talk) {
  const auto id = choice(talk);
  if (id == "tomorrow" || id == "week") return take_until(talk, day_at(talk, id == "week" ? 7 : 1));
  const auto heard = heard_moment(talk, Direction::future);
  if (heard.readings.size() == 1) return take_until(talk, heard.readings.front());
  if (!heard.readings.empty())
    return ask_which(talk, which, task_words(talk, task_at_hand(talk), "title"), heard.readings);
  talk.say(heard.why == WhyNot::in_past ? "casework.in_past" : "casework.unclear_until");
  ask_move(talk);
}

void hear_which(Talk& talk) {
  if (const auto moment = chosen_moment(talk)) return take_until(talk, *moment);
  // Not one of those: perhaps the moment in other words.
  talk.top().step = until;
  hear_until(talk);
}

void postpone(Talk& talk, const TaskKey& task, std::string reason) {
  const auto moment = noted_moment(talk.top(), until);
  // The question may have stayed open until after the moment itself.
  if (!moment || moment->at <= talk.now()) {
    talk.say("casework.in_past");
    talk.top().step = until;
    return ask_move(talk);
  }
  talk.pop();
  TextArgs args{{"task", title_of(talk, task)}, {"until", say_moment(talk, moment->at)}};
  settle_reminder(talk, task, talk.text("casework.postponed", args));
  talk.say("casework.postponed", args, {show_tasks(talk, task.number)});
  talk.wish(Record{task.number, Postponed{task, moment->at, std::move(reason), talk.view().person}});
}

void drop(Talk& talk, const TaskKey& task, std::string reason) {
  const bool second = noted_rule(talk)->reason_needs_second;
  talk.pop();
  TextArgs args{{"task", title_of(talk, task)}};
  if (!second) settle_reminder(talk, task, talk.text("casework.dropped", args));
  talk.say(second ? "casework.proposed" : "casework.dropped", args, {show_tasks(talk, task.number)});
  talk.wish(Record{task.number, NotApplicable{task, std::move(reason), talk.view().person}});
}

void hear_taker(Talk& talk, const TaskKey& task) {
  const PersonId person{choice(talk)};
  const auto people = takers(talk);
  if (std::ranges::find(people, person) == people.end()) {
    talk.say("casework.unclear_choice");
    return ask_move(talk);
  }
  talk.pop();
  TextArgs args{{"task", title_of(talk, task)}, {"name", name_of(talk, person)}};
  settle_reminder(talk, task, talk.text("casework.handed", args));
  talk.say("casework.handed", args, {show_tasks(talk, task.number)});
  talk.wish(Record{task.number, HandedOver{task, person, talk.view().person}});
}

void ask_reporter(Talk& talk, std::string question) {
  const auto number = talk.top().subject;
  talk.pop();
  talk.say("casework.asked", {{"number", number.str()}}, {show_tasks(talk, number)});
  talk.wish(Record{number, Inquired{std::move(question), talk.view().person}});
}

void begin_move(Talk& talk, const TaskKey& task, std::string_view step) {
  push_task_frame(talk, task, step);
  ask_move(talk);
}

}  // namespace

bool is_move(std::string_view step) {
  return step.starts_with("move.");
}

std::vector<Option> moves(const Talk& talk, const TaskKey& task) {
  Option done{task_option(task, "done"), task_words(talk, task, "done"), Option::Style::primary};
  // A report is opened by opening it.
  if (is_opening(talk, talk.subject().the_case, task)) return {done};
  // A ban is set and ended in the register, a scan is filled in.
  const auto* rule = rule_of(talk, talk.subject().the_case, task);
  if (rule != nullptr && rule->done == own_facts::ban_set) done.id = case_option(task.number, "ban");
  if (rule != nullptr && rule->done == own_facts::ban_end) done.id = case_option(task.number, "bans");
  if (rule != nullptr && rule->done == own_facts::scan) done.id = "menu/scan";
  std::vector options{done, talk.option(task_option(task, "later"), "casework.later"),
                      talk.option(task_option(task, "none"), "casework.none"),
                      talk.option(task_option(task, "hand"), "casework.hand")};
  const auto* owed = task_in(talk.subject(), task);
  if (owed != nullptr && owed->ordered_by.empty() && may(talk, Action::order, owed)) {
    options.push_back(talk.option(task_option(task, "order"), "casework.order"));
  }
  // Whoever owes a report gets the numbers for it here.
  const bool reports = rule != nullptr && (rule->done == "annual_report" || rule->done == "quarter_report");
  if (reports && may_have_figures(talk)) options.push_back(talk.option("menu/figures", "figures.offer.option"));
  return options;
}

/// A step that ends with something in writing to whoever did it.
bool needs_letter(std::string_view fact) {
  static constexpr std::array<std::string_view, 6> in_writing{"reaction",     "order_talk",  "letter",
                                                              "confirmation", "both_posted", "ban_set"};
  return std::ranges::find(in_writing, fact) != in_writing.end();
}

void say_step(Talk& talk, const TaskKey& task) {
  const auto& file = talk.subject();
  Message message;
  message.about = task.number;
  message.text = title_of(talk, task) + "\n" + task_words(talk, task, "why") + "\n" +
                 standing_words(talk, file, *task_in(file, task));
  message.options = moves(talk, task);
  const auto fact = fact_of(*rule_of(talk, file.the_case, task));
  if (fact.starts_with("police_") && may_have_police_papers(talk)) {
    message.options.push_back(talk.option(case_option(task.number, "police"), "papers.offer.option"));
  }
  if (needs_letter(fact) && may_have_letters(talk)) {
    message.options.push_back(talk.option(case_option(task.number, "letters"), "letters.offer.option"));
  }
  if (auto card = rule_card_option(talk, task.rule)) message.options.push_back(std::move(*card));
  talk.say(std::move(message));
}

void begin_postponing(Talk& talk, const TaskKey& task) {
  begin_move(talk, task, until);
}
void begin_not_applicable(Talk& talk, const TaskKey& task) {
  begin_move(talk, task, why_not);
}

void begin_handing_over(Talk& talk, const TaskKey& task) {
  const auto people = takers(talk);
  if (people.empty()) return talk.say("casework.nobody_to_hand_to");
  std::string ids;
  for (const auto& person : people) ids += person.str() + " ";
  push_task_frame(talk, task, to_whom);
  make_note(talk, takers_note, std::move(ids));
  ask_move(talk);
}

void order(Talk& talk, const TaskKey& task) {
  const auto* owed = task_in(talk.subject(), task);
  if (owed == nullptr || !owed->ordered_by.empty()) return talk.say("casework.ordered_before");
  talk.say("casework.ordered_now", {{"task", title_of(talk, task)}, {"owner", role_words(talk, owed->owner)}},
           {show_tasks(talk, task.number)});
  talk.wish(Record{task.number, Ordered{task, talk.view().person}});
}

void agree(Talk& talk, const TaskKey& task, bool yes) {
  Message settled;
  settled.about = task.number;
  settled.slot = task_option(task, "agreement");
  settled.text = talk.text(yes ? "casework.agreed" : "casework.disagreed", {{"task", title_of(talk, task)}});
  const auto text = settled.text;
  talk.wish(Revise{std::move(settled)});
  Message answer;
  answer.about = task.number;
  answer.text = text;
  talk.say(std::move(answer));
  talk.wish(Record{task.number, Agreed{task, yes, talk.view().person}});
}

bool may_ask(const Talk& talk) {
  // Who withdrew a report is not asked about it any more.
  return talk.subject().the_case.status == Case::Status::open && may(talk, Action::ask, nullptr);
}

void begin_asking(Talk& talk) {
  push_case_frame(talk, what_to_ask);
  ask_move(talk);
}

void ask_move(Talk& talk) {
  const std::string step = talk.top().step;
  if (step == what_to_ask)
    return ask_text(talk, step, talk.text("casework.ask_what", {{"number", talk.top().subject.str()}}));
  if (step == which) return ask_which_again(talk, which, task_words(talk, task_at_hand(talk), "title"));
  const TextArgs args{{"task", title_of(talk, task_at_hand(talk))}};
  if (step == why_later) return ask_text(talk, step, talk.text("casework.ask_why_later", args));
  if (step == why_not) return ask_text(talk, step, talk.text("casework.ask_why_not", args));
  if (step == until) {
    Ask ask{step, talk.text("casework.ask_until", args), Expects::moment, false, {}};
    ask.options = {talk.option("tomorrow", "casework.tomorrow")};
    if (const auto last = latest(talk); !last || day_at(talk, 7).at <= *last)
      ask.options.push_back(talk.option("week", "casework.next_week"));
    return ask_with(talk, std::move(ask), only_back);
  }
  Ask ask{step, talk.text("casework.ask_to_whom", args), Expects::choice, false, {}};
  std::istringstream ids{noted(talk.top(), takers_note)};
  for (std::string id; ids >> id;) ask.options.push_back({id, name_of(talk, PersonId{id}), {}});
  ask_with(talk, std::move(ask), only_back);
}

void hear_move(Talk& talk) {
  const std::string step = talk.top().step;
  if (step == until) return hear_until(talk);
  if (step == which) return hear_which(talk);
  if (step == to_whom) return hear_taker(talk, task_at_hand(talk));
  auto text = heard_text(talk);
  if (!text) return;
  if (step == what_to_ask) return ask_reporter(talk, std::move(*text));
  const auto task = task_at_hand(talk);
  if (step == why_later) return postpone(talk, task, std::move(*text));
  drop(talk, task, std::move(*text));
}

bool command_move(Talk& talk, std::string_view command) {
  const std::string_view step = talk.top().step;
  if (command != "back" || (step != why_later && step != which)) return false;
  talk.top().step = until;
  ask_move(talk);
  return true;
}

}  // namespace meldmaat
