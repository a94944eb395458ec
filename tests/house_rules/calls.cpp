// SPDX-License-Identifier: EUPL-1.2
#include <array>
#include <regex>
#include <string>
#include <vector>

#include "tests/house_rules/rules.hpp"

namespace meldmaat::house_rules {
namespace {

enum class Where { rooms, everywhere };

struct Ban {
  /// Matched against code without comments and strings.
  const char* pattern;
  const char* why;
  Where where;
  /// The seams: files whose path matches this may. Empty: none.
  const char* seam;
};

// One line a ban: what, why, where it holds, and the files that are the seam.
const std::array bans = {
    Ban{R"(\b(system|steady|high_resolution)_clock::now\b|\b(gettimeofday|clock_gettime|localtime|gmtime)\w*\s*\()"
        R"(|\btime\s*\(\s*(nullptr|NULL|0|&)|\bstd::time\s*\()",
        "time comes in through bot/clock.hpp", Where::rooms, "adapters/(system_clock|\\w*timer\\w*)\\.cpp"},
    Ban{R"(\b(s?rand|drand48|getrandom|arc4random\w*|RAND_bytes)\s*\(|\brandom_device\b|\bmt19937|\bdefault_random_engine\b)",
        "chance comes in through bot/clock.hpp; a key and a nonce are drawn where they are made", Where::rooms,
        "adapters/system_random\\.cpp|storage/cipher\\.cpp"},
    Ban{R"(\b(secure_|un|set)?getenv\s*\(|\bsetenv\s*\(|\benviron\b)", "settings come from files", Where::rooms, ""},
    Ban{R"(\b(sleep_for|sleep_until)\b|\b(usleep|nanosleep|clock_nanosleep|sleep)\s*\()",
        "wait for a signal, never sleep", Where::everywhere, ""},
    Ban{R"(\bdetached\b)", "start a coroutine with adapters/spawn.hpp, which hears when it fails", Where::rooms, ""},
    Ban{R"(\bstd::(jthread|thread|async|mutex|recursive_mutex|shared_mutex|condition_variable\w*|lock_guard|unique_lock)"
        R"(|scoped_lock)\b|\.detach\s*\(|\bmake_strand\b)",
        "two threads that share nothing but the clock: no threads, locks or strands of one's own", Where::rooms,
        "adapters/system_clock\\.cpp"},
    Ban{R"(\bnew\s+[\w:(]|\bdelete(\s*\[\s*\])?\s+[\w:*(]|\b(malloc|calloc|realloc)\s*\()",
        "ownership is a value or a unique_ptr", Where::rooms, ""},
    Ban{R"(\bstd::(format|expected|move_only_function|print)\b|\bchrono::(parse|zoned_time|locate_zone|current_zone)\b)",
        "not in the standard library of Debian 12", Where::everywhere, ""},
    Ban{R"(\bSQLite::Savepoint\b)", "3.2.1's Savepoint leaves the transaction open; use SQL savepoints",
        Where::everywhere, ""},
    Ban{R"(\bcancel_after\b|\bawaitable_operators\b)",
        "not in Boost 1.81, or not safe there; use adapters/deadline.hpp", Where::everywhere, ""},
    Ban{R"(\bcases_(of|reported)\b)",
        "no reports by employee: a person's own list, and the director's week without names (S2-36)", Where::rooms,
        "bot/(store\\.hpp|case_work\\.cpp|own_record\\.cpp|duty_round\\.cpp|removal_round\\.cpp)|"
        "bot/program/in_force\\.cpp|storage/.*|adapters/web/web_conversation\\.cpp"},
    Ban{R"(\b(GTEST_SKIP|DISABLED_\w+)\b)", "a test runs or does not exist", Where::everywhere, ""},
};

bool applies(const Ban& ban, const SourceFile& file) {
  if (ban.where == Where::rooms && (file.is_in("tests/") || file.is_in("tools/"))) return false;
  return *ban.seam == '\0' || !std::regex_match(file.path, std::regex(ban.seam));
}

}  // namespace

Faults check_calls(const SourceFile& file) {
  static const std::vector<std::regex> patterns = [] {
    std::vector<std::regex> compiled;
    for (const auto& ban : bans) compiled.emplace_back(ban.pattern, std::regex::optimize);
    return compiled;
  }();
  if (!file.is_cpp()) return {};
  Faults faults;
  for (std::size_t i = 0; i < bans.size(); ++i) {
    const auto& ban = bans.at(i);
    if (!applies(ban, file)) continue;
    for (std::sregex_iterator it(file.code.begin(), file.code.end(), patterns[i]), end; it != end; ++it) {
      faults.push_back({file.path, file.line_of(static_cast<std::size_t>(it->position())), it->str() + ": " + ban.why});
    }
  }
  return faults;
}

}  // namespace meldmaat::house_rules
