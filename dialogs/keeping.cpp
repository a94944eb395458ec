// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/keeping.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "bot/rules/access.hpp"
#include "dialogs/casework/case_option.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

constexpr std::string_view release_verb = "release";
constexpr std::string_view with_reason = "keep-";
constexpr std::array reasons{keep_reasons::claim, keep_reasons::procedure, keep_reasons::wish};

bool may(const Talk& talk, Action action) {
  const auto& view = talk.view();
  return may_act(action, talk.subject(), nullptr, view.person, talk.now(), view.municipality);
}

std::string day_words(const Talk& talk, Moment moment) {
  return say_date(talk, date_of(talk.view().municipality.zone.to_local(moment)));
}

Option show_tasks(const Talk& talk) {
  return talk.option(case_option(talk.subject().the_case.number, "tasks"), "casework.show_tasks");
}

void ask_why(Talk& talk) {
  Message message;
  message.about = talk.subject().the_case.number;
  message.text = talk.text("keep.why");
  for (const auto reason : reasons) {
    const auto verb = std::string(with_reason) + std::string(reason);
    message.options.push_back(talk.option(case_option(message.about, verb), "keep.why." + std::string(reason)));
  }
  message.options.push_back(show_tasks(talk));
  talk.say(std::move(message));
}

}  // namespace

std::optional<Line> keeping_line(const Talk& talk, const Case& the_case) {
  if (the_case.hold) {
    const TextArgs args{{"date", day_words(talk, the_case.hold->at)}};
    return Line{talk.text("keep.label"), talk.text("keep.held." + the_case.hold->reason, args), {}};
  }
  if (!the_case.leaves) return std::nullopt;
  return Line{talk.text("keep.label"), talk.text("keep.leaves", {{"date", day_words(talk, *the_case.leaves)}}), {}};
}

bool may_keep(const Talk& talk) {
  return talk.view().municipality.organisation.retention != Retention{} && may(talk, Action::keep);
}

bool may_release(const Talk& talk) {
  return may(talk, Action::release);
}

bool is_keeping_verb(std::string_view verb) {
  if (verb == "keep" || verb == release_verb) return true;
  return verb.starts_with(with_reason) && std::ranges::find(reasons, verb.substr(with_reason.size())) != reasons.end();
}

void begin_keeping(Talk& talk, std::string_view verb) {
  const auto& number = talk.subject().the_case.number;
  if (verb == release_verb) {
    if (!may_release(talk)) return talk.say("keep.may_not_release", {}, {show_tasks(talk)});
    talk.say("keep.released", {{"number", number.str()}}, {show_tasks(talk)});
    return talk.wish(Record{number, Released{talk.view().person}});
  }
  if (!may_keep(talk)) return talk.say("keep.may_not", {}, {show_tasks(talk)});
  if (verb == "keep") return ask_why(talk);
  const auto reason = verb.substr(with_reason.size());
  const bool wished = reason == keep_reasons::wish;
  talk.say(wished ? "keep.done_wish" : "keep.done", {{"number", number.str()}}, {show_tasks(talk)});
  talk.wish(Record{number, Held{std::string(reason), talk.view().person}});
}

void say_keeping_news(Talk& talk, const Notice& notice, bool own) {
  Message message;
  message.about = notice.number;
  TextArgs args{{"number", notice.number.str()}};
  const auto what = notice.args.find("what");
  const auto* const file = talk.view().subject ? &talk.subject() : nullptr;
  if (what != notice.args.end()) {
    message.text = talk.text("keep.news." + what->second, args);
  } else if (file != nullptr && file->the_case.leaves) {
    args["date"] = day_words(talk, *file->the_case.leaves);
    message.text = talk.text(own ? "keep.news.leaves_own" : "keep.news.leaves", args);
    const auto keep = own ? case_option(notice.number, "own/keep") : case_option(notice.number, "keep");
    if (may_keep(talk)) message.options.push_back(talk.option(keep, "keep.offer", Option::Style::primary));
  } else {
    return;
  }
  if (file != nullptr) {
    const auto look = own ? case_option(notice.number, "own/status") : case_option(notice.number, "open");
    message.options.push_back(talk.option(look, own ? "intake.own.status" : "casework.open"));
  }
  talk.say(std::move(message));
}

}  // namespace meldmaat
