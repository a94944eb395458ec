// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What meldmaat holds of somebody, for that person (AVG 15): the one source of the paper and of the file. Words are
/// resolved in `language`; what somebody typed stays as it was typed.
#pragma once

#include <string>
#include <vector>

#include "bot/ids.hpp"
#include "bot/language.hpp"
#include "bot/moment.hpp"
#include "bot/paper.hpp"

namespace meldmaat {

struct OverviewPart {
  std::string name;   ///< "reported", "steps", ...: as a computer reads it
  std::string title;  ///< as a person does
  std::vector<LabelledLine> lines;
  bool operator==(const OverviewPart&) const = default;
};

struct OverviewCase {
  CaseNumber number;
  std::vector<OverviewPart> parts;  ///< those of which there is something
  bool operator==(const OverviewCase&) const = default;
};

struct Overview {
  bool of_accused = false;  ///< of the one complained of; else of a reporter or victim, and all their cases
  Language language = Language::nl;
  Moment made;
  std::string organisation;
  std::vector<LabelledLine> person;  ///< what the organisation's own list says of a reporter; empty for the other side
  std::vector<OverviewCase> cases;   ///< newest first
  std::vector<std::string> about;    ///< where the data come from, what for, who gets them, which rights there are
  bool operator==(const Overview&) const = default;
};

}  // namespace meldmaat
