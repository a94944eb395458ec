// SPDX-License-Identifier: EUPL-1.2
#include "adapters/paper/overview_json.hpp"

#include <nlohmann/json.hpp>

#include "adapters/iso_utc.hpp"
#include "adapters/show_text.hpp"

namespace meldmaat {

namespace {

nlohmann::ordered_json lines_json(const std::vector<LabelledLine>& lines) {
  auto all = nlohmann::ordered_json::array();
  for (const auto& [label, text] : lines) all.push_back({{"label", show_text(label)}, {"text", show_text(text)}});
  return all;
}

}  // namespace

std::string to_json(const Overview& overview) {
  auto cases = nlohmann::ordered_json::array();
  for (const auto& [number, parts] : overview.cases) {
    nlohmann::ordered_json told{{"case", number.str()}};
    for (const auto& part : parts) told[part.name] = lines_json(part.lines);
    cases.push_back(std::move(told));
  }
  const nlohmann::ordered_json body{{"schema", "meldmaat-overview/1"},
                                    {"of", overview.of_accused ? "accused" : "own"},
                                    {"language", overview.language == Language::nl ? "nl" : "en"},
                                    {"made", iso_utc(overview.made)},
                                    {"organisation", overview.organisation},
                                    {"person", lines_json(overview.person)},
                                    {"cases", std::move(cases)},
                                    {"about", overview.about}};
  return body.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace meldmaat
