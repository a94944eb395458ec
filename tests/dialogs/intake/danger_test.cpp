// SPDX-License-Identifier: EUPL-1.2
// Checks whom somebody in danger can warn by one tap: who the protocol of their team names (T01).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "dialogs/dialog_shelf.hpp"
#include "tests/dialogs/intake/demo_town.hpp"
#include "tests/dialogs/intake/one_person.hpp"

namespace meldmaat::tests {
namespace {

struct Danger : testing::Test {
  Municipality town = demo_town();
  const std::unique_ptr<Dialog> dialog = every_dialog();

  /// The buttons that warn somebody, beside the one that goes on.
  static std::vector<std::string> offered(const OnePerson& person) {
    std::vector<std::string> ids;
    if (!person.state.open) return ids;
    for (const auto& option : person.state.open->options) {
      const auto id = option.id.substr(option.id.find('/') + 1);
      if (option.style == Option::Style::danger) ids.push_back(id);
    }
    return ids;
  }
  static std::vector<std::string> warned(const OnePerson& person) {
    std::vector<std::string> ids;
    for (const auto& effect : person.effects) {
      if (const auto* alert = std::get_if<Alert>(&effect)) ids.push_back(alert->to.str());
    }
    return ids;
  }
};

using Ids = std::vector<std::string>;

TEST_F(Danger, OffersManagerAndSecurityEachOnce) {
  OnePerson person{*dialog, town, "medewerker"};
  person.say("gevaar");
  EXPECT_EQ(offered(person), (Ids{"manager", "security"}));
  person.press("manager");
  EXPECT_EQ(warned(person), Ids{"manager"});
  EXPECT_EQ(offered(person), Ids{"security"});
}

TEST_F(Danger, OffersWhomTheProtocolNamesAndSaysWhoThatIs) {
  for (auto& protocol : town.protocols) protocol.danger_tells = {roles::reception, roles::manager};
  OnePerson person{*dialog, town, "medewerker"};
  person.say("gevaar");
  EXPECT_EQ(offered(person), (Ids{"reception", "manager"}));
  person.press("reception");
  EXPECT_EQ(warned(person), Ids{"reception"});
  EXPECT_NE(heard(person).find("Er gaat nu een bericht naar"), std::string::npos) << heard(person);
}

}  // namespace
}  // namespace meldmaat::tests
