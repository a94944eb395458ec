// SPDX-License-Identifier: EUPL-1.2
#include "config/organisation_file.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "config/addresses.hpp"

namespace meldmaat {

namespace {

constexpr std::array person_keys{
    Key{"id", "an identifier such as \"j-jansen\"",
        "Names the person everywhere: in this file, in the addresses of the web channel and in the record of a case. "
        "Never give it to another person later.",
        true},
    Key{"name", "a name", "The name as colleagues see it.", true},
    Key{"language", "\"nl\" or \"en\"", "The language meldmaat speaks with this person at first. Default: nl."},
    Key{"informal", "true or false", "true: Dutch texts say \"je\" instead of \"u\". Default: false."},
    Key{"team", "the id of a [[team]]", "The team the person works in; its manager receives the person's reports."},
    Key{"function", "a few words such as \"toezichthouder\"",
        "The kind of work, in the same words for everybody who does it. The annual report counts by it; it is shown "
        "nowhere else."},
    Key{"since", "a date without quotes, such as 2026-12-01",
        "The first working day. For a newcomer: the manager is then asked to tell where rules and report point are."},
    Key{"office_holder", "true or false",
        "true for council members, aldermen and the mayor: they have no team and their reports take another road. "
        "Default: false."},
    Key{"channels", "a list such as [\"web\"]",
        "Where the person can be reached, best first: \"web\", or a channel and an address as in \"web:j-jansen\". On "
        "the web channel the address is the person's id. In Microsoft Teams it is the person's object id in Microsoft "
        "Entra, as in \"teams:6f9619ff-8b86-4011-b42d-00cf4fc964ff\", with \"@\" and the tenant behind it for another "
        "tenant than the bot's own. On Matrix it is the person's user id, as in "
        "\"matrix:@j.jansen:zandrecht.example\".",
        true}};
const Section person_section{"[[person]]", "Everybody who may report or who has a role.", person_keys};

constexpr std::array team_keys{
    Key{"id", "an identifier such as \"burgerzaken\"", "Names the team in this file.", true},
    Key{"name", "a name", "The name as colleagues see it.", true},
    Key{"manager", "the id of a [[person]]", "Who manages the team and receives its reports.", true},
    Key{"deputy", "the id of another [[person]]", "Who stands in when the manager is absent or excluded."},
    Key{"parent", "the id of another [[team]]",
        "The team of the manager's own manager; left out at the top. A report goes up this way when a manager is "
        "involved."},
    Key{"protocol", "the id of a protocol",
        "The follow-up rules of new cases about this team and the teams below it. Default: as for the team above, "
        "and at the top those of the municipality."}};
const Section team_section{"[[team]]", "Every team has a manager.", team_keys};

constexpr std::array role_keys{
    Key{"id", "the id of a role",
        "counsellor, coordinator, director, care_team and watcher must be held; of the other roles meldmaat warns when "
        "nobody holds them, but for police_guide: without one the manager does it. The manager's role belongs to a "
        "team and is not named here.",
        true},
    Key{"holders", "a list of ids of [[person]]", "Who holds the role. When there are more, any one of them may act.",
        true},
    Key{"deputy", "the id of another [[person]]", "Who stands in when every holder is absent or excluded."},
    Key{"team", "the id of a [[team]]",
        "For a body that does work for the municipality and has its own people: the role in reports of this team and "
        "those "
        "below it. Default: of all who have no other."}};
const Section role_section{"[[role]]", "Who holds which role.", role_keys};

constexpr std::array absence_keys{
    Key{"person", "the id of a [[person]]", "Who is absent.", true},
    Key{"first", "a date without quotes, such as 2026-12-24", "The first day of the absence.", true},
    Key{"last", "a date without quotes, such as 2026-12-31", "The last day of the absence, that day included.", true}};
const Section absence_section{"[[absence]]", "During an absence the deputy stands in.", absence_keys};

constexpr std::array number_keys{
    Key{"emergency", "a telephone number", "For direct danger. Default: 112."},
    Key{"police", "a telephone number", "The police when there is no hurry. Default: 0900-8844."},
    Key{"self_harm_line", "a telephone number", "For people who think of harming themselves, such as 113.", true},
    Key{"local_alarm", "a text", "How to reach the building's own alarm, in a few words."},
    Key{"security_desk", "a telephone number", "The building's own security desk."},
    Key{"victim_support", "a telephone number", "Slachtofferhulp Nederland or another body that supports victims."}};
const Section number_section{"[numbers]", "Numbers that people in danger or in need are shown.", number_keys};

constexpr std::array police_keys{
    Key{"address", "an address in one line, such as \"Raadhuisplein 1, 1234 AB Zandrecht\"",
        "Where employees have their address for police and court (domicilie): the municipality's, never a private one. "
        "Without it the papers for the police have a line to write it on."},
    Key{"contact", "a name", "The one fixed contact at the police for these cases."},
    Key{"contact_number", "a telephone number", "How to call them directly."},
    Key{"prosecution_contact", "a name", "The one fixed contact at the public prosecution for these cases."},
    Key{"prosecution_number", "a telephone number", "How to call them directly."}};
const Section police_section{"[police]", "What stands in the papers for the police.", police_keys};

constexpr std::array letter_keys{
    Key{"signature", "a name",
        "Who signs: the executive or a department, never a member of staff. Default: the "
        "municipality."},
    Key{"address", "an address in one line", "Of the municipality, at the top."},
    Key{"reply", "an e-mail address or a telephone number",
        "Where questions about a letter go: a shared mailbox, nobody's own. Without it there is a blank."},
    Key{"place", "a name", "Stands before the date."},
    Key{"objection", "a text",
        "How to object, for a municipality that gives its measures in a form that knows objection. Default: nothing."}};
const Section letter_section{"[letters]", "What stands in the drafts of letters to who was aggressive.", letter_keys};

constexpr std::array retention_keys{
    Key{"report_years", "a whole number from 1 to 100",
        "So many years after the last thing happened to a report, it is removed with its evidence; who has to do with "
        "it "
        "hears so a month before and can have it kept. Default: reports are kept for ever."},
    Key{"withdrawn_years", "a whole number from 1 to 100",
        "The same for reports that were withdrawn. Default: report_years."}};
const Section retention_section{"[retention]", "How long reports are kept. Decide it with the archivist.",
                                retention_keys};

constexpr std::array organisation_top_keys{
    Key{"name", "a name", "The name of the municipality.", true},
    Key{"zone", "a time zone such as \"Europe/Amsterdam\"",
        "The time zone of every date and time people see. Default: Europe/Amsterdam."},
    Key{"anonymous_route", "an address that begins with \"https://\"",
        "A way to report without a name, outside the work account. Shown to people who ask for it."},
    Key{"council_begins", "a date without quotes, such as 2030-03-28",
        "When the next council begins. The registrar is then asked for what a new council needs to hear."},
    Key{"protocol", "the id of a protocol", "The follow-up rules of new cases. Default: standaard."},
    Key{"form", "the id of a form", "The questions of new reports. Default: incident."},
    Key{"numbers", "a table [numbers]", "See below.", true},
    Key{"police", "a table [police]", "See below."},
    Key{"letters", "a table [letters]", "See below."},
    Key{"retention", "a table [retention]", "See below."},
    Key{"person", "tables [[person]]", "See below.", true},
    Key{"team", "tables [[team]]", "See below.", true},
    Key{"role", "tables [[role]]", "See below.", true},
    Key{"absence", "tables [[absence]]", "See below."}};
const Section top_section{"organisation.toml", "At the top of the file, before the first table.",
                          organisation_top_keys};

constexpr std::pair<std::string_view, Language> language_words[]{{"nl", Language::nl}, {"en", Language::en}};

/// The address on the channel "teams" in one spelling; empty when it is none.
std::string teams_address(std::string_view text) {
  const auto at = text.find('@');
  const auto user = read_guid(text.substr(0, at));
  if (!user || at == std::string_view::npos) return user.value_or("");
  const auto tenant = read_guid(text.substr(at + 1));
  return tenant ? *user + '@' + *tenant : std::string{};
}

void read_teams_channel(const Word& word, std::string_view address, PersonRow& row) {
  std::string known = teams_address(address);
  if (known.empty()) {
    row.from.complaints().mistake(word.place, in_quotes(word.text) + " names nobody in Teams",
                                  "\"teams:\" and the person's object id in Microsoft Entra, such as "
                                  "\"teams:6f9619ff-8b86-4011-b42d-00cf4fc964ff\"");
    return;
  }
  row.teams_addresses.push_back({known, word.place});
  row.value.channels.push_back({"teams", std::move(known)});
}

void read_matrix_channel(const Word& word, std::string address, PersonRow& row) {
  if (!is_matrix_user(address)) {
    row.from.complaints().mistake(word.place, in_quotes(word.text) + " names nobody on Matrix",
                                  "\"matrix:\" and the person's user id in lower case, such as "
                                  "\"matrix:@j.jansen:zandrecht.example\"");
    return;
  }
  row.matrix_addresses.push_back({address, word.place});
  row.value.channels.push_back({"matrix", std::move(address)});
}

void read_channel(const Word& word, PersonRow& row) {
  static const std::vector<std::string> known{"web", "teams", "matrix"};
  Complaints& complaints = row.from.complaints();
  const auto& [text, place] = word;
  const auto colon = text.find(':');
  const std::string channel = text.substr(0, colon);
  const std::string& person = row.value.id.str();
  std::string address = colon == std::string::npos ? std::string{} : text.substr(colon + 1);
  if (channel == "web") {
    if (colon == std::string::npos || address == person) {
      row.value.channels.push_back({channel, person});
    } else {
      complaints.mistake(place, "on the web channel the address is the person's id",
                         in_quotes("web") + " or " + in_quotes("web:" + person));
    }
  } else if (channel == "teams") {
    read_teams_channel(word, address, row);
  } else if (channel == "matrix") {
    read_matrix_channel(word, std::move(address), row);
  } else {
    complaints.mistake(place, "unknown channel " + in_quotes(channel), "one of " + listed(known),
                       nearest_word(channel, known));
  }
}

PersonRow read_person(const Table& table) {
  PersonRow row{{}, table, {}, {}};
  Person& person = row.value;
  person.id = PersonId{table.id("id")};
  person.name = table.text("name");
  person.language = table.one_of("language", language_words, Language::nl);
  person.informal = table.yes("informal", false);
  person.team = TeamId{table.id("team")};
  person.function = table.text("function");
  person.since = table.date("since");
  person.office_holder = table.yes("office_holder", false);
  for (const auto& word : table.words("channels")) read_channel(word, row);
  if (table.is_empty_list("channels")) {
    table.complaints().mistake(table.place("channels"), "this person cannot be reached on any channel",
                               "at least one, such as [\"web\"]");
  }
  return row;
}

Team read_team(const Table& table) {
  return {TeamId{table.id("id")},       table.text("name"),         PersonId{table.id("manager")},
          PersonId{table.id("deputy")}, TeamId{table.id("parent")}, ProtocolId{table.id("protocol")}};
}

RoleRow read_role(const Table& table) {
  RoleRow row{{RoleId{table.id("id")}, {}, PersonId{table.id("deputy")}, TeamId{table.id("team")}},
              table,
              table.ids("holders")};
  for (const auto& holder : row.holders) row.value.holders.emplace_back(holder.text);
  return row;
}

/// A date that could not be read takes the other one's place: about that one the complaint was made.
Absence read_absence(const Table& table) {
  const PersonId person{table.id("person")};
  const auto first = table.date("first");
  const auto last = table.date("last");
  return {person, first.value_or(last.value_or(LocalDate{})), last.value_or(first.value_or(LocalDate{}))};
}

/// A number that people dial in fear has no letter in it by accident.
std::string read_number(const Table& table, std::string_view key, std::string otherwise) {
  std::string text = table.text(key);
  if (text.empty()) return otherwise;
  const auto digits = std::ranges::count_if(text, [](char letter) { return letter >= '0' && letter <= '9'; });
  if (digits >= 3 && text.find_first_not_of("0123456789 +-()") == std::string::npos) return text;
  table.complaints().mistake(table.place(key), in_quotes(text) + " is not a telephone number",
                             "digits, blanks, \"+\", \"-\" and brackets, such as \"0900-8844\"");
  return otherwise;
}

HelpNumbers read_numbers(const Table& table) {
  HelpNumbers numbers;
  numbers.emergency = read_number(table, "emergency", numbers.emergency);
  numbers.police = read_number(table, "police", numbers.police);
  numbers.self_harm_line = read_number(table, "self_harm_line", {});
  numbers.local_alarm = table.text("local_alarm");
  numbers.security_desk = read_number(table, "security_desk", {});
  numbers.victim_support = read_number(table, "victim_support", {});
  return numbers;
}

PoliceContacts read_police(const Table& top, const std::string& file) {
  PoliceContacts police;
  const auto table = top.table("police", police_section);
  if (!table) {
    if (!top.has("police")) {
      top.complaints().warning({file, 0, 0}, "the papers for the police have no address for service and no contacts",
                               "a table [police]");
    }
    return police;
  }
  police.address = table->text("address");
  police.contact = table->text("contact");
  police.contact_number = read_number(*table, "contact_number", {});
  police.prosecution_contact = table->text("prosecution_contact");
  police.prosecution_number = read_number(*table, "prosecution_number", {});
  const auto missing = [&](std::string_view key, const std::string& what) {
    if (!table->has(key)) table->complaints().warning(table->place(), what, in_quotes(std::string{key}));
  };
  missing("address", "the papers for the police have no address for service");
  missing("contact", "the papers for the police name no fixed contact at the police");
  missing("prosecution_contact", "the papers for the police name no fixed contact at the public prosecution");
  return police;
}

std::optional<int> read_years(const Table& table, std::string_view key) {
  constexpr std::int64_t most = 100;
  const auto years = table.whole(key, 1, most);
  return years ? std::optional{static_cast<int>(*years)} : std::nullopt;
}

Retention read_retention(const Table& top) {
  const auto table = top.table("retention", retention_section);
  if (!table) return {};
  return {read_years(*table, "report_years"), read_years(*table, "withdrawn_years")};
}

/// \param people who work here: none of them belongs in a letter (S0 §2)
LetterHead read_letters(const Table& top, const std::vector<PersonRow>& people, const std::string& file) {
  LetterHead head;
  const auto table = top.table("letters", letter_section);
  if (!table) {
    if (!top.has("letters")) {
      top.complaints().warning({file, 0, 0},
                               "letters have no address to reply to, and no signature but the municipality",
                               "a table [letters]");
    }
    return head;
  }
  const auto read = [&](std::string_view key) {
    std::string text = table->text(key);
    for (const auto& row : people) {
      if (row.value.name.empty() || text.find(row.value.name) == std::string::npos) continue;
      table->complaints().warning(table->place(key), "the name of somebody who works here stands in every letter",
                                  "the executive, a department or a shared mailbox");
    }
    return text;
  };
  head.signature = read("signature");
  head.address = read("address");
  head.reply = read("reply");
  head.place = read("place");
  head.objection = read("objection");
  if (head.reply.empty()) {
    table->complaints().warning(table->place(), "letters have no address to reply to", in_quotes("reply"));
  }
  return head;
}

void append(std::vector<Word>& all, const std::vector<Word>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

OrganisationRows read_rows(const Table& top, const std::string& file) {
  OrganisationRows rows{file, {}, {}, {}, {}};
  for (const auto& table : top.tables("person", person_section)) rows.people.push_back(read_person(table));
  for (const auto& table : top.tables("team", team_section)) rows.teams.push_back({read_team(table), table});
  for (const auto& table : top.tables("role", role_section)) rows.roles.push_back(read_role(table));
  for (const auto& table : top.tables("absence", absence_section))
    rows.absences.push_back({read_absence(table), table});
  return rows;
}

std::string read_route(const Table& top) {
  std::string route = top.text("anonymous_route");
  if (route.empty() || (route.starts_with("https://") && route.find(' ') == std::string::npos)) return route;
  top.complaints().mistake(top.place("anonymous_route"), in_quotes(route) + " is not an address",
                           "an address that begins with \"https://\"");
  return {};
}

}  // namespace

OrganisationFile read_organisation(const Document& document, Complaints& complaints) {
  const Table top{document, top_section, complaints};
  OrganisationFile file;
  file.zone_place = top.place("zone");
  file.protocol_place = top.place("protocol");
  file.form_place = top.place("form");
  Organisation& organisation = file.organisation;
  organisation.name = top.text("name");
  if (const std::string zone = top.text("zone"); !zone.empty()) organisation.zone_name = zone;
  organisation.anonymous_route = read_route(top);
  organisation.council_begins = top.date("council_begins");
  if (const std::string protocol = top.id("protocol"); !protocol.empty()) file.protocol = ProtocolId{protocol};
  if (const std::string form = top.id("form"); !form.empty()) file.form = FormId{form};
  if (const auto numbers = top.table("numbers", number_section)) organisation.numbers = read_numbers(*numbers);
  organisation.police = read_police(top, document.file);
  organisation.retention = read_retention(top);

  const OrganisationRows rows = read_rows(top, document.file);
  organisation.letters = read_letters(top, rows.people, document.file);
  check_organisation(rows, complaints);
  for (const auto& row : rows.people) {
    organisation.people.add(row.value);
    append(file.teams_addresses, row.teams_addresses);
    append(file.matrix_addresses, row.matrix_addresses);
  }
  for (const auto& [team, from] : rows.teams) {
    organisation.teams.push_back(team);
    if (!team.protocol.empty()) file.team_protocols.push_back({team.protocol.str(), from.place("protocol")});
  }
  for (const auto& row : rows.roles) organisation.roles.push_back(row.value);
  for (const auto& row : rows.absences) organisation.absences.push_back(row.value);
  return file;
}

FileReference organisation_keys() {
  return {"organisation.toml",
          "Who works at the municipality, who holds which role and who stands in. Every municipality writes its own.",
          {&top_section, &number_section, &police_section, &letter_section, &retention_section, &person_section,
           &team_section, &role_section, &absence_section}};
}

}  // namespace meldmaat
