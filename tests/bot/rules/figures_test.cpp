// SPDX-License-Identifier: EUPL-1.2
// Checks what is counted of a report and what a year and a quarter say of many: nobody's words, no number below ten, no
// report that a reader may not know of. How: reports made by hand or lived through under the shipped protocol. That
// nothing hidden can be worked out: disclosure_test.cpp and differencing_test.cpp.
#include "bot/rules/figures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "bot/rules/publication.hpp"

#include "tests/bot/rules/counted_town.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::ElementsAre;
using testing::Not;
using About = CountedReport::About;

using Rows = std::vector<PublishedRow>;
constexpr auto hidden = std::nullopt;

constexpr Period whole(int year) {
  return {std::chrono::year{year} / 1 / 1, std::chrono::year{year} / 12 / 31};
}

struct FiguresTest : testing::Test {
  Municipality town = counted_town();

  [[nodiscard]] std::optional<CountedReport> as_counted(const CaseFile& file, std::string_view reader = "coordinator",
                                                        std::string_view moment = "2027-01-04 09:00") const {
    return counted(file, {who(reader)}, at(moment), town);
  }
  [[nodiscard]] std::string outcome(const Story& story, std::string_view split) const {
    const auto report = counted(story.file, {who("coordinator")}, story.now, town);
    const auto found = report->values.find(split);
    return found == report->values.end() ? "-" : found->second.front();
  }
  [[nodiscard]] Publication of(int year, const std::vector<CountedReport>& reports) const {
    return year_publication(reports, whole(year), {}, at("2027-01-04 09:00"), town);
  }
  [[nodiscard]] Publication of_2026(const std::vector<CountedReport>& reports) const { return of(2026, reports); }
  static PublishedTable table(const Publication& publication, std::string_view split) {
    const auto found = std::ranges::find(publication.tables, split, &PublishedTable::split);
    return found == publication.tables.end() ? PublishedTable{} : *found;
  }
  void employ(std::string_view function, int people) {
    for (int one = 0; one < people; ++one) {
      Person person;
      person.id = who(std::string{function} + std::to_string(one));
      person.function = function;
      town.organisation.people.add(person);
    }
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
  EXPECT_EQ(counted(about_reader, figures_readers(town.organisation), at("2027-01-04 09:00"), town)->about,
            About::withheld)
      << "two readers would have numbers that differ by one";
}

TEST_F(FiguresTest, CountOfficeHoldersApartWhenTheyAgree) {
  auto file = report_at("2026-10-21 10:00");
  file.the_case.flags = {"office_holder", "tell_others_consent", "verbal"};
  EXPECT_EQ(as_counted(file)->about, About::office_holder);
  const auto figures = of_2026(times(14, file, town));
  EXPECT_EQ(figures.office_holders, 15);
  EXPECT_EQ(figures.total, hidden);
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

TEST_F(FiguresTest, HideEveryNumberBelowTenAndAlsoNone) {
  for (const int few : {0, 1, 9}) {
    const auto figures = of_2026(times(few, report_at("2026-05-04 10:00"), town));
    EXPECT_EQ(figures, of_2026({})) << few;
    EXPECT_EQ(figures.total, hidden);
    for (const auto& one : figures.tables) {
      for (const auto& row : one.rows) EXPECT_EQ(row.count, hidden) << one.split << " " << row.value;
    }
  }
  EXPECT_EQ(of_2026(times(10, report_at("2026-05-04 10:00"), town)).total, 10);
}

TEST_F(FiguresTest, RoundToFive) {
  for (const auto& [count, shown] : {std::pair{12, 10}, {13, 15}, {17, 15}, {18, 20}}) {
    EXPECT_EQ(of_2026(times(count, report_at("2026-05-04 10:00"), town)).total, shown) << count;
  }
}

// That a row is there would tell that something is in it.
TEST_F(FiguresTest, HaveTheSameRowsWhateverWasReported) {
  const auto rows = [&](const std::vector<CountedReport>& reports) {
    std::vector<std::string> all;
    for (const auto& one : of_2026(reports).tables) {
      for (const auto& row : one.rows) all.push_back(one.split + " " + row.value);
    }
    return all;
  };
  const auto none = rows({});
  EXPECT_THAT(none, testing::Contains("question.kind threat"));
  auto odd = times(1, report_at("2026-05-04 10:00", "threat"), town);
  odd.front().values["team"] = {"opgeheven"};
  odd.front().values["question.kind"] = {"vroeger"};
  EXPECT_EQ(rows(odd), none);
}

// The number of a function that one person has would be that person's (S2-36).
TEST_F(FiguresTest, GiveNoRowToAGroupOfFewerThanTenPeople) {
  const auto as = [&](std::string_view function) {
    auto report = times(1, report_at("2026-05-04 10:00"), town).front();
    report.values["function"] = {std::string{function}};
    return std::vector<CountedReport>(20, report);
  };
  town.organisation.people = {};
  employ("toezichthouder", 10);
  employ("consulent", 10);
  employ("griffier", 9);
  const auto reports = together({as("toezichthouder"), as("consulent"), as("griffier")});
  EXPECT_EQ(table(of_2026(reports), "function").rows,
            (Rows{{"consulent", 20}, {"toezichthouder", hidden}, {"", hidden}}))
      << "the others are nine people, and their number cannot be worked out";
  employ("jurist", 1);
  EXPECT_EQ(table(of_2026(reports), "function").rows, (Rows{{"consulent", 20}, {"toezichthouder", 20}, {"", 20}}))
      << "ten people have none of the larger functions";
}

TEST_F(FiguresTest, HideWhetherAnythingWasWithheldWhenItIsLittle) {
  auto quiet = report_at("2026-05-04 10:00");
  quiet.the_case.flags = {"confidential", "verbal"};
  EXPECT_EQ(of_2026(times(9, quiet, town)), of_2026({})) << "nobody learns that there is none";
  EXPECT_EQ(of_2026(times(10, quiet, town)).withheld, 10);
}

// Whoever is accused in a report cannot take it from anything they get.
TEST_F(FiguresTest, AreTheSameForTheAccusedAsIfTheReportWereNotThere) {
  const auto others = times(30, report_at("2026-05-04 10:00"), town);
  auto accusing = report_at("2026-06-01 10:00", "threat");
  accusing.the_case.excluded = {who("coordinator")};
  EXPECT_EQ(of_2026(together({others, times(1, accusing, town)})), of_2026(others));
}

// --- A year ----------------------------------------------------------------------------------------------------------

TEST_F(FiguresTest, StandBesideTheYearBefore) {
  const auto reports = together({times(22, report_at("2026-02-02 10:00", "verbal"), town),
                                 times(12, report_at("2026-07-06 10:00", "threat"), town),
                                 times(20, report_at("2025-02-03 10:00", "verbal"), town),
                                 times(50, report_at("2025-11-03 10:00", "other"), town)});
  const FiguresWanted wanted{FiguresKind::year, 2026, 0, Language::nl};
  const auto figures = side_by_side(of(2026, reports), of(2025, reports), wanted, roles::coordinator);
  EXPECT_EQ(figures.total, 35);
  EXPECT_EQ(figures.total_before, 70);
  EXPECT_EQ(figures.period, whole(2026));
  EXPECT_EQ(figures.before, whole(2025));
  const auto kinds = std::ranges::find(figures.tables, "question.kind", &FigureTable::split);
  EXPECT_EQ(kinds->rows, (std::vector<FigureRow>{{"verbal", 20, 20}})) << "rows without any number are left out";
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
  asks.asks.kinds = {"a", "c"};
  town.protocols.front().rules.push_back(asks);
  auto file = report_at("2026-10-21 10:00");
  Fact fact;
  fact.name = "behaviour";
  fact.kind = "c";
  file.the_case.facts = {fact};
  const auto divided = table(of_2026(times(12, file, town)), "behaviour");
  EXPECT_EQ(divided.rows, (Rows{{"a", hidden}, {"c", hidden}, {"", hidden}})) << "12, and two of 0 beside it";
  auto other = file;
  other.the_case.facts.front().kind = "a";
  EXPECT_EQ(table(of_2026(together({times(12, file, town), times(15, other, town)})), "behaviour").rows,
            (Rows{{"a", 15}, {"c", hidden}, {"", hidden}}));
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
  const auto figures = of_2026(together({times(12, file, town), times(20, report_at("2026-05-04 10:00"), town)}));
  EXPECT_EQ(table(figures, "question.process").rows, (Rows{{"permits", 10}, {"", 20}}));
  EXPECT_EQ(table(figures, "question.of_some").split, "") << "not everybody is asked";
  EXPECT_EQ(table(figures, "question.of_health").split, "") << "only the care team reads it";
}

TEST_F(FiguresTest, ForTheCouncilKnowNoTeamsAndNoFunctions) {
  employ("toezichthouder", 10);
  const auto year = of_2026(times(12, report_at("2026-05-04 10:00"), town));
  const auto council =
      side_by_side(year, of(2025, {}), {FiguresKind::council, 2026, 0, Language::nl}, roles::registrar);
  std::vector<std::string> divided;
  for (const auto& one : council.tables) divided.push_back(one.split);
  EXPECT_THAT(divided, Not(testing::AnyOf(testing::Contains("team"), testing::Contains("function"))));
  EXPECT_THAT(divided, testing::Contains("severity"));
  EXPECT_EQ(council.total, year.total);
}

// A talk of a quarter could be taken from its year.
TEST_F(FiguresTest, OfAYearAndAQuarterShareNoDivision) {
  const Period autumn{std::chrono::year{2026} / 10 / 1, std::chrono::year{2026} / 12 / 31};
  const auto quarter = quarter_publication({}, autumn, at("2027-01-04 09:00"), town);
  std::vector<std::string> divided;
  for (const auto& one : quarter.tables) divided.push_back(one.split);
  EXPECT_THAT(divided, ElementsAre("first_talk", "second_talk", "third_talk", "late_check", "last_check"));
  EXPECT_EQ(quarter.total, hidden);
  for (const auto& one : of_2026({}).tables) EXPECT_THAT(divided, Not(testing::Contains(one.split)));
}

TEST_F(FiguresTest, OfAQuarterHideTenOfEveryDivision) {
  auto report = times(1, report_at("2026-10-21 10:00"), town).front();
  std::vector<CountedReport> reports;
  for (const auto outcome : {outcomes::in_time, outcomes::late, outcomes::overdue, outcomes::referred,
                             outcomes::declined, outcomes::waiting, outcomes::not_needed}) {
    report.values["first_talk"] = {std::string{outcome}};
    reports.insert(reports.end(), 20, report);
  }
  const Period autumn{std::chrono::year{2026} / 10 / 1, std::chrono::year{2026} / 12 / 31};
  const auto quarter = quarter_publication(reports, autumn, at("2027-01-04 09:00"), town);
  EXPECT_EQ(table(quarter, "first_talk").rows, (Rows{{"in_time", 20},
                                                     {"late", 20},
                                                     {"overdue", 20},
                                                     {"referred", 20},
                                                     {"declined", 20},
                                                     {"waiting", hidden},
                                                     {"not_needed", hidden}}));
}

// 30 of 31 were told of when the quarter was published; then 25 of those were withdrawn.
TEST_F(FiguresTest, OfAYearHideWhatWouldLeaveFewerThanTenBesideItsQuarters) {
  Publication autumn;
  autumn.tables = {{"first_talk", {{"in_time", 30}}}};
  const std::vector<Publication> quarters{{}, {}, {}, autumn};
  const auto leaves = [&](int reports) {
    return year_publication(times(reports, report_at("2026-11-02 10:00"), town), whole(2026), quarters,
                            at("2027-01-04 09:00"), town);
  };
  EXPECT_EQ(leaves(38).total, 40);
  EXPECT_EQ(leaves(37).total, hidden) << "28 of them are known, and nine would be left";
  EXPECT_EQ(leaves(37).tables, of_2026({}).tables);
}

TEST(Trends, AreToldOnlyWhenTheNumbersAllowIt) {
  EXPECT_EQ(trend_of(60, 30), Trend::up);
  EXPECT_EQ(trend_of(30, 60), Trend::down);
  EXPECT_EQ(trend_of(35, 30), Trend::same) << "no more than chance";
  EXPECT_EQ(trend_of(30, hidden), Trend::unclear);
  EXPECT_EQ(trend_of(hidden, 30), Trend::unclear);
}

}  // namespace
}  // namespace meldmaat
