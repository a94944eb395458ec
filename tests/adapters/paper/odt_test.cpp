// SPDX-License-Identifier: EUPL-1.2
// Checks a paper as OpenDocument Text with the program that people open it in (LibreOffice): what stands in it and in
// which order, whatever characters it holds, and that the same paper is the same bytes.
#include "adapters/paper/odt.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/fakes/temporary_folder.hpp"

namespace meldmaat {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

Paper letter() {
  Paper paper;
  paper.title = "Waarschuwing";
  paper.made = Moment{std::chrono::milliseconds{1'795'000'000'123}};
  paper.footer = "Gemeente Zandrecht, kenmerk 2026-0001";
  paper.blocks = {Paragraph{"Gemeente Zandrecht\nRaadhuisplein 1", false},
                  LabelledLines{{{"Datum", "18 november 2026"}, {"Handtekening", ""}}},
                  Heading{1, "Waarschuwing"},
                  Paragraph{"U zei: \"<b>weg & snel</b>\" €5 😀 'één'\x01", false},
                  Heading{2, "Wat volgt"},
                  ItemList{{"een verbod", "aangifte"}},
                  Paragraph{"Let op", true},
                  PaperTable{{"Wat", "Bedrag"}, {{"ruit", "€ 300"}, {"deur", "€ 10"}}, {1, 1}}};
  return paper;
}

/// What LibreOffice reads in it.
std::string read_by_office(const std::string& odt) {
  const fakes::TemporaryFolder folder;
  const auto path = folder.path() / "letter.odt";
  std::ofstream(path, std::ios::binary) << odt;
  // A profile of its own: two of them at once would wait for each other.
  const std::string command = "soffice -env:UserInstallation=file://" + (folder.path() / "profile").string() +
                              " --headless --convert-to 'txt:Text (encoded):UTF8' --outdir " + folder.path().string() +
                              " " + path.string() + " >/dev/null 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  std::ostringstream text;
  text << std::ifstream(folder.path() / "letter.txt").rdbuf();
  return text.str();
}

TEST(Odt, IsReadInOrderByAWordProcessor) {
  const auto text = read_by_office(to_odt(letter()));
  std::size_t from = 0;
  for (const auto* part : {"Gemeente Zandrecht\nRaadhuisplein 1\n", "Datum: 18 november 2026\n", "Handtekening: …",
                           "Waarschuwing\n", "U zei: \"<b>weg & snel</b>\" €5 😀 'één'", "Wat volgt\n", "een verbod\n",
                           "aangifte\n", "Let op\n", "Wat\nBedrag\n", "ruit\n€ 300\n", "deur\n€ 10\n"}) {
    const auto at = text.find(part, from);
    ASSERT_NE(at, std::string::npos) << part << "\n" << text;
    from = at;
  }
}

TEST(Odt, SaysWhatItIsBeforeAnythingElse) {
  const auto odt = to_odt(letter());
  EXPECT_THAT(odt, StartsWith("PK\x03\x04"));
  EXPECT_EQ(odt.substr(30, 47), "mimetypeapplication/vnd.oasis.opendocument.text");
}

TEST(Odt, BearsItsLanguageAndTitleAndNobodysName) {
  auto paper = letter();
  EXPECT_THAT(to_odt(paper), HasSubstr("fo:language=\"nl\""));
  paper.language = Language::en;
  const auto odt = to_odt(paper);
  EXPECT_THAT(odt, HasSubstr("fo:language=\"en\""));
  EXPECT_THAT(odt, HasSubstr("<dc:title>Waarschuwing</dc:title>"));
  EXPECT_THAT(odt, Not(HasSubstr("creator")));
  EXPECT_EQ(odt, to_odt(paper));
}

}  // namespace
}  // namespace meldmaat
