// SPDX-License-Identifier: EUPL-1.2
// Checks a paper as PDF with other people's tools (poppler): what is read aloud and in which order, the tags, the
// language, embedded fonts, page breaks, and that the same paper is the same bytes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "adapters/paper/pdf.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {
namespace {

using testing::HasSubstr;
using testing::Not;

/// What a command prints.
std::string said_by(const std::string& command) {
  std::string all;
  std::FILE* const pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
  std::array<char, 4096> piece{};
  for (auto size = std::fread(piece.data(), 1, piece.size(), pipe); size > 0;
       size = std::fread(piece.data(), 1, piece.size(), pipe)) {
    all.append(piece.data(), size);
  }
  EXPECT_EQ(::pclose(pipe), 0) << command;
  return all;
}

Paper paper_with(std::vector<PaperBlock> blocks) {
  Paper paper;
  paper.title = "Stukken, zaak 2026-0001";
  paper.made = Moment{std::chrono::milliseconds{1'795'000'000'123}};
  paper.footer = "Zaak 2026-0001";
  paper.blocks = std::move(blocks);
  return paper;
}

std::string sentences(int count) {
  std::string all;
  for (int number = 1; number <= count; ++number) {
    all += "Dit is zin " + std::to_string(number) + " van een verhaal dat veel langer is dan een bladzijde. ";
  }
  return all;
}

class Pdf : public testing::Test {
 protected:
  /// Where it lies.
  std::string made(const Paper& paper) const {
    const auto path = folder_ / "paper.pdf";
    std::ofstream(path, std::ios::binary) << to_pdf(paper);
    return path.string();
  }
  std::string text_of(const Paper& paper) const { return said_by("pdftotext " + made(paper) + " -"); }
  std::string tags_of(const Paper& paper) const { return said_by("pdfinfo -struct-text " + made(paper)); }
  std::string facts_of(const Paper& paper) const { return said_by("pdfinfo " + made(paper)); }

 private:
  fakes::TemporaryFolder folder_;
};

/// Each is found after the one before it.
testing::AssertionResult in_order(const std::string& all, const std::vector<std::string>& wanted) {
  std::size_t at = 0;
  for (const auto& one : wanted) {
    at = all.find(one, at);
    if (at == std::string::npos)
      return testing::AssertionFailure() << one << " is not there, or not there yet:\n" << all;
    at += one.size();
  }
  return testing::AssertionSuccess();
}

TEST_F(Pdf, IsReadInTheOrderInWhichItWasWritten) {
  const auto paper =
      paper_with({Heading{1, "Stukken"}, Paragraph{"Kenmerk VPT", true},
                  LabelledLines{{{"Slachtoffer", "Noor Duinker"}, {"Adres", "Raadhuisplein 1"}}}, Heading{2, "Waar"},
                  Paragraph{"Aan de balie.\nIn de hal.", false}, ItemList{{"eerste punt", "tweede punt"}},
                  PaperTable{{"Bestand", "Soort"}, {{"foto.jpg", "beeld"}}, {1, 1}}});
  const std::vector<std::string> order{"Stukken",         "Kenmerk VPT", "Slachtoffer",   "Noor Duinker", "Adres",
                                       "Raadhuisplein 1", "Waar",        "Aan de balie.", "In de hal.",   "eerste punt",
                                       "tweede punt",     "Bestand",     "Soort",         "foto.jpg",     "beeld"};
  EXPECT_TRUE(in_order(text_of(paper), order));
  EXPECT_TRUE(in_order(tags_of(paper), order));
}

TEST_F(Pdf, IsTaggedAsWhatItIs) {
  const auto tags = tags_of(paper_with({Heading{1, "Stukken"}, Heading{2, "Waar"}, Paragraph{"Tekst", false},
                                        LabelledLines{{{"Label", "woorden"}}}, ItemList{{"punt"}},
                                        PaperTable{{"Bestand"}, {{"foto.jpg"}}, {1}}}));
  EXPECT_TRUE(in_order(
      tags, {"Document", "H1",     "Stukken", "H2",      "Waar",      "P (block)", "Tekst",   "L (block)", "LI",
             "Lbl",      "Label",  "LBody",   "woorden", "L (block)", "LBody",     "punt",    "Table",     "TR",
             "TH",       "/Scope", "/Column", "Bestand", "TR",        "TD",        "foto.jpg"}));
  EXPECT_THAT(tags, Not(HasSubstr("Zaak 2026-0001"))) << "a footer is not read aloud";
}

TEST_F(Pdf, SaysItsLanguageTitleAndDate) {
  auto paper = paper_with({Heading{1, "Stukken"}});
  const auto facts = facts_of(paper);
  EXPECT_THAT(facts, HasSubstr("Stukken, zaak 2026-0001"));
  EXPECT_TRUE(in_order(facts, {"Tagged:", "yes"}));
  EXPECT_TRUE(in_order(facts, {"Page size:", "A4"}));
  EXPECT_THAT(to_pdf(paper), HasSubstr("/Lang (nl-NL)"));
  EXPECT_THAT(to_pdf(paper), HasSubstr("/DisplayDocTitle true"));
  paper.language = Language::en;
  EXPECT_THAT(to_pdf(paper), HasSubstr("/Lang (en-GB)"));
}

TEST_F(Pdf, CarriesEveryFontItNeeds) {
  const auto fonts = said_by("pdffonts " + made(paper_with({Heading{1, "Stukken"}, Paragraph{"Tekst", false},
                                                            PaperTable{{"SHA-256"}, {{std::string(64, 'a')}}, {1}}})));
  EXPECT_THAT(fonts, HasSubstr("DejaVuSans"));
  EXPECT_THAT(fonts, HasSubstr("DejaVuSans-Bold"));
  EXPECT_THAT(fonts, HasSubstr("DejaVuSansMono"));
  EXPECT_THAT(fonts, Not(HasSubstr(" no "))) << "each is embedded, as a subset, with its characters";
}

TEST_F(Pdf, IsTheSameBytesForTheSamePaper) {
  auto paper = paper_with({Heading{1, "Stukken"}, Paragraph{sentences(80), false}});
  const auto first = to_pdf(paper);
  EXPECT_EQ(first, to_pdf(paper));
  paper.made += std::chrono::seconds{1};
  EXPECT_NE(first, to_pdf(paper));
}

TEST_F(Pdf, GoesOnOverThePageAndCountsThem) {
  const auto paper = paper_with({Heading{1, "Stukken"}, Paragraph{sentences(100), false},
                                 LabelledLines{{{"Verhaal", sentences(60)}}}, ItemList{{sentences(60)}}});
  EXPECT_TRUE(in_order(facts_of(paper), {"Pages:", "4"}));
  const auto text = text_of(paper);
  EXPECT_TRUE(in_order(
      text, {"Dit is zin 1 van", "Zaak 2026-0001", "1/4", "Zaak 2026-0001", "2/4", "3/4", "Dit is zin 60 van", "4/4"}));
  const auto tags = tags_of(paper);
  EXPECT_TRUE(in_order(tags, {"P (block)", "Span", "zin 1 van", "Span", "zin 100 van", "LBody", "Span", "zin 1 van",
                              "Span", "LBody", "zin 60 van"}));
}

TEST_F(Pdf, KeepsATableReadableOverPages) {
  PaperTable table{{"Bestand", "Controlegetal"}, {}, {1, 2}};
  const std::string hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  for (int row = 1; row <= 60; ++row) {
    table.rows.push_back(
        {"een foto met een lange naam die over twee regels gaat " + std::to_string(row) + ".jpg", hash});
  }
  const auto paper = paper_with({Heading{1, "Bewijs"}, table});
  EXPECT_THAT(tags_of(paper), HasSubstr(hash)) << "without a hyphen in it";
  const auto pages = said_by("pdftotext -layout -f 2 -l 2 " + made(paper) + " -");
  EXPECT_TRUE(in_order(pages, {"Bestand", "Controlegetal"})) << "the header stands above every page";
  const auto tags = tags_of(paper);
  EXPECT_EQ(tags.find("Controlegetal"), tags.rfind("Controlegetal")) << "and is read aloud once";
}

TEST_F(Pdf, WritesTheNamesOfAllPeople) {
  const auto text = text_of(paper_with({Paragraph{"Łukasz Şimşek-Nuñez, Đỗ Thị Ánh, Ζωή, Иван 😀", false}}));
  EXPECT_THAT(text, HasSubstr("Łukasz Şimşek-Nuñez, Đỗ Thị Ánh, Ζωή, Иван 😀"));
}

TEST_F(Pdf, ShowsWhatWouldTurnOrHideText) {
  const auto text = text_of(paper_with({Paragraph{"voor\u202Etxet\u0007 na", false}, Paragraph{"\xff", false}}));
  EXPECT_THAT(text, HasSubstr("[U+202E]"));
  EXPECT_THAT(text, HasSubstr("na"));
}

TEST_F(Pdf, DrawsALineToWriteOn) {
  EXPECT_TRUE(in_order(text_of(paper_with({LabelledLines{{{"Handtekening", ""}, {"Naam", "Noor"}}}})),
                       {"Handtekening", "Naam", "Noor"}));
}

}  // namespace
}  // namespace meldmaat
