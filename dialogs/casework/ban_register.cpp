// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/ban_register.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bot/rules/bans.hpp"
#include "dialogs/casework/ban_steps.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::array<std::string_view, 3> verbs_of_one{"prolong", "withdraw", "except"};

/// "V1" of "2026-0001-V1".
std::string short_id(const Ban& ban) {
  const auto& id = ban.id.str();
  return id.substr(id.rfind('-') + 1);
}

LocalDate today(const Talk& talk) {
  return date_of(talk.local_now());
}

std::string standing(const Talk& talk, const Ban& ban) {
  if (in_force(ban, today(talk))) return talk.text("bans.in_force");
  if (ban.last < today(talk)) return talk.text("bans.over");
  return talk.text(ban.ended ? "bans.withdrawn" : "bans.to_come");
}

void say_image(Talk& talk, const Ban& ban, const CaseNumber& about) {
  if (!ban.image) return;
  Message message;
  message.text = talk.text("bans.image", {{"person", ban.person}});
  message.about = about;
  message.attachment = ban.image;
  talk.say(std::move(message));
}

const Ban* ban_called(const Talk& talk, std::string_view id) {
  const auto& bans = talk.subject().the_case.bans;
  const auto found = std::ranges::find_if(bans, [&](const Ban& ban) { return short_id(ban) == id; });
  return found == bans.end() ? nullptr : &*found;
}

}  // namespace

std::string ban_words(const Talk& talk, const Ban& ban) {
  std::string words;
  if (!ban.looks.empty()) words += ban.looks + "\n";
  words += talk.text("bans.area", {{"area", ban.area}});
  if (ban.phone) words += "\n" + talk.text("bans.no_calling");
  words += "\n" + talk.text("bans.term", {{"first", say_date(talk, ban.first)}, {"last", say_date(talk, ban.last)}});
  for (const auto& one : ban.exceptions) {
    words += "\n" + talk.text("bans.exception", {{"day", say_date(talk, one.day)},
                                                 {"purpose", one.purpose},
                                                 {"name", name_of(talk, one.signed_by)}});
  }
  return words;
}

void say_register(Talk& talk) {
  if (!sees_register(talk.view().person, talk.view().municipality.organisation)) return talk.say("bans.not_yours");
  const auto& bans = talk.view().bans;
  Message message;
  for (const auto& ban : bans) {
    message.lines.push_back({ban.person, standing(talk, ban) + "\n" + ban_words(talk, ban), {}});
  }
  message.kind = bans.empty() ? Message::Kind::notice : Message::Kind::summary;
  message.text = talk.text(bans.empty() ? "bans.register_empty" : "bans.register");
  talk.say(std::move(message));
  for (const auto& ban : bans) say_image(talk, ban, {});
}

bool may_ban_here(const Talk& talk) {
  return may(talk, Action::ban, nullptr);
}

void say_bans(Talk& talk) {
  const auto& the_case = talk.subject().the_case;
  const bool keeps = may_ban_here(talk);
  Message message;
  message.kind = Message::Kind::summary;
  message.about = the_case.number;
  message.text = talk.text(the_case.bans.empty() ? "bans.none_here" : "bans.here");
  for (const auto& ban : the_case.bans) {
    const auto id = short_id(ban);
    const auto by = talk.text("bans.signed", {{"name", name_of(talk, ban.signed_by)}});
    message.lines.push_back({ban.person, standing(talk, ban) + "\n" + ban_words(talk, ban) + "\n" + by, {}});
    if (ban.ended || !keeps) continue;
    for (const auto verb : verbs_of_one) {
      const auto text = talk.text("bans." + std::string(verb), {{"person", ban.person}});
      message.options.push_back({case_option(the_case.number, std::string(verb) + "-" + id), text, {}});
    }
  }
  if (message.lines.empty()) message.kind = Message::Kind::notice;
  if (keeps) message.options.push_back(talk.option(case_option(the_case.number, "ban"), "bans.give"));
  talk.say(std::move(message));
}

void say_ban_news(Talk& talk, const Notice& notice) {
  if (!notice.ban) return;
  const auto& ban = *notice.ban;
  const auto what = notice.args.find("what");
  Message message;
  message.text = talk.text("bans.news." + (what == notice.args.end() ? "set" : what->second),
                           {{"person", ban.person}, {"role", role_words(talk, notice.as)}});
  if (!ban.ended) message.text += "\n" + ban_words(talk, ban);
  message.options.push_back(talk.option("menu/bans", "bans.menu"));
  message.slot = must_arrive;
  talk.say(std::move(message));
  if (what == notice.args.end() || what->second == "set") say_image(talk, ban, {});
}

bool is_ban_verb(std::string_view verb) {
  const auto dash = verb.find('-');
  if (dash == std::string_view::npos) return verb == "ban" || verb == "bans";
  return std::ranges::find(verbs_of_one, verb.substr(0, dash)) != verbs_of_one.end();
}

void begin_ban_verb(Talk& talk, std::string_view verb) {
  const auto dash = verb.find('-');
  if (verb == "bans") return say_bans(talk);
  if (!may_ban_here(talk)) return talk.say("bans.may_not");
  if (verb == "ban") return begin_ban(talk);
  const auto* ban = ban_called(talk, verb.substr(dash + 1));
  if (ban == nullptr || ban->ended) return talk.say("bans.gone");
  begin_ban_change(talk, verb.substr(0, dash), ban->id);
}

}  // namespace meldmaat
