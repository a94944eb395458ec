// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/town.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <utility>

namespace meldmaat::bench {

namespace {

void write_person(std::ostream& out, const std::string& id, const std::string& name, const char* team,
                  const std::string& channel = "web") {
  out << "[[person]]\nid = \"" << id << "\"\nname = \"" << name << "\"\nteam = \"" << team << "\"\nchannels = [\""
      << channel << "\"]\n\n";
}

void write_role(std::ostream& out, const char* role, const char* holder) {
  out << "[[role]]\nid = \"" << role << "\"\nholders = [\"" << holder << "\"]\ndeputy = \"vervanger\"\n\n";
}

std::string channel_of(const ChatPlan& plan, std::size_t employee) {
  if (const auto* matrix = std::get_if<MatrixPlan>(&plan)) return "matrix:" + matrix_user(*matrix, employee);
  return std::holds_alternative<TeamsPlan>(plan) ? "teams:" + object_id(employee) : "web";
}

void write_organisation(const std::filesystem::path& path, std::size_t employees, const ChatPlan& plan) {
  std::ofstream out(path);
  out << "name = \"Gemeente Meetdorp\"\n\n[numbers]\nself_harm_line = \"113\"\n\n";
  constexpr std::array<std::pair<const char*, const char*>, 7> staff{{{"leidinggevende", "Anouk Strandhof"},
                                                                      {"vervanger", "Jip Zeegat"},
                                                                      {"counsellor", "Fatima Helmgras"},
                                                                      {"coordinator", "Priya Vloedlijn"},
                                                                      {"director", "Marijke Duinvoet"},
                                                                      {"care_team", "Lindiwe Golfslag"},
                                                                      {"watcher", "Eva Getij"}}};
  for (const auto& [id, name] : staff) write_person(out, id, name, "directie");
  for (std::size_t i = 0; i < employees; ++i) {
    write_person(out, employee_id(i), "Medewerker " + std::to_string(i), "publiekshal", channel_of(plan, i));
  }
  out << "[[team]]\nid = \"directie\"\nname = \"Directie\"\nmanager = \"director\"\ndeputy = \"vervanger\"\n\n"
         "[[team]]\nid = \"publiekshal\"\nname = \"Publiekshal\"\nmanager = \"leidinggevende\"\ndeputy = "
         "\"vervanger\"\n"
         "parent = \"directie\"\n\n";
  for (const char* role : {"counsellor", "coordinator", "director", "care_team", "watcher"})
    write_role(out, role, role);
  for (const char* role : {"office_counsellor", "jurist", "mandated", "security", "reception", "mayor", "deputy_mayor",
                           "registrar", "public_order", "safety_officer", "integrity_officer", "communication",
                           "information_specialist", "works_council", "privacy_officer", "administrator"}) {
    write_role(out, role, "director");
  }
}

void write_settings(const Town& town) {
  std::ofstream out(town.folder / "meldmaat.toml");
  out << "data = \"" << town.data().string() << "\"\n\n[web]\nport = " << town.web
      << "\norigin = \"http://127.0.0.1:" << town.web << "\"\n\n[metrics]\nport = " << town.ops
      << "\n\n[limits]\nconnections_per_peer = 512\n";
}

/// \return the file, which nobody else may read
std::string write_secret(const std::filesystem::path& file, const std::string& secret) {
  std::ofstream(file) << secret << "\n";
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  return file.string();
}

void write_chat(std::ostream&, const Town&, const std::monostate&) {}

void write_chat(std::ostream& out, const Town& town, const TeamsPlan& plan) {
  // More than people would read, so that it is the program that is measured and not its politeness.
  constexpr int sends_per_second = 100'000;
  out << "\n[teams]\nclient_id = \"" << plan.app_id << "\"\ntenants = [\"" << plan.tenant
      << "\"]\nclient_secret_file = \"" << write_secret(town.folder / "client_secret", plan.secret)
      << "\"\naddress = \"127.0.0.1\"\nport = " << town.chat << "\nsends_per_second = " << sends_per_second
      << "\n\n[teams.cloud]\nopenid_metadata = \"" << plan.cloud
      << "/v1/.well-known/openidconfiguration\"\nissuer = \"https://api.botframework.com\"\nlogin = \"" << plan.cloud
      << "\"\nconnectors = [\"" << plan.cloud << "\"]\nglobal_service_url = \"" << plan.cloud << "/teams/\"\n";
}

void write_chat(std::ostream& out, const Town& town, const MatrixPlan& plan) {
  out << "\n[matrix]\nhomeserver = \"" << plan.homeserver << "\"\nserver_name = \"" << plan.server_name
      << "\"\nport = " << town.chat << "\nas_token_file = \"" << write_secret(town.folder / "as_token", plan.as_token)
      << "\"\nhs_token_file = \"" << write_secret(town.folder / "hs_token", plan.hs_token) << "\"\n";
}

}  // namespace

std::string employee_id(std::size_t number) {
  return "medewerker_" + std::to_string(number);
}

std::string object_id(std::size_t number) {
  std::array<char, 37> text;
  std::snprintf(text.data(), text.size(), "%08zx-5eed-4bec-8000-000000000001", number);
  return text.data();
}

std::string matrix_user(const MatrixPlan& plan, std::size_t number) {
  return "@" + employee_id(number) + ":" + plan.server_name;
}

Town make_town(const std::filesystem::path& folder, std::size_t employees, const ChatPlan& plan) {
  const bool chats = !std::holds_alternative<std::monostate>(plan);
  const Town town{folder, free_port(), free_port(), chats ? free_port() : std::uint16_t{0}};
  std::filesystem::create_directories(town.data());
  write_organisation(folder / "organisation.toml", employees, plan);
  write_settings(town);
  std::ofstream out(town.folder / "meldmaat.toml", std::ios::app);
  std::visit([&](const auto& chat) { write_chat(out, town, chat); }, plan);
  return town;
}

Command serve(const std::filesystem::path& program, const Town& town) {
  return {
      {program.string(), "serve", "--config", town.folder.string()}, {}, town.folder / "output", town.ops, "/readyz"};
}

}  // namespace meldmaat::bench
