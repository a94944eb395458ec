// SPDX-License-Identifier: EUPL-1.2
#include "dialogs/casework/case_option.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace meldmaat {

namespace {

constexpr std::string_view prefix = "case/";
constexpr std::string_view task_word = "task";

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t from = 0; from <= text.size();) {
    const auto end = std::min(text.find('/', from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

std::optional<int> count_of(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1) return std::nullopt;
  return value;
}

std::optional<TaskKey> key_of(const CaseNumber& number, std::string_view rule, std::string_view step,
                              std::string_view round) {
  const auto read_step = count_of(step);
  const auto read_round = count_of(round);
  if (rule.empty() || !read_step || !read_round) return std::nullopt;
  return TaskKey{number, RuleId{std::string(rule)}, *read_step, *read_round};
}

}  // namespace

std::optional<CaseOption> read_case_option(std::string_view id) {
  if (!id.starts_with(prefix)) return std::nullopt;
  const auto parts = parts_of(id.substr(prefix.size()));
  const CaseNumber number{std::string(parts.front())};
  if (parts.size() == 2) return CaseOption{number, std::nullopt, std::string(parts[1])};
  if (parts.size() != 6 || parts[1] != task_word) return std::nullopt;
  const auto key = key_of(number, parts[2], parts[3], parts[4]);
  if (!key) return std::nullopt;
  return CaseOption{number, key, std::string(parts[5])};
}

std::string case_option(const CaseNumber& number, std::string_view verb) {
  return std::string(prefix) + number.str() + "/" + std::string(verb);
}

std::string task_option(const TaskKey& task, std::string_view verb) {
  return std::string(prefix) + task.number.str() + "/" + std::string(task_word) + "/" + task_text(task) + "/" +
         std::string(verb);
}

std::string task_text(const TaskKey& task) {
  return task.rule.str() + "/" + std::to_string(task.step) + "/" + std::to_string(task.round);
}

std::optional<TaskKey> read_task_text(const CaseNumber& number, std::string_view text) {
  const auto parts = parts_of(text);
  if (parts.size() != 3) return std::nullopt;
  return key_of(number, parts[0], parts[1], parts[2]);
}

}  // namespace meldmaat
