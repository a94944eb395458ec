// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The note that somebody asks about personal data in a case (T49/3): recorded with the questions of a step, though no
/// task waits for it.
#pragma once

#include <string_view>

#include "bot/protocol.hpp"
#include "bot/task.hpp"

namespace meldmaat {

inline constexpr std::string_view rights_verb = "rights";
inline constexpr std::string_view request_verb = "request";

/// Stands where a step's task does; no protocol has it.
[[nodiscard]] TaskKey request_key(const CaseNumber& number);
[[nodiscard]] bool is_request(const TaskKey& task);
/// What is asked.
[[nodiscard]] const Rule& request_rule();

}  // namespace meldmaat
