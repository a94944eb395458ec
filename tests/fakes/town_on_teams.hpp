// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The small town where everybody is on Teams first and on the web second, except "medewerker", who is on the web only.
#pragma once

#include <string>
#include <utility>

#include "bot/dialog.hpp"
#include "tests/fakes/small_town.hpp"

namespace meldmaat::fakes {

inline ConversationKey teams(const std::string& id) {
  return {"teams", "t-" + id};
}
inline ConversationKey web(const std::string& id) {
  return {"web", id};
}

/// Says which notice it got and nothing else: "undelivered chef 2026-0001": what it is, about whom, the number.
class PlainDialog final : public Dialog {
 public:
  [[nodiscard]] Turn step(const State& state, const Event& event, const View&) const override {
    const auto* notified = std::get_if<Notified>(&event.what);
    if (notified == nullptr) return {state, {}};
    const auto& notice = notified->notice;
    Message message;
    message.about = notice.number;
    if (notice.number.empty()) message.slot = must_arrive;
    const auto person = notice.args.find("person");
    message.text = notice.kind == Notice::Kind::undelivered ? "undelivered" : "other";
    if (person != notice.args.end()) message.text += " " + person->second;
    if (!notice.number.empty()) message.text += " " + notice.number.str();
    return {state, {Say{message}}};
  }
};

inline Municipality town_on_teams() {
  Municipality town = small_municipality();
  People people;
  for (Person person : town.organisation.people) {
    const auto id = person.id.str();
    if (id != "medewerker") person.channels = {teams(id), web(id)};
    people.add(std::move(person));
  }
  town.organisation.people = people;
  town.organisation.roles.push_back({roles::administrator, {who("informatie")}, {}});
  return town;
}

}  // namespace meldmaat::fakes
