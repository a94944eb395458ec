// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The shipped protocol, so that tests of the rules judge what municipalities get. Read by a scanner of its own, made
/// for the way that one file is written: a key a line, rules in [[rule]] blocks. The program's reader is in config/.
#pragma once

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/protocol.hpp"

namespace meldmaat::fakes {

namespace standaard_file {

/// Everything between quotes, in order.
inline std::vector<std::string> texts_in(std::string_view text) {
  std::vector<std::string> found;
  for (auto from = text.find('"'); from != std::string_view::npos; from = text.find('"', from + 1)) {
    const auto to = text.find('"', from + 1);
    found.emplace_back(text.substr(from + 1, to - from - 1));
    from = to;
  }
  return found;
}

inline std::string only(std::string_view text) {
  const auto found = texts_in(text);
  if (found.size() != 1) throw std::runtime_error("not one text: " + std::string{text});
  return found.front();
}

/// The list of that name inside { name = [...] }.
inline std::vector<std::string> list_in(std::string_view table, std::string_view name) {
  const auto at = table.find(std::string{name} + " = [");
  if (at == std::string_view::npos) return {};
  const auto rest = table.substr(at);
  return texts_in(rest.substr(0, rest.find(']')));
}

inline Term term(const std::string& text) {
  std::size_t end = 0;
  const int amount = std::stoi(text, &end);
  const auto unit = text.substr(end);
  const std::vector<std::string> units{"m", "h", "d", "wd", "eod"};
  const auto found = std::ranges::find(units, unit);
  if (found == units.end()) throw std::runtime_error("not a term: " + text);
  return {amount, static_cast<Term::Unit>(found - units.begin())};
}

inline Trigger trigger(const std::string& text) {
  if (text == "filed") return {Trigger::Kind::filed, {}};
  if (text == "incident") return {Trigger::Kind::incident, {}};
  const std::vector<std::string> duties{"week", "quarter", "year", "council", "newcomer", "matter", "ban_end"};
  const auto duty = std::ranges::find(duties, text);
  if (duty != duties.end()) {
    return {static_cast<Trigger::Kind>(static_cast<int>(Trigger::Kind::week) + (duty - duties.begin())), {}};
  }
  if (text.starts_with("matter:")) return {Trigger::Kind::matter, text.substr(7)};
  if (!text.starts_with("fact:")) throw std::runtime_error("not a trigger: " + text);
  return {Trigger::Kind::fact, text.substr(5)};
}

inline void set(Rule& rule, const std::string& key, const std::string& value) {
  const auto is_true = [&](std::string_view name) {
    return value.find(std::string{name} + " = true") != std::string::npos;
  };
  if (key == "id") {
    rule.id = RuleId{only(value)};
  } else if (key == "step") {
    rule.step = std::stoi(value);
  } else if (key == "trigger") {
    rule.trigger = trigger(only(value));
  } else if (key == "only_if") {
    rule.only_if = {list_in(value, "all"), list_in(value, "any"), list_in(value, "none")};
  } else if (key == "from_incident") {
    rule.from_incident = true;
  } else if (key == "due") {
    rule.due = term(only(value));
  } else if (key == "remind") {
    for (const auto& one : texts_in(value)) rule.remind.push_back(term(one));
  } else if (key == "nature") {
    rule.nature = only(value) == "hard" ? Rule::Nature::hard : Rule::Nature::soft;
  } else if (key == "owner") {
    rule.owner = RoleId{only(value)};
  } else if (key == "escalate") {
    const auto steps = texts_in(value);
    for (std::size_t i = 0; i + 1 < steps.size(); i += 2) {
      rule.escalate.push_back({term(steps[i]), RoleId{steps[i + 1]}});
    }
  } else if (key == "repeat") {
    rule.repeat = term(only(value));
  } else if (key == "done") {
    rule.done = only(value);
  } else if (key == "asks") {
    rule.asks = {true, is_true("channel"), is_true("number"), list_in(value, "kinds"), is_true("note")};
  } else if (key == "postpone") {
    rule.postpone = term(only(value));
  } else if (key == "again") {
    rule.again = term(only(value));
  } else if (key == "until") {
    rule.until = texts_in(value);
  } else if (key == "source") {
    rule.source = only(value);
  } else if (value == "true") {
    if (key == "tells_reporter") rule.tells_reporter = true;
    if (key == "reason_needs_second") rule.reason_needs_second = true;
    if (key == "to_reporter") rule.to_reporter = true;
  } else {
    throw std::runtime_error("unknown key in a rule: " + key);
  }
}

}  // namespace standaard_file

/// \throws std::runtime_error when the file is written otherwise than this reader knows
inline Protocol standaard() {
  std::ifstream file{MELDMAAT_SOURCE_DIR "/config/protocols/standaard.toml"};
  if (!file) throw std::runtime_error("config/protocols/standaard.toml is not there");
  Protocol protocol;
  protocol.ref = {ProtocolId{"standaard"}, 1};
  protocol.name = "protocol.standaard";
  for (std::string line; std::getline(file, line);) {
    if (line == "[[rule]]") protocol.rules.emplace_back();
    const auto split = line.find(" = ");
    if (line.starts_with('#') || split == std::string::npos || protocol.rules.empty()) continue;
    standaard_file::set(protocol.rules.back(), line.substr(0, split), line.substr(split + 3));
  }
  return protocol;
}

}  // namespace meldmaat::fakes
