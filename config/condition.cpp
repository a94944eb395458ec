// SPDX-License-Identifier: EUPL-1.2
#include "config/condition.hpp"

#include <algorithm>
#include <array>

#include "bot/flags.hpp"

namespace meldmaat {

namespace {
constexpr std::array condition_keys{Key{"all", "a list of flags", "Every one of these is set."},
                                    Key{"any", "a list of flags", "At least one of these is set."},
                                    Key{"none", "a list of flags", "None of these is set."}};

bool has(const std::vector<Flag>& flags, const Flag& flag) {
  return std::ranges::find(flags, flag) != flags.end();
}
}  // namespace

const Section condition_section{
    "only_if", "Holds when all three hold; a list that is left out does not count. Flags come from the answers.",
    condition_keys};

const std::vector<Flag>& own_flags() {
  static const std::vector<Flag> own{Flag{flags::office_holder}, Flag{flags::mayor_victim}, Flag{flags::serious}};
  return own;
}

std::vector<Flag> read_flags(const Table& table, std::string_view key) {
  const std::vector<std::string> known(flags::all.begin(), flags::all.end());
  std::vector<Flag> read;
  for (const auto& [flag, place] : table.ids(key)) {
    if (has(known, flag)) {
      read.push_back(flag);
    } else {
      table.complaints().mistake(place, "unknown flag " + in_quotes(flag), "a flag of docs/configuration.md",
                                 nearest_word(flag, known));
    }
  }
  return read;
}

Condition read_condition(const Table& table, std::string_view key) {
  const auto inner = table.table(key, condition_section);
  if (!inner) return {};
  Condition condition{read_flags(*inner, "all"), read_flags(*inner, "any"), read_flags(*inner, "none")};
  for (const auto& flag : condition.none) {
    if (!has(condition.all, flag)) continue;
    table.complaints().mistake(inner->place("none"), in_quotes(flag) + " must be set and must not be set",
                               "each flag in one list only");
  }
  return condition;
}

std::string why_never(const Condition& condition, const std::vector<Flag>& settable) {
  const auto can_be_set = [&](const Flag& flag) { return has(settable, flag) || has(own_flags(), flag); };
  for (const auto& flag : condition.all) {
    if (!can_be_set(flag)) return "nothing sets the flag " + in_quotes(flag);
  }
  if (!condition.any.empty() && std::ranges::none_of(condition.any, can_be_set)) {
    return "nothing sets one of the flags " + listed(condition.any);
  }
  return {};
}

}  // namespace meldmaat
