// SPDX-License-Identifier: EUPL-1.2
#include "bot/form.hpp"

#include <algorithm>

namespace meldmaat {

bool holds(const Condition& condition, const std::vector<Flag>& flags) {
  const auto set = [&](const Flag& flag) { return std::ranges::find(flags, flag) != flags.end(); };
  return std::ranges::all_of(condition.all, set) &&
         (condition.any.empty() || std::ranges::any_of(condition.any, set)) &&
         std::ranges::none_of(condition.none, set);
}

const Question* Form::question(const QuestionId& id) const {
  const auto found = std::ranges::find(questions, id, &Question::id);
  return found == questions.end() ? nullptr : &*found;
}

}  // namespace meldmaat
