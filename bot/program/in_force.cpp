// SPDX-License-Identifier: EUPL-1.2
#include "bot/program/in_force.hpp"

#include <algorithm>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "bot/program/town.hpp"
#include "bot/program/trail.hpp"
#include "bot/proposal_round.hpp"
#include "bot/rules/second_person.hpp"
#include "config/settings_changes.hpp"
#include "storage/cipher.hpp"

namespace meldmaat {

namespace {

using Files = std::vector<ConfigurationFile>;

/// The print of what counts without a second person.
constexpr std::string_view forced_note = "proposal_forced";
/// Among the files: what the environment says of who the bot is. A line each.
constexpr std::string_view environment_name = "environment";

Files files_of(const Sources& sources) {
  auto files = own_files(sources);
  const auto& [client_id, secret, tenant_id] = sources.environment;
  if (!client_id.empty() || !tenant_id.empty()) {
    files.push_back({std::string(environment_name), client_id + '\n' + tenant_id});
  }
  std::ranges::sort(files, {}, &ConfigurationFile::name);
  return files;
}

/// The files as they were accepted, and the secret of today.
Sources accepted_sources(const Files& files, const TeamsEnvironment& today) {
  Sources sources = sources_with(files);
  sources.environment.client_secret = today.client_secret;
  for (const auto& [name, text] : files) {
    if (name != environment_name) continue;
    const auto end = text.find('\n');
    sources.environment.client_id = text.substr(0, end);
    sources.environment.tenant_id = text.substr(end + 1);
  }
  return sources;
}

std::string print_of(const Files& files) {
  std::string all;
  for (const auto& [name, text] : files) {
    all += std::to_string(name.size()) + ' ' + std::to_string(text.size()) + ' ' + name + text;
  }
  return hexadecimal(sha256(all));
}

Proposal proposal_of(Store& store, std::string print, const Loaded& accepted, const Loaded& folder) {
  Proposal proposal{std::move(print), {}, {}, false};
  const auto has_cases = [&](const PersonId& person) { return !store.cases_of(person, 1).empty(); };
  proposal.changes = changed_settings(accepted.municipality, folder.municipality, has_cases);
  auto settings = changed_settings(accepted.settings, folder.settings);
  std::ranges::move(settings, std::back_inserter(proposal.changes));
  proposal.deciders = deciders(accepted.municipality.organisation, folder.municipality.organisation);
  return proposal;
}

/// With who might have refused told of it, when somebody is to be told.
Loaded accept(Store& store, const Dialog& dialog, const Files& files, Loaded folder) {
  const Moment now = moment_for(store);
  store.begin_batch();
  store.accept_files(files);
  // What was said of it was about the change from what was in force until now.
  store.write_note(proposal_decision_note, "");
  store.write_note(forced_note, "");
  store.add_audit({now, {}, std::string(audits::accepted), {}, print_of(files)});
  static_cast<void>(tell_of_proposal({store, dialog, folder.municipality}, now));
  store.commit_batch();
  return folder;
}

Loaded keep_waiting(Loaded accepted, const Loaded& folder, Proposal proposal) {
  std::cerr << "meldmaat: " << proposal.changes.size()
            << " changes of the configuration wait for a second person; until then what was agreed with is in force ("
            << proposal.print << ")\n";
  if (proposal.deciders.empty()) {
    std::cerr
        << "meldmaat: nobody can agree: the coordinator and the director run meldmaat themselves, or the change is "
           "about them. docs/second-person.md says what to do\n";
  }
  take_absences(accepted.municipality.organisation, folder.municipality.organisation);
  accepted.municipality.proposal = std::move(proposal);
  // Where the database is, that is open already, and its key.
  accepted.settings.data = folder.settings.data;
  accepted.settings.master_key = folder.settings.master_key;
  return accepted;
}

}  // namespace

std::optional<Loaded> in_force(Store& store, const Dialog& dialog, const Sources& sources, Loaded folder) {
  const auto files = files_of(sources);
  const auto accepted = store.accepted_files();
  if (accepted == files) return folder;
  if (accepted.empty()) return accept(store, dialog, files, std::move(folder));
  auto print = print_of(files);
  const bool forced = store.note(forced_note) == print;
  auto loaded = load_configuration(accepted_sources(accepted, sources.environment));
  auto* before = std::get_if<Loaded>(&loaded);
  if (before == nullptr) {
    if (forced) return accept(store, dialog, files, std::move(folder));
    for (const auto& complaint : std::get<Refused>(loaded).complaints) std::cerr << describe(complaint) << '\n';
    std::cerr << "meldmaat: this is about the configuration that was agreed with last, and not about the folder's. "
                 "docs/second-person.md says what to do\n";
    return std::nullopt;
  }
  auto proposal = proposal_of(store, print, *before, folder);
  if (proposal.changes.empty() || store.note(proposal_decision_note) == "yes " + print) {
    return accept(store, dialog, files, std::move(folder));
  }
  if (!forced) return keep_waiting(std::move(*before), folder, std::move(proposal));
  proposal.forced = true;
  folder.municipality.proposal = std::move(proposal);
  return accept(store, dialog, files, std::move(folder));
}

void force(Store& store, const Sources& sources) {
  const auto print = print_of(files_of(sources));
  const Moment now = moment_for(store);
  store.begin_batch();
  store.write_note(forced_note, print);
  store.add_audit({now, {}, std::string(audits::forced), {}, print});
  store.commit_batch();
}

}  // namespace meldmaat
