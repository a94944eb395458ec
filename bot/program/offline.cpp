// SPDX-License-Identifier: EUPL-1.2
// Commands that look at configuration only.
#include <iostream>
#include <utility>
#include <variant>

#include "adapters/rehearsal_book.hpp"
#include "adapters/rehearsal_print.hpp"
#include "bot/program/commands.hpp"
#include "bot/program/town.hpp"
#include "bot/rules/rehearsal.hpp"
#include "config/check_config.hpp"

namespace meldmaat {

namespace {

constexpr int done = 0;
constexpr int refused = 1;

const Protocol* newest(const Municipality& town, const std::string& id) {
  const Protocol* found = nullptr;
  for (const auto& protocol : town.protocols) {
    if (protocol.ref.id.str() != id) continue;
    if (found == nullptr || protocol.ref.version > found->ref.version) found = &protocol;
  }
  return found;
}

}  // namespace

int check_config(const CheckOptions& options) {
  auto result = load_configuration(options.config, options.teams);
  if (auto* loaded = std::get_if<Loaded>(&result); loaded != nullptr && !options.config.empty()) {
    const auto& settings = loaded->settings;
    if (auto warning = warning_about(key_file_of(settings, options.credentials), settings)) {
      loaded->warnings.push_back(std::move(*warning));
    }
  }
  const int code = report_configuration(result, std::cout);
  if (code != done || options.protocol.empty()) return code;
  return print_protocol(std::get<Loaded>(result), options.protocol, std::cout);
}

int rehearse_case(const RehearseOptions& options) {
  const auto loaded = load_or_complain(options.config);
  if (!loaded) return refused;
  const auto& town = loaded->municipality;
  const auto* protocol = options.protocol.empty() ? &town.current_protocol() : newest(town, options.protocol);
  if (protocol == nullptr) {
    std::cerr << "meldmaat: there is no protocol \"" << options.protocol << "\"; there are:";
    for (const auto& known : town.protocols) std::cerr << ' ' << known.ref.id.str();
    std::cerr << '\n';
    return refused;
  }
  const auto incident = read_local_moment(options.incident, town.zone);
  const auto reported = read_local_moment(options.reported.empty() ? options.incident : options.reported, town.zone);
  if (!incident || !reported || *reported < *incident) {
    std::cerr << "meldmaat: --incident and --reported are local times such as \"2026-10-23 16:40\", the report not "
                 "before the incident\n";
    return refused;
  }
  if (options.every_kind) {
    std::cout << rehearsal_book(*protocol, town, *incident);
    return done;
  }
  const auto rows = rehearse(*protocol, town.zone, options.flags, *incident, *reported);
  std::cout << (options.json ? rehearsal_json(rows, town) : rehearsal_table(rows, town));
  return done;
}

}  // namespace meldmaat
