// SPDX-License-Identifier: EUPL-1.2
// Checks with the real program what is refused as evidence, and what is left of it in the copy for readers (plan §7,
// list F: the numbers are its rows).
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <boost/asio/co_spawn.hpp>
#include <fstream>
#include <vector>

#include "adapters/evidence/decoder_process.hpp"
#include "tests/fakes/silent_log.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/pictures.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

using testing::HasSubstr;
using testing::Not;
using Kind = ReaderCopy::Kind;

class ReaderCopies : public testing::Test {
 protected:
  /// Of each, all asked for at once.
  std::vector<ReaderCopy> copies(const std::vector<std::string>& files) {
    DecoderProcess decoder(io_.get_executor(), metrics_, log_.log(), settings_);
    std::vector<ReaderCopy> made(files.size());
    for (std::size_t at = 0; at < files.size(); ++at) {
      const auto keep = [&made, at](const std::exception_ptr& failed, ReaderCopy copy) {
        if (failed) std::rethrow_exception(failed);
        made[at] = std::move(copy);
      };
      boost::asio::co_spawn(io_, decoder.copy(files[at]), keep);
    }
    io_.restart();
    io_.run();
    return made;
  }
  ReaderCopy copy(const std::string& file) { return copies({file}).front(); }
  Kind outcome(const std::string& file) { return copy(file).kind; }

  boost::asio::io_context io_;
  Metrics metrics_;
  SilentLog log_;
  DecoderSettings settings_{.program = MELDMAAT_PROGRAM};
};

void expect_no_marks(const std::string& bytes) {
  for (const auto mark : marks) EXPECT_THAT(bytes, Not(HasSubstr(std::string(mark))));
  EXPECT_THAT(bytes, Not(HasSubstr("Exif")));
}

TEST_F(ReaderCopies, F2OfAPdfDoNothingAndCarryNothing) {
  const auto original = busy_pdf();
  const auto made = copy(original);
  ASSERT_EQ(made.kind, Kind::made);
  for (const auto* word : {"/JavaScript", "/JS", "alert", "/Launch", "cmd.exe", "/OpenAction", "/AA", "/EmbeddedFile",
                           "rekening", "/Metadata", "/Author", "/Producer"}) {
    EXPECT_THAT(original, HasSubstr(word));
    EXPECT_THAT(made.bytes, Not(HasSubstr(word)));
  }
  expect_no_marks(made.bytes);
  EXPECT_THAT(made.bytes, HasSubstr("/DCTDecode")) << "the page and its picture stay";
  EXPECT_THAT(made.bytes, HasSubstr("https://voorbeeld.example/"));
  EXPECT_EQ(outcome(made.bytes), Kind::made);
}

TEST_F(ReaderCopies, F8OfAScannedPageTellNothingHoweverTheScannerNamesItsFilter) {
  const auto made = copy(busy_pdf("[/DCTDecode]"));
  ASSERT_EQ(made.kind, Kind::made);
  expect_no_marks(made.bytes);
  EXPECT_THAT(made.bytes, HasSubstr("/DCTDecode"));
}

TEST_F(ReaderCopies, F8OfAPdfWithAPhotoThatCannotBeCleanedThereAreNone) {
  EXPECT_EQ(outcome(busy_pdf("[/ASCIIHexDecode /DCTDecode]")), Kind::no_copy);
  EXPECT_EQ(outcome(busy_pdf("/JPXDecode")), Kind::no_copy);
}

TEST_F(ReaderCopies, F3OfWhatDoesNotOpenThereAreNone) {
  const auto photo = phone_photo();
  EXPECT_EQ(outcome(photo.substr(0, photo.size() * 9 / 10)), Kind::broken);
  EXPECT_EQ(outcome(photo.substr(0, photo.size() - 10)), Kind::broken);
  EXPECT_EQ(outcome(screenshot().substr(0, 60)), Kind::broken);
  const auto webp = webp_photo();
  EXPECT_EQ(outcome(webp.substr(0, webp.size() / 3)), Kind::broken);
  EXPECT_EQ(outcome("\xFF\xD8\xFF no photo"), Kind::broken);
  EXPECT_EQ(outcome("%PDF-1.7 made up"), Kind::broken);
}

TEST_F(ReaderCopies, F3OfAPictureOfTenBillionPixelsThereAreNone) {
  EXPECT_EQ(outcome(huge_png(100'000, 100'000)), Kind::broken);
  EXPECT_EQ(outcome(huge_png(50'001, 1'000)), Kind::broken);
}

TEST_F(ReaderCopies, F3OfAPhotoThatIsAlsoAnArchiveShowThePhotoOnly) {
  const std::string archive = std::string("PK\x03\x04", 4) + "programma.exe";
  const auto made = copy(phone_photo() + archive);
  ASSERT_EQ(made.kind, Kind::made);
  EXPECT_THAT(made.bytes, Not(HasSubstr(archive)));
  EXPECT_EQ(look_at(made.bytes).height, 16U);
}

TEST_F(ReaderCopies, F8OfAPhotoTellNeitherPlaceNorCamera) {
  const auto photo = phone_photo();
  for (const auto mark : marks) EXPECT_THAT(photo, HasSubstr(std::string(mark)));
  const auto made = copy(photo);
  ASSERT_EQ(made.kind, Kind::made);
  expect_no_marks(made.bytes);
  const auto seen = look_at(made.bytes);
  EXPECT_EQ(seen.width, 8U);
  EXPECT_EQ(seen.height, 16U) << "turned, because nothing tells a viewer to turn it any more";
  EXPECT_GT(seen.first[0], 200);
  EXPECT_LT(seen.first[2], 50);
  EXPECT_LT(seen.last[0], 50);
  EXPECT_GT(seen.last[2], 200);
}

TEST_F(ReaderCopies, F8OfOtherPicturesTellNothingEither) {
  for (const auto& original : {webp_photo(), screenshot()}) {
    const auto made = copy(original);
    ASSERT_EQ(made.kind, Kind::made);
    expect_no_marks(made.bytes);
    EXPECT_EQ(made.bytes.substr(0, 4), original.substr(0, 4));
    EXPECT_EQ(outcome(made.bytes), Kind::made);
  }
}

TEST_F(ReaderCopies, OfSoundAndHeicCannotBeMade) {
  EXPECT_EQ(outcome("OggS and so on"), Kind::no_copy);
  EXPECT_EQ(outcome(std::string("\0\0\0\x18", 4) + "ftypheic"), Kind::no_copy);
}

TEST_F(ReaderCopies, AskedForAtOnceComeOneAfterTheOther) {
  for (const auto& made : copies({phone_photo(), screenshot(), "\xFF\xD8\xFF", webp_photo(), phone_photo()})) {
    EXPECT_EQ(made.kind, made.bytes.empty() ? Kind::broken : Kind::made);
  }
}

TEST_F(ReaderCopies, OfADecoderThatNeverStopsAreNotWaitedFor) {
  settings_.program = "/usr/bin/yes";
  settings_.most_copy_bytes = 1'000'000;
  EXPECT_EQ(outcome(phone_photo()), Kind::broken);
  // One that says nothing at all: this machine may be busy, so it is nobody's fault.
  const fakes::TemporaryFolder folder;
  const auto silent = folder.path() / "silent";
  std::ofstream(silent) << "#!/bin/sh\nwhile true; do :; done\n";
  ASSERT_EQ(::chmod(silent.c_str(), 0700), 0);
  settings_.program = silent;
  settings_.patience = std::chrono::milliseconds{50};
  EXPECT_EQ(outcome(phone_photo()), Kind::later);
  settings_.program = folder.path() / "nothing";
  EXPECT_EQ(outcome(phone_photo()), Kind::later);
}

class Evidence : public testing::Test {
 protected:
  struct Outcome {
    int status = 0;
    std::string words;
  };
  Outcome send(const std::string& bytes, const std::string& name = "foto.jpg") {
    ClientRequest request(Method::post, "/p/medewerker/attachments", "application/octet-stream", bytes);
    request.headers.add("Idempotency-Key", "file-" + std::to_string(++sent_));
    request.headers.add("X-File-Name", name);
    request.headers.add("Sec-Fetch-Site", "same-origin");
    ClientAnswer answer;
    const auto keep = [&answer](const std::exception_ptr& failed, ClientAnswer came) {
      if (failed) std::rethrow_exception(failed);
      answer = std::move(came);
    };
    boost::asio::co_spawn(io_, client_.exchange(std::move(request), std::chrono::seconds{60}), keep);
    io_.restart();
    io_.run();
    return {answer.status, answer.body};
  }
  /// What the conversation holds of files.
  std::vector<nlohmann::json> files() {
    std::vector<nlohmann::json> found;
    const auto answer = Wire(program_.port()).get("/p/medewerker/messages");
    for (const auto& message : answer.body["messages"]) {
      if (!message["attachment"].is_null()) found.push_back(message["attachment"]);
    }
    return found;
  }

  const fakes::TemporaryFolder folder_;
  const Program program_{{"demo", "--port", "0", "--data", folder_.path().string(), "--at", "2026-10-23 16:45"}};
  boost::asio::io_context io_;
  HttpClient client_{io_.get_executor(), "127.0.0.1", program_.port()};
  int sent_ = 0;
};

TEST_F(Evidence, F3ThatDoesNotOpenIsRefusedAndNotKept) {
  const auto photo = phone_photo();
  for (const auto& file : {photo.substr(0, photo.size() / 2), huge_png(100'000, 100'000)}) {
    const auto refused = send(file);
    EXPECT_EQ(refused.status, 415);
    EXPECT_THAT(refused.words, HasSubstr("Dit bestand gaat niet open."));
  }
  EXPECT_TRUE(files().empty());
  EXPECT_EQ(send(photo).status, 200);
  ASSERT_EQ(files().size(), 1U);
  EXPECT_EQ(files().front()["bytes"], photo.size()) << "what is kept is what was sent";
}

// F1 needs a virus scanner, which there is none of.
TEST_F(Evidence, F2AndF4OfAnotherKindIsRefusedAndNotKept) {
  for (const std::string file : {"PK\x03\x04 zip, docm", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<html></html>",
                                 "BEGIN:VCALENDAR", "L\x01\x02 lnk", "\x1F\x8B gzip", "7z\xBC\xAF", "MZ program"}) {
    const auto refused = send(file);
    EXPECT_EQ(refused.status, 415) << file;
    EXPECT_THAT(refused.words, HasSubstr("Dit soort bestand kan niet.")) << file;
  }
  EXPECT_TRUE(files().empty());
}

// Nothing on disk bears the name, so it may be anything.
TEST_F(Evidence, F5IsShownUnderItsNameAndKeptUnderAnother) {
  EXPECT_EQ(send(phone_photo(), "..%2F..%2Fx").status, 200);
  EXPECT_EQ(send(phone_photo(), "CON").status, 200);
  EXPECT_EQ(send(phone_photo(), "%E2%80%AEgpj.exe").status, 200);
  EXPECT_EQ(send(phone_photo(), std::string(300, 'a')).status, 400);
  ASSERT_EQ(files().size(), 3U);
  EXPECT_THAT(files().back()["name"].get<std::string>(), Not(HasSubstr("\u202E")));
  for (const auto& file : files()) EXPECT_EQ(file["id"].get<std::string>().size(), 32U);
}

// A name or a word of the sender decides nothing.
TEST_F(Evidence, F6IsWhatItsBytesAre) {
  EXPECT_EQ(send(busy_pdf(), "foto.png").status, 200);
  ASSERT_EQ(files().size(), 1U);
  EXPECT_EQ(files().front()["type"], "application/pdf");
}

}  // namespace
}  // namespace meldmaat::functional
