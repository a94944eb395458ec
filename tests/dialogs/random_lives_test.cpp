// SPDX-License-Identifier: EUPL-1.2
// The dialogs as a whole are total and pure: random people, who report or work on a case, do random things, also with
// random bytes, old buttons and unknown ids, and after every turn the open question is one that can be answered. The
// seed of a failing life is printed.
#include "dialogs/house_dialog.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/intake/one_person.hpp"

namespace meldmaat::tests {
namespace {

constexpr std::array phrases{"ja",
                             "nee",
                             "meld",
                             "stop",
                             "terug",
                             "overslaan",
                             "weet ik niet",
                             "help",
                             "pauze",
                             "menu",
                             "uitleg",
                             "ik twijfel",
                             "english",
                             "nederlands",
                             "zeg maar je",
                             "status",
                             "verder",
                             "nu versturen",
                             "versturen",
                             "gevaar",
                             "1",
                             "2",
                             "3",
                             "99",
                             "1, 2",
                             "gisteren",
                             "vandaag om 9.00 uur",
                             "half vier",
                             "25-10-2026 02:30",
                             "31-02-2026",
                             "morgen",
                             "Samir",
                             "Priya Vloedlijn",
                             "weggooien",
                             "ik wil niet meer leven",
                             "bedreigen",
                             "balie",
                             "",
                             " ",
                             "😀",
                             "mijn meldingen",
                             "ik ga op huisbezoek",
                             "ik ben terug",
                             "ik heb hulp nodig",
                             "over een uur",
                             "Een man heeft mij vanochtend om 9 uur aan de balie bedreigd en uitgescholden",
                             "Een ondernemer bood geld en heeft mij gestalkt en gefilmd in de raadsvergadering"};
constexpr std::array ids{"menu/report",
                         "menu/danger",
                         "menu/reports",
                         "menu/stop",
                         "menu/resume",
                         "menu/language",
                         "menu/change/who",
                         "menu/change/nothing",
                         "menu/cards",
                         "menu/cards/first_steps",
                         "menu/card/reaction",
                         "menu/decide",
                         "menu/visit",
                         "menu/visit/1/longer",
                         "menu/visit_back",
                         "menu/",
                         "case/2026-1001/own",
                         "case/2026-1001/own/status",
                         "case/2026-1001/own/correct/who",
                         "case/2026-1001/own/rest",
                         "case/2026-1001/own/withdraw",
                         "case/2026-1001/own/answer/0",
                         "case/2026-1001/own/check",
                         "case/2026-1001/open",
                         "case/2026-1001/tasks",
                         "case/2026-1001/ask",
                         "case/2026-1001/task/T04/1/1/done",
                         "case/2026-1001/task/T06/1/1/done",
                         "case/2026-1001/task/T08/1/1/done",
                         "case/2026-1001/task/T12/1/1/none",
                         "case/2026-1001/task/T16/1/1/step",
                         "case/2026-1001/task/T16/1/1/later",
                         "case/2026-1001/task/T16/1/1/hand",
                         "case/2026-1001/task/T20/1/1/none",
                         "case/2026-1001/task/T20/1/1/yes",
                         "case/2026-1001/task/T20/1/1/no",
                         "case/2026-1001/task/T99/1/1/done",
                         "case//own",
                         "case/",
                         "q1/yes",
                         "q0/.back",
                         "",
                         "/",
                         "q"};

/// A whole report and what follows, for lives that begin in the middle of it.
constexpr std::array report{"meld",
                            "nee",
                            "ja, licht gewond",
                            "nog niet",
                            "voor een collega",
                            "samir",
                            "1",
                            "Gisteren om 15.00 uur is hij aan de balie bedreigd",
                            "ja",
                            "een man",
                            "ja, met naam",
                            "ja",
                            "twee keer eerder",
                            "loket 3",
                            "ja",
                            "nee",
                            "letterlijk dit",
                            "1",
                            "overslaan",
                            "1",
                            "overslaan",
                            "ja",
                            "een ruit",
                            "ja",
                            "Priya",
                            "1",
                            "1",
                            "ja",
                            "ja",
                            "ja, iemand anders",
                            "priya",
                            "1",
                            "iets wijzigen",
                            "wie",
                            "een vrouw",
                            "versturen",
                            "status",
                            "iets toevoegen",
                            "nog iets",
                            "controleren",
                            "ja",
                            "melding intrekken"};

class Life {
 public:
  Life(OnePerson person, unsigned seed) : chance_(seed), person_(std::move(person)) {}

  void live(int events) {
    for (int event = 0; event < events; ++event) {
      const bool only_told = !person_.told.empty();
      if (only_told) {
        const auto notice = person_.told.back();
        person_.told.pop_back();
        person_.hear(Notified{notice});
      } else {
        person_.hear(next());
      }
      if (below(8) == 0) person_.now += std::chrono::hours{below(100)};
      check(only_told);
    }
  }

 private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(chance_() % limit); }
  template <class List>
  auto one_of(const List& list) {
    return list[below(static_cast<unsigned>(list.size()))];
  }

  /// A button of something that was said in the last turn, beside the question.
  Happened said_button() {
    std::vector<std::string> buttons;
    for (const auto& effect : person_.effects) {
      const auto* said = std::get_if<Say>(&effect);
      if (said == nullptr) continue;
      for (const auto& option : said->message.options) buttons.push_back(option.id);
      for (const auto& line : said->message.lines) {
        if (line.change) buttons.push_back(line.change->id);
      }
    }
    if (buttons.empty()) return Chose{{one_of(ids)}};
    return Chose{{one_of(buttons)}};
  }

  Happened next() {
    switch (below(21)) {
      case 0: return Opened{};
      case 1:
        return Elapsed{ReminderId{one_of(std::array{"intake/nudge", "intake/removal", "intake/", "x", "own_case/y"})}};
      case 2: return Attached{{BlobId{"b" + std::to_string(below(3))}, "foto.jpg", "image/jpeg", 1, "00"}};
      case 3: return Chose{{one_of(ids)}};
      case 4: return noise();
      case 5: {
        Notice notice;
        notice.kind = static_cast<Notice::Kind>(below(14));
        notice.as = below(2) == 0 ? roles::reporter : roles::manager;
        notice.number = CaseNumber{"2026-1001"};
        notice.fact = "reaction";
        if (below(2) == 0) notice.args["answer"] = below(2) == 0 ? "yes" : "no";
        for (const auto& file : person_.cases) {
          for (const auto& task : file.tasks) {
            if (below(8) == 0) notice.tasks.push_back({task.key, task.due, below(2) == 0, task.owner});
          }
        }
        return Notified{notice};
      }
      case 6: outside(); return Opened{};
      case 7:
      case 8: return said_button();
      case 9:
      case 10: return Said{one_of(phrases)};
      case 11: return amended();
      default: break;
    }
    if (!person_.state.open || person_.state.open->options.empty()) return Said{one_of(phrases)};
    const auto& options = person_.state.open->options;
    // The first options are answers; the later ones only lead in circles.
    const auto pick = below(4) == 0 ? below(static_cast<unsigned>(options.size()))
                                    : below(static_cast<unsigned>(std::min<std::size_t>(options.size(), 3)));
    if (below(4) == 0) return Said{std::to_string(pick + 1)};
    if (below(6) == 0) return Said{options[pick].label};
    return Chose{{options[pick].id}};
  }

  /// Something that was answered before is changed or removed, at any point.
  Amended amended() {
    std::vector<Amended> answered{{person_.now, one_of(phrases), {}, std::nullopt}};
    for (const auto& frame : person_.state.frames) {
      for (const auto& [id, answer] : frame.answers) answered.push_back({answer.at, answer.said, {}, std::nullopt});
      for (const auto& file : frame.attachments) answered.push_back({person_.now, "", {file.id}, std::nullopt});
    }
    auto one = one_of(answered);
    if (one.files.empty() && below(2) == 0) one.instead = one_of(phrases);
    return one;
  }

  Said noise() {
    std::string bytes;
    for (auto left = below(60); left > 0; --left) bytes += static_cast<char>(below(256));
    return Said{bytes};
  }

  /// Others go on with the case: a reader asks the reporter something, the coordinator takes a step, the reporter
  /// withdraws.
  void outside() {
    if (person_.cases.empty() || person_.cases.front().the_case.readers.empty()) return;
    auto& file = person_.cases.front();
    const auto what = below(6);
    if (what > 1) {
      person_.happen(file, Inquired{"Hoe laat was het?", file.the_case.readers.front().person});
    } else if (what == 1) {
      Fact fact;
      fact.name = one_of(std::array{"reaction", "police_report", "reception_talk"});
      fact.happened = person_.now;
      fact.by = PersonId{"coordinator"};
      person_.happen(file, FactRecorded{fact});
    } else if (below(4) == 0) {
      person_.happen(file, Withdrawn{"", file.the_case.reporter});
    }
  }

  void check(bool only_told) {
    const auto& state = person_.state;
    std::set<std::string> steps;
    std::size_t others = 0;
    for (const auto& frame : state.frames) {
      if (frame.dialog != "casework") {
        ++others;
        continue;
      }
      const auto task = frame.answers.find("task");
      const auto step = frame.subject.str() + (task == frame.answers.end() ? "" : task->second.value);
      EXPECT_TRUE(steps.insert(step).second) << step << " is begun twice";
    }
    EXPECT_LE(others, 4U);
    for (const auto& effect : person_.effects) {
      const bool quiet = std::holds_alternative<Say>(effect) || std::holds_alternative<Revise>(effect);
      if (only_told) EXPECT_TRUE(quiet) << "a notice only says";
    }
    if (!state.open) return;
    EXPECT_FALSE(state.open->text.empty());
    std::set<std::string> seen;
    for (const auto& option : state.open->options) {
      EXPECT_FALSE(option.label.empty()) << option.id;
      EXPECT_TRUE(seen.insert(option.id).second) << option.id << " twice in " << state.open->question;
    }
    if (state.open->expects == Expects::choice) EXPECT_FALSE(state.open->options.empty()) << state.open->question;
  }

  std::mt19937 chance_;
  OnePerson person_;
};

/// People with a role in a case that somebody else reported, at several points of their work.
void add_workers(const Dialog& dialog, std::vector<OnePerson>& found) {
  OnePerson reporter{dialog, demo_town(), "medewerker"};
  for (const auto* text : {"meld", "nee", "nee", "mijzelf", "Vandaag om 9.00 uur ben ik aan de balie bedreigd", "ja",
                           "een man", "nu versturen", "versturen"}) {
    reporter.say(text);
  }
  for (const auto* id : {"leidinggevende", "coordinator", "opvang"}) {
    OnePerson worker{dialog, demo_town(), id};
    worker.now = reporter.now;
    worker.cases = reporter.cases;
    found.push_back(worker);
    for (const auto* button : {"case/2026-1001/open", "case/2026-1001/ask", "case/2026-1001/task/T20/1/1/none",
                               "case/2026-1001/task/T16/1/1/hand", "case/2026-1001/task/T08/1/1/done",
                               "case/2026-1001/task/T16/1/1/later", "case/2026-1001/task/T16/1/1/done"}) {
      worker.hear(Chose{{button}});
      found.push_back(worker);
    }
    for (const auto* text : {"1", "half vier", "1", "1"}) {
      worker.say(text);
      found.push_back(worker);
    }
  }
}

/// The person at every point of the report, from not yet greeted to withdrawing; then people who work on a case.
std::vector<OnePerson> beginnings(const Dialog& dialog) {
  std::vector<OnePerson> found;
  for (const auto* id : {"medewerker", "raadslid", "collega"}) found.emplace_back(dialog, demo_town(), id);
  OnePerson person = found.front();
  for (const auto* text : report) {
    person.say(text);
    found.push_back(person);
  }
  add_workers(dialog, found);
  return found;
}

void live_lives(unsigned first, unsigned count, int events) {
  const auto dialog = every_dialog();
  const auto starts = beginnings(*dialog);
  ASSERT_EQ(starts.back().cases.size(), 1U) << "the report was not sent";
  ASSERT_EQ(starts.back().cases.front().the_case.reporter, PersonId{"medewerker"});
  for (unsigned seed = first; seed < first + count; ++seed) {
    Life life{starts[seed % starts.size()], seed};
    life.live(events);
    if (testing::Test::HasFailure()) {
      FAIL() << "seed " << seed;
    }
  }
}

TEST(HouseDialog, SurvivesShortRandomLives) {
  live_lives(1, 2'000, 4);
}

TEST(HouseDialog, SurvivesLongRandomLives) {
  live_lives(100'000, 20, 300);
}

TEST(HouseDialogLong, SurvivesAHundredThousandRandomLives) {
  live_lives(1'000'000, 100'000, 12);
}

}  // namespace
}  // namespace meldmaat::tests
