// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The ids of buttons about a case: "case/<number>/<verb>" and "case/<number>/task/<rule>/<step>/<round>/<verb>".
/// Pure; anything may be read, most of it is nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/task.hpp"

namespace meldmaat {

struct CaseOption {
  CaseNumber number;
  std::optional<TaskKey> task;
  /// "open", "tasks", "ask", "police", "letters", or of a task "step", "done", "later", "none", "hand", "order", "yes",
  /// "no"
  std::string verb;
  bool operator==(const CaseOption&) const = default;
};

[[nodiscard]] std::optional<CaseOption> read_case_option(std::string_view id);
[[nodiscard]] std::string case_option(const CaseNumber& number, std::string_view verb);
[[nodiscard]] std::string task_option(const TaskKey& task, std::string_view verb);

/// "T16/1/1", as a frame keeps which task it is about; the case is the frame's subject.
[[nodiscard]] std::string task_text(const TaskKey& task);
[[nodiscard]] std::optional<TaskKey> read_task_text(const CaseNumber& number, std::string_view text);

}  // namespace meldmaat
