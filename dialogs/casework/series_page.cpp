// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/series_page.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "dialogs/casework/case_option.hpp"
#include "dialogs/casework/case_words.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view join_prefix = "join-";
/// A list that can be looked through.
constexpr std::size_t most_offered = 8;

std::string words_of(const Talk& talk, const RelatedCase& other) {
  const auto* form = talk.view().municipality.form_of(other.form);
  const auto* question = form == nullptr ? nullptr : form->question(form_questions::kind);
  std::string words = say_date(talk, date_of(talk.view().municipality.zone.to_local(other.reported)));
  if (question != nullptr) {
    const auto kind = shown(talk, *question, {{question->id.str(), other.kind}}, {});
    if (!kind.empty()) words += ". " + kind;
  }
  words += "\n" + other.person;
  if (!other.police.empty()) words += "\n" + talk.text("series.police", {{"number", other.police}});
  return words;
}

}  // namespace

bool may_join(const Talk& talk) {
  return may(talk, Action::join, nullptr);
}

bool is_series_verb(std::string_view verb) {
  return verb == "series" || verb == "part" || verb.starts_with(join_prefix);
}

void say_series(Talk& talk) {
  const auto& number = talk.subject().the_case.number;
  const auto& related = talk.view().related;
  const auto joined = std::ranges::count(related, true, &RelatedCase::joined);
  Message message;
  message.about = number;
  for (const auto& other : related) {
    if (message.lines.size() == most_offered) break;
    Line line{other.number.str(), words_of(talk, other), {}};
    if (!other.joined) {
      line.change = talk.option(case_option(number, std::string(join_prefix) + other.number.str()), "series.join");
    } else {
      line.text = talk.text("series.joined") + " " + line.text;
      line.change = open_option(talk, other.number);
    }
    message.lines.push_back(std::move(line));
  }
  message.kind = related.empty() ? Message::Kind::notice : Message::Kind::summary;
  message.text =
      related.empty() ? talk.text("series.none") : talk.text("series.list", {{"count", std::to_string(joined)}});
  if (joined > 0) message.text += "\n" + talk.text("series.together");
  if (!talk.subject().the_case.series.empty()) {
    message.options.push_back(talk.option(case_option(number, "part"), "series.part"));
  }
  message.options.push_back(talk.option(case_option(number, "tasks"), "casework.show_tasks"));
  talk.say(std::move(message));
}

void join_series(Talk& talk, std::string_view verb) {
  const auto& the_case = talk.subject().the_case;
  const auto back = talk.option(case_option(the_case.number, "series"), "series.show");
  if (verb == "part") {
    talk.say("series.parted", {}, {back});
    return talk.wish(Record{the_case.number, Joined{{}, talk.view().person}});
  }
  const CaseNumber with{std::string(verb.substr(join_prefix.size()))};
  const auto& related = talk.view().related;
  const auto other = std::ranges::find(related, with, &RelatedCase::number);
  if (other == related.end()) return talk.say("series.gone");
  talk.say("series.done", {{"number", with.str()}}, {back});
  talk.wish(Record{the_case.number, Joined{other->series, talk.view().person}});
}

}  // namespace meldmaat
