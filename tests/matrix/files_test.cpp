// SPDX-License-Identifier: EUPL-1.2
// Checks files that people put into a room, from the event down to the bytes on disk: fetched from the homeserver's
// media repository and nowhere else, once, and words for the sender when a file cannot be had (testcases M9).
#include "tests/matrix/matrix_town.hpp"

namespace meldmaat {
namespace {

const std::string photo = std::string("\x89PNG\r\n\x1a\n") + "made up";

class MatrixFilesTest : public MatrixTest {
 protected:
  void SetUp() override {
    MatrixTest::SetUp();
    homeserver.media["zandrecht.example/balie"] = photo;
    room = greeted(noor);
  }
  /// An image, as clients send it.
  nlohmann::json image(const std::string& url = "mxc://zandrecht.example/balie") {
    return {{"msgtype", "m.image"},
            {"body", "balie.png"},
            {"filename", "balie.png"},
            {"url", url},
            {"info", {{"mimetype", "image/png"}, {"size", photo.size()}, {"w", 10}, {"h", 10}}}};
  }
  void send(const nlohmann::json& content) {
    homeserver.message(room, noor.user(), content);
    push_news();
  }
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
  std::size_t fetches() { return homeserver.count("/media/download"); }
  /// Waits until the file is to be tried later, and lets that time come.
  void let_it_be_tried_again() {
    ASSERT_TRUE(town->until([&] {
      const auto next = town->look([](Store& store) { return store.next_errand(); });
      return fetches() > tried_ && next && *next > town->clock.now() && *next != town->clock.now() + errand_lasts;
    }));
    tried_ = fetches();
    town->pass(errand_lasts * 2);
  }

  std::string room;

 private:
  std::size_t tried_ = 0;
};

TEST_F(MatrixFilesTest, AnImageIsFetchedWithTheTokenAndAddedToTheReport) {
  send(image());
  ASSERT_TRUE(has(1));
  const auto about = evidence().front();
  EXPECT_EQ(about.name, "balie.png");
  EXPECT_EQ(about.media_type, "image/png");
  EXPECT_EQ(town->look([&](Store& store) { return store.read_blob(about.id); }), photo);
  EXPECT_TRUE(town->shows(room, "Toegevoegd"));
  EXPECT_TRUE(nothing_waits());
  ASSERT_EQ(fetches(), 1U);
  for (const auto& call : homeserver.calls()) {
    if (call.path.find("/media/") == std::string::npos) continue;
    EXPECT_EQ(call.path, "/v1/media/download/zandrecht.example/balie") << "of authenticated media";
    EXPECT_EQ(call.authorization, std::string("Bearer ") + FakeHomeserver::token);
  }
}

TEST_F(MatrixFilesTest, F3AFileThatDoesNotOpenIsToldToTheSenderAndNotKept) {
  town->reader_copies.outcome = ReaderCopy::Kind::broken;
  send(image());
  EXPECT_TRUE(town->shows(room, "Ik kan uw bestand niet openen"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(evidence().empty());
}

TEST_F(MatrixFilesTest, ACaptionIsSaidAndTheImageIsAdded) {
  auto with_caption = image();
  with_caption["body"] = "ik wil iets melden";
  send(with_caption);
  ASSERT_TRUE(has(1));
  EXPECT_EQ(heard(noor).front(), "ik wil iets melden");
  EXPECT_EQ(evidence().front().name, "balie.png");
}

TEST_F(MatrixFilesTest, ARepeatBringsNothingTwice) {
  const auto event = homeserver.message(room, noor.user(), image());
  push_news();
  ASSERT_TRUE(has(1));
  EXPECT_EQ(town->push({event, event}).status, 200);
  ASSERT_TRUE(town->sync());
  EXPECT_TRUE(nothing_waits());
  EXPECT_EQ(evidence().size(), 1U);
  EXPECT_EQ(fetches(), 1U);
}

TEST_F(MatrixFilesTest, ARefusalThatPassesIsTriedAgain) {
  for (const int status : {429, 503, 401}) homeserver.answer_next("/media/", matrix_error(status, "M_UNKNOWN"));
  send(image());
  for (int again = 0; again < 3; ++again) let_it_be_tried_again();
  EXPECT_TRUE(has(1));
}

TEST_F(MatrixFilesTest, ADownloadThatIsCutOffIsTriedAgain) {
  homeserver.hang_next("/media/");
  send(image());
  ASSERT_TRUE(town->until([&] { return fetches() == 1; }));
  town->stop_homeserver();
  town->start_homeserver();
  let_it_be_tried_again();
  EXPECT_TRUE(has(1));
}

TEST_F(MatrixFilesTest, WhatNeverComesIsToldToTheSender) {
  homeserver.answer_always("/media/", matrix_error(502, "M_UNKNOWN"));
  send(image());
  for (int again = 1; again < most_errand_attempts; ++again) let_it_be_tried_again();
  EXPECT_TRUE(town->shows(room, "niet kunnen ophalen"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(evidence().empty());
}

TEST_F(MatrixFilesTest, AFileThatIsGoneIsToldAtOnce) {
  send(image("mxc://zandrecht.example/weg"));
  EXPECT_TRUE(town->shows(room, "niet kunnen ophalen"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_EQ(fetches(), 1U);
}

TEST_F(MatrixFilesTest, NothingIsFetchedFromAnAddressThatIsNone) {
  std::size_t refused = 0;
  for (const std::string url : {"https://evil.example/x.png", "mxc://", "mxc://zandrecht.example", "mxc:///balie",
                                "mxc://zandrecht.example/../../v3/sync", "mxc://zandrecht.example/a?b=c",
                                "mxc://zandrecht.example/a%2fb", "mxc://u@evil.example/x", "mxc://a b/c", "nonsense"}) {
    send(image(url));
    ++refused;
    EXPECT_TRUE(town->until([&] { return copies(room, "kan ik niet openen") == refused; })) << url;
  }
  auto without = image();
  without.erase("url");
  send(without);
  EXPECT_TRUE(town->until([&] { return copies(room, "kan ik niet openen") == refused + 1; }));
  EXPECT_TRUE(nothing_waits());
  EXPECT_EQ(fetches(), 0U);
}

TEST_F(MatrixFilesTest, ARedirectIsNotFollowed) {
  Response elsewhere(302);
  elsewhere.headers.add("Location", "http://127.0.0.1:9/stolen");
  homeserver.answer_next("/media/", std::move(elsewhere));
  send(image());
  EXPECT_TRUE(town->shows(room, "niet kunnen ophalen"));
  EXPECT_EQ(fetches(), 1U);
}

TEST_F(MatrixFilesTest, TheBytesDecideNotTheName) {
  homeserver.media["zandrecht.example/balie"] = "<html><script>alert(1)</script></html>";
  send(image());
  EXPECT_TRUE(town->shows(room, "Dit soort bestand kan ik niet aannemen"));
  EXPECT_TRUE(evidence().empty());
}

TEST_F(MatrixFilesTest, AFileThatIsTooLargeIsToldWhateverItClaims) {
  homeserver.media["zandrecht.example/balie"] = photo + std::string(most_file_bytes, 'x');
  send(image());
  EXPECT_TRUE(town->shows(room, "te groot"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(evidence().empty());
}

TEST_F(MatrixFilesTest, NobodyUnknownHasFilesFetched) {
  const MatrixPerson guest{"onbekend"};
  const auto other = homeserver.make_room(guest.user());
  homeserver.message(other, guest.user(), image());
  push_news();
  EXPECT_TRUE(town->shows(other, "Ik weet niet wie u bent"));
  ASSERT_TRUE(town->rooms_are_done());
  EXPECT_TRUE(nothing_waits());
  EXPECT_EQ(fetches(), 0U);
}

TEST_F(MatrixFilesTest, WhatWasNotFetchedIsFetchedAfterARestart) {
  homeserver.hang_next("/media/");
  send(image());
  ASSERT_TRUE(town->until([&] { return fetches() == 1; }));
  open(friday + std::chrono::seconds{5});
  town->pass(errand_lasts);
  EXPECT_TRUE(has(1));
  EXPECT_EQ(fetches(), 2U);
}

TEST_F(MatrixFilesTest, AFileThatIsTakenBackIsGone) {  // M5
  const auto sent = homeserver.message(room, noor.user(), image());
  push_news();
  ASSERT_TRUE(has(1));
  const auto kept = evidence().front().id;
  homeserver.redact(room, noor.user(), sent["event_id"]);
  push_news();
  EXPECT_TRUE(town->shows(room, "Ik heb uw bericht gewist"));
  EXPECT_TRUE(evidence().empty());
  EXPECT_FALSE(town->look([&](Store& store) { return store.read_blob(kept); }));
  for (const auto& line : town->look([&](Store& store) { return store.transcript(noor.key(), 0, 100); })) {
    EXPECT_FALSE(line.message.attachment);
  }
}

TEST_F(MatrixFilesTest, AFileThatIsTakenBackBeforeItCouldBeFetchedIsFetchedNoMore) {  // M5
  const auto sent = homeserver.message(room, noor.user(), image("mxc://zandrecht.example/later"));
  homeserver.answer_next("/media/", matrix_error(503, "M_UNKNOWN"));
  push_news();
  ASSERT_TRUE(town->until([&] { return fetches() > 0; }));
  homeserver.redact(room, noor.user(), sent["event_id"]);
  push_news();
  EXPECT_TRUE(town->shows(room, "Ik heb uw bericht gewist"));
  EXPECT_TRUE(nothing_waits());
  EXPECT_TRUE(evidence().empty());
}

}  // namespace
}  // namespace meldmaat
