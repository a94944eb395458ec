// SPDX-License-Identifier: EUPL-1.2
// Checks how the papers for the police leave the house: for whoever may have them and nobody else, as if there were
// none, never kept by a browser, and with a line in the case's history each time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/adapters/paper_site.hpp"
#include "tests/bot/rules/full_story.hpp"

namespace meldmaat {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class WebPapers : public PaperSite {
 protected:
  WebPapers() {
    const auto story = full_story();
    number_ = story.file.the_case.number;
    thread_.run([&](Store& store) {
      store.write_case(story.file.the_case);
      for (const auto& task : story.file.tasks) store.write_task(task);
    });
  }

  Response paper(std::string_view person, const std::string& file = "police.pdf") {
    return get("/p/" + std::string(person) + "/papers/" + number_.str() + "/" + file, person);
  }
  std::vector<std::string> taken() { return taken_from(number_); }

  CaseNumber number_;
};

TEST_F(WebPapers, AreForReporterVictimAndWhoWorksOnTheCase) {
  for (const auto* person : {"medewerker", "collega", "chef"}) {
    const auto response = paper(person);
    EXPECT_EQ(response.status, 200) << person;
    EXPECT_THAT(response.body, StartsWith("%PDF-1.")) << person;
  }
  EXPECT_EQ(taken(), (std::vector<std::string>{"medewerker police.pdf", "collega police.pdf", "chef police.pdf"}));
}

TEST_F(WebPapers, AreKeptNowhereAndNamedAfterNobody) {
  const auto response = paper("chef");
  EXPECT_EQ(response.headers.value("Content-Type"), "application/pdf");
  EXPECT_EQ(response.headers.value("Cache-Control"), "no-store");
  EXPECT_EQ(response.headers.value("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(response.headers.value("Content-Disposition"), "attachment; filename=\"2026-0001-police.pdf\"");
  EXPECT_THAT(std::string(response.headers.value("Content-Security-Policy")), HasSubstr("sandbox"));
}

TEST_F(WebPapers, ComeAsDataAndInEnglishToo) {
  const auto data = paper("chef", "police.json");
  EXPECT_EQ(data.headers.value("Content-Type"), "application/json");
  EXPECT_EQ(nlohmann::json::parse(data.body)["case"], "2026-0001");
  EXPECT_THAT(paper("chef", "police-en.pdf").body, HasSubstr("/Lang (en-GB)"));
  EXPECT_EQ(taken(), (std::vector<std::string>{"chef police.json", "chef police-en.pdf"}));
}

TEST_F(WebPapers, LettersComeAsTextToChangeAndToRead) {
  const auto draft = paper("chef", "letter-warning.odt");
  EXPECT_EQ(draft.headers.value("Content-Type"), "application/vnd.oasis.opendocument.text");
  EXPECT_EQ(draft.headers.value("Content-Disposition"), "attachment; filename=\"2026-0001-letter-warning.odt\"");
  EXPECT_THAT(draft.body, HasSubstr("warning 2026-0001</text:h>"));
  EXPECT_THAT(paper("chef", "letter-warning-en.pdf").body, HasSubstr("/Lang (en-GB)"));
  EXPECT_EQ(taken(), (std::vector<std::string>{"chef letter-warning.odt", "chef letter-warning-en.pdf"}));
}

// Neither the victim nor the reporter writes to who did it, and there is no letter about a ban that is not there.
TEST_F(WebPapers, LettersAreForWhoWorksOnTheMeasuresAndOfThisCase) {
  for (const auto* person : {"medewerker", "collega", "opvang"}) {
    EXPECT_EQ(paper(person, "letter-warning.odt").status, 404) << person;
  }
  for (const auto* file : {"letter-ban-2026-0001-V7.odt", "letter-withdrawal.odt", "letter-.odt", "letter-warning.json",
                           "letter-warning.odt.odt", "police.odt", "letter"}) {
    EXPECT_EQ(paper("chef", file).status, 404) << file;
  }
  EXPECT_TRUE(taken().empty());
}

TEST_F(WebPapers, OfOnesOwnDataAreForEverybodyAndOnTheTrail) {
  const auto own = [&](const std::string& whose, std::string_view signed_in, const std::string& file) {
    return get("/p/" + whose + "/papers/own/" + file, signed_in);
  };
  const auto cases_of = [&](const std::string& person) {
    const auto response = own(person, person, "overview.json");
    EXPECT_EQ(response.status, 200) << person;
    return nlohmann::json::parse(response.body)["cases"].size();
  };
  EXPECT_EQ(cases_of("medewerker"), 1U);
  EXPECT_EQ(cases_of("collega"), 1U) << "whom it happened to";
  EXPECT_EQ(cases_of("chef"), 0U) << "who reads it";
  const auto english = own("medewerker", "medewerker", "overview-en.pdf");
  EXPECT_THAT(english.body, HasSubstr("/Lang (en-GB)"));
  EXPECT_EQ(english.headers.value("Content-Disposition"), "attachment; filename=\"meldmaat-overview-en.pdf\"");
  EXPECT_EQ(english.headers.value("Cache-Control"), "no-store");
  std::vector<std::string> trail;
  for (const auto& line : thread_.run([](Store& store) { return store.audit(0, 10); })) {
    if (line.what == audits::overview) trail.push_back(line.by.str() + " " + line.about);
  }
  EXPECT_EQ(trail, (std::vector<std::string>{"medewerker overview.json", "collega overview.json", "chef overview.json",
                                             "medewerker overview-en.pdf"}));
  EXPECT_EQ(own("medewerker", "chef", "overview.pdf").status, 401) << "somebody else's";
  for (const auto* file : {"overview.odt", "police.pdf", "accused.pdf"}) {
    EXPECT_EQ(own("medewerker", "medewerker", file).status, 404) << file;
  }
  EXPECT_EQ(paper("medewerker", "overview.pdf").status, 404) << "of one case";
}

TEST_F(WebPapers, OfTheOneComplainedOfAreForWhoAnswersRequests) {
  for (const auto* person : {"medewerker", "collega", "chef", "opvang", "jurist"}) {
    for (const auto* file : {"accused.odt", "accused.pdf", "accused.json"}) {
      EXPECT_EQ(paper(person, file).status, 404) << person << " " << file;
    }
  }
  thread_.run([&](Store& store) {
    auto own = store.read_case(number_)->the_case;
    own.readers.push_back({fakes::who("coordinator"), roles::coordinator, "why.coordinator", {}});
    store.write_case(own);
  });
  EXPECT_THAT(paper("coordinator", "accused.odt").body, HasSubstr("De ander</text:h>"));
  EXPECT_THAT(paper("coordinator", "accused.pdf").body, StartsWith("%PDF-1."));
  EXPECT_EQ(nlohmann::json::parse(paper("coordinator", "accused.json").body)["of"], "accused");
  EXPECT_EQ(taken(), (std::vector<std::string>{"coordinator accused.odt", "coordinator accused.pdf",
                                               "coordinator accused.json"}));
}

// Nobody can find out by asking whether a case exists.
TEST_F(WebPapers, AreNotThereForOthers) {
  const auto nothing = get("/p/chef/papers/2026-0099/police.pdf", "chef");
  EXPECT_EQ(nothing.status, 404);
  for (const auto* person : {"opvang", "griffier", "burgemeester", "jurist"}) {
    const auto response = paper(person);
    EXPECT_EQ(response.status, 404) << person;
    EXPECT_EQ(response.body, nothing.body) << person;
    EXPECT_EQ(response.headers.text(), nothing.headers.text()) << person;
  }
  EXPECT_EQ(paper("chef", "police.exe").status, 404);
  EXPECT_TRUE(taken().empty());
}

TEST_F(WebPapers, AreForWhoIsSignedIn) {
  const std::string target = "/p/chef/papers/" + number_.str() + "/police.pdf";
  EXPECT_EQ(get(target, "").status, 401);
  EXPECT_EQ(get(target, "opvang").status, 401) << "somebody else's session";
  EXPECT_TRUE(taken().empty());
}

// Who added a file looks at their own; whoever else does stands on the audit trail.
TEST_F(WebPapers, NoLookAtSomebodyElsesEvidenceWithoutATrace) {
  const Attachment photo{BlobId{"f0t0"}, "foto.jpg", "image/jpeg", 3, sha256_hex("abc")};
  thread_.run([&](Store& store) {
    auto own = store.read_case(number_)->the_case;
    own.evidence.push_back(photo);
    store.write_blob(photo, "abc", fakes::who("medewerker"), clock_.now());
    store.write_case(own);
  });
  const auto look = [&](const std::string& person) { return get("/p/" + person + "/attachments/f0t0", person).status; };
  EXPECT_EQ(look("medewerker"), 200);
  EXPECT_EQ(look("opvang"), 404);
  EXPECT_TRUE(thread_.run([](Store& store) { return store.audit(0, 10); }).empty());
  EXPECT_EQ(look("chef"), 200);
  const AuditLine looked{clock_.now(), fakes::who("chef"), std::string(audits::file), number_, ""};
  EXPECT_EQ(thread_.run([](Store& store) { return store.audit(0, 10); }), std::vector{looked});
}

}  // namespace
}  // namespace meldmaat
