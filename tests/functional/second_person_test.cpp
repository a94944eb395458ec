// SPDX-License-Identifier: EUPL-1.2
// Four eyes for the configuration, with the program as an administrator runs it: what decides who reads is in force
// only after a second person agreed, signed in on the web; what gives nobody anything is in force at once; and what was
// forced is told. The files are those of the demo in a folder of the test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "adapters/system_random.hpp"
#include "adapters/web/chat_client.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

class FourEyes : public testing::Test {
 protected:
  FourEyes() {
    fs::copy_file(fs::path(MELDMAAT_SOURCE_DIR) / "config/demo/organisation.toml", organisation());
    std::ofstream(folder_ / "meldmaat.toml")
        << "data = \"" << (folder_ / "data").string() << "\"\n[web]\nport = " << port_ << "\norigin = \"" << origin_
        << "\"\n[metrics]\nport = " << free_port() << "\n";
  }

  /// In the file, as an administrator does it.
  void change(const std::string& from, const std::string& to) const {
    std::ifstream file(organisation());
    std::string text{std::istreambuf_iterator<char>(file), {}};
    const auto place = text.find(from);
    ASSERT_NE(place, std::string::npos);
    std::ofstream(organisation(), std::ios::trunc) << text.replace(place, from.size(), to);
  }
  [[nodiscard]] std::string run(const std::string& command) const {
    return run_to_end({command, "--config", folder_.path().string()}).words;
  }
  /// Starts the service, lets somebody sign in and say this, and ends it. \return what the service said
  std::string start(const std::string& person = {}, const std::string& script = {}) {
    const auto ended = run_until({"serve", "--config", folder_.path().string()}, "\"open\"", [&] {
      if (person.empty()) return;
      auto link = run_to_end({"invite", "--config", folder_.path().string(), person}).words;
      while (!link.empty() && link.back() == '\n') link.pop_back();
      std::istringstream in(script);
      std::ostringstream out;
      std::ostringstream errors;
      EXPECT_EQ(chat({*read_web_address(origin_), person, link, {}}, random_, in, out, errors), 0) << errors.str();
      heard_ = out.str();
    });
    EXPECT_EQ(ended.code, 0) << ended.words;
    return ended.words;
  }
  [[nodiscard]] const std::string& heard() const { return heard_; }

 private:
  [[nodiscard]] fs::path organisation() const { return folder_ / "organisation.toml"; }

  const fakes::TemporaryFolder folder_;
  const std::uint16_t port_ = free_port();
  const std::string origin_ = "http://127.0.0.1:" + std::to_string(port_);
  SystemRandom random_;
  std::string heard_;
};

constexpr const char* counsellors = "holders = [\"vertrouwenspersoon\"]";
constexpr const char* others = "holders = [\"stagiair\"]";
constexpr const char* waits = "wait for a second person";

TEST_F(FourEyes, AreNeededBeforeSomebodyElseReads) {
  EXPECT_THAT(start(), Not(HasSubstr(waits))) << "the first start accepts what is there";
  EXPECT_THAT(start("stagiair", "desk\n"), Not(HasSubstr(waits)));

  change(counsellors, others);
  EXPECT_THAT(start("coordinator", "instellingen\npauze\n"), HasSubstr("1 changes of the configuration"));
  EXPECT_THAT(heard(), HasSubstr("Fatima Helmgras (vertrouwenspersoon)"));
  EXPECT_THAT(heard(), HasSubstr("Amara Lighthouse (stagiair)"));

  EXPECT_THAT(start("directeur", "instellingen\nIk stem in\n"), HasSubstr(waits)) << "still";
  EXPECT_THAT(heard(), HasSubstr("heeft ingestemd"));
  EXPECT_THAT(start(), Not(HasSubstr(waits)));
  const auto trail = run("audit");
  EXPECT_THAT(trail, HasSubstr(";directeur;agreed;"));
  EXPECT_THAT(trail, HasSubstr(";accepted;"));

  change(others, counsellors);
  EXPECT_THAT(start(), HasSubstr(waits)) << "the way back needs a second person too";
}

TEST_F(FourEyes, KeepWhatWasAgreedWithInForce) {
  static_cast<void>(start());
  change("id = \"coordinator\"\nholders = [\"coordinator\"]", "id = \"coordinator\"\nholders = [\"stagiair\"]");
  static_cast<void>(start("stagiair", "settings\n"));
  EXPECT_THAT(heard(), HasSubstr("No change of the settings waits for your decision"))
      << "who would get the role does not have it yet";
  EXPECT_THAT(start("coordinator", "instellingen\nIk stem niet in\n"), HasSubstr(waits));
  EXPECT_THAT(heard(), HasSubstr("niet ingestemd"));
  EXPECT_THAT(start("coordinator", "instellingen\n"), HasSubstr(waits)) << "refused is not agreed";
  EXPECT_THAT(heard(), HasSubstr("Er wacht geen wijziging"));
}

TEST_F(FourEyes, AreNotNeededForWhatGivesNobodyAnything) {
  static_cast<void>(start());
  change("name = \"Amara Lighthouse\"", "name = \"Amara Vuurtoren\"");
  change("[[team]]",
         "[[person]]\nid = \"nieuw\"\nname = \"Iris Strandloper\"\nteam = \"burgerzaken\"\nchannels = "
         "[\"web\"]\n\n[[team]]");
  EXPECT_THAT(start("nieuw", "menu\n"), Not(HasSubstr(waits)));
}

TEST_F(FourEyes, AreToldOfWhatWasForced) {
  static_cast<void>(start());
  change(counsellors, others);
  EXPECT_THAT(run("accept-config"), HasSubstr("counts from the next start on"));
  EXPECT_THAT(start("coordinator", "menu\n"), Not(HasSubstr(waits)));
  EXPECT_THAT(heard(), HasSubstr("zonder dat een tweede persoon instemde"));
  EXPECT_THAT(heard(), HasSubstr("Amara Lighthouse (stagiair)"));
  EXPECT_THAT(run("audit"), HasSubstr(";forced;"));
}

}  // namespace
}  // namespace meldmaat::functional
