// SPDX-License-Identifier: EUPL-1.2
// K9 of the handbook: somebody reports without a name and gets a receipt code, a counsellor asks two questions, both
// are answered, and no name is anywhere (S0-6). How: the real program, killed after each acknowledgement, and
// afterwards a search through every file it left.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "adapters/hexadecimal.hpp"
#include "adapters/system_random.hpp"
#include "bot/receipt_code.hpp"
#include "tests/fakes/postbox_browser.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
using Json = nlohmann::json;

const std::string first = "vertrouwenspersoon";
const std::string second = "tweede_vertrouwenspersoon";

class Anonymous : public testing::Test {
 protected:
  Anonymous() { start(); }

  void start() {
    program_ = std::make_unique<Program>(
        std::vector<std::string>{"demo", "--port", "0", "--data", folder_.path().string(), "--at", "2026-11-23 09:00"});
    wire_ = std::make_unique<Wire>(program_->port());
  }
  /// As a power cut would: what was acknowledged must be there afterwards.
  void kill() {
    wire_.reset();
    program_->kill();
    start();
  }
  /// All slots that something may wait for are over.
  void pass_slots() { EXPECT_EQ(wire_->post("/demo/clock", {{"forward", "4d"}}, "").status, 200); }

  Json call(const std::string& what, const Json& body) {
    const auto work = fakes::solved(wire_->get("/postvak/api/work").body);
    const auto answer = wire_->post_with_work("/postvak/api/" + what, body, work);
    EXPECT_EQ(answer.status, 200) << what << answer.body;
    kill();
    return answer.body;
  }
  Json desk(const std::string& what) { return wire_->get("/p/" + first + "/desk/" + what).body; }
  Json ask(const std::string& what, const Json& body, const std::string& person = first) {
    const auto answer = wire_->post("/p/" + person + "/desk/" + what, body, "");
    EXPECT_EQ(answer.status, 200) << what << answer.body;
    kill();
    return answer.body;
  }
  void make_keys() {
    ask("keys", {{"key", base64url_encode(first_.public_bytes())}, {"locked_key", "bG9ja2Vk"}});
    ask("keys", {{"key", base64url_encode(second_.public_bytes())}, {"locked_key", "bG9ja2Vk"}}, second);
    ask("recovery", {{"key", base64url_encode(recovery_.public_bytes())}});
  }
  [[nodiscard]] std::vector<std::string> keys() const {
    return {first_.public_bytes(), second_.public_bytes(), recovery_.public_bytes()};
  }
  /// What lies in the only inbox, in the order of "n", as the first counsellor reads it.
  std::vector<std::string> read(const std::string& from) {
    const auto inbox = desk("inboxes")["inboxes"][0];
    std::vector<std::pair<int, std::string>> found;
    for (const auto& one : inbox["envelopes"]) {
      if (one["from"] != from) continue;
      const auto text = open_envelope(InboxId{inbox["id"]}, fakes::envelope_from(one), first_);
      if (!text) continue;
      const auto content = Json::parse(*text);
      found.emplace_back(content["n"].get<int>(), content.contains("what") ? content["what"] : content["text"]);
    }
    std::ranges::sort(found);
    std::vector<std::string> texts;
    for (auto& [number, text] : found) texts.push_back(std::move(text));
    return texts;
  }
  void question(int number, const std::string& text) {
    const auto inbox = desk("inboxes")["inboxes"][0];
    const InboxId id{inbox["id"].get<std::string>()};
    auto to = keys();
    to.push_back(base64url_decode(inbox["public_key"].get<std::string>()).value());
    const Json content{{"kind", "message"}, {"n", number}, {"text", text}};
    const auto envelope =
        seal_envelope({id, EnvelopeId{random_.hex(16)}, Envelope::From::counsellor}, content.dump(), to, random_);
    ask("inboxes/" + id.str() + "/messages", {{"envelope", to_json(envelope.value())}});
  }
  /// The texts that somebody with the code can read.
  std::vector<std::string> answers_for(std::string_view code) {
    const CodeKeys keys(code);
    const auto opened = call("open", fakes::access_by(code));
    const Inbox inbox{keys.inbox, keys.token_hash, base64url_decode(opened["public_key"].get<std::string>()).value(),
                      base64url_decode(opened["wrapped_key"].get<std::string>()).value()};
    const auto own = unlock(keys, inbox).value();
    std::vector<std::string> texts;
    for (const auto& reply : opened["replies"]) {
      auto envelope = fakes::envelope_from(reply);
      envelope.keys.push_back({key_id(inbox.public_key), base64url_decode(reply["sealed"].get<std::string>()).value()});
      texts.push_back(Json::parse(open_envelope(keys.inbox, envelope, own).value())["text"]);
    }
    std::ranges::sort(texts);
    return texts;
  }
  void write(std::string_view code, int number, const std::string& text) {
    auto body = fakes::access_by(code);
    body["envelope"] =
        fakes::sealed_by(code, Json{{"kind", "message"}, {"n", number}, {"text", text}}.dump(), keys(), random_);
    EXPECT_EQ(call("messages", body)["kept"], true);
  }
  [[nodiscard]] std::string everything_left() const {
    std::string all;
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder_.path())) {
      if (!file.is_regular_file()) continue;
      std::ifstream stream(file.path(), std::ios::binary);
      all += file.path().string() + "\n";
      all.append(std::istreambuf_iterator<char>(stream), {});
    }
    return all;
  }

  fakes::TemporaryFolder folder_;
  std::unique_ptr<Program> program_;
  std::unique_ptr<Wire> wire_;
  SystemRandom random_;
  KeyPair first_ = KeyPair::make();
  KeyPair second_ = KeyPair::make();
  KeyPair recovery_ = KeyPair::make();
};

std::string in_utf16(const std::string& text) {
  std::string wide;
  for (const char letter : text) wide += {letter, '\0'};
  return wide;
}

TEST_F(Anonymous, K9ACounsellorAsksTwoQuestionsAndNoNameIsAnywhere) {
  make_keys();
  const auto code = receipt_code(random_.hex(13));
  const std::string story = "Bij loket zeven sloeg iemand met een rode paraplu.";
  const Json content{{"kind", "report"}, {"n", 1}, {"what", story}, {"who", "Wolter Zandbergen"}, {"hand_on", "no"}};
  EXPECT_EQ(call("inboxes", fakes::report_by(code, content.dump(), keys(), random_))["kept"], true);
  pass_slots();
  EXPECT_THAT(read("reporter"), ElementsAre(story));
  question(1, "Is iemand gewond geraakt?");
  question(2, "Wilt u dat wij contact zoeken met de politie?");
  pass_slots();
  EXPECT_THAT(answers_for(code),
              ElementsAre("Is iemand gewond geraakt?", "Wilt u dat wij contact zoeken met de politie?"));
  write(code, 2, "Nee, alleen geschrokken.");
  write(code, 3, "Nog niet, ik denk erover na.");
  pass_slots();
  EXPECT_THAT(read("reporter"), ElementsAre(story, "Nee, alleen geschrokken.", "Nog niet, ik denk erover na."));

  const auto left = everything_left();
  ASSERT_NE(left.find("postbox.db"), std::string::npos);
  const auto access = fakes::access_by(code);
  for (const std::string& secret :
       {std::string("rode paraplu"), std::string("Wolter Zandbergen"), std::string("alleen geschrokken"),
        std::string("gewond geraakt"), code, written(code), access["name"].get<std::string>(),
        access["token"].get<std::string>()}) {
    for (const auto& form : {secret, to_hex(secret), base64url_encode(secret), in_utf16(secret)}) {
      EXPECT_EQ(left.find(form), std::string::npos) << secret;
    }
  }
}

}  // namespace
}  // namespace meldmaat::functional
