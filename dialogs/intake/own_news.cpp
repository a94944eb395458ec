// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/intake/own_news.hpp"

#include <string>
#include <utility>

#include "dialogs/intake/check_in.hpp"
#include "dialogs/intake/own_steps.hpp"
#include "dialogs/keeping.hpp"

namespace meldmaat::own {

namespace {

std::string name_of(const Talk& talk, const PersonId& id) {
  const auto* person = talk.view().municipality.organisation.person(id);
  return person == nullptr ? std::string{} : person->name;
}

std::string step_words(const Talk& talk, const Notice& notice) {
  const auto& texts = talk.view().municipality.texts;
  const std::string key = "fact." + notice.fact + ".told";
  const auto kind = notice.args.find("kind");
  const std::string of_kind = kind == notice.args.end() ? key : key + "." + kind->second;
  return talk.text(texts.has(of_kind) ? of_kind : texts.has(key) ? key : std::string{"intake.own.step_taken"});
}

/// Somebody else reported what happened to this person, who may hear it from meldmaat first: who did it, who reads it,
/// and that nothing has to be done.
void say_named(Talk& talk, const Notice& notice) {
  if (!talk.view().subject) return;
  const auto& own = talk.subject().the_case;
  const auto& texts = talk.view().municipality.texts;
  Message message;
  message.kind = Message::Kind::summary;
  message.about = notice.number;
  message.text =
      talk.text("intake.named", {{"number", notice.number.str()}, {"reporter", name_of(talk, own.reporter)}});
  message.lines.push_back({talk.text("role.reporter"), name_of(talk, own.reporter), {}});
  for (const auto& reader : own.readers) {
    const std::string role = "role." + reader.role.str();
    message.lines.push_back({texts.has(role) ? talk.text(role) : reader.role.str(), name_of(talk, reader.person), {}});
  }
  message.options = {talk.option(option_id(notice.number, "check"), "intake.named.look", Option::Style::primary),
                     talk.option(option_id(notice.number, "status"), "intake.own.status")};
  talk.say(std::move(message));
}

}  // namespace

void say_news(Talk& talk, const Notice& notice) {
  const bool victim = notice.as == roles::victim;
  TextArgs args = notice.args;
  args["number"] = notice.number.str();
  Message message;
  message.about = notice.number;
  const auto offer = [&](const std::string& action, std::string_view key) {
    message.options.push_back(talk.option(option_id(notice.number, action), key, Option::Style::primary));
  };
  switch (notice.kind) {
    case Notice::Kind::named: return say_named(talk, notice);
    case Notice::Kind::step_taken:
      message.text =
          talk.text("intake.own.news", {{"number", notice.number.str()}, {"news", step_words(talk, notice)}});
      offer("status", "intake.own.status");
      break;
    case Notice::Kind::inquiry: {
      message.text = talk.text("intake.own.inquiry", args);
      const auto index = notice.args.find("inquiry");
      offer(index == notice.args.end() ? std::string{} : "answer/" + index->second, "intake.own.answer");
      break;
    }
    case Notice::Kind::reminder:
    case Notice::Kind::due:
      if (say_check_in(talk, notice)) return;
      message.text = talk.text(victim ? "intake.named.due" : "intake.own.check.due", args);
      offer("check", "intake.own.check");
      break;
    case Notice::Kind::withdrawn:
      message.text = talk.text("intake.named.withdrawn", args);
      offer("status", "intake.own.status");
      break;
    case Notice::Kind::witnessed:
      message.text = talk.text("intake.own.witnessed", args);
      offer("check", "intake.named.look");
      break;
    case Notice::Kind::leaving:
    case Notice::Kind::held: return say_keeping_news(talk, notice, true);
    default: message.text = talk.text("intake.own.other_news", args); offer("status", "intake.own.status");
  }
  talk.say(std::move(message));
}

}  // namespace meldmaat::own
