// SPDX-License-Identifier: EUPL-1.2
// V12 of the plan: 200 canaries through every door of the real program (cases played to their end, evidence, the
// postbox with and without script, what is refused), with crashes, a backup, another key and exports; afterwards none
// stands in any file, in what the program said, in its figures or in a core. Codes and tokens neither.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "adapters/hexadecimal.hpp"
#include "adapters/system_random.hpp"
#include "bot/receipt_code.hpp"
#include "tests/fakes/postbox_browser.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/canaries.hpp"
#include "tests/functional/story.hpp"

namespace meldmaat::functional {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Json = nlohmann::json;
namespace fs = std::filesystem;

struct Told {
  const char* story;
  const char* start;
};
constexpr std::array stories{Told{"autumn.txt", "2026-10-23 16:45"}, Told{"spring.txt", "2027-03-26 10:15"},
                             Told{"k02.txt", "2026-11-17 10:00"},    Told{"k03.txt", "2026-11-17 14:00"},
                             Told{"k05.txt", "2026-11-17 10:00"},    Told{"k07.txt", "2026-11-17 10:00"},
                             Told{"k10.txt", "2026-11-17 10:00"},    Told{"k11.txt", "2026-11-17 10:00"},
                             Told{"k15.txt", "2026-11-17 10:00"}};

/// Typed to choose what a button says; another word beside it would be another answer.
bool chooses(const std::string& text) {
  return text == "Binnenkomen terwijl dat niet mag, of niet weggaan" || text == "Aan de balie of in een spreekkamer";
}

class CanaryTest : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(folder_ / "tmp");
    ::setenv("TMPDIR", (folder_ / "tmp").c_str(), 1);
    // Whatever crashes may write its memory to a file, as far as this machine lets it.
    rlimit cores{};
    ::getrlimit(RLIMIT_CORE, &cores);
    cores.rlim_cur = cores.rlim_max;
    ::setrlimit(RLIMIT_CORE, &cores);
  }
  void TearDown() override { ::unsetenv("TMPDIR"); }

  void start(const Told& told) {
    const auto data = (folder_ / told.story).string();
    program_ = std::make_unique<Program>(
        std::vector<std::string>{"demo", "--port", "0", "--data", data, "--at", told.start}, folder_ / "log");
    wire_ = std::make_unique<Wire>(program_->port());
  }
  /// \return whether it left a core
  bool crash() {
    wire_.reset();
    return program_->crash();
  }

  /// Every free text of the story is longer by some canaries.
  void play(const Told& told) {
    constexpr std::size_t least_free = 25;
    constexpr int at_a_time = 7;
    const auto post = [&](const std::string& target, const Json& body, const std::string& key) {
      auto said = body;
      const auto text = body.value("text", "");
      if (text.size() >= least_free && !chooses(text)) said["text"] = text + canaries_.next(at_a_time);
      return wire_->post(target, said, key).body;
    };
    const auto get = [&](const std::string& target) {
      const auto answer = wire_->get(target);
      read_ += answer.text;
      return answer.body;
    };
    const auto played = Story(read_story(told.story)).play({.post = post, .get = get});
    EXPECT_EQ(played.find("\n! "), std::string::npos) << played;
  }

  void add_evidence() {
    ClientRequest request(Method::post, "/p/medewerker/attachments", "application/octet-stream",
                          std::string("RIFF\x24\0\0\0WAVEfmt ", 16) + canaries_.next(4));
    request.headers.add("Idempotency-Key", "evidence");
    request.headers.add("X-File-Name", percent(canaries_.next()) + ".wav");
    EXPECT_EQ(wire_->send(std::move(request)).status, 200);
  }
  void take_papers() {
    const auto paper = wire_->get("/p/medewerker/papers/2026-0001/police.json");
    EXPECT_EQ(paper.status, 200) << paper.text;
    read_ += paper.text;
    for (const auto* const target : {"police.pdf", "police-en.pdf"}) {
      EXPECT_EQ(wire_->get("/p/medewerker/papers/2026-0001/" + std::string(target)).status, 200);
    }
    EXPECT_EQ(wire_->get("/p/coordinator/reports/2026.csv").status, 200);
  }

  void ask(ClientRequest request) {
    const bool shown = request.method == Method::get && request.target.starts_with("/invite/");
    const auto answer = wire_->send(std::move(request));
    EXPECT_GE(answer.status, shown ? 200 : 400) << answer.text;
    EXPECT_LT(answer.status, 500) << answer.text;
  }
  void ask_what_is_refused() {
    for (const auto* const place :
         {"/", "/p/", "/p/medewerker/attachments/", "/p/medewerker/papers/", "/invite/", "/postvak/", "/postvak/api/",
          "/p/vertrouwenspersoon/desk/", "/assets/", "/demo/"}) {
      const auto address = place + percent(canaries_.next());
      ask({Method::get, address});
      ask({Method::get, address + "?" + address.substr(1)});
      ask({Method::post, address, "application/json", Json{{"text", canaries_.next()}}.dump()});
    }
    for (const auto* const broken : {"{\"text\": \"", "[", "{\"text\": 1, \"choice\": \""}) {
      ask({Method::post, "/p/medewerker/messages", "application/json", broken + canaries_.next()});
    }
    ClientRequest foreign(Method::post, "/p/medewerker/messages", "application/json",
                          Json{{"text", canaries_.next()}}.dump());
    foreign.headers.add("Origin", "https://" + to_hex(canaries_.next()) + ".example");
    ask(std::move(foreign));
    ClientRequest cookie(Method::get, "/p/" + to_hex(canaries_.next()) + "/messages");
    cookie.headers.add("Cookie", "__Host-session=" + to_hex(canaries_.next()));
    ask(std::move(cookie));
  }

  void use_postbox() {
    for (const auto* const person : {"vertrouwenspersoon", "tweede_vertrouwenspersoon"}) {
      const auto own = KeyPair::make();
      readers_.push_back(own.public_bytes());
      const Json key{{"key", base64url_encode(own.public_bytes())}, {"locked_key", "bG9ja2Vk"}};
      EXPECT_EQ(wire_->post("/p/" + std::string(person) + "/desk/keys", key, "").status, 200);
    }
    readers_.push_back(KeyPair::make().public_bytes());
    const Json recovery{{"key", base64url_encode(readers_.back())}};
    EXPECT_EQ(wire_->post("/p/vertrouwenspersoon/desk/recovery", recovery, "").status, 200);
    const auto code = receipt_code(random_.hex(13));
    const Json content{
        {"kind", "report"}, {"n", 1}, {"what", canaries_.next(9)}, {"who", canaries_.next()}, {"hand_on", "no"}};
    with_work("inboxes", fakes::report_by(code, content.dump(), readers_, random_));
    const auto access = fakes::access_by(code);
    secrets_.insert(secrets_.end(), {code, written(code), access["name"], access["token"]});
    with_work("open", fakes::access_by(receipt_code(random_.hex(13))));
    without_script();
  }
  void with_work(const std::string& what, const Json& body) {
    const auto work = fakes::solved(wire_->get("/postvak/api/work").body);
    const auto answer = wire_->post_with_work("/postvak/api/" + what, body, work);
    EXPECT_EQ(answer.status, 200) << answer.text;
  }
  /// The server sees the text here, and seals it.
  void without_script() {
    const auto shown = wire_->get("/postvak/melden").text;
    constexpr std::string_view field = "name=\"code\" value=\"";
    constexpr std::size_t code_length = 26;
    const auto at = shown.find(field);
    ASSERT_NE(at, std::string::npos) << shown;
    const auto own = shown.substr(at + field.size(), code_length);
    std::string form = "code=" + own + "&last=" + own.substr(24) + "&what=" + canaries_.next(9) +
                       "&who=" + canaries_.next() + "&hand_on=no";
    for (const auto& reader : {readers_[0], readers_[1]}) form += "&readers=" + key_id(reader).str();
    std::ranges::replace(form, ' ', '+');
    EXPECT_EQ(wire_->send({Method::post, "/postvak/melden", "application/x-www-form-urlencoded", form}).status, 200);
    secrets_.insert(secrets_.end(), {own, *read_receipt_code(own)});
    const auto opened = wire_->send(
        {Method::post, "/postvak/lezen", "application/x-www-form-urlencoded", "code=" + own + "&action=open"});
    EXPECT_EQ(opened.status, 200);
  }

  /// What an operator does with the database of a story, and everything that is said to it.
  void operate_on(const std::string& story) {
    fs::create_directory(folder_ / "config");
    fs::copy_file(fs::path(MELDMAAT_SOURCE_DIR) / "config/demo/organisation.toml", folder_ / "config/organisation.toml",
                  fs::copy_options::overwrite_existing);
    std::ofstream(folder_ / "config/meldmaat.toml") << "data = \"" << (folder_ / story).string() << "\"\n";
    std::ofstream(folder_ / "next.key") << std::string(64, 'b') << '\n';
    fs::permissions(folder_ / "next.key", fs::perms::owner_read | fs::perms::owner_write);
    const auto backup = (folder_ / "copy.db").string();
    for (const auto& words :
         std::vector<std::vector<std::string>>{{"backup", backup},
                                               {"verify"},
                                               {"audit"},
                                               {"rotate-key", "--to", (folder_ / "next.key").string()},
                                               {"verify"}}) {
      auto arguments = words;
      arguments.insert(arguments.end(), {"--config", (folder_ / "config").string()});
      const auto ended = run_to_end(arguments);
      EXPECT_EQ(ended.code, 0) << words.front() << ended.words;
      said_ += ended.words;
      if (words.front() == "rotate-key") fs::rename(folder_ / "next.key", folder_ / story / "master.key");
    }
    EXPECT_TRUE(fs::exists(backup)) << said_;
    EXPECT_THAT(said_, HasSubstr("keys wrapped"));
  }

  fakes::TemporaryFolder folder_;
  SystemRandom random_;
  Canaries canaries_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<Wire> wire_;
  std::vector<std::string> readers_;
  std::vector<std::string> secrets_{Canaries::stem};
  std::string read_;  ///< what people were shown
  std::string said_;  ///< what commands said
};

TEST_F(CanaryTest, StandNowhereAfterEveryRoute) {
  constexpr std::size_t wanted = 200;
  bool any_core = false;
  for (const auto& told : stories) {
    start(told);
    play(told);
    any_core |= crash();
  }
  start(stories.front());
  const auto typed = canaries_.all();
  for (const auto& canary : typed) EXPECT_THAT(read_, HasSubstr(canary)) << "it did not get in";
  add_evidence();
  take_papers();
  ask_what_is_refused();
  use_postbox();
  said_ += wire_->get("/metrics").text;
  any_core |= crash();
  EXPECT_FALSE(any_core);
  operate_on(stories.front().story);

  EXPECT_GE(canaries_.all().size(), wanted);
  const Search search(secrets_);
  std::size_t bytes = 0;
  EXPECT_THAT(search.below(folder_.path(), bytes), IsEmpty());
  EXPECT_THAT(search.in(said_, "what the commands said"), IsEmpty());
  EXPECT_THAT(search.in(read_, "what people were shown"), testing::Not(IsEmpty())) << "the control";
  RecordProperty("canaries", static_cast<int>(canaries_.all().size()));
  RecordProperty("bytes", static_cast<int>(bytes));
}

// The control of the search itself.
TEST(CanarySearch, FindsEveryWayOfWriting) {
  Canaries canaries;
  const auto ways = ways_of_writing(canaries.next());
  EXPECT_THAT(ways, SizeIs(11));
  const fakes::TemporaryFolder folder;
  const Search search({Canaries::stem});
  for (const auto& way : ways) {
    std::ofstream(folder / "file", std::ios::trunc) << "before " << way << " after";
    std::size_t bytes = 0;
    EXPECT_THAT(search.below(folder.path(), bytes), testing::Not(IsEmpty())) << way;
  }
  fs::rename(folder / "file", folder / canaries.next());
  std::ofstream(folder / canaries.all().back(), std::ios::trunc) << "nothing";
  std::size_t bytes = 0;
  EXPECT_THAT(search.below(folder.path(), bytes), SizeIs(1)) << "in a name";
}

}  // namespace
}  // namespace meldmaat::functional
