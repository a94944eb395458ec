// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/week_news.hpp"

#include <utility>

#include "dialogs/casework/case_words.hpp"
#include "dialogs/intake/form_reading.hpp"
#include "dialogs/say_moment.hpp"

namespace meldmaat {

namespace {

Line digest_line(const Talk& talk, const DigestLine& about) {
  const auto& town = talk.view().municipality;
  const auto* form = town.form_of(about.form);
  const auto* question = form == nullptr ? nullptr : form->question(form_questions::kind);
  std::string kind;
  if (question != nullptr) kind = shown(talk, *question, {{question->id.str(), about.kind}}, {});
  const auto* team = town.organisation.team(about.team);
  const TextArgs args{{"kind", kind.empty() ? talk.text("notice.digest.unknown_kind") : kind},
                      {"reported", say_date(talk, about.reported)},
                      {"team", team == nullptr ? talk.text("notice.digest.office_holder") : team->name}};
  return {about.number.str(), talk.text("notice.digest.line", args), {}};
}

Line watch_line(const Talk& talk, const LateStep& step) {
  const auto* key = step.over_a_week ? "notice.watch.line_long" : "notice.watch.line";
  return {task_words(talk, {{}, step.rule, step.step, 1}, "title"),
          talk.text(key, {{"owner", role_words(talk, step.owner)}}),
          {}};
}

void say_week(Talk& talk, Message message) {
  if (!message.lines.empty()) message.kind = Message::Kind::summary;
  message.slot = must_arrive;
  talk.say(std::move(message));
}

}  // namespace

void say_digest(Talk& talk, const Notice& notice) {
  if (!notice.digest) return;
  const auto& digest = *notice.digest;
  const TextArgs args{{"first", say_date(talk, digest.first)},
                      {"last", say_date(talk, digest.last)},
                      {"role", role_words(talk, notice.as)},
                      {"count", std::to_string(digest.lines.size())}};
  Message message;
  message.text = talk.text("notice.digest", args) + "\n" + talk.text("notice.digest.in_confidence") + "\n" +
                 talk.text("notice.digest.why", args);
  for (const auto& line : digest.lines) message.lines.push_back(digest_line(talk, line));
  say_week(talk, std::move(message));
}

void say_watch(Talk& talk, const Notice& notice) {
  if (!notice.watch) return;
  const auto& watch = *notice.watch;
  Message message;
  message.text = talk.text("notice.watch");
  if (watch.unwatched) message.text += "\n" + talk.text("notice.watch.unwatched");
  std::string roles;
  for (const auto& role : watch.gaps) roles += (roles.empty() ? "" : ", ") + role_words(talk, role);
  if (!roles.empty()) message.text += "\n" + talk.text("notice.watch.gaps", {{"roles", roles}});
  message.text += "\n" + talk.text("notice.watch.why", {{"role", role_words(talk, notice.as)}});
  for (const auto& step : watch.late) message.lines.push_back(watch_line(talk, step));
  say_week(talk, std::move(message));
}

}  // namespace meldmaat
