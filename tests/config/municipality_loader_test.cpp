// SPDX-License-Identifier: EUPL-1.2
// Checks what the loader gives: the values of a valid configuration, a municipality's own files on top of the shipped
// ones, versions that stay on the shelf, folders that cannot be used, and that what is shipped is without fault.
#include "config/municipality_loader.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "config/check_config.hpp"
#include "tests/config/fixtures.hpp"

namespace meldmaat {
namespace {

Loaded loaded(const Sources& sources) {
  LoadResult result = load_sources(sources);
  EXPECT_EQ(described(complaints_of(result)), "");
  return std::holds_alternative<Loaded>(result) ? std::move(std::get<Loaded>(result)) : Loaded{};
}

/// A folder that is gone when the test ends.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("meldmaat-" + std::string{::testing::UnitTest::GetInstance()->current_test_info()->name()})) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream{path_ / name, std::ios::binary} << text;
  }

 private:
  std::filesystem::path path_;
};

TEST(Loader, ReadsTheOrganisation) {
  const Organisation town = loaded(valid_sources()).municipality.organisation;
  EXPECT_EQ(town.name, "Gemeente Kleindorp");
  EXPECT_EQ(town.zone_name, "Europe/Amsterdam");
  EXPECT_EQ(town.numbers.emergency, "112");
  EXPECT_EQ(town.numbers.self_harm_line, "113");
  EXPECT_EQ(town.police.address, "Kade 1, 1234 AB Kleindorp");
  EXPECT_EQ(town.police.contact, "Wijkagent");
  EXPECT_EQ(town.police.contact_number, "");
  ASSERT_EQ(town.people.size(), 3U);
  EXPECT_EQ(town.people[1].language, Language::en);
  EXPECT_TRUE(town.people[1].informal);
  EXPECT_EQ(town.people[1].team, TeamId{"balie"});
  EXPECT_EQ(town.people[1].channels, (std::vector<ConversationKey>{{"web", "lou"}}));
  EXPECT_TRUE(town.people[2].office_holder);
  EXPECT_EQ(town.team(TeamId{"balie"})->deputy, PersonId{"lou"});
  EXPECT_EQ(town.role(roles::director)->holders, std::vector<PersonId>{PersonId{"lou"}});
  EXPECT_EQ(town.role(roles::director)->deputy, PersonId{"kim"});
  const LocalDate first{std::chrono::year{2026} / 12 / 24};
  EXPECT_TRUE(town.absent(PersonId{"kim"}, first));
}

TEST(Loader, ReadsTheProtocol) {
  const Protocol protocol = loaded(valid_sources()).municipality.current_protocol();
  EXPECT_EQ(protocol.ref, (ProtocolRef{ProtocolId{"klein"}, 1}));
  EXPECT_EQ(protocol.name, "protocol.klein");
  EXPECT_EQ(protocol.office_opens, std::chrono::hours{9});
  EXPECT_EQ(protocol.extra_holidays, std::vector<LocalDate>{std::chrono::year{2026} / 5 / 15});
  EXPECT_EQ(protocol.draft_nudge, (Term{2, Term::Unit::working_days}));
  EXPECT_EQ(protocol.draft_removed, (Term{30, Term::Unit::days}));
  ASSERT_EQ(protocol.rules.size(), 2U);
  Rule reaction;
  reaction.id = RuleId{"T16"};
  reaction.trigger = {Trigger::Kind::incident, {}};
  reaction.only_if = {{}, {"threat", "physical"}, {"bribery"}};
  reaction.due = {48, Term::Unit::hours};
  reaction.remind = {{24, Term::Unit::hours}, {40, Term::Unit::hours}};
  reaction.owner = roles::manager;
  reaction.escalate = {{{1, Term::Unit::hours}, roles::coordinator}, {{1, Term::Unit::days}, roles::director}};
  reaction.repeat = Term{24, Term::Unit::hours};
  reaction.done = "reaction";
  reaction.asks = {true, true, false, {"letter", "ban"}, true};
  reaction.tells_reporter = true;
  reaction.source = "S0";
  EXPECT_EQ(protocol.rules[0], reaction);
  EXPECT_EQ(protocol.rules[1].step, 2);
  EXPECT_EQ(protocol.rules[1].trigger, (Trigger{Trigger::Kind::fact, "reaction.letter"}));
  EXPECT_EQ(protocol.rules[1].nature, Rule::Nature::soft);
  EXPECT_EQ(protocol.rules[1].again, (Term{28, Term::Unit::days}));
  EXPECT_EQ(protocol.rules[1].until, std::vector<std::string>{"reaction.ban"});
}

TEST(Loader, ReadsTheForm) {
  const Form form = loaded(valid_sources()).municipality.current_form();
  EXPECT_EQ(form.ref, (FormRef{FormId{"klein"}, 1}));
  ASSERT_EQ(form.questions.size(), 6U);
  const Question& danger = form.questions[0];
  EXPECT_EQ(danger.topic, Topic::safety);
  EXPECT_EQ(danger.expects, Expects::choice);
  EXPECT_TRUE(danger.minimum);
  EXPECT_EQ(danger.text, "form.danger.ask");
  EXPECT_EQ(danger.label, "form.danger.label");
  EXPECT_EQ(danger.help, "form.danger.help");
  EXPECT_EQ(danger.options[0], (FormOption{"yes", "form.danger.yes", {"danger"}, {}, Option::Style::danger}));
  EXPECT_EQ(form.questions[1].help, "") << "there is no such text, so the general help is given";
  EXPECT_TRUE(form.questions[2].many);
  EXPECT_EQ(form.questions[2].options[0].words, std::vector<std::string>{"dreig*"});
  EXPECT_EQ(form.questions[3].only_if.any, std::vector<Flag>{"threat"});
  EXPECT_EQ(form.questions[4].readers, Question::Readers::care);
  EXPECT_EQ(form.questions[4].options[1].text, "form.danger.no");
}

TEST(Loader, ReadsTheSettings) {
  const Settings settings = loaded(valid_sources()).settings;
  EXPECT_EQ(settings.data, "/srv/meldmaat");
  EXPECT_EQ(settings.master_key, "/etc/meldmaat/master.key");
  EXPECT_EQ(settings.web, (Listener{"0.0.0.0", 8443}));
  EXPECT_EQ(settings.metrics, (Listener{"::1", 9000}));
  EXPECT_EQ(settings.public_origin, "https://meldmaat.kleindorp.example");
  EXPECT_EQ(settings.hosts, (std::vector<std::string>{"meldmaat.kleindorp.example", "meldmaat.intern:8443"}));
  EXPECT_EQ(settings.largest_file_bytes, 10U * 1024 * 1024);
  EXPECT_EQ(settings.sign_in_lasts, Settings{}.sign_in_lasts);
}

TEST(Loader, SettingsMayBeAbsent) {
  Sources sources = valid_sources();
  sources.settings.reset();
  EXPECT_EQ(loaded(sources).settings, Settings{});
}

TEST(Loader, AMunicipalitysOwnTextReplacesTheShippedOne) {
  Sources sources = valid_sources();
  sources.dutch.push_back({"texts/nl.toml", "[form]\n\"danger.help\" = \"Ren weg en bel {number}!\"\n", false});
  const Texts texts = loaded(sources).municipality.texts;
  EXPECT_EQ(texts.say(Language::nl, false, "form.danger.help", {{"number", "112"}}), "Ren weg en bel 112!");
  EXPECT_EQ(texts.say(Language::en, false, "form.danger.help", {{"number", "112"}}), "Call 112.");
  EXPECT_EQ(texts.say(Language::nl, false, "form.danger.ask"), "Is er gevaar?");
}

TEST(Loader, AHigherVersionStandsBesideTheOlderOne) {
  Sources sources = valid_sources();
  std::string changed = sources.protocols[0].text;
  changed.replace(changed.find("version = 1"), 11, "version = 2");
  changed.replace(changed.find("48h"), 3, "36h");
  sources.protocols.push_back({"protocols/klein-2.toml", changed, false});
  const Municipality town = loaded(sources).municipality;
  EXPECT_EQ(town.current_protocol().ref.version, 2);
  EXPECT_EQ(town.current_protocol().rules[0].due, (Term{36, Term::Unit::hours}));
  const ProtocolRef old{ProtocolId{"klein"}, 1};
  ASSERT_NE(town.protocol_of(old), nullptr);
  EXPECT_EQ(town.protocol_of(old)->rules[0].due, (Term{48, Term::Unit::hours}));
}

TEST(Loader, TheSameVersionTwiceIsNoMistakeWhenItSaysTheSame) {
  Sources sources = valid_sources();
  sources.protocols.push_back({"protocols/copy.toml", sources.protocols[0].text, false});
  sources.forms.push_back({"forms/copy.toml", sources.forms[0].text, false});
  const Municipality town = loaded(sources).municipality;
  EXPECT_EQ(town.protocols.size(), 1U);
  EXPECT_EQ(town.forms.size(), 1U);
}

TEST(Loader, AVersionThatACaseUsesMustBeThere) {
  const Municipality town = loaded(valid_sources()).municipality;
  const ProtocolRef here{ProtocolId{"klein"}, 1};
  const FormRef form_here{FormId{"klein"}, 1};
  EXPECT_TRUE(check_in_use(town, {here}, {form_here}).empty());
  const auto complaints = check_in_use(town, {here, {ProtocolId{"klein"}, 3}}, {{FormId{"oud"}, 1}, form_here});
  EXPECT_EQ(
      described(complaints),
      "forms: cases or drafts still use version 1 of the form \"oud\", and there is no file with it; expected the "
      "file of every version that was ever used\n"
      "protocols: cases or drafts still use version 3 of the protocol \"klein\", and there is no file with it; "
      "expected the file of every version that was ever used\n");
}

TEST(Loader, AFileThatIsNoTomlHidesNoMistakeOfAnotherFile) {
  Sources sources = valid_sources();
  sources.organisation->text = "name = \n";
  sources.settings->text = "prt = 1\n";
  const std::string said = described(complaints_of(load_sources(sources)));
  EXPECT_NE(said.find("organisation.toml:1:"), std::string::npos);
  EXPECT_NE(said.find("unknown key \"prt\""), std::string::npos);
  EXPECT_EQ(std::ranges::count(said, '\n'), 2) << said;
}

TEST(Loader, AFolderThatIsNotThereIsAComplaint) {
  const std::string said = described(complaints_of(load("/nowhere/at/all")));
  EXPECT_NE(said.find("/nowhere/at/all: there is no such folder; expected the folder of organisation.toml"),
            std::string::npos);
}

TEST(Loader, AFolderWithoutAnOrganisationIsAComplaint) {
  const Folder folder;
  EXPECT_NE(described(complaints_of(load(folder.path()))).find("there is no organisation.toml"), std::string::npos);
}

TEST(Loader, FindsTheFilesOfAFolder) {
  const Folder folder;
  folder.write("organisation.toml", read_test_file(test_folder() / "valid/organisation.toml"));
  folder.write("meldmaat.toml", "data = \"/srv/elders\"\n");
  folder.write("protocols/klein.toml", read_test_file(test_folder() / "valid/protocols/klein.toml"));
  folder.write("forms/klein.toml", read_test_file(test_folder() / "valid/forms/klein.toml"));
  folder.write("texts/nl/eigen.toml", "[form]\n\"klein\" = \"Klein\"\n");
  folder.write("texts/fr.toml", "\"a\" = \"b\"\n");
  folder.write("texts/readme.txt", "not for meldmaat");
  const Sources sources = read_sources(folder.path());
  ASSERT_TRUE(sources.organisation && sources.settings);
  EXPECT_EQ(sources.settings->text, "data = \"/srv/elders\"\n");
  EXPECT_EQ(sources.protocols.back().name, "protocols/klein.toml");
  EXPECT_FALSE(sources.protocols.back().shipped);
  EXPECT_TRUE(sources.protocols.front().shipped);
  EXPECT_EQ(sources.forms.back().name, "forms/klein.toml");
  EXPECT_EQ(sources.dutch.back().name, "texts/nl/eigen.toml");
  EXPECT_EQ(described(sources.unread),
            "texts/fr.toml: meldmaat does not speak this language; expected texts/nl.toml or texts/en.toml\n");
}

TEST(Loader, ANameThatIsAFolderCannotBeRead) {
  const Folder folder;
  std::filesystem::create_directories(folder.path() / "organisation.toml");
  EXPECT_EQ(described(read_sources(folder.path()).unread),
            "organisation.toml: the file cannot be read; expected a file that meldmaat may read\n");
}

TEST(Shipped, TheDemoMunicipalityIsWithoutFault) {
  const LoadResult result = load_demo();
  EXPECT_EQ(described(complaints_of(result)), "");
  ASSERT_TRUE(std::holds_alternative<Loaded>(result));
  const Organisation& town = std::get<Loaded>(result).municipality.organisation;
  for (const auto* id : {"medewerker", "collega", "leidinggevende", "vertrouwenspersoon", "coordinator", "opvang",
                         "directeur", "raadslid", "griffier", "burgemeester"}) {
    const Person* person = town.person(PersonId{id});
    ASSERT_NE(person, nullptr) << id;
    EXPECT_EQ(person->channels, (std::vector<ConversationKey>{{"web", id}}));
  }
  EXPECT_TRUE(std::ranges::any_of(town.people, &Person::informal));
  EXPECT_TRUE(std::ranges::any_of(town.people, [](const Person& person) { return person.language == Language::en; }));
}

TEST(Shipped, TheDemosSettingsAreTheDefaults) {
  const LoadResult result = load_demo();
  ASSERT_TRUE(std::holds_alternative<Loaded>(result));
  EXPECT_EQ(std::get<Loaded>(result).settings, Settings{});
}

TEST(Shipped, AnOrganisationAloneIsEnough) {
  const Folder folder;
  folder.write("organisation.toml", demo_sources().organisation->text);
  EXPECT_EQ(described(complaints_of(load(folder.path()))), "");
}

TEST(Shipped, EveryRoleHasAName) {
  const LoadResult result = load_demo();
  ASSERT_TRUE(std::holds_alternative<Loaded>(result));
  const Texts& texts = std::get<Loaded>(result).municipality.texts;
  std::vector<RoleId> named = known_roles();
  named.insert(named.end(), {roles::reporter, roles::victim});
  for (const auto& role : named) EXPECT_TRUE(texts.has("role." + role.str())) << role.str();
}

// S0-2
TEST(CheckConfig, WarnsOfANameOfStaffInLetters) {
  Sources sources = valid_sources();
  sources.organisation->text += "signature = \"Namens het college, Kim Kwak\"\n";
  const auto said = described(complaints_of(load_sources(sources)));
  EXPECT_NE(said.find("warning: the name of somebody who works here stands in every letter"), std::string::npos)
      << said;
}

TEST(CheckConfig, APostboxNeedsTwoCounsellorsAndIsTheAnonymousRoute) {
  Sources sources = demo_sources();
  auto& settings = sources.settings->text;
  settings.replace(settings.find("postbox = false"), 15, "postbox = true");
  const auto open = load_sources(sources);
  ASSERT_TRUE(std::holds_alternative<Loaded>(open)) << described(complaints_of(open));
  const auto& town = std::get<Loaded>(open).municipality;
  EXPECT_TRUE(town.postbox);
  EXPECT_EQ(town.organisation.anonymous_route, town.web_origin + "/postvak");
  auto& people = sources.organisation->text;
  people.replace(people.find("deputy = \"tweede_vertrouwenspersoon\""), 36, "");
  EXPECT_NE(described(complaints_of(load_sources(sources))).find("fewer than two people are counsellor"),
            std::string::npos);
}

TEST(CheckConfig, TermsOfKeepingAreYearsAndNoneIsForEver) {
  Sources sources = valid_sources();
  const auto retention = [&] { return std::get<Loaded>(load_sources(sources)).municipality.organisation.retention; };
  EXPECT_EQ(retention(), Retention{});
  auto& text = sources.organisation->text;
  text += "[retention]\nreport_years = 7\n";
  EXPECT_EQ(retention(), (Retention{7, std::nullopt}));
  text.replace(text.find("= 7"), 3, "= 0");
  EXPECT_NE(described(complaints_of(load_sources(sources))).find("a whole number from 1 to 100"), std::string::npos);
}

TEST(CheckConfig, SaysWhatIsThereWhenAllIsWell) {
  std::ostringstream out;
  EXPECT_EQ(report_configuration(load_sources(valid_sources()), out), 0);
  EXPECT_EQ(out.str(), "Configuration is valid: 3 people, 1 team, 2 rules, 6 questions, 36 texts.\n");
}

TEST(CheckConfig, CountsMistakesAndWarnings) {
  Sources sources = valid_sources();
  std::string& text = sources.organisation->text;
  text.replace(text.find("deputy = \"lou\"\n"), 15, "");
  std::ostringstream warned;
  EXPECT_EQ(report_configuration(load_sources(sources), warned), 0);
  EXPECT_EQ(warned.str(),
            "organisation.toml:27:1: warning: nobody stands in for the manager of team \"balie\"; expected a deputy\n"
            "Configuration is valid: 3 people, 1 team, 2 rules, 6 questions, 36 texts. 1 warning.\n");
  sources.settings->text += "a = 1\nb = 2\n";
  std::ostringstream refused;
  EXPECT_EQ(report_configuration(load_sources(sources), refused), 1);
  EXPECT_NE(refused.str().find("\n2 mistakes, 1 warning. meldmaat does not start with this configuration.\n"),
            std::string::npos)
      << refused.str();
}

}  // namespace
}  // namespace meldmaat
