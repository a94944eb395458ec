// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The command line. What each command does stands in bot/program/ and, for the clients, in adapters/web/chat_client.
#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>

#include "adapters/evidence/decode.hpp"
#include "adapters/system_random.hpp"
#include "adapters/web/chat_client.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/private_memory.hpp"

namespace {

using namespace meldmaat;

constexpr const char* default_url = "http://127.0.0.1:8080";

/// The exit code of the command that was given; each adds itself here when it is parsed.
struct Chosen {
  std::function<int()> command;
};

const CLI::Validator web_url(
    [](std::string& text) {
      return read_web_address(text) ? std::string{} : "not an address such as " + std::string(default_url);
    },
    "URL", "web_url");

/// Waits at most a second for a line; empty when nobody sits at a terminal.
std::function<bool()> line_at_terminal() {
  if (::isatty(STDIN_FILENO) == 0) return {};
  return [] {
    constexpr int patience_ms = 1000;
    pollfd terminal{STDIN_FILENO, POLLIN, 0};
    return ::poll(&terminal, 1, patience_ms) != 0;
  };
}

void add_config(CLI::App& app, std::filesystem::path& config, bool required) {
  auto* option = app.add_option("-c,--config", config, "Folder with organisation.toml and meldmaat.toml");
  option->check(CLI::ExistingDirectory);
  if (required) option->required();
}

/// Where systemd hands over what it keeps for the service: systemd.exec, LoadCredential=.
void add_credentials(CLI::App& app, std::filesystem::path& credentials) {
  app.add_option("--credentials-directory", credentials)->envname("CREDENTIALS_DIRECTORY")->group("");
}

/// The names that administrators of bots know (decision D20); the shorter ones win. No help shows these options: on a
/// command line everybody on the machine could read the secret.
void add_teams_environment(CLI::App& app, TeamsEnvironment& teams) {
  const auto add = [&](const char* option, std::string& value, const char* variable) {
    app.add_option(option, value)->envname(variable)->group("");
  };
  add("--microsoft-app-id", teams.client_id, "MicrosoftAppId");
  add("--microsoft-app-password", teams.client_secret, "MicrosoftAppPassword");
  add("--microsoft-app-tenant-id", teams.tenant_id, "MicrosoftAppTenantId");
  add("--client-id", teams.client_id, "CLIENT_ID");
  add("--client-secret", teams.client_secret, "CLIENT_SECRET");
  add("--tenant-id", teams.tenant_id, "TENANT_ID");
}

void add_service(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<ServeOptions>();
  auto* command = app.add_subcommand("serve", "Run the service");
  add_config(*command, options->config, true);
  command->add_option("--notify-socket", options->notify_socket, "Socket of the service manager")
      ->envname("NOTIFY_SOCKET");
  add_credentials(*command, options->credentials);
  add_teams_environment(*command, options->teams);
  command->callback([options, &chosen] { chosen.command = [options] { return serve(*options); }; });
}

void add_demo(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<DemoOptions>();
  options->data = std::filesystem::temp_directory_path() / "meldmaat-demo";
  auto* command = app.add_subcommand("demo", "Show a fictitious municipality on this machine");
  command->add_option("--port", options->port, "Port; 0 lets the system choose")->capture_default_str();
  command->add_option("--listen", options->address, "Loopback address")->check(CLI::ValidIPV4)->capture_default_str();
  command->add_option("--data", options->data, "Folder for its database")->capture_default_str();
  command->add_option("--at", options->at, "Where the clock stands until it is moved: \"2026-10-23 16:40\"");
  command->callback([options, &chosen] { chosen.command = [options] { return demo(*options); }; });
}

void add_configuration(CLI::App& app, Chosen& chosen) {
  auto checked = std::make_shared<CheckOptions>();
  auto* check = app.add_subcommand("check-config", "Say everything that is wrong with a configuration");
  check->add_option("folder", checked->config, "Folder with organisation.toml; without it the demo's is checked")
      ->check(CLI::ExistingDirectory);
  check->add_option("--protocol", checked->protocol, "Print this protocol with the file and line of every value");
  add_credentials(*check, checked->credentials);
  add_teams_environment(*check, checked->teams);
  check->callback([checked, &chosen] { chosen.command = [checked] { return check_config(*checked); }; });

  auto options = std::make_shared<RehearseOptions>();
  auto* rehearse = app.add_subcommand("rehearse", "Print the calendar of a case that does not exist");
  add_config(*rehearse, options->config, false);
  rehearse->add_option("--protocol", options->protocol, "Which protocol; without it the municipality's own");
  rehearse->add_option("--incident", options->incident, "When it happened: \"2026-10-23 16:40\"")->required();
  rehearse->add_option("--reported", options->reported, "When it was reported; without it at once");
  rehearse->add_option("--flags", options->flags, "What is the matter: threat, physical, injury, ...")
      ->delimiter(',')
      ->default_val(std::vector<std::string>{"threat", "physical", "police_wished", "care_wished"});
  auto* json = rehearse->add_flag("--json", options->json, "As JSON instead of a table");
  rehearse->add_flag("--every-kind", options->every_kind, "Every kind of incident, as a document with sources")
      ->excludes(json);
  rehearse->callback([options, &chosen] { chosen.command = [options] { return rehearse_case(*options); }; });
}

void add_teams_package(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<TeamsPackageOptions>();
  options->version = MELDMAAT_VERSION;
  auto* command = app.add_subcommand("teams-package", "Write the app that puts meldmaat into Microsoft Teams");
  add_config(*command, options->config, true);
  add_teams_environment(*command, options->teams);
  command->add_option("to", options->to, "Zip file to write; one that is there is replaced")->required();
  command->add_option("--app-version", options->version, "Higher than that of the package Teams has")
      ->capture_default_str();
  command->callback([options, &chosen] { chosen.command = [options] { return make_teams_package(*options); }; });
}

void add_registration(CLI::App& app, Chosen& chosen) {
  auto options = std::make_shared<RegistrationOptions>();
  auto* command =
      app.add_subcommand("generate-registration", "Print the file that a Matrix homeserver knows meldmaat by");
  add_config(*command, options->config, true);
  command->add_flag("--make-tokens", options->make_tokens, "First make the files of the tokens that are not there");
  command->callback([options, &chosen] { chosen.command = [options] { return generate_registration(*options); }; });
}

void add_data(CLI::App& app, Chosen& chosen) {
  struct Options {
    DataOptions data;
    std::filesystem::path file;
    RestoreOptions restore;
    std::string number;
  };
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* about) {
    auto* command = app.add_subcommand(name, about);
    add_config(*command, options->data.config, true);
    add_credentials(*command, options->data.credentials);
    add_teams_environment(*command, options->data.teams);
    return command;
  };
  auto* back = add("backup", "Copy the database, and prove that the copy is whole");
  back->add_option("to", options->file, "File to write; it must not exist")->required();
  back->callback(
      [options, &chosen] { chosen.command = [options] { return back_up_database(options->data, options->file); }; });

  auto* put_back = add("restore", "Put a backup in the place of the database");
  put_back->add_option("from", options->restore.from, "File that backup wrote")->required()->check(CLI::ExistingFile);
  put_back->add_flag("--replace", options->restore.replace, "Also when there is a database already");
  put_back->add_option("--backup-key", options->restore.backup_key, "File of the key that a sealed backup opens with")
      ->check(CLI::ExistingFile);
  put_back->callback(
      [options, &chosen] { chosen.command = [options] { return restore_database(options->data, options->restore); }; });

  auto* key = app.add_subcommand("backup-key", "Make a key that backups are sealed for; keep it elsewhere");
  key->add_option("--to", options->file, "File to write; it must not exist")->required();
  key->callback([options, &chosen] { chosen.command = [options] { return make_backup_key(options->file); }; });

  auto* prove = add("verify", "Prove that the database is whole");
  prove->add_option("--anchors", options->file, "Log of the service: is the audit trail still the one it told of?")
      ->check(CLI::ExistingFile);
  prove->callback(
      [options, &chosen] { chosen.command = [options] { return verify_database(options->data, options->file); }; });

  auto* trail = add("audit", "Print the audit trail: who looked at, took out or changed what");
  trail->add_option("--case", options->number, "Only of this case");
  trail->callback(
      [options, &chosen] { chosen.command = [options] { return print_audit(options->data, options->number); }; });

  auto* accept = add("accept-config", "Let a configuration count that no second person agreed with");
  accept->callback([options, &chosen] { chosen.command = [options] { return accept_configuration(options->data); }; });

  auto* rotate = add("rotate-key", "Let another master key open the database");
  rotate->add_option("--to", options->file, "File of the new key")->required()->check(CLI::ExistingFile);
  rotate->callback(
      [options, &chosen] { chosen.command = [options] { return rotate_key(options->data, options->file); }; });
}

void add_invitation(CLI::App& app, Chosen& chosen) {
  struct Options {
    std::filesystem::path config;
    std::string person;
  };
  auto options = std::make_shared<Options>();
  auto* ask = app.add_subcommand("invite", "Make a link that signs a person in once");
  add_config(*ask, options->config, true);
  ask->add_option("person", options->person, "Id in organisation.toml")->required();
  ask->callback(
      [options, &chosen] { chosen.command = [options] { return invite(options->config, options->person); }; });
}

void add_clients(CLI::App& app, Chosen& chosen) {
  struct Options {
    std::string url = default_url;
    std::string person;
    std::string link;
    std::string forward;
  };
  auto options = std::make_shared<Options>();
  auto* talk = app.add_subcommand("chat", "Talk in this terminal; reads a script from standard input as well");
  talk->add_option("--as", options->person, "Person")->required();
  talk->add_option("--url", options->url, "Where meldmaat is")->check(web_url)->capture_default_str();
  talk->add_option("--link", options->link, "One-time link, outside the demo");
  talk->callback([options, &chosen] {
    chosen.command = [options] {
      SystemRandom random;
      const ChatOptions how{*read_web_address(options->url), options->person, options->link, line_at_terminal()};
      return chat(how, random, std::cin, std::cout, std::cerr);
    };
  });

  auto* clock = app.add_subcommand("clock", "Move the demo's clock forward");
  clock->add_option("--forward", options->forward, "How far: 90m, 25h, 3d")->required();
  clock->add_option("--url", options->url, "Where the demo is")->check(web_url)->capture_default_str();
  clock->callback([options, &chosen] {
    chosen.command = [options] {
      return move_demo_clock(*read_web_address(options->url), options->forward, std::cout, std::cerr);
    };
  });

  auto ops_url = std::make_shared<std::string>("http://127.0.0.1:9464");
  auto* health = app.add_subcommand("healthcheck", "Ask a running meldmaat whether it takes reports");
  health->add_option("--url", *ops_url, "Its listener for operators")->check(web_url)->capture_default_str();
  health->callback([ops_url, &chosen] {
    chosen.command = [ops_url] { return ask_health(*read_web_address(*ops_url), std::cout, std::cerr); };
  });
}

/// Not for people: how the service opens files (adapters/evidence).
void add_decoder(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("decode")->group("");
  command->callback([&chosen] { chosen.command = []() -> int { decode_standard_input(); }; });
}

}  // namespace

int main(int argc, char** argv) {
  keep_memory_private();
  CLI::App app{"meldmaat: reporting aggression by chat, and the reminders that make follow-up happen"};
  app.set_version_flag("--version", "meldmaat " MELDMAAT_VERSION);
  app.require_subcommand(1);
  Chosen chosen;
  add_service(app, chosen);
  add_demo(app, chosen);
  add_configuration(app, chosen);
  add_teams_package(app, chosen);
  add_registration(app, chosen);
  add_data(app, chosen);
  add_invitation(app, chosen);
  add_clients(app, chosen);
  add_decoder(app, chosen);
  CLI11_PARSE(app, argc, argv);
  return chosen.command();
}
