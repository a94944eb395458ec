// SPDX-License-Identifier: EUPL-1.2
/// \file
/// The small town with a form whose answers can be counted, and reports in it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bot/rules/figures.hpp"
#include "tests/bot/rules/story.hpp"

namespace meldmaat {

inline Municipality counted_town() {
  auto town = fakes::small_municipality();
  for (auto& question : town.forms.front().questions) {
    if (question.id != form_questions::kind) continue;
    question.many = true;
    for (const auto* id : {"verbal", "threat", "other"}) {
      FormOption option;
      option.id = id;
      option.text = std::string{"form.kind."} + id;
      question.options.push_back(option);
    }
  }
  return town;
}

/// A report that came in at this moment, with no step taken yet.
inline CaseFile report_at(std::string_view moment, std::string_view kind = "verbal",
                          std::vector<Flag> flags = {"desk", "verbal"}) {
  auto the_case = fakes::reported_case(std::move(flags), fakes::at(moment), fakes::at(moment));
  the_case.answers["kind"].value = kind;
  return {the_case, {}};
}

/// `count` reports, each as "coordinator" may know of it.
inline std::vector<CountedReport> times(int count, const CaseFile& file, const Municipality& town) {
  const auto one = counted(file, {fakes::who("coordinator")}, fakes::at("2027-01-04 09:00"), town);
  return one ? std::vector<CountedReport>(static_cast<std::size_t>(count), *one) : std::vector<CountedReport>{};
}

inline std::vector<CountedReport> together(std::initializer_list<std::vector<CountedReport>> parts) {
  std::vector<CountedReport> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace meldmaat
