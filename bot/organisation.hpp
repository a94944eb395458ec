// SPDX-License-Identifier: EUPL-1.2
/// \file
/// Who works at the municipality and who holds which role, as read from organisation.toml. Immutable after loading.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/moment.hpp"
#include "bot/people.hpp"

namespace meldmaat {

/// The roles of handbook §2.1 that are held by persons. `manager` is special: it belongs to a team.
namespace roles {
inline const RoleId manager{"manager"};                      ///< leidinggevende
inline const RoleId counsellor{"counsellor"};                ///< vertrouwenspersoon for employees
inline const RoleId office_counsellor{"office_counsellor"};  ///< vertrouwenspersoon for office holders (S3 footnote 4)
inline const RoleId coordinator{"coordinator"};              ///< coördinator agressie en geweld
inline const RoleId care_team{"care_team"};                  ///< bedrijfsopvangteam (BOT)
inline const RoleId jurist{"jurist"};
inline const RoleId police_guide{"police_guide"};  ///< guides all reports to the police (S3 §5)
inline const RoleId mandated{"mandated"};          ///< mandated managers: may sign bans
inline const RoleId security{"security"};
inline const RoleId reception{"reception"};
inline const RoleId director{"director"};          ///< gemeentesecretaris / algemeen directeur
inline const RoleId mayor{"mayor"};                ///< burgemeester
inline const RoleId deputy_mayor{"deputy_mayor"};  ///< locoburgemeester
inline const RoleId registrar{"registrar"};        ///< griffier
inline const RoleId public_order{"public_order"};  ///< ambtenaar openbare orde en veiligheid
inline const RoleId safety_officer{"safety_officer"};
inline const RoleId integrity_officer{"integrity_officer"};
inline const RoleId communication{"communication"};
inline const RoleId information_specialist{"information_specialist"};
inline const RoleId works_council{"works_council"};
inline const RoleId privacy_officer{"privacy_officer"};
inline const RoleId watcher{"watcher"};              ///< the one who guards follow-up (S0-4)
inline const RoleId reporter{"reporter"};            ///< not held in the organisation: whoever reported the case
inline const RoleId victim{"victim"};                ///< ... : whom it happened to, when somebody else reported it
inline const RoleId administrator{"administrator"};  ///< runs the software, reads no case
}  // namespace roles

/// A role a municipality need not have: what nobody in it does is the manager's.
[[nodiscard]] bool falls_to_manager(const RoleId& role);

/// Reporter and victim: nobody holds them, a case has them, and a step of theirs is asked, never owed.
[[nodiscard]] bool is_own_role(const RoleId& role);

/// Every role organisation.toml may name, in the order of the handbook; without `reporter` and `victim`.
[[nodiscard]] const std::vector<RoleId>& known_roles();

struct Team {
  TeamId id;
  std::string name;
  PersonId manager;
  PersonId deputy;      ///< empty: nobody
  TeamId parent;        ///< the team of the manager's manager; empty at the top
  ProtocolId protocol;  ///< of cases about this team and the teams below it; empty: as the team above
  bool operator==(const Team&) const = default;
};

/// From the first local day up to and including the last.
struct Absence {
  PersonId person;
  LocalDate first;
  LocalDate last;
  bool operator==(const Absence&) const = default;
};

struct RoleHolder {
  RoleId role;
  std::vector<PersonId> holders;  ///< all of them hold it; any one may act
  PersonId deputy;                ///< stands in when every holder is absent or excluded; empty: nobody
  /// Of a body that has its own: cases of this team and those below it; empty: all.
  TeamId team = {};  // NOLINT(readability-redundant-member-init): with it a list of the members before is enough
  bool operator==(const RoleHolder&) const = default;
};

/// Telephone numbers shown to people in danger. From configuration, never from code (handbook §4, rules 1, 2, 7, 8).
struct HelpNumbers {
  std::string emergency = "112";
  std::string police = "0900-8844";
  std::string self_harm_line;  ///< 113
  std::string local_alarm;     ///< how to reach the building's own alarm; may be empty
  std::string security_desk;   ///< may be empty
  std::string victim_support;  ///< Slachtofferhulp; may be empty
  bool operator==(const HelpNumbers&) const = default;
};

/// What the police are told of the municipality, and whom it calls there (S0-11). Empty: not known.
struct PoliceContacts {
  /// Where employees have their address for the police and the court (domicilie): never a private one (handbook §10.2).
  std::string address;
  std::string contact;  ///< the one fixed contact at the police
  std::string contact_number;
  std::string prosecution_contact;  ///< the one fixed contact at the public prosecution
  std::string prosecution_number;
  bool operator==(const PoliceContacts&) const = default;
};

/// What stands in letters to who did it. No member of staff: they are signed by the executive or a shared box (S0 §2).
struct LetterHead {
  std::string signature;  ///< who signs; empty: the organisation's name
  std::string address;    ///< of the sender; may be empty
  std::string reply;      ///< a shared mailbox or a number for questions; may be empty
  std::string place;      ///< stands before the date; may be empty
  std::string objection;  ///< how to object, where the municipality chose a form that knows it; may be empty
  bool operator==(const LetterHead&) const = default;
};

/// How long a case is kept after the last thing happened to it (legal L12). Years; nothing: for ever.
struct Retention {
  std::optional<int> reports;
  std::optional<int> withdrawn;  ///< reports that were withdrawn; nothing: like others
  bool operator==(const Retention&) const = default;
};

struct Organisation {
  std::string name;
  std::string zone_name = "Europe/Amsterdam";
  People people;
  std::vector<Team> teams;
  std::vector<RoleHolder> roles;
  std::vector<Absence> absences;
  HelpNumbers numbers;
  PoliceContacts police;
  LetterHead letters;
  Retention retention;
  /// Address of the anonymous route outside the work account; empty when there is none. Shown, never promised (D10).
  std::string anonymous_route;
  std::optional<LocalDate> council_begins;  ///< when the next council begins, or the present one began (T46)

  [[nodiscard]] const Person* person(const PersonId& id) const;
  [[nodiscard]] const Person* person_at(const ConversationKey& key) const;
  [[nodiscard]] const Team* team(const TeamId& id) const;
  /// Who holds it for the whole municipality.
  [[nodiscard]] const RoleHolder* role(const RoleId& id) const;
  /// Who holds it for this team: the nearest above it that has its own, else the municipality's (S3 §3).
  [[nodiscard]] const RoleHolder* role_for(const RoleId& id, const TeamId& team) const;
  [[nodiscard]] bool absent(const PersonId& id, LocalDate day) const;
  /// Everybody who holds this role for the whole municipality or stands in for it, also who is away today.
  [[nodiscard]] std::vector<PersonId> people_in(const RoleId& id) const;
  /// Every role this person holds or deputises, `manager` included, for whichever team.
  [[nodiscard]] std::vector<RoleId> roles_of(const PersonId& id) const;
  /// The same without the roles of one body: what belongs to the whole municipality is not theirs to see.
  [[nodiscard]] std::vector<RoleId> municipal_roles_of(const PersonId& id) const;
  bool operator==(const Organisation&) const = default;
};

}  // namespace meldmaat
