// SPDX-License-Identifier: EUPL-1.2
// Checks how reports about a year leave the house: for the roles that have them and nobody else, as if there were none,
// with every month counted once, the same for everybody and for good, noted in the year's file, and never kept by a
// browser.
#include <gmock/gmock.h>

#include "tests/adapters/paper_site.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {
namespace {

using fakes::at;
using fakes::who;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

class WebReports : public PaperSite {
 protected:
  WebReports() {
    clock_.pass(at("2027-01-04 09:00") - clock_.now());
    add("2026-01-01 00:30");
    add("2026-01-31 23:30");
    add("2026-02-01 00:00");
    for (int report = 0; report < 9; ++report) add("2026-06-15 12:00");
    add("2026-12-31 23:59");
    add("2027-01-01 00:00");
    add("2025-04-01 12:00");
    add("2025-10-01 12:00");
    Case duties;
    duties.number = CaseNumber{"J2027"};
    thread_.run([&](Store& store) { store.write_case(duties); });
  }
  /// \return its number
  CaseNumber add(std::string_view reported) {
    auto made = fakes::reported_case({"verbal"}, at(reported), at(reported));
    made.number = CaseNumber{"2026-" + std::to_string(1000 + ++reports_)};
    thread_.run([&](Store& store) { store.write_case(made); });
    return made.number;
  }
  void withdraw(const std::string& number) {
    thread_.run([&](Store& store) {
      auto file = store.read_case(CaseNumber{number});
      file->the_case.status = Case::Status::withdrawn;
      store.write_case(file->the_case);
    });
  }
  Response report(std::string_view person, const std::string& file) {
    return get("/p/" + std::string(person) + "/reports/" + file, person);
  }
  std::vector<std::string> taken() { return taken_from(CaseNumber{"J2027"}); }

  int reports_ = 0;
};

TEST_F(WebReports, AreForTheRolesThatHaveThem) {
  for (const auto* person : {"coordinator", "coordinatorvervanger", "directeur"}) {
    const auto response = report(person, "2026.pdf");
    EXPECT_EQ(response.status, 200) << person;
    EXPECT_THAT(response.body, StartsWith("%PDF-1.")) << person;
  }
  EXPECT_EQ(report("opvang", "2026-k3.pdf").status, 200);
  EXPECT_EQ(report("griffier", "2026-raad.pdf").status, 200);
  EXPECT_EQ(papers_.given->made_for, roles::registrar);
  EXPECT_EQ(report("chef", "2026-team.pdf").status, 200);
  EXPECT_EQ(papers_.given->made_for, roles::manager);
  EXPECT_EQ(papers_.given->total, std::nullopt) << "that is of all teams";
}

TEST_F(WebReports, AreNotThereForOthersNorBeforeTheirPeriodIsOver) {
  const auto nothing = get("/p/chef/reports/nergens.pdf", "chef");
  EXPECT_EQ(nothing.status, 404);
  const std::pair<const char*, const char*> refused[]{{"chef", "2026.pdf"},
                                                      {"chef", "2026.csv"},
                                                      {"medewerker", "2026-k3.pdf"},
                                                      {"directeur", "2026.csv"},
                                                      {"opvang", "2026.pdf"},
                                                      {"griffier", "2026.pdf"},
                                                      {"coordinator", "2026-team.pdf"},
                                                      {"chef", "2027-team.pdf"},
                                                      {"coordinator", "2027.pdf"},
                                                      {"coordinator", "2027-k1.pdf"},
                                                      {"coordinator", "2028.csv"}};
  for (const auto& [person, file] : refused) {
    const auto response = report(person, file);
    EXPECT_EQ(response.status, 404) << person << " " << file;
    EXPECT_EQ(response.body, nothing.body) << person << " " << file;
    EXPECT_EQ(response.headers.text(), nothing.headers.text()) << person << " " << file;
  }
  EXPECT_THAT(taken(), ElementsAre());
}

TEST_F(WebReports, AreForWhoIsSignedIn) {
  EXPECT_EQ(get("/p/coordinator/reports/2026.pdf", "").status, 401);
  EXPECT_EQ(get("/p/coordinator/reports/2026.pdf", "chef").status, 401) << "somebody else's session";
}

// 13 are shown as 15, and 12 or fewer were 10.
TEST_F(WebReports, CountEachReportOfThePeriodOnceByTheLocalDay) {
  ASSERT_EQ(report("coordinator", "2026-en.pdf").status, 200);
  const auto& figures = papers_.given.value();
  EXPECT_EQ(figures.total, 15);
  EXPECT_EQ(figures.total_before, std::nullopt) << "two, and that is few";
  EXPECT_EQ(figures.wanted.language, Language::en);
  EXPECT_EQ(figures.period.last, std::chrono::year{2026} / 12 / 31);
}

TEST_F(WebReports, CountNoReportOfAnotherYear) {
  withdraw("2026-1001");
  ASSERT_EQ(report("coordinator", "2026.pdf").status, 200);
  EXPECT_EQ(papers_.given->total, 10) << "not the one of the first of January, which would make it 13";
}

TEST_F(WebReports, AreTheSameForEveryReader) {
  Case about = fakes::reported_case({"verbal"}, at("2026-05-04 10:00"), at("2026-05-04 10:00"));
  about.excluded = {who("coordinator")};
  for (int report = 0; report < 10; ++report) {
    about.number = CaseNumber{"2026-066" + std::to_string(report)};
    thread_.run([&](Store& store) { store.write_case(about); });
  }
  const auto rows = report("coordinator", "2026.csv");
  EXPECT_EQ(rows.body.find("066"), std::string::npos);
  EXPECT_THAT(rows.body, HasSubstr("2026-1001"));
  for (const auto* reader : {"directeur", "coordinator"}) {
    ASSERT_EQ(report(reader, "2026.pdf").status, 200);
    EXPECT_EQ(papers_.given->total, 15) << reader;
    EXPECT_EQ(papers_.given->withheld, 10) << reader;
  }
}

// From two copies somebody could take the report that went.
TEST_F(WebReports, StayAsTheyWereFirstMade) {
  ASSERT_EQ(report("coordinator", "2026.pdf").status, 200);
  auto first = papers_.given.value();
  withdraw("2026-1001");
  clock_.pass(std::chrono::days{60});
  ASSERT_EQ(report("directeur", "2026.pdf").status, 200);
  first.made_for = roles::director;
  EXPECT_EQ(papers_.given, first);
  ASSERT_EQ(report("griffier", "2026-raad.pdf").status, 200);
  EXPECT_EQ(papers_.given->total, first.total);
}

TEST_F(WebReports, AreKeptByNoBrowserAndNotedInTheFileOfTheYear) {
  const auto response = report("coordinator", "2026.csv");
  EXPECT_EQ(response.headers.value("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(response.headers.value("Cache-Control"), "no-store");
  EXPECT_EQ(response.headers.value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.headers.value("Content-Disposition"), "attachment; filename=\"meldmaat-2026.csv\"");
  EXPECT_THAT(std::string(response.headers.value("Content-Security-Policy")), HasSubstr("sandbox"));
  EXPECT_EQ(report("directeur", "2026.pdf").headers.value("Content-Type"), "application/pdf");
  EXPECT_THAT(taken(), ElementsAre("coordinator 2026.csv", "directeur 2026.pdf"));
}

}  // namespace
}  // namespace meldmaat
