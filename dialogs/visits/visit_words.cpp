// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/visits/visit_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "dialogs/casework/case_words.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::array stair_names{"colleague", "manager", "security"};

bool is_today(const Talk& talk, Moment moment) {
  return date_of(talk.view().municipality.zone.to_local(moment)) == date_of(talk.local_now());
}

/// "15.00 uur"
std::string time_words(const Talk& talk, Moment moment) {
  if (!is_today(talk, moment)) return say_moment(talk, moment);
  return say_time(talk, time_of(talk.view().municipality.zone.to_local(moment)));
}

TextArgs args_of(const Talk& talk, const Visit& visit) {
  return {{"visitor", name_of(talk, visit.visitor)},
          {"back", at_words(talk, visit.back)},
          {"name", visit.colleague.empty() ? talk.text("visits.nobody") : name_of(talk, visit.colleague)}};
}

Option button(const Talk& talk, const Visit& visit, std::string_view verb, std::string_view key,
              Option::Style style = Option::Style::plain) {
  return talk.option(visit_option(visit.id, verb), key, style);
}

std::vector<Option> visitors_buttons(const Talk& talk, const Visit& visit, bool is_back) {
  return {is_back ? button(talk, visit, "safe", "visits.safe", Option::Style::primary)
                  : button(talk, visit, "fine", "visits.fine", Option::Style::primary),
          button(talk, visit, "longer", "visits.longer"),
          button(talk, visit, "help", "visits.help", Option::Style::danger)};
}

std::vector<Option> callers_buttons(const Talk& talk, const Visit& visit) {
  return {button(talk, visit, "well", "visits.well", Option::Style::primary),
          button(talk, visit, "unreached", "visits.unreached"),
          button(talk, visit, "needs_help", "visits.needs_help", Option::Style::danger)};
}

/// Also for who hears it on another channel, when the first one does not deliver.
void say_surely(Talk& talk, Message message) {
  message.slot = must_arrive;
  talk.say(std::move(message));
}

/// What the person to whom it climbed can do now.
void say_alarm(Talk& talk, const Visit& visit, std::string_view what) {
  const auto* entry = told_entry(visit, talk.view().person);
  const auto stair = stair_names.at(entry == nullptr ? 0 : static_cast<std::size_t>(entry->stair));
  auto args = args_of(talk, visit);
  args["since"] = time_words(talk, visit.since.value_or(visit.back));
  const auto key = what == "help" ? std::string{"visits.told.help"} : "visits.told." + std::string{stair};
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text(key, args) + "\n" + talk.text("visits.call", args);
  message.lines = visit_lines(talk, visit);
  message.options = callers_buttons(talk, visit);
  say_surely(talk, std::move(message));
}

void say_to_visitor(Talk& talk, const Notice& notice, const Visit& visit, const std::string& what) {
  auto args = args_of(talk, visit);
  if (const auto person = notice.args.find("person"); person != notice.args.end()) args["name"] = person->second;
  Message message;
  message.text = talk.text("visits.news." + what, args);
  const bool is_back = visit.back <= talk.now();
  if (what == "back" || what == "halfway" || what == "calling")
    message.options = visitors_buttons(talk, visit, is_back);
  if (what == "declined") message.options = {button(talk, visit, "another", "visits.another", Option::Style::primary)};
  say_surely(talk, std::move(message));
  if (what == "closed") offer_report(talk, visit.help);
}

void say_to_other(Talk& talk, const Visit& visit, const std::string& what) {
  Message message;
  message.text = talk.text("visits.others." + what, args_of(talk, visit));
  if (what == "planned") message.options = {button(talk, visit, "declines", "visits.declines")};
  say_surely(talk, std::move(message));
}

}  // namespace

const Visit* own_visit(const Talk& talk) {
  const auto& visits = talk.view().visits;
  const auto own = std::ranges::find(visits, talk.view().person, &Visit::visitor);
  return own == visits.end() ? nullptr : &*own;
}

const Visit* known_visit(const Talk& talk, const VisitId& id) {
  const auto& visits = talk.view().visits;
  const auto found = std::ranges::find(visits, id, &Visit::id);
  return found == visits.end() ? nullptr : &*found;
}

const VisitTold* told_entry(const Visit& visit, const PersonId& person) {
  const auto found = std::ranges::find(visit.told, person, &VisitTold::person);
  return found == visit.told.end() ? nullptr : &*found;
}

std::string visit_option(const VisitId& visit, std::string_view verb) {
  return "menu/visit/" + visit.str() + "/" + std::string{verb};
}

std::vector<Line> visit_lines(const Talk& talk, const Visit& visit) {
  std::vector<Line> lines;
  if (visit.visitor != talk.view().person) {
    lines.push_back({talk.text("visits.line.who"), name_of(talk, visit.visitor), {}});
  }
  if (!visit.place.empty()) lines.push_back({talk.text("visits.line.where"), visit.place, {}});
  if (visit.halfway) lines.push_back({talk.text("visits.line.halfway"), say_moment(talk, *visit.halfway), {}});
  lines.push_back({talk.text("visits.line.back"), say_moment(talk, visit.back), {}});
  if (visit.colleague != talk.view().person) {
    lines.push_back({talk.text("visits.line.calls"), args_of(talk, visit).at("name"), {}});
  }
  return lines;
}

std::string at_words(const Talk& talk, Moment moment) {
  const auto key = is_today(talk, moment) ? "visits.at_time" : "visits.on_day";
  return talk.text(key, {{"time", time_words(talk, moment)}});
}

std::string names_of(const Talk& talk, const std::vector<PersonId>& people) {
  std::string names;
  for (const auto& person : people) names += (names.empty() ? "" : ", ") + name_of(talk, person);
  return names;
}

void say_under_way(Talk& talk, const Visit& visit) {
  Message message;
  message.kind = Message::Kind::summary;
  message.text = talk.text("visits.under_way");
  message.lines = visit_lines(talk, visit);
  message.options = visitors_buttons(talk, visit, true);
  message.options.push_back(button(talk, visit, "another", "visits.another"));
  message.options.push_back(button(talk, visit, "cancelled", "visits.cancel"));
  talk.say(std::move(message));
}

void offer_report(Talk& talk, bool help) {
  talk.say(help ? "visits.after_help" : "visits.after", {}, {talk.option("menu/report", "intake.menu.report")});
}

void say_visit_news(Talk& talk, const Notice& notice) {
  const auto found = notice.args.find("what");
  if (!notice.visit || found == notice.args.end()) return;
  const auto& visit = *notice.visit;
  const auto& what = found->second;
  if (notice.to == visit.visitor) {
    say_to_visitor(talk, notice, visit, what);
  } else if (what == "alarm" || what == "help") {
    say_alarm(talk, visit, what);
  } else {
    say_to_other(talk, visit, what);
  }
}

}  // namespace meldmaat
