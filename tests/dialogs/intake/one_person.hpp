// SPDX-License-Identifier: EUPL-1.2
/// \file
/// One person talking with the dialogs, without a store: what a turn wishes happens to a case at once, by the real
/// rules, and what the person would be told comes back as an event.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "bot/dialog.hpp"
#include "bot/rules/access.hpp"
#include "bot/rules/follow_up.hpp"
#include "tests/fakes/amsterdam.hpp"

namespace meldmaat::tests {

class OnePerson {
 public:
  OnePerson(const Dialog& dialog, const Municipality& town, std::string person)
      : dialog_(dialog), town_(town), person_(std::move(person)) {}

  State state;
  Moment now = fakes::at("2026-11-17 11:00");
  std::vector<CaseFile> cases;
  std::vector<Effect> effects;  ///< of the last turn

  void hear(Happened what) {
    const Event event{now, std::move(what)};
    auto turn = dialog_.step(state, event, view(subject_of(state, event)));
    state = std::move(turn.state);
    effects = std::move(turn.effects);
    for (const auto& effect : effects) carry_out(effect);
    now += std::chrono::seconds{30};
  }

  void say(std::string text) { hear(Said{std::move(text)}); }
  /// Presses the option of the open question with this bare id.
  void press(const std::string& id) { hear(Chose{{state.open ? state.open->slot + "/" + id : id}}); }

  [[nodiscard]] View view(const CaseNumber& subject) const {
    View view{town_, person_, "test", CaseNumber{"2026-" + std::to_string(1001 + cases.size())}, {}, {}, {},
              {},    {},      {}};
    for (const auto& file : cases) {
      view.cases.push_back(
          {file.the_case.number, file.the_case.reported, file.the_case.status, file.the_case.is_of(person_), 0, {}});
      if (file.the_case.number == subject) view.subject = seen_by(file, person_, town_);
    }
    std::ranges::reverse(view.cases);
    return view;
  }

  /// Something happens to a case from outside.
  void happen(CaseFile& file, const Happening& what) {
    auto result = follow_up(file, what, now, town_);
    file.the_case = std::move(result.the_case);
    for (auto& task : result.tasks) {
      const auto known = std::ranges::find(file.tasks, task.key, &Task::key);
      if (known == file.tasks.end()) {
        file.tasks.push_back(std::move(task));
      } else {
        *known = std::move(task);
      }
    }
    for (auto& notice : result.notices) {
      if (notice.to == person_) told.push_back(std::move(notice));
    }
  }

  std::vector<Notice> told;  ///< waiting to be heard

 private:
  void carry_out(const Effect& effect) {
    if (const auto* filed = std::get_if<File>(&effect)) {
      cases.push_back({filed->the_case, {}});
      happen(cases.back(), Filed{});
    }
    if (const auto* record = std::get_if<Record>(&effect)) {
      for (auto& file : cases) {
        if (file.the_case.number == record->number) happen(file, record->what);
      }
    }
  }

  const Dialog& dialog_;
  const Municipality& town_;
  PersonId person_;
};

/// Everything said in the last turn, as a person reads it.
[[nodiscard]] inline std::string heard(const OnePerson& person) {
  std::string text;
  for (const auto& effect : person.effects) {
    if (const auto* said = std::get_if<Say>(&effect)) {
      text += said->message.text + "\n";
      for (const auto& line : said->message.lines) text += line.label + ": " + line.text + "\n";
      for (const auto& option : said->message.options) text += "[" + option.label + "]\n";
    }
  }
  return text;
}

}  // namespace meldmaat::tests
