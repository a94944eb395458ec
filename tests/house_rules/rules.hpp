// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <vector>

#include "tests/house_rules/source_file.hpp"

namespace meldmaat::house_rules {

/// What each room may include: own headers, bot/, and what the table in includes.cpp names for it.
[[nodiscard]] Faults check_includes(const SourceFile& file);
/// Headers that may be included by a limited number of files in the whole house (a heavy library behind a thin
/// wrapper).
[[nodiscard]] Faults check_rare_includes(const std::vector<SourceFile>& files);
/// Calls and words that only a named file, or no file, may use; the table is in calls.cpp.
[[nodiscard]] Faults check_calls(const SourceFile& file);
/// A file has at most 400 lines, a function 70.
[[nodiscard]] Faults check_sizes(const SourceFile& file);
/// Name it, then await it: the statement around a co_await has no braces and no conditional operator; a coroutine takes
/// no views; coroutines live in adapters/ only. (A statement-local scan, without types: clang's guard in `dev lint`
/// looks at the syntax tree.)
[[nodiscard]] Faults check_coroutines(const SourceFile& file);
/// Licence line, words that mark unfinished work, file names that say nothing, paths of one machine.
[[nodiscard]] Faults check_text(const SourceFile& file);

}  // namespace meldmaat::house_rules
