// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/ban_notes.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <utility>

#include "bot/rules/bans.hpp"
#include "dialogs/casework/frame_notes.hpp"

namespace meldmaat {

using namespace ban_notes;

namespace {

/// No answers.
constexpr std::string_view verb_note = ".verb";
constexpr std::string_view ban_note = ".ban";

std::string days_of(LocalDate date) {
  return std::to_string(std::chrono::local_days{date}.time_since_epoch().count());
}

/// Of a ban that is changed, what was noted of it as it began.
std::string known(const Talk& talk, std::string_view step) {
  return noted(talk.top(), "." + std::string(step));
}

std::string answer_to(const Talk& talk, std::string_view step) {
  auto answered = noted(talk.top(), step);
  return answered.empty() ? known(talk, step) : answered;
}

std::optional<LocalDate> day_in(const std::string& text) {
  int days = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), days);
  if (text.empty() || read.ec != std::errc{}) return std::nullopt;
  return LocalDate{std::chrono::local_days{std::chrono::days{days}}};
}

void keep_known(Talk& talk, const Ban& ban) {
  const auto keep = [&](std::string_view step, std::string value) {
    make_note(talk, "." + std::string(step), std::move(value));
  };
  keep(who, ban.person);
  keep(looks, ban.looks);
  keep(area, ban.area);
  keep(reach, ban.phone ? "phone" : "door");
  keep(first, days_of(ban.first));
  keep(last, days_of(ban.last));
  if (ban.warned) keep(warned, days_of(*ban.warned));
}

bool is_short(const Talk& talk) {
  const auto ban = ban_so_far(talk);
  return ban.first.ok() && ban.last.ok() && ban.last < least_end(ban.first);
}

}  // namespace

void begin_ban_notes(Talk& talk, std::string_view verb, const BanId& id) {
  make_note(talk, verb_note, std::string(verb));
  make_note(talk, ban_note, id.str());
  const auto& organisation = talk.view().municipality.organisation;
  const auto& the_case = talk.subject().the_case;
  std::string ids;
  for (const auto& person : meldmaat::signers(the_case, today(talk), organisation)) ids += person.str() + " ";
  make_note(talk, ban_notes::signers, std::move(ids));
  ids = {};
  for (const auto& reader : told_of_bans(the_case, today(talk), organisation)) ids += reader.person.str() + " ";
  make_note(talk, ban_notes::told, std::move(ids));
  if (const auto* ban = ban_at_hand(talk)) keep_known(talk, *ban);
}

std::vector<PersonId> noted_people(const Talk& talk, std::string_view note) {
  std::vector<PersonId> people;
  std::istringstream ids{noted(talk.top(), note)};
  for (std::string id; ids >> id;) people.emplace_back(id);
  return people;
}

std::string verb_of(const Talk& talk) {
  return noted(talk.top(), verb_note);
}

std::vector<std::string_view> ban_steps_of(const Talk& talk) {
  const auto verb = verb_of(talk);
  if (verb == "withdraw") return {why, confirm};
  if (verb == "except") return {day, why, signer, confirm};
  if (verb == "prolong") return {last, signer, confirm};
  std::vector<std::string_view> steps{who, looks, image, area, reach};
  if (noted(talk.top(), reach) == "phone") steps.push_back(warned);
  steps.insert(steps.end(), {first, last});
  if (is_short(talk)) steps.push_back(why);
  steps.insert(steps.end(), {signer, confirm});
  return steps;
}

void note_day(Talk& talk, std::string_view step, LocalDate date) {
  make_note(talk, step, days_of(date));
}

std::optional<LocalDate> noted_day(const Talk& talk, std::string_view step) {
  return day_in(answer_to(talk, step));
}

LocalDate last_until_now(const Talk& talk) {
  return day_in(known(talk, last)).value_or(today(talk));
}

const Ban* ban_at_hand(const Talk& talk) {
  const auto& bans = talk.subject().the_case.bans;
  const auto found = std::ranges::find(bans, BanId{noted(talk.top(), ban_note)}, &Ban::id);
  return found == bans.end() ? nullptr : &*found;
}

Ban ban_so_far(const Talk& talk) {
  Ban ban;
  ban.id = BanId{noted(talk.top(), ban_note)};
  ban.person = answer_to(talk, who);
  ban.looks = answer_to(talk, looks);
  ban.area = answer_to(talk, area);
  ban.phone = answer_to(talk, reach) == "phone";
  ban.warned = noted_day(talk, warned);
  if (!talk.top().attachments.empty()) ban.image = talk.top().attachments.back();
  if (const auto begin = noted_day(talk, first)) ban.first = *begin;
  if (const auto end = noted_day(talk, last)) ban.last = *end;
  if (verb_of(talk) == "give") ban.reason = noted(talk.top(), why);
  ban.signed_by = PersonId{noted(talk.top(), signer)};
  ban.by = talk.view().person;
  return ban;
}

LocalDate today(const Talk& talk) {
  return date_of(talk.local_now());
}

}  // namespace meldmaat
