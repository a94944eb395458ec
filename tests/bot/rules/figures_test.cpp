// SPDX-License-Identifier: EUPL-1.2
// Checks what is counted of a report and which numbers are shown: nobody's words, no small number and none that can be
// worked out, no report that its reader may not know of. How: reports made by hand or lived through under the shipped
// protocol, and random divisions.
#include "bot/rules/figures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <numeric>
#include <string>

#include "tests/bot/rules/counted_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::ElementsAre;
using testing::IsEmpty;
using About = CountedReport::About;

using Cells = std::vector<std::optional<int>>;
constexpr auto hidden = std::nullopt;

const FiguresWanted year_2026{FiguresKind::year, 2026, 0, Language::nl};
const Period whole_2026{std::chrono::year{2026} / 1 / 1, std::chrono::year{2026} / 12 / 31};

struct FiguresTest : testing::Test {
  Municipality town = counted_town();

  [[nodiscard]] std::optional<CountedReport> as_counted(const CaseFile& file, std::string_view reader = "coordinator",
                                                        std::string_view moment = "2027-01-04 09:00") const {
    return counted(file, who(reader), at(moment), town);
  }
  [[nodiscard]] std::string outcome(const Story& story, std::string_view split) const {
    const auto report = counted(story.file, who("coordinator"), story.now, town);
    const auto found = report->values.find(split);
    return found == report->values.end() ? "-" : found->second.front();
  }
  [[nodiscard]] Figures of_2026(const std::vector<CountedReport>& reports) const {
    return figures_of(reports, year_2026, whole_2026, roles::coordinator, at("2027-01-04 09:00"), town);
  }
  static FigureTable table(const Figures& figures, std::string_view split) {
    const auto found = std::ranges::find(figures.tables, split, &FigureTable::split);
    return found == figures.tables.end() ? FigureTable{} : *found;
  }
};

// --- One report ------------------------------------------------------------------------------------------------------

TEST_F(FiguresTest, CountTheOptionsThatWereChosenAndNothingThatWasTyped) {
  auto file = report_at("2026-10-21 10:00", "threat,Sjoerd Zilverschoon,verbal");
  file.the_case.answers["story"].value = "Sjoerd Zilverschoon";
  const auto report = as_counted(file);
  ASSERT_TRUE(report);
  EXPECT_THAT(report->values.at("question.kind"), ElementsAre("verbal", "threat"));
  for (const auto& [split, values] : report->values) {
    for (const auto& value : values) EXPECT_EQ(value.find("Sjoerd"), std::string::npos) << split;
  }
  EXPECT_FALSE(report->values.contains("question.story"));
  EXPECT_THAT(report->values.at("team"), ElementsAre("balie"));
  EXPECT_THAT(report->values.at("quarter"), ElementsAre("4"));
}

TEST_F(FiguresTest, KnowTheFunctionOfWhoItHappenedTo) {
  auto person = *town.organisation.person(who("medewerker"));
  person.function = "toezichthouder";
  People people;
  people.add(person);
  town.organisation.people = people;
  EXPECT_THAT(as_counted(report_at("2026-10-21 10:00"))->values.at("function"), ElementsAre("toezichthouder"));
}

TEST_F(FiguresTest, KnowOnlyThatThereIsAReportWhereTheReaderMayNotKnowMore) {
  auto in_confidence = report_at("2026-10-21 10:00");
  in_confidence.the_case.flags = {"confidential", "verbal"};
  auto of_alderman = report_at("2026-10-21 10:00");
  of_alderman.the_case.flags = {"office_holder", "verbal"};
  auto about_reader = report_at("2026-10-21 10:00");
  about_reader.the_case.excluded = {who("coordinator")};
  for (const auto& file : {in_confidence, of_alderman, about_reader}) {
    CountedReport nothing;
    nothing.about = About::withheld;
    nothing.reported = std::chrono::year{2026} / 10 / 21;
    EXPECT_EQ(as_counted(file), nothing);
  }
  EXPECT_EQ(as_counted(about_reader, "directeur")->about, About::employee);
}

TEST_F(FiguresTest, CountOfficeHoldersApartWhenTheyAgree) {
  auto file = report_at("2026-10-21 10:00");
  file.the_case.flags = {"office_holder", "tell_others_consent", "verbal"};
  EXPECT_EQ(as_counted(file)->about, About::office_holder);
  const auto figures = of_2026(times(12, file, town));
  EXPECT_EQ(figures.office_holders, 12);
  EXPECT_EQ(figures.total, 0);
}

TEST_F(FiguresTest, LeaveOutWhatWasWithdrawnAndWhatIsNoReport) {
  auto withdrawn = report_at("2026-10-21 10:00");
  withdrawn.the_case.status = Case::Status::withdrawn;
  auto duties = report_at("2026-10-21 10:00");
  duties.the_case.number = CaseNumber{"J2026"};
  EXPECT_EQ(as_counted(withdrawn), std::nullopt);
  EXPECT_EQ(as_counted(duties), std::nullopt);
}

// --- What became of a step -------------------------------------------------------------------------------------------

TEST_F(FiguresTest, TellWhetherAStepWasTakenInTime) {
  auto story = Story{threat(), town};
  EXPECT_EQ(outcome(story, splits::reaction), outcomes::waiting);
  auto late = story;
  late.until("2026-10-26 09:00");
  EXPECT_EQ(outcome(late, splits::reaction), outcomes::overdue);
  late.records("chef", "reaction", "spoken_warning");
  EXPECT_EQ(outcome(late, splits::reaction), outcomes::late);
  story.until("2026-10-24 09:00");
  story.records("chef", "reaction", "spoken_warning");
  EXPECT_EQ(outcome(story, splits::reaction), outcomes::in_time);
}

// The aim is 24 hours, the limit 72.
TEST_F(FiguresTest, CallTheFirstTalkLateAfterItsLimitOnly) {
  auto story = Story{threat(), town};
  story.until("2026-10-26 09:00");
  EXPECT_EQ(outcome(story, splits::first_talk), outcomes::waiting);
  story.records("opvang", "first_care_talk", "held");
  EXPECT_EQ(outcome(story, splits::first_talk), outcomes::in_time);
}

TEST_F(FiguresTest, TellWhetherATalkWasDeclinedOrLedOn) {
  auto declined = Story{threat(), town};
  declined.records("opvang", "first_care_talk", "declined");
  EXPECT_EQ(outcome(declined, splits::first_talk), outcomes::declined);
  auto referred = Story{threat(), town};
  referred.records("opvang", "third_care_talk", "referred");
  EXPECT_EQ(outcome(referred, splits::third_talk), outcomes::referred);
}

TEST_F(FiguresTest, TellWhatThePoliceWereTold) {
  auto story = Story{threat(), town};
  EXPECT_EQ(outcome(story, splits::police), outcomes::waiting);
  story.records("chef", "police_notification");
  EXPECT_EQ(outcome(story, splits::police), "notification");
  story.records("chef", "police_report", "employer");
  EXPECT_EQ(outcome(story, splits::police), "report");
}

TEST_F(FiguresTest, HaveNoStepThatNeverWasToBeTaken) {
  const auto story = Story{small_report(), town};
  EXPECT_EQ(outcome(story, splits::first_talk), "-") << "nobody asked for care, and it is not serious";
  EXPECT_EQ(outcome(story, splits::damage), "-");
  EXPECT_EQ(outcome(story, splits::ban), "no");
}

// --- Small numbers ---------------------------------------------------------------------------------------------------

TEST(SmallNumbers, AreHiddenAndSoIsWhatWouldGiveThemAway) {
  EXPECT_EQ(hide_small({10, 0, 7}), (Cells{10, 0, 7}));
  EXPECT_EQ(hide_small({20, 3, 7}), (Cells{20, hidden, hidden})) << "one hidden cell could be worked out";
  EXPECT_EQ(hide_small({20, 1, 1, 9}), (Cells{20, hidden, hidden, hidden})) << "two of 1 add up to 2";
  EXPECT_EQ(hide_small({20, 4, 4, 9}), (Cells{20, hidden, hidden, 9}));
  EXPECT_EQ(hide_small({11, 2, 0}), (Cells{hidden, hidden, 0}));
  EXPECT_EQ(hide_small({4, 4, 4}), (Cells{hidden, hidden, hidden}));
}

TEST(SmallNumbers, CanNeverBeWorkedOutFromTheRest) {
  const bool held = rc::check("hide_small", [](const std::vector<unsigned char>& drawn) {
    std::vector<int> cells;
    for (const auto one : drawn) cells.push_back(one % 16);
    if (std::accumulate(cells.begin(), cells.end(), 0) < least_to_divide) cells.push_back(least_to_divide);
    const auto left = hide_small(cells);
    int gone = 0;
    int together = 0;
    for (std::size_t at = 0; at < cells.size(); ++at) {
      if (left[at]) {
        RC_ASSERT(*left[at] == cells[at]);
        RC_ASSERT(cells[at] == 0 || cells[at] >= least_in_cell);
      } else {
        ++gone;
        together += cells[at];
      }
    }
    RC_ASSERT(gone == 0 || (gone > 1 && together >= least_in_cell));
  });
  EXPECT_TRUE(held);
}

TEST_F(FiguresTest, DivideNothingBelowTenReports) {
  const auto nine = of_2026(times(9, report_at("2026-05-04 10:00"), town));
  EXPECT_EQ(nine.total, 9);
  for (const auto& one : nine.tables) EXPECT_THAT(one.rows, IsEmpty()) << one.split;
  const auto ten = of_2026(times(10, report_at("2026-05-04 10:00"), town));
  EXPECT_EQ(table(ten, "team").rows, (std::vector<FigureRow>{{"balie", 10, hidden}}));
  const auto four = of_2026(times(4, report_at("2026-05-04 10:00"), town));
  EXPECT_EQ(four.total, std::nullopt);
}

TEST_F(FiguresTest, NameNoValueThatOnlyAHiddenColumnHas) {
  const auto figures = of_2026(together({times(12, report_at("2026-05-04 10:00", "verbal"), town),
                                         times(1, report_at("2025-05-05 10:00", "threat"), town)}));
  EXPECT_EQ(table(figures, "question.kind").rows, (std::vector<FigureRow>{{"verbal", 12, hidden}}));
}

// The number of a function that one person has would be that person's (S2-36).
TEST_F(FiguresTest, GiveNoRowToAGroupOfFewerThanFivePeople) {
  const auto as = [&](std::string_view function) {
    auto report = times(1, report_at("2026-05-04 10:00"), town).front();
    report.values["function"] = {std::string{function}};
    return std::vector<CountedReport>(12, report);
  };
  const auto employ = [&](std::string_view function, int people) {
    for (int one = 0; one < people; ++one) {
      Person person;
      person.id = who(std::string{function} + std::to_string(one));
      person.function = function;
      town.organisation.people.add(person);
    }
  };
  town.organisation.people = {};
  employ("toezichthouder", 5);
  employ("consulent", 5);
  employ("griffier", 1);
  const auto reports = together({as("toezichthouder"), as("consulent"), as("griffier")});
  EXPECT_EQ(
      table(of_2026(reports), "function").rows,
      (std::vector<FigureRow>{{"consulent", hidden, hidden}, {"toezichthouder", 12, hidden}, {"", hidden, hidden}}))
      << "nor can it be worked out";
  employ("jurist", 4);
  EXPECT_EQ(table(of_2026(reports), "function").rows,
            (std::vector<FigureRow>{{"consulent", 12, hidden}, {"toezichthouder", 12, hidden}, {"", 12, hidden}}))
      << "five people have none of the larger functions";
}

TEST_F(FiguresTest, HideWhetherAnythingWasWithheldWhenItIsLittle) {
  auto quiet = report_at("2026-05-04 10:00");
  quiet.the_case.flags = {"confidential", "verbal"};
  EXPECT_EQ(of_2026({}).withheld, std::nullopt) << "nobody learns that there is none";
  EXPECT_EQ(of_2026(times(4, quiet, town)).withheld, std::nullopt);
  EXPECT_EQ(of_2026(times(5, quiet, town)).withheld, 5);
}

// Whoever is accused in a report cannot take it from anything they get.
TEST_F(FiguresTest, AreTheSameForTheAccusedAsIfTheReportWereNotThere) {
  const auto others = times(30, report_at("2026-05-04 10:00"), town);
  auto accusing = report_at("2026-06-01 10:00", "threat");
  accusing.the_case.excluded = {who("coordinator")};
  EXPECT_EQ(of_2026(together({others, times(1, accusing, town)})), of_2026(others));
}

// --- A year ----------------------------------------------------------------------------------------------------------

TEST_F(FiguresTest, OfAYearWithoutReportsAreEmpty) {
  const auto figures = of_2026({});
  EXPECT_EQ(figures.total, 0);
  EXPECT_EQ(figures.total_before, 0);
  for (const auto& one : figures.tables) EXPECT_THAT(one.rows, IsEmpty()) << one.split;
}

TEST_F(FiguresTest, StandBesideTheSameQuartersOfTheYearBefore) {
  const auto reports = together({times(12, report_at("2026-02-02 10:00", "verbal"), town),
                                 times(10, report_at("2026-07-06 10:00", "threat"), town),
                                 times(20, report_at("2025-02-03 10:00", "verbal"), town),
                                 times(50, report_at("2025-11-03 10:00", "other"), town)});
  const Period until_summer{std::chrono::year{2026} / 1 / 1, std::chrono::year{2026} / 9 / 30};
  const auto figures = figures_of(reports, year_2026, until_summer, roles::coordinator, at("2026-11-02 09:00"), town);
  EXPECT_EQ(figures.total, 22);
  EXPECT_EQ(figures.total_before, 20) << "not what came in after those months";
  EXPECT_EQ(table(figures, "quarter").rows, (std::vector<FigureRow>{{"1", 12, 20}, {"3", 10, 0}}));
  EXPECT_EQ(table(figures, "question.kind").rows, (std::vector<FigureRow>{{"verbal", 12, 20}, {"threat", 10, 0}}));
}

TEST_F(FiguresTest, DivideByFunctionOnlyWhereTheOrganisationKnowsThem) {
  EXPECT_EQ(table(of_2026({}), "function").split, "");
  Person person;
  person.id = who("nieuwe");
  person.function = "toezichthouder";
  town.organisation.people.add(person);
  EXPECT_EQ(table(of_2026({}), "function").split, "function");
}

// S2-3
TEST_F(FiguresTest, DivideByBehaviourAndMotiveWhereTheProtocolAsksThem) {
  EXPECT_EQ(table(of_2026({}), "behaviour").split, "");
  Rule asks;
  asks.id = RuleId{"T53"};
  asks.done = "behaviour";
  town.protocols.front().rules.push_back(asks);
  auto file = report_at("2026-10-21 10:00");
  Fact fact;
  fact.name = "behaviour";
  fact.kind = "c";
  file.the_case.facts = {fact};
  const auto divided = table(of_2026(times(12, file, town)), "behaviour");
  ASSERT_EQ(divided.rows.size(), 1U);
  EXPECT_EQ(divided.rows.front(), (FigureRow{"c", 12, std::nullopt}));
}

TEST_F(FiguresTest, CallAReportFinishedAlthoughItsReporterWasAskedSomething) {
  auto story = Story{small_report(), town};
  EXPECT_EQ(outcome(story, splits::state), "open");
  for (auto& task : story.file.tasks) {
    if (task.key.rule != RuleId{"T32"}) task.status = Task::Status::done;
  }
  ASSERT_EQ(story.task("T32").status, Task::Status::open);
  EXPECT_EQ(outcome(story, splits::state), "finished");
}

// The shipped form asks nothing about processes; a form of their own may (S3-8).
TEST_F(FiguresTest, DivideByAQuestionThatAMunicipalityAdds) {
  Question process;
  process.id = QuestionId{"process"};
  process.topic = Topic::why;
  process.expects = Expects::choice;
  FormOption permits;
  permits.id = "permits";
  process.options = {permits};
  Question of_some = process;
  of_some.id = QuestionId{"of_some"};
  of_some.only_if.any = {"threat"};
  Question of_health = process;
  of_health.id = QuestionId{"of_health"};
  of_health.readers = Question::Readers::care;
  for (const auto& question : {process, of_some, of_health}) town.forms.front().questions.push_back(question);
  auto file = report_at("2026-05-04 10:00");
  for (const auto* id : {"process", "of_some", "of_health"}) file.the_case.answers[id].value = "permits";
  const auto figures = of_2026(times(12, file, town));
  EXPECT_EQ(table(figures, "question.process").rows, (std::vector<FigureRow>{{"permits", 12, hidden}}));
  EXPECT_EQ(table(figures, "question.of_some").split, "") << "not everybody is asked";
  EXPECT_EQ(table(figures, "question.of_health").split, "") << "only the care team reads it";
}

TEST_F(FiguresTest, ForTheCouncilKnowNoTeamsAndOfTheCareTeamOnlyTalks) {
  auto wanted = year_2026;
  wanted.kind = FiguresKind::council;
  const auto council = figures_of({}, wanted, whole_2026, roles::registrar, at("2027-01-04 09:00"), town);
  EXPECT_EQ(table(council, "team").split, "");
  EXPECT_EQ(table(council, "severity").split, "severity");
  wanted = {FiguresKind::quarter, 2026, 3, Language::nl};
  const auto care = figures_of({}, wanted, {std::chrono::year{2026} / 7 / 1, std::chrono::year{2026} / 9 / 30},
                               roles::care_team, at("2026-11-02 09:00"), town);
  std::vector<std::string> divided;
  for (const auto& one : care.tables) divided.push_back(one.split);
  EXPECT_THAT(divided, ElementsAre("first_talk", "second_talk", "third_talk", "late_check", "last_check"));
}

TEST(Trends, AreToldOnlyWhenTheNumbersAllowIt) {
  EXPECT_EQ(trend_of(60, 30), Trend::up);
  EXPECT_EQ(trend_of(30, 60), Trend::down);
  EXPECT_EQ(trend_of(34, 30), Trend::same) << "no more than chance";
  EXPECT_EQ(trend_of(18, 9), Trend::unclear) << "fewer than ten";
  EXPECT_EQ(trend_of(30, hidden), Trend::unclear);
  EXPECT_EQ(trend_of(hidden, 30), Trend::unclear);
}

}  // namespace
}  // namespace meldmaat
