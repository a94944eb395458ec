// SPDX-License-Identifier: EUPL-1.2
#include "config/check_config.hpp"

#include <algorithm>
#include <ostream>

#include "config/protocol_layers.hpp"

namespace meldmaat {

namespace {
std::string summary(const std::vector<Complaint>& complaints) {
  const auto warnings =
      static_cast<std::size_t>(std::ranges::count(complaints, Complaint::Weight::warning, &Complaint::weight));
  const std::size_t mistakes = complaints.size() - warnings;
  std::string line;
  if (mistakes > 0) line = counted(mistakes, "mistake");
  if (warnings > 0) line += (line.empty() ? "" : ", ") + counted(warnings, "warning");
  return line;
}

std::string contents(const Municipality& town) {
  return counted(town.organisation.people.size(), "person") + ", " + counted(town.organisation.teams.size(), "team") +
         ", " + counted(town.current_protocol().rules.size(), "rule") + ", " +
         counted(town.current_form().questions.size(), "question") + ", " +
         counted(town.texts.catalogue(Language::nl).size(), "text");
}
}  // namespace

int report_configuration(const LoadResult& result, std::ostream& out) {
  const auto* loaded = std::get_if<Loaded>(&result);
  const auto& complaints = loaded != nullptr ? loaded->warnings : std::get<Refused>(result).complaints;
  for (const auto& complaint : complaints) out << describe(complaint) << '\n';
  if (loaded == nullptr) {
    out << summary(complaints) << ". meldmaat does not start with this configuration.\n";
    return 1;
  }
  out << "Configuration is valid: " << contents(loaded->municipality) << '.';
  if (!complaints.empty()) out << ' ' << summary(complaints) << '.';
  out << '\n';
  return 0;
}

int print_protocol(const Loaded& loaded, const std::string& id, std::ostream& out) {
  std::vector<std::string> known;
  const Document* newest = nullptr;
  int version = 0;
  for (const auto& tree : loaded.protocols) {
    const auto ref = ref_of(tree);
    known.push_back(ref.id.str());
    if (known.back() != id || ref.version <= version) continue;
    newest = &tree;
    version = ref.version;
  }
  if (newest == nullptr) {
    out << "There is no protocol " << in_quotes(id) << "; there are: " << listed(known) << ".\n";
    return 1;
  }
  out << '\n';
  print_origins(*newest, out);
  return 0;
}

}  // namespace meldmaat
