// SPDX-License-Identifier: EUPL-1.2
// Checks files and pasted images from Teams, from the activity down to the bytes on disk: fetched after the answer,
// once, the bot's token only to the Connector, and words for the sender when a file cannot be had (testcases F01-F05,
// F07).
#include <gtest/gtest.h>

#include <memory>

#include "tests/teams/teams_town.hpp"

namespace meldmaat {
namespace {

/// Friday 20 November 2026, 17:05 in Amsterdam.
constexpr Moment friday{std::chrono::milliseconds{1795190700000}};

const std::string photo = std::string("\x89PNG\r\n\x1a\n") + "made up";

class TeamsFilesTest : public testing::Test {
 protected:
  void SetUp() override { open(); }

  /// \param port of Microsoft; 0: any
  void open(std::uint16_t port = 0) {
    town = std::make_unique<TeamsTown>(folder, friday, port);
    town->microsoft.files = {{"balie.png", photo}};
  }
  nlohmann::json with(const std::vector<nlohmann::json>& attachments) {
    auto activity = town->activity(noor);
    activity["attachments"] = attachments;
    return activity;
  }
  nlohmann::json file(const std::string& name = "balie.png") {
    return {{"contentType", "application/vnd.microsoft.teams.file.download.info"},
            {"name", name},
            {"contentUrl", "https://zandrecht.sharepoint.com/personal/noor/" + name},
            {"content", {{"downloadUrl", town->microsoft.origin() + "/files/" + name}, {"fileType", "png"}}}};
  }
  nlohmann::json image(const std::string& name = "balie.png") {
    return {{"contentType", "image/*"}, {"contentUrl", town->microsoft.service_url() + "v3/attachments/" + name}};
  }
  int send(const nlohmann::json& activity) { return town->post(activity).status; }
  /// The files of the report in hand.
  std::vector<Attachment> evidence() {
    return town->look([&](Store& store) {
      const auto state = store.state_of(noor.key());
      return state && !state->frames.empty() ? state->frames.back().attachments : std::vector<Attachment>{};
    });
  }
  bool has(std::size_t count) {
    return town->until([&] { return evidence().size() == count; });
  }
  bool nothing_waits() {
    return town->until([&] { return !town->look([](Store& store) { return store.next_errand(); }); });
  }
  /// Waits until the file is to be tried later, and lets that time come.
  void let_it_be_tried_again() {
    ASSERT_TRUE(town->until([&] {
      const auto calls = town->microsoft.file_calls().size();
      const auto next = town->look([](Store& store) { return store.next_errand(); });
      return calls > tried_ && next && *next > town->clock.now() && *next != town->clock.now() + errand_lasts;
    }));
    tried_ = town->microsoft.file_calls().size();
    town->pass(errand_lasts * 2);
  }

  const fakes::TemporaryFolder folder;
  std::unique_ptr<TeamsTown> town;
  const TeamsPerson noor{"medewerker"};

 private:
  std::size_t tried_ = 0;
};

TEST_F(TeamsFilesTest, AFileIsFetchedWithoutATokenAndAddedToTheReport) {  // F01
  EXPECT_EQ(send(with({file()})), 200);
  ASSERT_TRUE(has(1));
  const auto about = evidence().front();
  EXPECT_EQ(about.name, "balie.png");
  EXPECT_EQ(about.media_type, "image/png");
  EXPECT_EQ(town->look([&](Store& store) { return store.read_blob(about.id); }), photo);
  ASSERT_EQ(town->microsoft.file_calls().size(), 1U);
  EXPECT_EQ(town->microsoft.file_calls().front().authorization, "");
  EXPECT_TRUE(town->shows(noor, "Toegevoegd: balie.png"));
  EXPECT_TRUE(town->shows(noor, "Teams bewaart zelf ook een kopie"));
  EXPECT_TRUE(nothing_waits());
}

TEST_F(TeamsFilesTest, APastedImageIsFetchedWithTheToken) {  // F02
  EXPECT_EQ(send(with({image()})), 200);
  ASSERT_TRUE(has(1));
  EXPECT_EQ(evidence().front().name, "bestand.png");
  EXPECT_TRUE(town->microsoft.file_calls().front().authorization.starts_with("Bearer token-"));
}

TEST_F(TeamsFilesTest, ATokenThatWasWithdrawnIsRenewed) {  // F02
  town->microsoft.file_statuses = {401};
  EXPECT_EQ(send(with({image()})), 200);
  ASSERT_TRUE(has(1));
  ASSERT_EQ(town->microsoft.file_calls().size(), 2U);
  EXPECT_NE(town->microsoft.file_calls()[0].authorization, town->microsoft.file_calls()[1].authorization);
}

TEST_F(TeamsFilesTest, ARefusalThatPassesIsTriedAgain) {  // F02
  town->microsoft.file_statuses = {403, 503};
  EXPECT_EQ(send(with({image()})), 200);
  let_it_be_tried_again();
  let_it_be_tried_again();
  EXPECT_TRUE(has(1));
}

TEST_F(TeamsFilesTest, ALinkThatIsRefusedForMinutesIsToldToTheSender) {  // F01, F02
  town->microsoft.file_statuses = {403, 403, 403, 403, 403, 403};
  EXPECT_EQ(send(with({file()})), 200);
  for (int again = 0; again < 5; ++again) let_it_be_tried_again();
  EXPECT_TRUE(town->shows(noor, "niet kunnen ophalen: balie.png"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(evidence().empty());
}

TEST_F(TeamsFilesTest, ALinkToNothingIsToldAtOnce) {  // F01
  EXPECT_EQ(send(with({file("weg.png")})), 200);
  EXPECT_TRUE(town->shows(noor, "niet kunnen ophalen: weg.png"));
  EXPECT_TRUE(nothing_waits());
}

TEST_F(TeamsFilesTest, NothingIsFetchedFromElsewhereAndNoTokenGoesThere) {  // F03
  for (const std::string url : {"https://sharepoint.com.evil.example/x.png", "https://evilsharepoint.com/x.png",
                                "http://x.sharepoint.com/x.png", "https://169.254.169.254/latest",
                                "https://x.sharepoint.com:8443/x.png", "file:///etc/passwd", "nonsense"}) {
    auto strange = file();
    strange["content"]["downloadUrl"] = url;
    auto picture = image();
    picture["contentUrl"] = url;
    EXPECT_EQ(send(with({strange, picture})), 200);
    EXPECT_TRUE(nothing_waits()) << url;
  }
  EXPECT_TRUE(town->shows(noor, "niet kunnen ophalen: balie.png"));
  EXPECT_TRUE(town->shows(noor, "niet kunnen ophalen: zonder naam"));
  EXPECT_TRUE(town->microsoft.file_calls().empty());
  EXPECT_TRUE(evidence().empty());
}

TEST_F(TeamsFilesTest, TheBytesDecideNotTheName) {  // F04
  town->microsoft.files["balie.png"] = "<html><script>alert(1)</script></html>";
  EXPECT_EQ(send(with({file()})), 200);
  EXPECT_TRUE(town->shows(noor, "Dit soort bestand kan ik niet aannemen: balie.png"));
  EXPECT_TRUE(evidence().empty());
}

TEST_F(TeamsFilesTest, AFileThatIsTooLargeIsToldWithTheLimit) {  // F04
  town->microsoft.files["balie.png"] = photo + std::string(most_file_bytes, 'x');
  EXPECT_EQ(send(with({file()})), 200);
  EXPECT_TRUE(town->shows(noor, "te groot: balie.png"));
  EXPECT_TRUE(evidence().empty());
}

TEST_F(TeamsFilesTest, F3AFileThatDoesNotOpenIsToldToTheSenderAndNotKept) {
  town->reader_copies.outcome = ReaderCopy::Kind::broken;
  EXPECT_EQ(send(with({file()})), 200);
  EXPECT_TRUE(town->shows(noor, "Ik kan uw bestand niet openen: balie.png"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(evidence().empty());
}

// This machine was too busy to open it, which says nothing of the file.
TEST_F(TeamsFilesTest, AFileThatCannotBeOpenedNowIsFetchedAgain) {
  town->reader_copies.outcome = ReaderCopy::Kind::later;
  EXPECT_EQ(send(with({file()})), 200);
  let_it_be_tried_again();
  let_it_be_tried_again();
  EXPECT_TRUE(evidence().empty());
  town->reader_copies.outcome = ReaderCopy::Kind::made;
  town->pass(errand_lasts * 2);
  EXPECT_TRUE(has(1));
}

TEST_F(TeamsFilesTest, InAGroupNothingIsFetched) {  // F05
  auto activity = with({file()});
  activity["conversation"] = {
      {"id", "19:group@thread.v2"}, {"conversationType", "groupChat"}, {"isGroup", true}, {"tenantId", tenant}};
  EXPECT_EQ(send(activity), 200);
  EXPECT_TRUE(town->until([&] { return town->microsoft.chat("19:group@thread.v2").size() == 1; }));
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(town->microsoft.file_calls().empty());
}

TEST_F(TeamsFilesTest, OfSeveralThatWhichIsAFileIsTaken) {  // F07
  town->microsoft.files["brief.pdf"] = "%PDF-1.7 made up";
  auto no_content = file("leeg.png");
  no_content.erase("content");
  const nlohmann::json card{{"contentType", "application/vnd.microsoft.card.thumbnail"},
                            {"contentUrl", "https://zandrecht.example/"}};
  auto activity = with({file(), no_content, card, file("brief.pdf")});
  activity["text"] = "Dit kreeg ik vandaag.";
  EXPECT_EQ(send(activity), 200);
  EXPECT_EQ(send(activity), 200) << "a repeat brings nothing twice";
  EXPECT_TRUE(has(2));
  EXPECT_TRUE(town->shows(noor, "kan ik niet openen"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_EQ(town->microsoft.file_calls().size(), 2U);
}

TEST_F(TeamsFilesTest, NobodyUnknownHasFilesFetched) {  // T11
  auto activity = with({file()});
  activity["from"] = {{"id", "29:guest"}, {"name", "Guest"}};
  activity["conversation"]["id"] = "a:guest";
  EXPECT_EQ(send(activity), 200);
  EXPECT_TRUE(town->until([&] { return !town->microsoft.chat("a:guest").empty(); }));
  EXPECT_NE(town->microsoft.chat("a:guest").back().dump().find("Ik weet niet wie u bent"), std::string::npos);
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(town->microsoft.file_calls().empty());
}

TEST_F(TeamsFilesTest, AFileThatEndedTheProgramEachTimeIsGivenUp) {
  EXPECT_EQ(send(town->text(noor, "hallo")), 200);  // A file never comes before its sender can be reached.
  town->look([&](Store& store) {
    Errand errand;
    errand.conversation = noor.key();
    errand.event = EventId{"file:1:0"};
    errand.not_before = friday;
    errand.attempts = most_errand_attempts;
    store.add_errand(errand);
  });
  town->pass(std::chrono::seconds{1});
  EXPECT_TRUE(town->shows(noor, "niet kunnen ophalen"));
  EXPECT_TRUE(nothing_waits());
}

TEST_F(TeamsFilesTest, ANameThatIsTooLongIsNone) {
  auto long_name = file();
  long_name["name"] = std::string(256, 'n') + ".png";
  EXPECT_EQ(send(with({long_name})), 200);
  ASSERT_TRUE(has(1));
  EXPECT_EQ(evidence().front().name, "bestand.png");
}

TEST_F(TeamsFilesTest, WhatWasNotFetchedIsFetchedAfterARestart) {  // P1
  town->microsoft.file_statuses = {503};
  EXPECT_EQ(send(with({file()})), 200);
  ASSERT_TRUE(town->until([&] { return town->microsoft.file_calls().size() == 1; }));
  const auto port = town->microsoft.port();
  town.reset();
  open(port);
  town->pass(errand_lasts);
  EXPECT_TRUE(has(1));
  EXPECT_EQ(town->microsoft.file_calls().size(), 1U);
}

}  // namespace
}  // namespace meldmaat
