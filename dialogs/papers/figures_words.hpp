// SPDX-License-Identifier: EUPL-1.2
/// \file
/// What is counted, in words: the texts "figures.split.<split>" and "figures.value.<split>.<value>", or without the
/// split where a value is called the same in all; of questions the words of the form. Pure.
#pragma once

#include <string>
#include <string_view>

#include "bot/figures.hpp"
#include "dialogs/talk.hpp"

namespace meldmaat {

/// The question that a split is about, in the form of new reports or in an older one; null: it is about none.
[[nodiscard]] const Question* question_of(const Municipality& town, std::string_view split);
[[nodiscard]] std::string split_words(const Talk& talk, std::string_view split);
[[nodiscard]] std::string value_words(const Talk& talk, std::string_view split, const std::string& value);

}  // namespace meldmaat
