// SPDX-License-Identifier: EUPL-1.2
// Checks the terminal client against the running demo: a script is said to its end and every answer printed, what comes
// in while nobody types is shown, and a person who does not exist gets words and exit code 1.
#include <gtest/gtest.h>

#include <sstream>

#include "adapters/system_random.hpp"
#include "adapters/web/chat_client.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/functional/program.hpp"

namespace meldmaat::functional {
namespace {

class Terminal : public testing::Test {
 protected:
  struct Ended {
    int code = 0;
    std::string out;
    std::string err;
  };

  ChatOptions as(const char* person) const {
    const auto address = read_web_address("http://127.0.0.1:" + std::to_string(program.port()));
    return {address.value_or(WebAddress{}), person, {}, {}};
  }

  Ended talk(const ChatOptions& options, const std::string& script) {
    std::istringstream in(script);
    std::ostringstream out;
    std::ostringstream err;
    const int code = chat(options, random, in, out, err);
    return {code, out.str(), err.str()};
  }

  const fakes::TemporaryFolder folder;
  const Program program{{"demo", "--port", "0", "--data", folder.path().string(), "--at", "2026-10-23 16:45"}};
  SystemRandom random;
};

TEST_F(Terminal, SaysAScriptToItsEndAndPrintsEveryAnswer) {
  const auto ended = talk(as("medewerker"), "nee\nnee\nmijzelf\n");
  EXPECT_EQ(ended.code, 0) << ended.err;
  for (const auto* heard : {"< ", "> nee", "gevaar", "gewond", "Voor wie", "Vertel in uw eigen woorden"}) {
    EXPECT_NE(ended.out.find(heard), std::string::npos) << heard << " is not in\n" << ended.out;
  }
}

TEST_F(Terminal, ShowsWhatComesInWhileNobodyTypes) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  int waits = 0;
  auto manager = as("leidinggevende");
  manager.wait_for_line = [&] {
    if (++waits == 1) {
      EXPECT_EQ(talk(as("medewerker"), "ja\n1\n").code, 0);
      return false;
    }
    EXPECT_NE(out.str().find("gevaar"), std::string::npos) << "the alarm is on the screen:\n" << out.str();
    return true;
  };
  EXPECT_EQ(chat(manager, random, in, out, err), 0) << err.str();
  EXPECT_EQ(waits, 2);
}

TEST_F(Terminal, SaysThatAPersonDoesNotExist) {
  const auto ended = talk(as("niemand"), "hallo\n");
  EXPECT_EQ(ended.code, 1);
  EXPECT_FALSE(ended.err.empty());
}

}  // namespace
}  // namespace meldmaat::functional
