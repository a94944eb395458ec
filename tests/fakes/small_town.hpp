// SPDX-License-Identifier: EUPL-1.2
/// \file
/// A fictitious municipality in which every role of the routing table has a holder, and a case to begin with. People
/// are named by what they are.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/case.hpp"
#include "bot/municipality.hpp"
#include "tests/fakes/amsterdam.hpp"
#include "tests/fakes/standaard.hpp"

namespace meldmaat::fakes {

inline PersonId who(std::string_view id) {
  return PersonId{std::string{id}};
}

inline void add_person(Organisation& town, std::string_view id, std::string_view team, bool office_holder = false) {
  Person person;
  person.id = who(id);
  person.name = id;
  person.team = TeamId{std::string{team}};
  person.office_holder = office_holder;
  person.channels = {{"web", std::string{id}}};
  town.people.add(std::move(person));
}

/// Three teams: balie under dienst under top. "chef" leads balie, "afdelingshoofd" leads dienst, "directeur" leads top.
inline Organisation small_town() {
  Organisation town;
  town.name = "Voorbeeld";
  for (const auto* id : {"medewerker", "collega", "chef", "plaatsvervanger"}) add_person(town, id, "balie");
  for (const auto* id :
       {"afdelingshoofd", "hoofdvervanger", "coordinator", "coordinatorvervanger", "jurist", "vertrouwenspersoon",
        "tweede_vertrouwenspersoon", "opvang", "opvangvervanger", "veiligheid", "integriteit", "openbare_orde",
        "raadsvertrouwenspersoon", "informatie", "balie", "bewaker", "getekend"}) {
    add_person(town, id, "dienst");
  }
  for (const auto* id : {"directeur", "directeurvervanger", "griffier"}) add_person(town, id, "top");
  for (const auto* id : {"burgemeester", "locoburgemeester", "wethouder", "raadslid"}) add_person(town, id, "", true);
  town.teams = {{TeamId{"balie"}, "Balie", who("chef"), who("plaatsvervanger"), TeamId{"dienst"}, {}},
                {TeamId{"dienst"}, "Dienst", who("afdelingshoofd"), who("hoofdvervanger"), TeamId{"top"}, {}},
                {TeamId{"top"}, "Top", who("directeur"), {}, {}, {}}};
  const auto role = [&](const RoleId& id, std::vector<PersonId> holders, std::string_view deputy) {
    town.roles.push_back({id, std::move(holders), who(deputy)});
  };
  role(roles::counsellor, {who("vertrouwenspersoon")}, "tweede_vertrouwenspersoon");
  role(roles::office_counsellor, {who("raadsvertrouwenspersoon")}, "");
  role(roles::coordinator, {who("coordinator")}, "coordinatorvervanger");
  role(roles::care_team, {who("opvang")}, "opvangvervanger");
  role(roles::jurist, {who("jurist")}, "");
  role(roles::director, {who("directeur")}, "directeurvervanger");
  role(roles::mayor, {who("burgemeester")}, "");
  role(roles::deputy_mayor, {who("locoburgemeester")}, "");
  role(roles::registrar, {who("griffier")}, "");
  role(roles::public_order, {who("openbare_orde")}, "");
  role(roles::safety_officer, {who("veiligheid")}, "");
  role(roles::integrity_officer, {who("integriteit")}, "");
  role(roles::information_specialist, {who("informatie")}, "");
  role(roles::reception, {who("balie")}, "bewaker");
  role(roles::security, {who("bewaker")}, "balie");
  role(roles::mandated, {who("getekend")}, "");
  return town;
}

inline Municipality small_municipality() {
  Municipality town;
  town.organisation = small_town();
  town.zone = amsterdam();
  town.protocols = {standaard()};
  Form form;
  form.ref = {FormId{"incident"}, 1};
  const auto question = [&](const QuestionId& id, Topic topic, Question::Readers readers, Expects expects) {
    Question asked;
    asked.id = id;
    asked.topic = topic;
    asked.readers = readers;
    asked.expects = expects;
    form.questions.push_back(std::move(asked));
  };
  using Readers = Question::Readers;
  question(form_questions::danger, Topic::safety, Readers::all, Expects::choice);
  question(form_questions::kind, Topic::what, Readers::all, Expects::choice);
  question(form_questions::story, Topic::story, Readers::all, Expects::text);
  question(form_questions::moment, Topic::when, Readers::all, Expects::moment);
  question(QuestionId{"perpetrator"}, Topic::who, Readers::all, Expects::text);
  question(QuestionId{"health"}, Topic::aftermath, Readers::care, Expects::text);
  question(QuestionId{"wound_photo"}, Topic::aftermath, Readers::care, Expects::file);
  town.forms = {std::move(form)};
  return town;
}

/// A report of "medewerker" about an incident to that same person.
inline Case reported_case(std::vector<Flag> flags, Moment incident, Moment reported) {
  Case made;
  made.number = CaseNumber{"2026-0001"};
  made.protocol = {ProtocolId{"standaard"}, 1};
  made.form = {FormId{"incident"}, 1};
  made.incident.at = incident;
  made.reported = reported;
  made.reporter = who("medewerker");
  made.victim = who("medewerker");
  made.team = TeamId{"balie"};
  std::ranges::sort(flags);
  made.flags = std::move(flags);
  return made;
}

}  // namespace meldmaat::fakes
