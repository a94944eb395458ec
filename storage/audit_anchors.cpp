// SPDX-License-Identifier: EUPL-1.2
#include "storage/audit_anchors.hpp"

#include <nlohmann/json.hpp>
#include <string>

namespace meldmaat {

std::vector<AuditHead> read_anchors(std::istream& log) {
  std::vector<AuditHead> anchors;
  for (std::string line; std::getline(log, line);) {
    // The journal writes a time and a name before what was said.
    const auto begin = line.find('{');
    if (begin == std::string::npos) continue;
    const auto said =
        nlohmann::json::parse(line.begin() + static_cast<std::ptrdiff_t>(begin), line.end(), nullptr, false);
    if (!said.is_object() || said.value("event", nlohmann::json{}) != "audit_head") continue;
    const auto lines = said.find("lines");
    const auto link = said.find("link");
    if (lines == said.end() || link == said.end() || !lines->is_number_unsigned() || !link->is_string()) continue;
    anchors.push_back({lines->get<std::uint64_t>(), link->get<std::string>()});
  }
  return anchors;
}

}  // namespace meldmaat
