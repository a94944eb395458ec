// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What the program can be told to do, one function a subcommand. Each returns the exit code: 0 done, 1 refused with
/// the reason on standard error, 70 the store is broken.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "config/settings.hpp"

namespace meldmaat {

struct ServeOptions {
  std::filesystem::path config;
  std::filesystem::path credentials;  ///< CREDENTIALS_DIRECTORY of the environment
  TeamsEnvironment teams;
  std::string notify_socket;  ///< NOTIFY_SOCKET of the environment
};
/// The real service.
int serve(const ServeOptions& options);

struct DemoOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::filesystem::path data;
  std::string at;  ///< local time at which the clock stands until it is moved; empty: it runs
};
/// The fictitious municipality, on loopback only.
int demo(const DemoOptions& options);

struct CheckOptions {
  std::filesystem::path config;       ///< empty: the demo municipality
  std::filesystem::path credentials;  ///< CREDENTIALS_DIRECTORY of the environment
  TeamsEnvironment teams;
  std::string protocol;  ///< to print whole, with the origin of every value; empty: none
};
int check_config(const CheckOptions& options);

struct TeamsPackageOptions {
  std::filesystem::path config;
  TeamsEnvironment teams;
  std::filesystem::path to;
  std::string version;
};
/// Writes the app package that an administrator uploads to Microsoft Teams.
int make_teams_package(const TeamsPackageOptions& options);

struct RegistrationOptions {
  std::filesystem::path config;
  bool make_tokens = false;  ///< first makes the files of the tokens that are not there
};
/// Prints the registration file that a Matrix homeserver reads.
int generate_registration(const RegistrationOptions& options);

struct RehearseOptions {
  std::filesystem::path config;  ///< empty: the demo municipality
  std::string protocol;          ///< empty: the one of the municipality
  std::string incident;          ///< local time, "2026-10-23 16:40"
  std::string reported;          ///< the same; empty: at once
  std::vector<std::string> flags;
  bool json = false;
  bool every_kind = false;  ///< a document with a calendar for each kind of incident; flags and json do not count
};
/// The whole calendar of a case, without touching a database.
int rehearse_case(const RehearseOptions& options);

/// Prints a link that signs a person in once. The running service need not be stopped.
int invite(const std::filesystem::path& config, const std::string& person);

struct DataOptions {
  std::filesystem::path config;
  std::filesystem::path credentials;  ///< CREDENTIALS_DIRECTORY of the environment
  TeamsEnvironment teams;
};
/// Makes the key pair that backups are sealed for: the private half in a new file, the public one is printed.
int make_backup_key(const std::filesystem::path& to);

/// These six work on the data folder of a configuration while no service uses it.
int back_up_database(const DataOptions& options, const std::filesystem::path& to);

struct RestoreOptions {
  std::filesystem::path from;
  std::filesystem::path backup_key;  ///< of a backup that was sealed; empty: none
  bool replace = false;              ///< also when there is a database already
};
int restore_database(const DataOptions& options, const RestoreOptions& what);
/// \param anchors a log with ends of the audit trail, to hold it against; empty: none
int verify_database(const DataOptions& options, const std::filesystem::path& anchors);
/// Prints the audit trail as CSV. \param number of one case only; empty: everything
int print_audit(const DataOptions& options, const std::string& number);
/// Lets the configuration count without a second person (bot/second_person.hpp).
int accept_configuration(const DataOptions& options);
/// Wraps all keys with the master key in `to`; goes on where it was broken off.
int rotate_key(const DataOptions& options, const std::filesystem::path& to);

}  // namespace meldmaat
