// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What others can learn from what happened, told without names (S0 §10, S3 §2): the coordinator shares it with
/// everybody.
#pragma once

#include <string>

#include "bot/ids.hpp"
#include "bot/moment.hpp"

namespace meldmaat {

struct Lesson {
  Moment at;
  PersonId by;
  std::string text;
  bool operator==(const Lesson&) const = default;
};

}  // namespace meldmaat
