// SPDX-License-Identifier: EUPL-1.2
// Checks protocols that extend another: what is said anew counts and the rest stays, over several files; a rule that is
// switched off is gone, and nothing trips over it; every value knows where it comes from; a team's protocol reaches the
// teams below it; and the shipped protocols can be used as they are (issue 5; handbook S0-22, S2-41, S4-18).
#include "config/protocol_layers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "config/check_config.hpp"
#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

using testing::HasSubstr;
using testing::Not;

SourceFile own(const std::string& name, const std::string& text) {
  return {"protocols/" + name + ".toml", text, false};
}

Loaded loaded(const Sources& sources) {
  LoadResult result = load_sources(sources);
  EXPECT_EQ(described(complaints_of(result)), "");
  return std::holds_alternative<Loaded>(result) ? std::move(std::get<Loaded>(result)) : Loaded{};
}

const Protocol& protocol(const Loaded& loaded, const std::string& id, int version) {
  const auto* found = loaded.municipality.protocol_of({ProtocolId{id}, version});
  if (found == nullptr) throw std::runtime_error("no protocol " + id);
  return *found;
}

constexpr auto* extends_klein = R"(extends = { id = "klein", version = 1 }
version = 1
name = "protocol.klein"
)";

TEST(ProtocolLayers, AHomeVisitClimbsAsBelowWhereNothingElseIsSaid) {
  using std::chrono::minutes;
  Sources sources = valid_sources();
  sources.protocols.push_back(own("vlugger", std::string{extends_klein} + R"(id = "vlugger"
[home_visit]
manager = "12m"
)"));
  sources.protocols.push_back(own("vlugst", R"(extends = { id = "vlugger", version = 1 }
version = 1
name = "protocol.klein"
id = "vlugst"
home_visit = { security = "1h" }
)"));
  const Loaded town = loaded(sources);
  EXPECT_EQ(protocol(town, "klein", 1).home_visit,
            (VisitTerms{minutes{5}, minutes{15}, minutes{30}, minutes{10}, minutes{45}}));
  EXPECT_EQ(protocol(town, "vlugger", 1).home_visit,
            (VisitTerms{minutes{5}, minutes{12}, minutes{30}, minutes{10}, minutes{45}}));
  EXPECT_EQ(protocol(town, "vlugst", 1).home_visit,
            (VisitTerms{minutes{5}, minutes{12}, minutes{60}, minutes{10}, minutes{45}}));
  std::ostringstream printed;
  for (const auto& tree : town.protocols) {
    if (ref_of(tree).id.str() == "vlugst") print_origins(tree, printed);
  }
  EXPECT_THAT(printed.str(), HasSubstr("home_visit.security = '1h'  # protocols/vlugst.toml:5"));
  EXPECT_THAT(printed.str(), HasSubstr("home_visit.manager = '12m'  # protocols/vlugger.toml:6"));
}

TEST(ProtocolLayers, EveryShippedProtocolHasTheStairsOfAHomeVisit) {
  const auto result = load_demo();
  const auto* town = std::get_if<Loaded>(&result);
  ASSERT_NE(town, nullptr);
  ASSERT_EQ(town->municipality.protocols.size(), 4U);
  for (const auto& one : town->municipality.protocols) EXPECT_EQ(one.home_visit, VisitTerms{}) << one.ref.id.str();
  for (const auto& tree : town->protocols) {
    std::ostringstream printed;
    print_origins(tree, printed);
    EXPECT_THAT(printed.str(), HasSubstr("home_visit.colleague = '10m'  # shipped/protocols/standaard.toml:"));
  }
}

TEST(ProtocolLayers, WhatIsSaidAnewCountsAndTheRestStays) {
  Sources sources = valid_sources();
  sources.protocols.push_back(own("vlugger", std::string{extends_klein} + R"(id = "vlugger"
office_hours = "08:00-16:00"

[[rule]]
id = "T16"
due = "24h"
remind = ["12h"]

[[rule]]
id = "T12"
trigger = "filed"
due = "2d"
owner = "coordinator"
repeat = "1d"
done = "calmed"
)"));
  for (const auto* key : {"title", "why", "done"}) {
    const std::string text = "[task]\n\"T12." + std::string{key} + "\" = \"x\"\n";
    sources.dutch.push_back({"texts/nl/" + std::string{key} + ".toml", text, false});
    sources.english.push_back({"texts/en/" + std::string{key} + ".toml", text, false});
  }
  const Loaded town = loaded(sources);
  const Protocol& below = protocol(town, "klein", 1);
  Protocol expected = below;
  expected.ref = {ProtocolId{"vlugger"}, 1};
  expected.office_opens = std::chrono::hours{8};
  expected.office_closes = std::chrono::hours{16};
  expected.rules[0].due = {24, Term::Unit::hours};
  expected.rules[0].remind = {{12, Term::Unit::hours}};
  Protocol found = protocol(town, "vlugger", 1);
  ASSERT_EQ(found.rules.size(), 3U);
  EXPECT_EQ(found.rules.back().id, RuleId{"T12"});
  found.rules.pop_back();
  EXPECT_EQ(found, expected);
  EXPECT_EQ(town.municipality.current_protocol(), below) << "nobody chose the other one";
}

TEST(ProtocolLayers, ARuleThatIsSwitchedOffIsGoneAndNothingTripsOverIt) {
  Sources sources = valid_sources();
  // T16 holds for everybody; its second step does not.
  sources.protocols.push_back(own("minder", std::string{extends_klein} + R"(id = "minder"
[[rule]]
id = "T16"
step = 2
off = "we send no letters"

[[rule]]
id = "T16"
step = 3
trigger = "fact:posted"
due = "3d"
owner = "manager"
repeat = "1d"
done = "received"
)"));
  const Loaded town = loaded(sources);
  const Protocol& found = protocol(town, "minder", 1);
  EXPECT_EQ(found.rule(RuleId{"T16"}, 2), nullptr);
  EXPECT_NE(found.rule(RuleId{"T16"}, 1), nullptr);
  EXPECT_NE(found.rule(RuleId{"T16"}, 3), nullptr) << "it waits for a step that nobody takes";
}

TEST(ProtocolLayers, EveryValueKnowsWhereItComesFrom) {
  Sources sources = valid_sources();
  sources.protocols.push_back(own("gemeente", std::string{extends_klein} + R"(id = "gemeente"
[[rule]]
id = "T16"
due = "36h"
owner = "coordinator"
escalate = [{ after = "1h", to = "director" }]
)"));
  sources.protocols.push_back(own("balie", R"(extends = { id = "gemeente", version = 1 }
id = "balie"
version = 3
name = "protocol.klein"
[[rule]]
id = "T16"
due = "20h"
remind = ["10h"]
)"));
  std::ostringstream out;
  EXPECT_EQ(print_protocol(loaded(sources), "balie", out), 0);
  EXPECT_THAT(out.str(), HasSubstr("due = '20h'  # protocols/balie.toml:7\n"));
  EXPECT_THAT(out.str(), HasSubstr("owner = 'coordinator'  # protocols/gemeente.toml:8\n"));
  EXPECT_THAT(out.str(), HasSubstr("escalate = [{ after = '1h', to = 'director' }]  # protocols/gemeente.toml:9\n"));
  EXPECT_THAT(out.str(), HasSubstr("tells_reporter = true  # protocols/klein.toml:"));
  EXPECT_THAT(out.str(), HasSubstr("extra_holidays = [2026-05-15]  # protocols/klein.toml:4\n"));
  EXPECT_THAT(out.str(), Not(HasSubstr("extends")));
  Complaints complaints;
  EXPECT_TRUE(read_toml("printed", out.str(), complaints)) << out.str();
  std::ostringstream none;
  EXPECT_EQ(print_protocol(loaded(sources), "bali", none), 1);
  EXPECT_EQ(none.str(), "There is no protocol \"bali\"; there are: klein, gemeente, balie.\n");
}

TEST(ProtocolLayers, ATeamsProtocolReachesTheTeamsBelowIt) {
  Sources sources = valid_sources();
  sources.protocols.push_back(own("balie", std::string{extends_klein} + "id = \"balie\"\n"));
  auto& text = sources.organisation->text;
  const auto begin = text.find("[[team]]");
  ASSERT_NE(begin, std::string::npos);
  text.insert(text.find('\n', begin) + 1, "protocol = \"balie\"\n");
  text += "\n[[team]]\nid = \"loket\"\nname = \"Loket\"\nmanager = \"kim\"\nparent = \"balie\"\n";
  LoadResult result = load_sources(sources);
  ASSERT_TRUE(std::holds_alternative<Loaded>(result)) << described(complaints_of(result));
  const auto& town = std::get<Loaded>(result).municipality;
  EXPECT_EQ(town.protocol_for(TeamId{"balie"}).ref.id, ProtocolId{"balie"});
  EXPECT_EQ(town.protocol_for(TeamId{"loket"}).ref.id, ProtocolId{"balie"});
  EXPECT_EQ(town.protocol_for(TeamId{}).ref.id, ProtocolId{"klein"});
  text.replace(text.find("protocol = \"balie\""), 18, "protocol = \"bali\"");
  EXPECT_THAT(described(complaints_of(load_sources(sources))), HasSubstr("unknown protocol \"bali\""));
}

/// The demo municipality with that protocol.
Loaded demo_with(const std::string& protocol) {
  Sources sources = demo_sources();
  auto& text = sources.organisation->text;
  const std::string before = "protocol = \"standaard\"";
  text.replace(text.find(before), before.size(), "protocol = \"" + protocol + '"');
  return loaded(sources);
}

TEST(ShippedProtocols, CanBeChosenAsTheyAre) {
  for (const auto* id : {"standaard", "tien-punten", "heerlen", "utrecht"}) {
    const Loaded town = demo_with(id);
    EXPECT_EQ(town.municipality.current_protocol().ref.id.str(), id);
    for (const auto* rule : {"T02", "T03", "T04", "T16", "T20", "T26", "T32", "T48"}) {
      EXPECT_NE(town.municipality.current_protocol().rule(RuleId{rule}, 1), nullptr) << id << ' ' << rule;
    }
  }
}

TEST(ShippedProtocols, WhatTheLawOrSafetyAsksForCannotBeSwitchedOffAndTheRestCan) {  // S0-22, issue 5 point 6
  const std::set<std::string> always{"T02", "T03", "T04", "T26", "T48"};
  const Loaded town = demo_with("standaard");
  for (const auto& rule : town.municipality.current_protocol().rules) {
    Sources sources = demo_sources();
    sources.protocols.push_back(own("eigen",
                                    "extends = { id = \"standaard\", version = 1 }\nid = \"eigen\"\nversion = 1\n"
                                    "name = \"protocol.standaard\"\n[[rule]]\nid = \"" +
                                        rule.id.str() + "\"\nstep = " + std::to_string(rule.step) +
                                        "\noff = \"not here\"\n"));
    const auto said = described(complaints_of(load_sources(sources)));
    const bool refused = said.find("holds for everybody: \"off\" cannot be changed") != std::string::npos;
    EXPECT_EQ(refused, always.contains(rule.id.str())) << said;
    // Without T09 nobody would hear of T08 any more.
    if (!refused && rule.id != RuleId{"T09"}) EXPECT_EQ(said, "") << rule.id.str();
  }
}

// S4-15
TEST(ProtocolLayers, AMunicipalityAddsItsOwnMeasuresToALevelOfThreat) {
  Sources sources = demo_sources();
  sources.protocols.push_back(own("eigen", R"(extends = { id = "standaard", version = 1 }
id = "eigen"
version = 1
name = "protocol.standaard"

[[rule]]
id = "T60"
trigger = "fact:threat_level.medium"
due = "2wd"
owner = "safety_officer"
repeat = "1wd"
done = "entrance_checked"
)"));
  for (const auto* key : {"title", "why", "done"}) {
    const std::string text = "[task]\n\"T60." + std::string{key} + "\" = \"x\"\n";
    sources.dutch.push_back({"texts/nl/" + std::string{key} + ".toml", text, false});
    sources.english.push_back({"texts/en/" + std::string{key} + ".toml", text, false});
  }
  const Loaded town = loaded(sources);
  const auto* rule = protocol(town, "eigen", 1).rule(RuleId{"T60"}, 1);
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->trigger, (Trigger{Trigger::Kind::fact, "threat_level.medium"}));
}

std::set<std::string> rules_of(const std::string& protocol) {
  std::set<std::string> rules;
  const Loaded town = demo_with(protocol);
  for (const auto& rule : town.municipality.current_protocol().rules) rules.insert(rule.id.str());
  return rules;
}

TEST(ShippedProtocols, FollowTheirDocumentInWhatSetsThemApart) {  // handbook §18 Q1, Q2, Q7, Q30
  const auto ten = rules_of("tien-punten");
  const auto heerlen = rules_of("heerlen");
  const auto utrecht = rules_of("utrecht");
  for (const auto* care_team : {"T07", "T08", "T09", "T10", "T11"}) {
    EXPECT_TRUE(heerlen.contains(care_team) && !ten.contains(care_team) && !utrecht.contains(care_team)) << care_team;
  }
  for (const auto* asked_again : {"T12", "T13", "T14"}) {
    EXPECT_TRUE(!heerlen.contains(asked_again) && utrecht.contains(asked_again)) << asked_again;
  }
  EXPECT_TRUE(utrecht.contains("T22") && !ten.contains("T22") && !heerlen.contains("T22"));
  EXPECT_TRUE(heerlen.contains("T17") && !utrecht.contains("T17"));
  EXPECT_TRUE(utrecht.contains("T33") && !heerlen.contains("T33") && !ten.contains("T33"));  // S4-9
  for (const auto* everywhere : {"T15", "T18", "T24", "T25", "T28", "T29", "T38", "T39"}) {
    EXPECT_TRUE(ten.contains(everywhere) && heerlen.contains(everywhere) && utrecht.contains(everywhere)) << everywhere;
  }
  const Loaded town = demo_with("tien-punten");
  EXPECT_EQ(town.municipality.current_protocol().rule(RuleId{"T16"}, 1)->trigger.kind, Trigger::Kind::filed);
}

}  // namespace
}  // namespace meldmaat
