// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/ban_steps.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bot/rules/bans.hpp"
#include "dialogs/casework/ban_notes.hpp"
#include "dialogs/casework/ban_register.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/casework/frame_notes.hpp"
#include "dialogs/casework/heard.hpp"
#include "dialogs/controls.hpp"
#include "dialogs/phrases/when.hpp"
#include "dialogs/reading/words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

using namespace ban_notes;

/// The day that was typed: a coming one, or one that is over.
std::optional<LocalDate> heard_day(const Talk& talk, Direction direction) {
  const auto answer = read_date(said(talk), talk.local_now(), talk.state.language, direction);
  if (const auto* understood = std::get_if<Understood>(&answer)) return understood->reading.date;
  return std::nullopt;
}

void go_on(Talk& talk) {
  const auto steps = ban_steps_of(talk);
  const auto here = std::ranges::find(steps, std::string_view(talk.top().step));
  if (here != steps.end() && here + 1 != steps.end()) talk.top().step = *(here + 1);
  ask_ban(talk);
}

void unclear(Talk& talk, std::string_view key, const TextArgs& args = {}) {
  talk.say(key, args);
  ask_ban(talk);
}

// -- Asking --------------------------------------------------------------------------------------------------------

void ask_words(Talk& talk, std::string_view key, Controls which, std::vector<Option> options = {},
               Expects expects = Expects::text) {
  Ask ask{talk.top().step, talk.text(key), expects, false, std::move(options)};
  ask_with(talk, std::move(ask), which);
}

void ask_last(Talk& talk) {
  const auto ban = ban_so_far(talk);
  const auto text = verb_of(talk) == "give"
                        ? talk.text("bans.ask_last", {{"least", say_date(talk, least_end(ban.first))}})
                        : talk.text("bans.ask_longer", {{"last", say_date(talk, last_until_now(talk))}});
  Ask ask{talk.top().step, text, Expects::moment, false, {}};
  ask.options = {talk.option("months-3", "bans.three_months"), talk.option("months-6", "bans.six_months"),
                 talk.option("months-12", "bans.a_year")};
  ask_with(talk, std::move(ask), only_back);
}

void ask_signer(Talk& talk) {
  Ask ask{talk.top().step, talk.text("bans.ask_signer"), Expects::choice, false, {}};
  for (const auto& person : noted_people(talk, ban_notes::signers)) {
    ask.options.push_back({person.str(), name_of(talk, person), {}});
  }
  ask_with(talk, std::move(ask), only_back);
}

/// Who hears of it now; where nobody is, somebody must be told otherwise.
std::string told_words(const Talk& talk) {
  std::string names;
  for (const auto& person : noted_people(talk, ban_notes::told)) {
    names += (names.empty() ? "" : ", ") + name_of(talk, person);
  }
  return names.empty() ? talk.text("bans.nobody_told") : talk.text("bans.told", {{"names", names}});
}

void ask_confirm(Talk& talk) {
  const auto verb = verb_of(talk);
  const auto ban = ban_so_far(talk);
  const auto chosen_day = noted_day(talk, day);
  const TextArgs args{{"person", ban.person},
                      {"why", noted(talk.top(), why)},
                      {"name", name_of(talk, ban.signed_by)},
                      {"day", chosen_day ? say_date(talk, *chosen_day) : std::string{}},
                      {"words", ban_words(talk, ban)},
                      {"told", told_words(talk)}};
  Ask ask{talk.top().step, talk.text("bans.confirm." + verb, args), Expects::choice, false, {}};
  ask.options = {talk.option(std::string{yes_option}, "casework.yes_record", Option::Style::primary),
                 talk.option(std::string{no_option}, "casework.no_again")};
  ask_with(talk, std::move(ask), only_back);
}

// -- Hearing -------------------------------------------------------------------------------------------------------

void take_last(Talk& talk, LocalDate date) {
  const auto begins = ban_so_far(talk).first;
  if (date < today(talk) || date < begins) return unclear(talk, "bans.ends_before");
  if (verb_of(talk) == "prolong" && date <= last_until_now(talk)) return unclear(talk, "bans.not_later");
  if (date > latest_end(std::max(begins, today(talk)))) return unclear(talk, "bans.too_long");
  note_day(talk, last, date);
  go_on(talk);
}

void hear_last(Talk& talk) {
  const auto id = choice(talk);
  const auto from = verb_of(talk) == "prolong"
                        ? LocalDate{std::chrono::local_days{last_until_now(talk)} + std::chrono::days{1}}
                        : ban_so_far(talk).first;
  for (const int months : {3, 6, 12}) {
    if (id == "months-" + std::to_string(months)) return take_last(talk, end_after(from, months));
  }
  if (const auto date = heard_day(talk, Direction::future)) return take_last(talk, *date);
  unclear(talk, "bans.unclear_day");
}

void hear_first(Talk& talk) {
  auto date = choice(talk) == "today" ? std::optional{today(talk)} : heard_day(talk, Direction::future);
  // The letter may have been handed over some days ago.
  if (!date) date = heard_day(talk, Direction::past);
  if (!date) return unclear(talk, "bans.unclear_day");
  note_day(talk, first, *date);
  go_on(talk);
}

void hear_warned(Talk& talk) {
  const auto date = heard_day(talk, Direction::past);
  if (!date) return unclear(talk, "bans.unclear_day");
  note_day(talk, warned, *date);
  Ban ban = ban_so_far(talk);
  if (!repeated_after_warning(ban, talk.subject().the_case, talk.view().municipality.zone)) {
    make_note(talk, reach, "door");
    make_note(talk, warned, "");
    talk.top().step = reach;
    return unclear(talk, "bans.phone_too_soon");
  }
  go_on(talk);
}

void hear_exception_day(Talk& talk) {
  const auto date = choice(talk) == "today" ? std::optional{today(talk)} : heard_day(talk, Direction::future);
  const auto* ban = ban_at_hand(talk);
  if (!date) return unclear(talk, "bans.unclear_day");
  if (ban != nullptr && (*date < ban->first || *date > ban->last)) return unclear(talk, "bans.no_exception_needed");
  note_day(talk, day, *date);
  go_on(talk);
}

void hear_signer(Talk& talk) {
  const PersonId person{choice(talk)};
  const auto& organisation = talk.view().municipality.organisation;
  const auto allowed = meldmaat::signers(talk.subject().the_case, today(talk), organisation);
  if (std::ranges::find(allowed, person) == allowed.end()) return unclear(talk, "casework.unclear_choice");
  make_note(talk, signer, person.str());
  go_on(talk);
}

void hear_words(Talk& talk) {
  const auto text = said(talk);
  if (blank(text)) return unclear(talk, "casework.unclear_text");
  constexpr std::size_t longest = 300;
  if (characters(text) > longest) return unclear(talk, "bans.too_many_words", {{"most", std::to_string(longest)}});
  make_note(talk, talk.top().step, text);
  go_on(talk);
}

Happening happening_of(const Talk& talk, const Ban& ban) {
  const auto verb = verb_of(talk);
  const auto text = noted(talk.top(), why);
  const auto& by = talk.view().person;
  if (verb == "withdraw") return BanWithdrawn{ban.id, text, by};
  if (verb == "prolong") return BanProlonged{ban.id, ban.last, ban.signed_by, by};
  if (verb == "except") {
    return BanExcepted{ban.id, {noted_day(talk, day).value_or(LocalDate{}), text, ban.signed_by}, by};
  }
  return BanSet{ban};
}

void record(Talk& talk) {
  const auto number = talk.top().subject;
  const auto verb = verb_of(talk);
  const auto ban = ban_so_far(talk);
  // It may have been ended by somebody else, or the day may be over by now.
  const bool gone = verb != "give" && (ban_at_hand(talk) == nullptr || ban_at_hand(talk)->ended);
  auto judged = ban;
  if (const auto* known = ban_at_hand(talk)) judged.reason = known->reason;
  const bool wrong = (verb == "give" || verb == "prolong") &&
                     fault_in(judged, talk.subject().the_case, today(talk), talk.view().municipality);
  auto what = happening_of(talk, ban);
  if (!gone && wrong) return unclear(talk, "bans.wrong");
  const TextArgs args{{"person", ban.person}, {"told", told_words(talk)}};
  talk.pop();
  if (gone) return talk.say("bans.gone");
  talk.say("bans.recorded." + verb, args, {talk.option(case_option(number, "bans"), "bans.show")});
  talk.wish(Record{number, std::move(what)});
}

void hear_confirm(Talk& talk) {
  const auto sure = confirmed(talk);
  if (!sure) return unclear(talk, "casework.unclear_choice");
  if (*sure) return record(talk);
  begin_anew(talk);
  talk.top().attachments.clear();
  talk.top().step = ban_steps_of(talk).front();
  ask_ban(talk);
}

void begin(Talk& talk, std::string_view verb, const BanId& id) {
  push_case_frame(talk, who);
  begin_ban_notes(talk, verb, id);
  talk.top().step = ban_steps_of(talk).front();
  ask_ban(talk);
}

}  // namespace

void begin_ban(Talk& talk) {
  begin(talk, "give", {});
}

void begin_ban_change(Talk& talk, std::string_view verb, const BanId& ban) {
  begin(talk, verb, ban);
}

bool is_ban_step(std::string_view step) {
  return step.starts_with("ban.");
}

void ask_ban(Talk& talk) {
  const std::string step = talk.top().step;
  if (step == who) return ask_words(talk, "bans.ask_who", only_back);
  if (step == looks) return ask_words(talk, "bans.ask_looks", back_or_skip);
  if (step == image) return ask_words(talk, "bans.ask_image", back_or_skip, {}, Expects::file);
  if (step == area) {
    return ask_words(talk, "bans.ask_area", only_back, {talk.option("all", "bans.all_buildings")});
  }
  if (step == reach) {
    return ask_words(talk, "bans.ask_reach", only_back,
                     {talk.option("door", "bans.reach_door"), talk.option("phone", "bans.reach_phone")},
                     Expects::choice);
  }
  if (step == warned) return ask_words(talk, "bans.ask_warned", only_back, {}, Expects::moment);
  if (step == first) {
    return ask_words(talk, "bans.ask_first", only_back, {talk.option("today", "casework.today")}, Expects::moment);
  }
  if (step == last) return ask_last(talk);
  if (step == day) {
    return ask_words(talk, "bans.ask_day", only_back, {talk.option("today", "casework.today")}, Expects::moment);
  }
  if (step == why) return ask_words(talk, "bans.ask_why." + verb_of(talk), only_back);
  if (step == signer) return ask_signer(talk);
  ask_confirm(talk);
}

void hear_ban(Talk& talk) {
  const std::string step = talk.top().step;
  if (step == last) return hear_last(talk);
  if (step == first) return hear_first(talk);
  if (step == warned) return hear_warned(talk);
  if (step == day) return hear_exception_day(talk);
  if (step == signer) return hear_signer(talk);
  if (step == confirm) return hear_confirm(talk);
  if (step == image) return unclear(talk, "bans.unclear_image");
  if (step == reach) {
    const auto id = choice(talk);
    if (id.empty()) return unclear(talk, "casework.unclear_choice");
    make_note(talk, reach, id);
    return go_on(talk);
  }
  if (step == area && choice(talk) == "all") {
    make_note(talk, area, talk.text("bans.all_buildings"));
    return go_on(talk);
  }
  hear_words(talk);
}

bool take_ban_image(Talk& talk) {
  const auto* attached = std::get_if<Attached>(&talk.event().what);
  if (attached == nullptr || talk.top().step != image) return false;
  if (!attached->file.media_type.starts_with("image/")) {
    unclear(talk, "bans.unclear_image");
    return true;
  }
  talk.top().attachments = {attached->file};
  go_on(talk);
  return true;
}

bool command_ban(Talk& talk, std::string_view command) {
  const std::string step = talk.top().step;
  if ((command == "skip" || command == "unknown") && (step == looks || step == image)) {
    make_note(talk, step, "");
    go_on(talk);
    return true;
  }
  if (command != "back") return false;
  const auto steps = ban_steps_of(talk);
  const auto here = std::ranges::find(steps, std::string_view(step));
  if (here == steps.begin() || here == steps.end()) return false;
  talk.top().step = *(here - 1);
  ask_ban(talk);
  return true;
}

}  // namespace meldmaat
