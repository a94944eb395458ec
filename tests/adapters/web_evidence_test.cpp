// SPDX-License-Identifier: EUPL-1.2
// Checks what readers of a case get of a file somebody else added: a copy, or the original when they ask for it by
// name, and each of both is a line of the audit trail (plan §7, F8).
#include <gtest/gtest.h>

#include "tests/adapters/paper_site.hpp"
#include "tests/bot/rules/full_story.hpp"

namespace meldmaat {
namespace {

class WebEvidence : public PaperSite {
 protected:
  WebEvidence() {
    auto own = full_story().file.the_case;
    number_ = own.number;
    const Attachment photo{BlobId{"f0t0"}, "foto.jpg", "image/jpeg", 3, sha256_hex("abc")};
    own.evidence.push_back(photo);
    thread_.run([&](Store& store) {
      store.write_blob(photo, "abc", fakes::who("medewerker"), clock_.now());
      store.write_case(own);
    });
  }

  Response look(const std::string& person, const std::string& which = "") {
    return get("/p/" + person + "/attachments/f0t0" + which, person);
  }
  /// "person what" of every line of the audit trail.
  std::vector<std::string> trail() {
    std::vector<std::string> lines;
    for (const auto& line : thread_.run([](Store& store) { return store.audit(0, 10); })) {
      lines.push_back(line.by.str() + " " + line.what);
    }
    return lines;
  }

  CaseNumber number_;
};

TEST_F(WebEvidence, F8IsACopyForReadersAndTheOriginalOnRequestOnly) {
  EXPECT_EQ(look("chef").body, "copy of abc");
  EXPECT_EQ(trail(), (std::vector<std::string>{"chef file"}));
  const auto original = look("chef", "/original");
  EXPECT_EQ(original.body, "abc");
  EXPECT_EQ(original.headers.value("Content-Type"), "image/jpeg");
  EXPECT_EQ(original.headers.value("Cache-Control"), "no-store");
  EXPECT_EQ(trail(), (std::vector<std::string>{"chef file", "chef original"}));
}

TEST_F(WebEvidence, StaysAsItCameForWhoAddedIt) {
  EXPECT_EQ(look("medewerker").body, "abc");
  EXPECT_EQ(look("medewerker", "/original").body, "abc");
  EXPECT_TRUE(trail().empty());
}

TEST_F(WebEvidence, OfWhichNoCopyCanBeMadeIsNotGivenUnasked) {
  copies_.outcome = ReaderCopy::Kind::no_copy;
  EXPECT_EQ(look("chef").status, 409);
  EXPECT_EQ(look("chef", "/original").body, "abc");
  copies_.outcome = ReaderCopy::Kind::broken;
  EXPECT_EQ(look("chef").status, 409);
  copies_.outcome = ReaderCopy::Kind::later;
  EXPECT_EQ(look("chef").status, 503);
}

TEST_F(WebEvidence, IsForNobodyElseInEitherForm) {
  for (const auto* which : {"", "/original"}) EXPECT_EQ(look("opvang", which).status, 404);
  EXPECT_EQ(look("chef", "/else").status, 404);
  EXPECT_TRUE(trail().empty());
}

}  // namespace
}  // namespace meldmaat
