// SPDX-License-Identifier: EUPL-1.2
// Checks with the real program what both sides get of a whole case that was lived through (AVG 15): the reporter's own
// words and steps in their order in the PDF, nothing of the report in what the one complained of gets, and neither for
// anybody else.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <optional>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/story.hpp"

namespace meldmaat::functional {
namespace {

using testing::HasSubstr;
using testing::Not;

class Overviews : public testing::Test {
 protected:
  /// The whole case, as the story has it.
  void live(const std::string& story, const std::string& start) {
    program_.emplace(std::vector<std::string>{"demo", "--data", folder_.path().string(), "--port", "0", "--at", start});
    wire_.emplace(program_->port());
    const Server server{.post = [&](const std::string& target, const nlohmann::json& body,
                                    const std::string& key) { return wire_->post(target, body, key).body; },
                        .get = [&](const std::string& target) { return wire_->get(target).body; }};
    const auto written = read_story(story);
    ASSERT_EQ(Story(written).play(server), written);
  }
  Answer own(const std::string& person, const std::string& file) {
    return wire_->get("/p/" + person + "/papers/own/" + file);
  }
  Answer accused(const std::string& person, const std::string& file) {
    return wire_->get("/p/" + person + "/papers/2026-0001/" + file);
  }
  std::string words_of(const std::string& pdf) const {
    const auto path = (folder_ / "paper.pdf").string();
    std::ofstream(path, std::ios::binary) << pdf;
    std::FILE* const pipe = ::popen(("pdftotext " + path + " -").c_str(), "r");
    std::string words;
    std::array<char, 4096> piece{};
    for (auto size = std::fread(piece.data(), 1, piece.size(), pipe); size > 0;
         size = std::fread(piece.data(), 1, piece.size(), pipe)) {
      words.append(piece.data(), size);
    }
    EXPECT_EQ(::pclose(pipe), 0);
    return words;
  }

  fakes::TemporaryFolder folder_;
  std::optional<Program> program_;
  std::optional<Wire> wire_;
};

TEST_F(Overviews, AreForEachSideAndNobodyElse) {
  ASSERT_NO_FATAL_FAILURE(live("k03.txt", "2026-11-17 14:00"));
  const auto paper = own("medewerker", "overview.pdf");
  ASSERT_EQ(paper.status, 200);
  const auto words = words_of(paper.text);
  std::size_t from = 0;
  for (const auto* part :
       {"Wat Meldmaat over u weet", "over deze melding", "wat er is gemeld", "op huisbezoek duwde een bewoner",
        "wat er is gedaan", "wie dit las of er iets uit haalde", "hoe lang dit blijft", "Uw gegevens en uw rechten"}) {
    from = words.find(part, from);
    ASSERT_NE(from, std::string::npos) << part << "\n" << words;
  }
  EXPECT_EQ(own("medewerker", "overview.json").body["cases"].size(), 1U);
  EXPECT_EQ(own("leidinggevende", "overview.json").body["cases"].size(), 0U);

  const auto draft = accused("coordinator", "accused.json");
  ASSERT_EQ(draft.status, 200) << draft.text;
  EXPECT_EQ(draft.body["of"], "accused");
  for (const auto* secret : {"duwde", "muur", "blauwe plek", "13.30", "medewerker"}) {
    EXPECT_THAT(draft.text, Not(HasSubstr(secret)));
  }
  for (const auto* person : {"medewerker", "leidinggevende", "opvang", "directeur", "collega"}) {
    EXPECT_EQ(accused(person, "accused.json").status, 404) << person;
  }
}

// Even that there is a report is told to nobody.
TEST_F(Overviews, OfAReportInConfidenceAreForWhoReportedItOnly) {
  ASSERT_NO_FATAL_FAILURE(live("autumn.txt", "2026-10-23 16:45"));
  const auto paper = own("medewerker", "overview.pdf");
  EXPECT_EQ(paper.status, 200);
  const auto words = words_of(paper.text);
  EXPECT_THAT(words, HasSubstr("ik wacht je buiten op"));
  EXPECT_THAT(words, Not(HasSubstr("Samen koffie gedronken"))) << "a note of who worked on it";
  for (const auto* person : {"coordinator", "leidinggevende", "vertrouwenspersoon", "directeur", "medewerker"}) {
    EXPECT_EQ(accused(person, "accused.odt").status, 404) << person;
  }
}

}  // namespace
}  // namespace meldmaat::functional
